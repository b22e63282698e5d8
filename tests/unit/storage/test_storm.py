"""Kill -9 in the middle of writing, again and again: what was acknowledged is there, and the file reads."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from paper_radar.storage.pool import SqlitePool
from paper_radar.storage.tiny import TinyWorkspace
from tests.shared import ROOT
from tests.unit.storage.papers import SEEN
from tests.unit.storage.storm import added, work, written

KILLS = 100
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the writers are forked")


@contextmanager
def _nursery(kind: str, path: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.unit.storage.storm", kind, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            yield process
        finally:
            assert process.stdin is not None
            process.stdin.close()


def _last_acknowledged(process: "subprocess.Popen[str]", first: int, chance: random.Random) -> int:
    """Let one writer write from `first` on, kill it at some moment, and return the last number that it acknowledged."""
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(f"{first}\n")
    process.stdin.flush()
    # At times before the first write is through.
    wanted = first + chance.randrange(-1, 5)
    writer, last, killed = 0, first - 1, False
    for line in process.stdout:
        if line == "dead\n":
            assert killed, "the writer ended by itself"
            return last
        if line.startswith("writer "):
            writer = int(line.split()[1])
        else:
            last = int(line)
        if writer and last >= wanted and not killed:
            time.sleep(chance.random() * 0.02)
            os.kill(writer, signal.SIGKILL)
            killed = True
    raise AssertionError("the nursery ended")


@needs_fork
def test_a_hundred_kills_lose_nothing_that_the_workspace_acknowledged(tmp_path: Path):
    path, chance, last = tmp_path / "workspace.json", random.Random(1), -1
    with _nursery("workspace", path) as nursery:
        for kill in range(KILLS):
            last = _last_acknowledged(nursery, last + 1, chance)
            if kill % 10 == 9:
                workspace = TinyWorkspace(path)
                documents, newest = workspace.all("library"), workspace.get("settings", "last")
                workspace.close()
                assert workspace.notices == ()
                assert {number: documents[str(number)] for number in range(last + 1)} == {
                    number: written(number) for number in range(last + 1)
                }
                assert newest is not None and newest["number"] >= last
    assert last > KILLS


@needs_fork
def test_a_hundred_kills_lose_nothing_that_the_pool_acknowledged(tmp_path: Path):
    path, chance, last = tmp_path / "pool.sqlite", random.Random(2), -1
    with _nursery("pool", path) as nursery:
        for kill in range(KILLS):
            last = _last_acknowledged(nursery, last + 1, chance)
            if kill % 10 == 9:
                pool = SqlitePool(path)
                wanted = {paper.key: paper for number in range(last + 1) for paper in added(number)}
                found = pool.get_many(wanted)
                counted, held = pool.count(), pool.frequencies(["steepest"])["steepest"]
                unchanged = pool.add(wanted.values(), seen_at=SEEN).unchanged
                pool.close()
                assert pool.notices == ()
                assert found == wanted
                # The index and its counts were written with the papers or not at all.
                assert counted == held
                assert unchanged == len(wanted)
    assert last > KILLS


@needs_fork
def test_a_hundred_kills_leave_every_work_joined_its_hits_kept_and_nothing_of_what_was_pruned(tmp_path: Path):
    path, chance, last = tmp_path / "pool.sqlite", random.Random(3), -1
    with _nursery("works", path) as nursery:
        for kill in range(KILLS):
            last = _last_acknowledged(nursery, last + 1, chance)
            if kill % 10 == 9:
                pool = SqlitePool(path)
                while pool.prune(before="2026-01-01", keep=()):
                    pass
                papers = [paper for number in range(last + 1) for paper in work(number)]
                found = pool.get_many([paper.key for paper in papers])
                assert len(found) == len(papers)
                assert all(paper.key.startswith("arxiv:") and paper.venue == "Journal" for paper in found.values())
                # What the last writer had half done when it was killed may be there besides: a work, not yet joined.
                counted, held = pool.count(), pool.frequencies(["steepest", "old", "whole"])
                assert last + 1 <= counted <= last + 2
                assert (held["old"], held["whole"]) == (0, counted)
                _, kept = pool.hits.kept([paper.key for paper in found.values()])
                assert [len(each.hits) for each in kept.values() if not each.waits] == [1] * (last + 1)
                unchanged = pool.add(papers, seen_at=SEEN).unchanged
                pool.close()
                assert pool.notices == ()
                assert unchanged == len(papers)
                with closing(sqlite3.connect(path)) as connection:
                    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                    for index in ("term_index", "key_index"):
                        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")
    assert last > KILLS
