"""Text in and out of TeX, so that what was written comes back as it was."""

import re

from paper_radar.library.export.reading import one_line
from paper_radar.papers.text import plain

# A brace is written by name: BibTeX counts those after a backslash too, and one without its pair breaks the file.
_WRITTEN = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
}
_SPECIAL = re.compile("|".join(map(re.escape, _WRITTEN)) + "|-(?=-)|'(?=')")
# Read back through signs of a private area, which nothing on the way takes for markup.
_SIGNS = {sign: chr(0xF500 + place) for place, sign in enumerate(_WRITTEN)}
_BY_WRITTEN = {written: _SIGNS[sign] for sign, written in _WRITTEN.items()}
# "\&amp;" is how some publishers write an ampersand: there the entity must stay one, and what only looks like one is
# written as "{\&}amp;".
_ENTITY = re.compile(r"[a-zA-Z]\w*;|#")
_ESCAPED = re.compile(r"\\text[a-z]+(?:\{\}|\s|(?=[^a-zA-Z]))|\\[$#_%{}]|\{\\&\}|\\&(?![a-zA-Z]\w*;|#)")
_NO_BRACES = str.maketrans("", "", "{}")
_BACK = str.maketrans({private: sign for sign, private in _SIGNS.items()})


def escape(text: str) -> str:
    """The text in one line, for the value of a BibTeX field. Letters of all scripts stay: the file is UTF-8."""
    return _SPECIAL.sub(_write, one_line(text))


def _write(match: re.Match[str]) -> str:
    found = match.group()
    # Two hyphens would be set as a dash, two apostrophes as a quotation mark.
    if found == "&" and _ENTITY.match(match.string, match.end()):
        return r"{\&}"
    return _WRITTEN.get(found) or found + "{}"


def decode(text: str) -> str:
    """The text of a BibTeX field as a person reads it. Any TeX that was not written by `escape` is decoded too."""
    # In prose a brace is a sign; in BibTeX one that is left now only held something together.
    return " ".join(plain(_ESCAPED.sub(_read, with_tags(text))).translate(_NO_BRACES).translate(_BACK).split())


def with_tags(text: str) -> str:
    """The text with the tags of HTML that Zotero keeps in titles, abstracts and notes, and writes as words of TeX.

    `escape` writes a sign that is none of a tag in another way, with the braces behind it.
    """
    return text.replace(r"{\textless}", "<").replace(r"{\textgreater}", ">")


def _read(match: re.Match[str]) -> str:
    found = match.group()
    if found.startswith(r"\text"):
        return _BY_WRITTEN.get(found.rstrip("{} \t\n") + "{}", found)
    return _SIGNS.get(found.strip("{}")[-1:] or found[-1], found)


def verbatim(text: str) -> str:
    """An address or identifier as BibTeX takes it: unescaped, without what would end the value."""
    return re.sub(r"[{}\\\s]", lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), text)


def from_verbatim(text: str) -> str:
    r"""An address or identifier of a BibTeX field, also where a program escaped it ("\_", "\url{…}")."""
    bare = re.sub(r"\\url\s*\{([^{}]*)\}", r"\1", text)
    return re.sub(r"\\([_%&#$~{}])|\{|\}", r"\1", bare).strip()
