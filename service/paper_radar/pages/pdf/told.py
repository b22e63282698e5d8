"""What a PDF tells of itself, in its XMP and its info, as far as its first page bears it out.

"Microsoft Word - final.doc", "untitled", the template's title, the login of whoever made the file: what a file tells is
as often wrong as right. So a title counts that the first page shows, and authors whom it shows; a DOI has a form that
nobody writes by chance.
"""

import re
from collections.abc import Sequence

from paper_radar.pages.dates import iso_date
from paper_radar.pages.names import name_list
from paper_radar.pages.pdf.lines import is_cjk
from paper_radar.pages.pdf.sheets import Sheets
from paper_radar.papers.identity import parse_doi
from paper_radar.papers.text import fold, plain

_RUBBISH = re.compile(
    r"^microsoft \w+ - |^(?:untitled|no title|title|document\d*|slide 1|layout 1|template|manuscript"
    r"|paper|main|ms)\W*\d*$"
    r"|\.(?:docx?|tex|dvi|ps|eps|pdf|indd|qxd|rtf|odt|fm|cls|sty|p65|pages|xml)\b|^(?:pii|doi|arxiv)\s*:|^https?:"
    r"|\btemplate\b|^[\w.-]+$",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"^(?:the )?(?:international |european |american |new england )?(?:journal|annals|proceedings|transactions)"
    r" (?:of|on)\b|^ieee (?:transactions|journal|access)|\bISSN\b|\bvol(?:ume|\.)? ?\d",
    re.IGNORECASE,
)
# DOIs of templates that nobody filled in.
_PLACEHOLDER = re.compile(r"n{4,}|x{3,}|1122445\.|0000000|1234567|^10\.1000/", re.IGNORECASE)


def is_no_title(text: str) -> bool:
    """Whether no paper is called so: a word alone, a number, the name of a journal."""
    if any(map(is_cjk, text)):
        return len(text) < 4
    return bool(_VENUE.search(text)) or len(re.findall(r"[^\W\d_]{2,}", text)) < 2 or len(text) < 8


def squeezed(text: str) -> str:
    """The letters and digits of the text, folded: what is left of it however lines, hyphens and spaces fall."""
    return "".join(sign for sign in fold(text) if sign.isalnum())


def own_doi(text: str) -> str:
    """The DOI in the text unless it is a template's; "" if there is none."""
    doi = parse_doi(text) or ""
    return "" if _PLACEHOLDER.search(doi) else doi


def title(sheets: Sheets, shown: str) -> tuple[str, str]:
    """The title that the file tells and whether by "xmp" or "info"; ("", "") if it tells none that the first page
    bears out. `shown` is all the text of that page, squeezed.
    """
    for origin, values in (("xmp", sheets.xmp.get("title", ())), ("info", (sheets.info.get("title", ""),))):
        for value in values:
            told = plain(value)
            if len(told) <= 400 and not _RUBBISH.search(told) and not is_no_title(told) and squeezed(told) in shown:
                return told, origin
    return "", ""


def authors(sheets: Sheets, shown: str) -> tuple[tuple[str, ...], str]:
    """The authors that the file tells, all of whom the page shows, and by what; ((), "") if there are none such.

    One name may be that of whoever of them made the file: it counts where it has a line of its own.
    """
    alone = {squeezed(line.bare) for line in sheets.sheets[0]}
    for origin, values in (("xmp", sheets.xmp.get("creator", ())), ("info", (sheets.info.get("author", ""),))):
        names = name_list(values)
        whole = all(" " in name or any(map(is_cjk, name)) for name in names)
        seen = squeezed(names[0]) in alone if len(names) == 1 else all(squeezed(name) in shown for name in names)
        if names and whole and seen:
            return names, origin
    return (), ""


def doi(sheets: Sheets) -> tuple[str, str]:
    """The DOI that the file gives itself: in PRISM, CrossMark or Dublin Core, or in its info under its name."""
    for value in (*sheets.xmp.get("doi", ()), *_with_doi(sheets.xmp.get("identifier", ()))):
        if found := own_doi(value):
            return found, "xmp"
    for name in ("doi", "wps-articledoi", "subject"):
        value = sheets.info.get(name, "")
        if (name != "subject" or "doi" in value.lower()) and (found := own_doi(value)):
            return found, "info"
    return "", ""


def _with_doi(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(value for value in values if "doi" in value.lower() or value.startswith("10."))


def published(sheets: Sheets) -> str:
    """The day of publication that publishers write into the XMP, never the one on which the file was made."""
    values = (*sheets.xmp.get("publicationDate", ()), *sheets.xmp.get("coverDate", ()))
    return next((date for value in values if (date := iso_date(value))), "")


def venue(sheets: Sheets) -> str:
    """The journal, as publishers write it into the XMP."""
    return plain(next(iter(sheets.xmp.get("publicationName", ())), ""))[:300]
