"""Papers from JSON Lines: the pool's own form, and the plain records ({"id", "title", …}) that corpora come in."""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from paper_radar.errors import BadInputError
from paper_radar.papers.identity import arxiv_pdf_url, canonical_url, key_of, parse_arxiv_id
from paper_radar.papers.model import Paper, from_json
from paper_radar.papers.text import plain


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The file's bytes, unpacked if it is gzip (by its first bytes, not its name). Raises BadInputError."""
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
            file.seek(0)
            if not packed:
                yield file
                return
            with gzip.open(file, "rb") as unpacked:
                yield cast(IO[bytes], unpacked)
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInputError(f"{path} cannot be read: {reason}", "Give a JSON Lines file, plain or gzip.") from None


def read_line(line: bytes) -> Paper:
    """The paper of one line. Raises BadInputError that says what is wrong with it."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise BadInputError("is not JSON") from None
    if not isinstance(record, dict):
        raise BadInputError("is no JSON object")
    return from_json(record) if "key" in record else _from_corpus(record)


def _from_corpus(record: dict[str, Any]) -> Paper:
    title, authors = record.get("title"), record.get("authors") or []
    categories = record.get("categories") or []
    if isinstance(categories, str):
        categories = categories.split()
    if not isinstance(title, str) or not isinstance(authors, list) or not isinstance(categories, list):
        raise BadInputError("needs a title, a list of authors and a list of categories")
    found = parse_arxiv_id(str(record.get("id", "")))
    if found is None:
        raise BadInputError("needs an arXiv id in the field id")
    names = [plain(name) for name in map(str, authors)]
    announced = str(record.get("announced") or "")
    key = key_of(arxiv_id=found.id)
    return from_json(
        {
            "key": key,
            "title": plain(title),
            "authors": [name for name in names if any(letter.isalpha() for letter in name)],
            "abstract": plain(str(record.get("abstract") or "")),
            "categories": [str(category) for category in categories],
            "primary_category": str(categories[0]) if categories else "",
            "published": str(record.get("published") or announced),
            "announced": announced,
            "version": found.version,
            "doi": str(record.get("doi") or "").lower(),
            "arxiv_id": found.id,
            "url": canonical_url(key),
            "pdf_url": arxiv_pdf_url(found.id),
            "source": "arxiv",
        }
    )
