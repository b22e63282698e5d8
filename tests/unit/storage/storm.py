"""Writers to be killed, for `test_storm.py`: `python -m tests.unit.storage.storm workspace|pool|works FILE`.

The process reads lines from its input; at each it forks a writer, which writes the first number that it was given
and on, without end, and tells every write after it was acknowledged. Forked, because 200 interpreters would take
minutes to start; the writer is a process of its own all the same, and dies of SIGKILL like any.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from paper_radar.papers.model import Paper
from paper_radar.storage.base import HitRow
from paper_radar.storage.pool import SqlitePool
from paper_radar.storage.tiny import TinyWorkspace
from tests.unit.storage.papers import SEEN, numbered

PAPERS_AT_ONCE = 3
LONG_AGO = "2020-01-01T00:00:00+00:00"


def written(number: int) -> dict[str, object]:
    """What write `number` puts into the workspace: now a long document, now a short one."""
    return {"number": number, "abstract": "word " * (number * 37 % 400)}


def added(number: int) -> list[Paper]:
    """What write `number` adds to the pool."""
    return [numbered(number * PAPERS_AT_ONCE + place, abstract="steepest descent") for place in range(PAPERS_AT_ONCE)]


def _write_workspace(path: Path, first: int) -> Iterator[int]:
    workspace = TinyWorkspace(path)
    for number in range(first, sys.maxsize):
        workspace.put("library", str(number), written(number))
        workspace.put("settings", "last", {"number": number})
        yield number


def _write_pool(path: Path, first: int) -> Iterator[int]:
    pool = SqlitePool(path)
    for number in range(first, sys.maxsize):
        pool.add(added(number), seen_at=SEEN)
        yield number


def work(number: int) -> list[Paper]:
    """What write `number` brings of one work: its record in a journal, then its preprint, or the other way about."""
    title = f"On the number {number} among the whole numbers of its kind"
    preprint = Paper(
        key=f"arxiv:2601.{number:05d}",
        title=title,
        authors=("Ada Lovelace",),
        abstract=f"steepest descent number{number}",
        announced="2026-01-01",
        version=1,
        source="arxiv",
    )
    doi = f"10.1/{number}"
    journal = Paper(key=f"doi:{doi}", title=title, authors=("Lovelace, A.",), doi=doi, venue="Journal", source="feed:j")
    return [journal, preprint] if number % 2 else [preprint, journal]


def _write_works(path: Path, first: int) -> Iterator[int]:
    """Every work in two writes that are joined, matched, and beside it a paper of long ago that is pruned again."""
    pool = SqlitePool(path)
    pool.hits.define(["followed"])
    definition = pool.hits.definitions()["followed"].id
    for number in range(first, sys.maxsize):
        for paper in work(number):
            pool.add([paper], seen_at=SEEN)
        pool.add([numbered(90_000 + number % 100, abstract="steepest old")], seen_at=LONG_AGO)
        read = pool.hits.read(pool.hits.waiting(limit=9))
        row = HitRow(definition, 1, 100, 0, 0, 0, 2, "exact")
        pool.hits.put([(id, turn, [row]) for id, turn, _ in read], waited=True)
        pool.prune(before="2026-01-01", keep=(), limit=1)
        yield number


WRITERS: dict[str, Callable[[Path, int], Iterator[int]]] = {
    "workspace": _write_workspace,
    "pool": _write_pool,
    "works": _write_works,
}


def main(kind: str, file: str) -> None:
    # Unbuffered: what a writer is told must not be read ahead, and what it tells must not die with it.
    for line in iter(sys.stdin.readline, ""):
        child = os.fork()
        if child == 0:
            for number in WRITERS[kind](Path(file), int(line)):
                os.write(1, f"{number}\n".encode())
        os.write(1, f"writer {child}\n".encode())
        with suppress(ChildProcessError):
            os.waitpid(child, 0)
        os.write(1, b"dead\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
