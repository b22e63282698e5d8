"""Paper Memory's export: one JSON object of papers by their ids, and the version of its data under "__dataVersion"."""

import json
import re
from collections.abc import Mapping
from typing import Any

from paper_radar.errors import BadInputError
from paper_radar.library.export import bibtex
from paper_radar.library.export.broken import BrokenFileError
from paper_radar.library.export.names import from_commas
from paper_radar.library.export.reading import Fields, Read, key_given, moment, paper_from
from paper_radar.library.record import MOST_STARS, Saved, clean_tags
from paper_radar.papers.text import plain

VERSION = "__dataVersion"
# How a line of a note begins that it wrote by itself, on finding where a paper was published: that is a field, too.
_ITS_OWN = ("Accepted @ ", "Published @ ")
_ARXIV_PDF = re.compile(r"/pdf/|\.pdf$")


def read(text: str) -> Read:
    """The papers of the object; one that cannot be read is skipped with its id. Raises BrokenFileError."""
    try:
        document = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise BrokenFileError.of(error) from None
    if not isinstance(document, dict):
        raise BadInputError("An export of Paper Memory is one object of papers.")
    items: list[Saved] = []
    keys: list[str] = []
    skipped: list[tuple[str, str]] = []
    for id, record in document.items():
        if id.startswith("__"):
            continue
        try:
            items.append(_saved(record))
            keys.append(key_given(record.get("key", "")))
        except BadInputError as error:
            skipped.append((id, error.message))
    return Read(tuple(items), tuple(skipped), tuple(keys))


def _saved(record: Any) -> Saved:
    if not isinstance(record, Mapping):
        raise BadInputError("it is not an object")

    def of(name: str) -> str:
        value = record.get(name)
        return value.strip() if isinstance(value, str) else str(value) if type(value) is int else ""

    pdf, tags = of("pdfLink"), record.get("tags")
    source = of("source").lower()
    extras = record.get("extras")
    page = str(extras.get("url", "")) if isinstance(extras, Mapping) else ""
    cited = _cited(of("bibtex"))
    paper = paper_from(
        Fields(
            title=plain(of("title")),
            authors=[plain(_name(name)) for name in " ".join(of("author").split()).split(" and ") if name],
            published=of("year"),
            venue=plain(of("venue")),
            doi=of("doi") or (cited.paper.doi if cited else ""),
            urls=[page, _page_of(source, pdf)],
            pdf_url=pdf if re.match(r"https?://\S+$", pdf) and "arxiv.org" not in pdf else "",
            code_url=of("codeLink") if re.match(r"https?://\S+$", of("codeLink")) else "",
        )
    )
    return Saved(
        paper=paper,
        saved_at=moment(of("addDate")),
        updated_at=moment(of("lastOpenDate")) if of("addDate") else "",
        tags=clean_tags(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        note="\n".join(line for line in of("note").split("\n") if not line.startswith(_ITS_OWN)).strip(),
        # It has one star where we have five.
        stars=MOST_STARS if record.get("favorite") is True else 0,
    )


def _cited(text: str) -> Saved | None:
    """The BibTeX that it keeps beside a paper may know its DOI."""
    return next(iter(bibtex.read(text).items), None) if "doi" in text.lower() else None


def _name(name: str) -> str:
    return str(from_commas(name)) if "," in name else " ".join(name.split())


def _page_of(source: str, pdf: str) -> str:
    return _ARXIV_PDF.sub(lambda match: "/abs/" if match.group() == "/pdf/" else "", pdf) if source == "arxiv" else pdf
