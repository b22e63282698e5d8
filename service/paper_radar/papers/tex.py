"""TeX in titles, abstracts and names, decoded to Unicode."""


def decode_tex(text: str) -> str:
    """To come within minutes; the text as it is until then."""
    return text
