"""Which format a file is of, by its text."""

import csv
import json
import re

from paper_radar.errors import BadInputError
from paper_radar.library.export.comma_separated import delimiter_of
from paper_radar.library.export.paper_memory import VERSION

_BIBTEX = re.compile(r"^[ \t]*@[A-Za-z]+\s*[{(]", re.MULTILINE)
_RIS = re.compile(r"^TY {1,2}- ", re.MULTILINE)
_LOOK = 100_000  # characters in which a file shows what it is
_FOREIGN = (
    ("%PDF", "a PDF", "Open it in the browser and save it from there."),
    ("PK\x03\x04", "a ZIP archive or an office document", "Unpack it, or export a table as CSV."),
    ("\x1f\x8b", "a compressed file", "Unpack it first."),
    ("{\\rtf", "a formatted text", "Export it from your reference manager instead."),
)
_MARKUP = re.compile(r"<(\?xml|!doctype\s+(\w+)|html|rdf|\w+[\s>])", re.IGNORECASE)


class UnknownFormatError(BadInputError):
    """The text is of no format that is read."""

    code = "unknown_format"


class EmptyFileError(BadInputError):
    """There is nothing in the file."""

    code = "empty_file"


def recognised(text: str) -> str:
    """The name of the format. Raises UnknownFormatError or EmptyFileError."""
    bare = text.removeprefix("\ufeff").lstrip()
    if not bare.rstrip():
        raise EmptyFileError("The file is empty.", "Export it anew from the program that wrote it.")
    for beginning, what, hint in _FOREIGN:
        if bare.startswith(beginning):
            raise UnknownFormatError(f"This is {what}.", hint)
    if bare[0] in "[{":
        return _of_json(bare)
    if _BIBTEX.search(bare, 0, _LOOK):
        return "bibtex"
    if _RIS.search(bare, 0, _LOOK):
        return "ris"
    if found := _MARKUP.match(bare):
        page = "html" in (found[1] + (found[2] or "")).lower()
        what = "a web page" if page else "XML"
        raise UnknownFormatError(f"This is {what}.", "In Zotero choose BibTeX, RIS, CSL JSON or CSV when you export.")
    if _is_table(bare):
        return "csv"
    raise UnknownFormatError(
        "The format of this file is not known.",
        "These are read: BibTeX, RIS, CSL JSON, CSV with a column “title”, JSON Lines, and Paper Memory's JSON.",
    )


def _of_json(text: str) -> str:
    """Of the formats that are JSON, the one that this text is of, judged by its beginning: it may be cut off."""
    if text.startswith("["):
        return "csl-json"
    try:
        first, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return "paper-memory" if re.search(rf'"{VERSION}"|"pdfLink"', text) else "csl-json"
    if not text[end:].strip() and ("items" in first or "type" in first):
        return "csl-json"
    if "paper" in first or {"key", "title"} <= first.keys():
        return "jsonl"
    return "paper-memory"


def _is_table(text: str) -> bool:
    first = text[:_LOOK].split("\n", 1)[0]
    header = next(csv.reader([first], delimiter=delimiter_of(first)), [])
    return "title" in {cell.strip().lower() for cell in header}
