"""BibTeX, as BibTeX and biber read it, and as arXiv, publishers, Zotero and Google Scholar write it."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from paper_radar.errors import BadInputError
from paper_radar.library.export.names import Name, is_whole, split_name
from paper_radar.library.export.reading import Fields, Read, date, key_given, moment, paper_from, text_of_html
from paper_radar.library.export.tex import decode, escape, from_verbatim, verbatim, with_tags
from paper_radar.library.record import Saved, Status, clean_tags

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PIECE = re.compile(r'"((?:[^"{}]|\{[^{}]*\})*)"|\{((?:[^{}]|\{[^{}]*\})*)\}|([^\s#"{}]+)')
_CAPITAL_WITHIN = re.compile(r"[^\W_]+(?:[-+#.][^\W_]+)*")


def write(items: Sequence[Saved], keys: Sequence[str]) -> str:
    """The papers as one BibTeX file in UTF-8, each under its citation key."""
    # Imported here because it costs 5 MB and 0.1 s, and most days nobody exports.
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.middlewares import default_unparse_stack
    from bibtexparser.model import Entry, Field

    library = Library()
    for key, saved in zip(keys, items, strict=True):
        fields = [Field(name, value) for name, value in _fields(saved) if value]
        month = date(saved.paper.published)[5:7]
        if month:
            # A macro of every style, in the language of the document: it must stand there without braces.
            fields.append(Field("month", MONTHS[int(month) - 1], enclosing="no-enclosing"))
        library.add(Entry("article" if saved.paper.venue else "misc", key, fields))
    # Nobody looks at the library again, so that it need not be copied.
    return write_string(library, unparse_stack=default_unparse_stack(allow_inplace_modification=True))


def _fields(saved: Saved) -> Iterable[tuple[str, str]]:
    paper = saved.paper
    yield "title", _title(paper.title)
    yield "author", " and ".join(_author(split_name(author)) for author in paper.authors if author.strip())
    yield "year", date(paper.published)[:4]
    yield "journal", escape(paper.venue)
    yield "doi", verbatim(paper.doi)
    if paper.arxiv_id:
        yield "eprint", verbatim(paper.arxiv_id)
        yield "archiveprefix", "arXiv"
        yield "primaryclass", verbatim(paper.primary_category)
    yield "url", verbatim(paper.url)
    yield "abstract", escape(paper.abstract)
    yield "keywords", ", ".join(escape(tag) for tag in saved.tags)
    # Not `note`, which every style prints.
    yield "annote", escape(saved.note)


def _title(title: str) -> str:
    """The title with a brace around words such as LoRA and GPT-4, which styles would put in lower case."""
    pieces, end = [], 0
    for match in _CAPITAL_WITHIN.finditer(title):
        word = match.group()
        if any(letter.isupper() for part in word.split("-") for letter in part[1:]):
            pieces += [escape_piece(title[end : match.start()]), "{" + escape(word) + "}"]
            end = match.end()
    return " ".join("".join([*pieces, escape_piece(title[end:])]).split())


def escape_piece(text: str) -> str:
    """`escape` for a piece within a line, whose white space at either end counts."""
    inner = escape(text)
    return (" " if text[:1].isspace() else "") + inner + (" " if inner and text[-1:].isspace() else "")


def _author(name: Name) -> str:
    if is_whole(name):
        return "{" + escape(name.family) + "}"
    return ", ".join(escape(part) for part in (name.family, name.suffix, name.given) if part)


def read(text: str) -> Read:
    """The entries of a file. One that breaks the syntax is skipped with its line, the others are read."""
    items: list[Saved] = []
    keys: list[str] = []
    skipped: list[tuple[str, str]] = []
    for entry in _entries(text):
        if entry.error:
            skipped.append((entry.place, entry.error))
            continue
        try:
            items.append(_saved(entry.fields))
            keys.append(key_given(entry.key))
        except BadInputError as error:
            skipped.append((entry.place, error.message))
    return Read(tuple(items), tuple(skipped), tuple(keys))


@dataclass(frozen=True, slots=True)
class _Entry:
    place: str
    fields: dict[str, str]
    error: str = ""
    key: str = ""


def _entries(text: str) -> Iterator[_Entry]:
    """Every entry with its macros resolved, in the order of the file."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.library import Library
    from bibtexparser.middlewares.parsestack import default_parse_stack
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

    # It repeats every entry that it cannot read, which is in the report: of a hostile file, a million lines of log.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    split = parse_string(text.removeprefix("\ufeff").replace("\r\n", "\n"), parse_stack=[])
    found: list[tuple[str, str, Entry | str]] = []
    for block in split.blocks:
        line = f"line {(block.start_line or 0) + 1}"
        entry: object = block
        while isinstance(entry, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
            entry = entry.ignore_error_block
        if isinstance(entry, Entry):
            found.append((f"{entry.key or 'entry'} ({line})", entry.key, entry))
            # Two entries under one key are two papers, and of two fields of one name the first counts.
            entry.key = str(len(found))
            entry.fields = list({field.key.lower(): field for field in reversed(entry.fields)}.values())
        elif isinstance(block, ParsingFailedBlock):
            found.append((line, "", f"not BibTeX: {getattr(block.error, 'abort_reason', block.error)}"))
    library = Library([*split.strings, *(entry for *_, entry in found if isinstance(entry, Entry))])
    macros = {string.key.lower(): string for string in library.strings}
    for step in default_parse_stack():
        library = step.transform(library)
    for place, key, entry_or_error in found:
        if isinstance(entry_or_error, str):
            yield _Entry(place, {}, entry_or_error)
            continue
        named = {name: str(string.value) for name, string in macros.items()}
        fields = {
            field.key.lower(): _joined(str(field.value), named)
            if field.enclosing == "no-enclosing"
            else str(field.value)
            for field in entry_or_error.fields
        }
        yield _Entry(place, fields, key=key)


def _joined(value: str, macros: Mapping[str, str]) -> str:
    """The text of `"Proceedings of " # icml # {, 2026}`."""
    pieces = (quoted or braced or macros.get(word.lower(), word) for quoted, braced, word in _PIECE.findall(value))
    return "".join(pieces)


def _saved(fields: dict[str, str]) -> Saved:
    def of(*names: str) -> str:
        return next((fields[name] for name in names if fields.get(name, "").strip()), "")

    paper = paper_from(
        Fields(
            title=decode(of("title")),
            authors=_authors(of("author") or of("editor")),
            abstract=decode(of("abstract")),
            published=from_verbatim(of("date")) or _year_and_month(of("year"), of("month")),
            venue=decode(of("journal", "journaltitle", "booktitle")),
            doi=from_verbatim(of("doi")),
            urls=[from_verbatim(fields.get(name, "")) for name in ("url", "howpublished", "link", "ee")],
            identifiers=_identifiers(fields),
            categories=[category] if (category := from_verbatim(of("primaryclass"))) else [],
        )
    )
    ranked = re.search(r"rank([1-5])", of("ranking"))  # JabRef's
    return Saved(
        paper=paper,
        saved_at=moment(from_verbatim(of("dateadded", "date-added", "creationdate", "timestamp"))),
        tags=clean_tags(decode(tag) for tag in re.split(r"[,;]", of("keywords"))),
        note=_note(of("annote", "annotation")),
        status=_READ_STATUS.get(of("readstatus").lower(), "to_read"),
        stars=int(ranked[1]) if ranked else 0,
    )


def _identifiers(fields: dict[str, str]) -> list[str]:
    kind = (fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv").strip().lower()
    eprint = fields.get("eprint", "") if kind == "arxiv" else ""
    return [from_verbatim(text) for text in (eprint, fields.get("arxivid", ""), fields.get("note", "")) if text]


def _year_and_month(year: str, month: str) -> str:
    year, month = from_verbatim(year), from_verbatim(month).lower()
    number = MONTHS.index(month[:3]) + 1 if month[:3] in MONTHS else int(month) if month.isdecimal() else 0
    return f"{year}-{number:02}" if 1 <= number <= 12 else year


_READ_STATUS: Mapping[str, Status] = {"read": "read", "skimmed": "reading"}


def _note(text: str) -> str:
    marked = with_tags(text)
    return text_of_html(marked) if marked != text else decode(text)


def _authors(text: str) -> list[str]:
    from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

    names: list[str] = []
    for written in split_multiple_persons_names(text):
        if written.strip().lower() == "others":
            continue
        if written.startswith("{") and written.endswith("}") and "}" not in written[1:-1].replace("{}", ""):
            names.append(decode(written[1:-1]))
            continue
        parts = parse_single_name_into_parts(written, strict=False)
        family = decode(" ".join([*parts.von, *parts.last]))
        names.append(str(Name(family, decode(" ".join(parts.first)), decode(" ".join(parts.jr)))))
    return [name for name in names if name]
