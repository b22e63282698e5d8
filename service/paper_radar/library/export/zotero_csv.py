"""The rows of Zotero's CSV: its own names of columns, names as "Family, Given", notes in HTML."""

import re
from collections.abc import Collection, Mapping

from paper_radar.errors import BadInputError
from paper_radar.library.export.names import from_commas
from paper_radar.library.export.reading import Fields, moment, own_note, paper_from, text_of_html
from paper_radar.library.record import Saved, clean_tags
from paper_radar.papers.text import plain

_NO_PAPERS = frozenset({"attachment", "note", "annotation"})
_VENUES = ("publication_title", "proceedings_title", "conference_name", "book_title", "series_title")
_ONE_ADDRESS = re.compile(r"https?://[^\s;]+")


def is_header(names: Collection[str]) -> bool:
    """Whether these columns (in lower case, blanks as "_") are Zotero's."""
    return "item_type" in names and "publication_year" in names


def saved(cells: Mapping[str, str]) -> Saved:
    """The paper of a row. Raises BadInputError if it is none."""

    def of(*names: str) -> str:
        return next((cells[name].strip() for name in names if cells.get(name, "").strip()), "")

    def several(*names: str) -> list[str]:
        return [part for name in names for part in map(str.strip, of(name).split(";")) if part]

    if of("item_type") in _NO_PAPERS:
        raise BadInputError("it is a note or a file, not a paper")
    paper = paper_from(
        Fields(
            title=plain(of("title")),
            authors=[str(from_commas(plain(name))) for name in several("author") or several("editor")],
            abstract=plain(of("abstract_note")),
            published=of("date") if of("date")[:4].isdecimal() else of("publication_year"),
            venue=plain(of(*_VENUES)),
            doi=of("doi"),
            urls=[of("url")],
            identifiers=[of(name) for name in ("extra", "number", "archive_location", "call_number") if of(name)],
            pdf_url=next((link for link in _ONE_ADDRESS.findall(of("link_attachments")) if ".pdf" in link), ""),
        )
    )
    added = moment(of("date_added"))
    return Saved(
        paper=paper,
        saved_at=added,
        updated_at=moment(of("date_modified")) if added else "",
        tags=clean_tags(several("manual_tags", "automatic_tags")),
        note="\n".join(filter(None, (text_of_html(of("notes")), own_note(of("extra"))))),
    )
