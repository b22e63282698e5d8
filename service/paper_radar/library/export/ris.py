"""RIS, as EndNote, Zotero, Mendeley and publishers exchange it."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from paper_radar.errors import BadInputError
from paper_radar.library.export.names import Name, from_commas, is_whole, split_name
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

_TAGGED = re.compile(r"([A-Z][A-Z0-9])(  | )-(?: (.*)|$)")
# Some programs write one space. Only for these tags: a line of an abstract may well begin with "AI - ".
_TAGS_WITH_ONE_SPACE = frozenset(
    {"TY", "TI", "T1", "T2", "AU", "A1", "PY", "Y1", "DA", "JO", "DO", "UR", "AB", "N2", "ER"}
)
_WRITER = "Paper Radar"
"""Named in our own files: there text is what it seems, while in those of others it may be HTML and TeX."""
_NOTHING_DELIMITED: dict[str, str] = {}  # rispy cuts addresses at ";", which is a sign of an address like any other


def write(items: Sequence[Saved], keys: Sequence[str]) -> str:
    """The papers as one RIS file."""
    # Imported here because most days nobody exports.
    from rispy import RisWriter, dumps

    class Writer(RisWriter):  # type: ignore[misc]  # rispy has no types
        """rispy's writer without its "1." before each record, which some programs take for text."""

        def set_header(self, count: int) -> str:  # noqa: ARG002 (rispy's signature)
            return ""

    records = [_record(key, saved) for key, saved in zip(keys, items, strict=True)]
    text: str = dumps(records, implementation=Writer, delimiter_tags_mapping=_NOTHING_DELIMITED)
    return text


def _record(key: str, saved: Saved) -> dict[str, Any]:
    paper = saved.paper
    record = {
        "type_of_reference": "JOUR" if paper.venue else "UNPB" if paper.arxiv_id else "GEN",
        "title": one_line(paper.title),
        "authors": [_author(split_name(one_line(author))) for author in paper.authors if author.strip()],
        "year": date(paper.published)[:4],
        "date": date(paper.published).replace("-", "/"),
        "secondary_title": one_line(paper.venue),
        "doi": one_line(paper.doi),
        "accession_number": f"arXiv:{paper.arxiv_id}" if paper.arxiv_id else "",
        "urls": [re.sub(r"\s", "%20", paper.url)] if paper.url else [],
        "file_attachments1": one_line(paper.pdf_url),
        "abstract": one_line(paper.abstract),
        "keywords": [one_line(tag) for tag in saved.tags],
        "notes": [one_line(saved.note)] if saved.note else [],
        "database_provider": _WRITER,
        "id": key,
    }
    return {name: value for name, value in record.items() if value}


def _author(name: Name) -> str:
    if is_whole(name):
        return name.family
    return ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def read(text: str) -> Read:
    """The records of a file; one that cannot be read is skipped with its line."""
    from rispy import loads

    items: list[Saved] = []
    skipped: list[tuple[str, str]] = []
    keys: list[str] = []
    records = list(_records(text))
    # Where the others have their end tags, the one that lacks it is cut off, and who knows what it lacks besides.
    whole = records[:-1] if records[-1:] and not records[-1][2] and any(ended for *_, ended in records) else records
    for line, record, _ in whole:
        try:
            for found in loads(record, delimiter_tags_mapping=_NOTHING_DELIMITED):
                items.append(_saved(found))
                keys.append(key_given(found.get("id")))
        except BadInputError as error:
            skipped.append((f"line {line}", error.message))
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            # rispy has no error of its own for a record that it cannot make sense of.
            skipped.append((f"line {line}", f"not RIS: {error!r}"))
    skipped += [(f"line {line}", CUT_OFF) for line, *_ in records[len(whole) :]]
    return Read(tuple(items), tuple(skipped), tuple(keys))


def _records(text: str) -> Iterator[tuple[int, str, bool]]:
    """Each record with the line on which it begins, in the spacing that rispy demands, and whether it has an end.

    Cut here because rispy runs a record that lacks its end tag into the next one, and loses that.
    """
    lines: list[list[str]] = []
    start = 0
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text.removeprefix("\ufeff")), 1):
        tag, rest = _tagged(line)
        if tag in ("TY", "ER") and lines:
            yield start, _text_of(lines), tag == "ER"
            lines = []
        if tag == "TY":
            start = number
        if tag == "TY" or (tag and tag != "ER" and lines):
            lines.append([f"{tag}  - {rest}"])
        elif not tag and lines:
            # Joined here: rispy copies the whole text again for each further line.
            lines[-1].append(line.strip())
    if lines:
        yield start, _text_of(lines), False


def _tagged(line: str) -> tuple[str, str]:
    match = _TAGGED.match(line)
    if match is None or (match.group(2) == " " and match.group(1) not in _TAGS_WITH_ONE_SPACE):
        return "", ""
    return match.group(1), match.group(3) or ""


def _text_of(lines: list[list[str]]) -> str:
    return "\n".join([*(" ".join(line) for line in lines), "ER  - "])


def _saved(record: dict[str, Any]) -> Saved:
    text = one_line if record.get("database_provider") == _WRITER else plain

    def of(*names: str) -> str:
        return next((text(str(record[name])) for name in names if record.get(name)), "")

    def all_of(*names: str) -> list[str]:
        return [str(value).strip() for name in names for value in record.get(name, ()) if str(value).strip()]

    authors = [text(name) for name in all_of("authors") or all_of("first_authors")]
    paper = paper_from(
        Fields(
            title=of("title", "primary_title"),
            authors=[str(from_commas(name)) if "," in name else name for name in authors],
            abstract=of("abstract", "notes_abstract"),
            published=of("date") or of("year", "publication_year"),
            venue=of("secondary_title", "journal_name", "alternate_title3", "alternate_title2"),
            doi=of("doi"),
            urls=all_of("urls"),
            identifiers=[
                *(of(name) for name in ("accession_number", "type_of_work", "note", "number") if record.get(name)),
                *all_of("notes"),
            ],
            pdf_url=_pdf(str(record.get("file_attachments1", ""))),
        )
    )
    notes = all_of("notes") if text is one_line else map(text_of_html, map(own_note, all_of("notes")))
    return Saved(paper=paper, tags=clean_tags(map(text, all_of("keywords"))), note="\n".join(filter(None, notes)))


def _pdf(address: str) -> str:
    return address if re.match(r"https?://", address) else ""
