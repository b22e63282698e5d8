"""CSV for spreadsheets: one row a paper, with a header, safe to open in Excel, LibreOffice and Google Sheets."""

import csv
import io
import re
from collections.abc import Sequence

from paper_radar.errors import BadInputError
from paper_radar.library.export import zotero_csv
from paper_radar.library.export.reading import CUT_OFF, Fields, Read, key_given, paper_from
from paper_radar.library.record import Saved, check, clean_tags

COLUMNS = (
    *("title", "authors", "published", "venue", "doi", "arxiv_id", "url", "pdf_url", "abstract", "categories"),
    *("tags", "note", "status", "stars", "saved_at", "updated_at", "key", "citation_key"),
)
# Spreadsheets run such a cell as a formula (OWASP, "CSV Injection"); those in full width are taken for it in Japan.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_LIST = "; "
_ONE_ADDRESS = re.compile(r"https?://\S+$")


def write(items: Sequence[Saved], keys: Sequence[str]) -> str:
    """The papers as one CSV file (RFC 4180), with the mark by which Excel knows UTF-8."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for key, saved in zip(keys, items, strict=True):
        writer.writerow([_cell(text) for text in (*_row(saved), key)])
    return "\ufeff" + file.getvalue().encode("utf-8", "replace").decode("utf-8")


def _row(saved: Saved) -> tuple[str, ...]:
    paper = saved.paper
    return (
        *(paper.title, _LIST.join(paper.authors), paper.published, paper.venue, paper.doi, paper.arxiv_id, paper.url),
        *(paper.pdf_url, paper.abstract, _LIST.join(paper.categories), _LIST.join(saved.tags), saved.note),
        *(saved.status, str(saved.stars), saved.saved_at, saved.updated_at, paper.key),
    )


def _cell(text: str) -> str:
    """An apostrophe makes a spreadsheet take a cell for text; one that looks so by itself gets one more."""
    return f"'{text}" if _FORMULA.match(text) else text


def _text(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def read(text: str) -> Read:
    """The rows of a file whose header has at least a title: ours, Zotero's or any with such columns, in any order;
    unknown ones are passed over. Commas, semicolons or tabs stand between the cells, as spreadsheets write them.

    Raises BadInputError if there is no such header.
    """
    bare = text.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(bare, newline=""), delimiter=delimiter_of(bare))
    header = [_name(cell) for cell in next(reader, [])]
    if "title" not in header:
        raise BadInputError("The first line names no column `title`.", f"Known columns: {', '.join(COLUMNS)}.")
    saved = zotero_csv.saved if zotero_csv.is_header(header) else _saved
    items: list[Saved] = []
    keys: list[str] = []
    skipped: list[tuple[str, str]] = []
    row: list[str] = []
    taken = False  # whether the last row became an item
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
            if any(cell.strip() for cell in row):
                taken = False
                cells = dict(zip(header, map(_text, row), strict=False))
                items.append(saved(cells))
                keys.append(key_given(cells.get("citation_key")))
                taken = True
        except StopIteration:
            break
        except csv.Error as error:
            skipped.append((f"line {line}", f"not CSV: {error}"))
        except BadInputError as error:
            skipped.append((f"line {line}", error.message))
    if taken and _is_cut_off(bare, header, row):
        items.pop()
        keys.pop()
        skipped.append((f"line {line - row_lines(row)}", CUT_OFF))
    return Read(tuple(items), tuple(skipped), tuple(keys))


def _is_cut_off(text: str, header: Sequence[str], last: Sequence[str]) -> bool:
    """Whether the last row stops in the middle: within quotes, or, in a table with more than a few columns, short."""
    return text.count('"') % 2 == 1 or (not text.endswith("\n") and 5 < len(header) > len(last))


def row_lines(row: Sequence[str]) -> int:
    """How many lines of a file the row fills."""
    return 1 + sum(cell.count("\n") for cell in row)


def delimiter_of(text: str) -> str:
    """What stands between the cells of the first line: a comma, a semicolon or a tab."""
    first = text.lstrip().split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _name(cell: str) -> str:
    return "_".join(cell.strip().lower().split())


def _saved(cells: dict[str, str]) -> Saved:
    def of(name: str) -> str:
        return cells.get(name, "").strip()

    def several(name: str) -> list[str]:
        return [part for part in map(str.strip, of(name).split(";")) if part]

    paper = paper_from(
        Fields(
            title=of("title"),
            authors=several("authors"),
            abstract=of("abstract"),
            published=of("published") or of("year"),
            venue=of("venue"),
            doi=of("doi"),
            urls=[of("url")],
            identifiers=[of("arxiv_id")],
            categories=several("categories"),
            pdf_url=of("pdf_url") if _ONE_ADDRESS.match(of("pdf_url")) else "",
        )
    )
    stars = of("stars")
    return Saved(
        paper=paper,
        tags=clean_tags(several("tags")),
        note=of("note"),
        status=check("status", of("status") or "to_read"),
        stars=check("stars", int(stars) if stars.isdecimal() else stars or 0),
        saved_at=check("saved_at", of("saved_at")),
        updated_at=check("updated_at", of("updated_at")),
    )
