"""CSL-JSON, as Zotero, pandoc and citeproc read it (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html)."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from paper_radar.errors import BadInputError
from paper_radar.library.export.broken import BrokenFileError
from paper_radar.library.export.names import Name, is_whole, split_name
from paper_radar.library.export.reading import (
    CUT_OFF,
    Fields,
    Read,
    date,
    key_given,
    one_line,
    own_note,
    paper_from,
    text_of_html,
)
from paper_radar.library.record import Saved, clean_tags
from paper_radar.papers.text import plain

_WRITER = "Paper Radar"
"""Named in our own files: there text is what it seems, while in those of others it may be HTML and TeX."""


def write(items: Sequence[Saved], keys: Sequence[str]) -> str:
    """The papers as one CSL-JSON list."""
    records = [_record(key, saved) for key, saved in zip(keys, items, strict=True)]
    text = json.dumps(records, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace").decode("utf-8")


def _record(key: str, saved: Saved) -> dict[str, Any]:
    paper = saved.paper
    record = {
        "id": key,
        "type": "article-journal" if paper.venue else "article",
        "title": paper.title,
        "author": [_author(split_name(author)) for author in paper.authors if author.strip()],
        "issued": _issued(paper.published),
        "container-title": paper.venue,
        "publisher": "arXiv" if paper.arxiv_id and not paper.venue else "",
        "number": f"arXiv:{paper.arxiv_id}" if paper.arxiv_id else "",
        "DOI": paper.doi,
        "URL": paper.url,
        "abstract": paper.abstract,
        "keyword": ", ".join(saved.tags),
        "note": saved.note,
        "source": _WRITER,
    }
    return {name: value for name, value in record.items() if value}


def _author(name: Name) -> dict[str, str]:
    if is_whole(name):
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: text for part, text in parts.items() if text}


def _issued(published: str) -> dict[str, list[list[int]]]:
    day = date(published)
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else {}


def read(text: str) -> Read:
    """The items of a list; one that cannot be read is skipped with its place. Raises BadInputError if it is no JSON.

    Of a list that is cut off, the items before the cut are read.
    """
    bare = text.removeprefix("\ufeff").strip()
    cut = False
    try:
        records = json.loads(bare)
    except (ValueError, RecursionError) as error:
        records = _before_the_cut(bare) if isinstance(error, ValueError) else []
        cut = True
        if not records:
            raise BrokenFileError.of(error) from None
    if isinstance(records, dict):
        records = records["items"] if isinstance(records.get("items"), list) else [records]
    if not isinstance(records, list):
        raise BadInputError("CSL-JSON is one list of items.")
    items: list[Saved] = []
    skipped: list[tuple[str, str]] = []
    keys: list[str] = []
    for number, record in enumerate(records, 1):
        try:
            items.append(_saved(record))
            keys.append(key_given(record.get("citation-key") or record.get("id")))
        except BadInputError as error:
            skipped.append((f"item {number}", error.message))
    if cut:
        skipped.append((f"item {len(records) + 1}", CUT_OFF))
    return Read(tuple(items), tuple(skipped), tuple(keys))


def _before_the_cut(text: str) -> list[Any]:
    """The whole items of a list that breaks off; none where it is no list."""
    decoder, found = json.JSONDecoder(), []
    place = 1 if text.startswith("[") else len(text)
    while match := _NEXT_ITEM.match(text, place):
        try:
            item, place = decoder.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            break
        found.append(item)
    return found


_NEXT_ITEM = re.compile(r"\s*,?\s*(?=\{)")


def _saved(record: Any) -> Saved:
    if not isinstance(record, Mapping):
        raise BadInputError("it is not an object")

    def of(name: str) -> str:
        value = record.get(name)
        return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""

    text = one_line if of("source") == _WRITER else plain
    authors = record.get("author")
    names = [text(_name(author)) for author in authors] if isinstance(authors, list) else []
    paper = paper_from(
        Fields(
            title=text(of("title")),
            authors=[name for name in names if name],
            abstract=text(of("abstract")),
            published=_published(record.get("issued")),
            venue=text(of("container-title")),
            doi=of("DOI"),
            urls=[of("URL")],
            identifiers=[of(name) for name in ("number", "archive_location", "note") if of(name)],
        )
    )
    note = of("note") if text is one_line else text_of_html(own_note(of("note")))
    return Saved(paper=paper, tags=clean_tags(of("keyword").split(",")), note=note)


def _name(author: Any) -> str:
    if not isinstance(author, Mapping):
        return ""

    def of(*parts: str) -> str:
        return " ".join(author[part] for part in parts if isinstance(author.get(part), str))

    if author.get("literal"):
        return of("literal")
    return str(Name(of("non-dropping-particle", "dropping-particle", "family"), of("given"), of("suffix")))


def _published(issued: Any) -> str:
    """Of {"date-parts": [[2026, 2, 12]]} (numbers or texts), or {"raw": "2026-02-12"}."""
    if not isinstance(issued, Mapping):
        return ""
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return "-".join(str(part) for part in parts[0][:3])
    return str(issued.get("raw") or issued.get("literal") or "")
