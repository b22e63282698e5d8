"""COinS: an OpenURL in the title of a span, as repositories and library catalogues give it.

http://ocoins.info (ANSI/NISO Z39.88-2004)
"""

from collections.abc import Iterator
from urllib.parse import parse_qs

from paper_radar.pages.dates import iso_date
from paper_radar.pages.facts import PageFacts
from paper_radar.pages.metadata.record import Record
from paper_radar.pages.names import name_list
from paper_radar.papers.identity import parse_doi
from paper_radar.papers.text import fold, plain


def read(facts: PageFacts) -> Record:
    """What the page's one COinS says. Several are its references, and so is one whose title the page does not show."""
    if len(facts.coins) != 1:
        return Record()
    fields = _fields(facts.coins[0])

    def first(*names: str) -> str:
        return plain(next((fields[name][0] for name in names if name in fields), ""))

    title = first(*_TITLES)
    shown = [fold(text) for text in (facts.title, *facts.headings)]
    if not title or not any(fold(title)[:60] in text for text in shown):
        return Record()
    spoken = f"{first('rft.aufirst')} {first('rft.aulast')}".strip()
    return Record(
        title=title,
        authors=name_list(fields.get("rft.au", [])) or name_list([spoken]),
        published=iso_date(first("rft.date")),
        venue=first("rft.jtitle", "rft.stitle"),
        doi=_doi(fields),
        scholarly=True,
    )


def listed(facts: PageFacts) -> Iterator[tuple[str, str]]:
    """Title and DOI or address of each work that the page gives a COinS."""
    for coin in facts.coins:
        fields = _fields(coin)
        title = plain(next((fields[name][0] for name in _TITLES if name in fields), ""))
        addresses = [value for value in fields.get("rft_id", []) if value.startswith(("https://", "http://"))]
        yield title, _doi(fields) or next(iter(addresses), "")


_TITLES = ("rft.atitle", "rft.title", "rft.btitle")


def _fields(coin: str) -> dict[str, list[str]]:
    try:
        return parse_qs(coin.replace("&amp;", "&"), max_num_fields=200)
    except ValueError:
        return {}


def _doi(fields: dict[str, list[str]]) -> str:
    return next((doi for value in fields.get("rft_id", []) if (doi := parse_doi(value))), "")
