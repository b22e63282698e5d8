"""The back-fill in a storm: whatever breaks off, is removed or added, in the end all that is wanted is there."""

import json
from collections import deque
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fakes.pool import FakePool
from tests.standins.arxiv import ArxivStandin, api_feed, atom_answer
from tests.standins.server import Answer

from paper_radar.errors import SourceError
from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry
from paper_radar.sources.arxiv import ArxivApi
from paper_radar.sources.arxiv.backfill import ArxivBackfill
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http

CATEGORIES = ("cs.LG", "math.OC", "hep-th")
TOPICS = ("steepest descent", "branes")
PAPERS = [
    Paper(
        key=f"arxiv:2611.{number:05}",
        arxiv_id=f"2611.{number:05}",
        title=("On steepest descent", "On branes", "On stars")[number % 3],
        categories=(CATEGORIES[number % 3], *((CATEGORIES[1],) if number % 4 == 0 else ())),
        published=f"2026-11-{1 + number % 18:02}T10:00:00Z",
    )
    for number in range(60)
]
EMPTY = atom_answer(api_feed([], total=500))
WEATHER = {
    "fine": (),
    "429": (Answer(429, b"", {"retry-after": "900"}),),
    "503": (Answer(503),),
    "down": (Answer(500),) * 3,
    "cut": (Answer(200, b"<feed", cut=True),),
    "empty once": (EMPTY,),
    "empty for all": (EMPTY,) * 8,
}
ACTIONS = st.tuples(
    st.sampled_from([*CATEGORIES, *TOPICS]),
    st.sampled_from(sorted(WEATHER)),
    st.integers(0, 6),  # so many steps, then it is killed
    st.integers(0, 3),  # so many hours later
)


def entries(wanted: set[str]) -> list[Entry]:
    return [Entry(id=name, kind="topic", value=name) for name in TOPICS if name in wanted]


def is_wanted(paper: Paper, wanted: set[str]) -> bool:
    return not wanted.isdisjoint(paper.categories) or any(name in paper.title for name in wanted)


def gives_hope(actions: list[tuple[str, str, int, int]]) -> bool:
    """A page that stays empty in three fetches is given up, and should be."""
    return sum(weather == "empty for all" for _, weather, _, _ in actions) < 3


@settings(max_examples=25, deadline=None)
@given(st.lists(ACTIONS, max_size=8).filter(gives_hope))
def test_in_the_end_all_that_is_wanted_has_come(actions: list[tuple[str, str, int, int]]):
    at = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    wanted: set[str] = {"cs.LG"}
    pool = FakePool()

    def source(most_requests: int = 30) -> ArxivBackfill:
        # A gate of its own each time: the hold is over.
        api = ArxivApi(Http(retries=0, pause=0.0), Gate(0.0), arxiv.api_url)
        chosen = [name for name in CATEGORIES if name in wanted]
        return ArxivBackfill(api, lambda: chosen, lambda: entries(wanted), lambda: at, most_requests, 7)

    def refresh(steps: int) -> bool:
        """So many steps; whether there was nothing left to ask for."""
        name = "arxiv-backfill"
        running = source().fetch(pool.memory(name))
        for _ in range(steps):
            batch = next(running, None)
            if batch is None:
                break
            pool.add(batch.papers, seen_at=at.isoformat())
            if batch.memory is not None:
                pool.remember(name, json.loads(json.dumps(batch.memory)))
            if batch.status == 0:
                return True
        return False

    with ArxivStandin(PAPERS) as arxiv:
        storm: deque[Answer] = deque()
        fine = arxiv._api
        arxiv.route("/api/query", lambda request: storm.popleft() if storm else fine(request))
        for name, weather, steps, hours in actions:
            wanted ^= {name}
            at += timedelta(hours=hours)
            storm.extend(WEATHER[weather])
            with suppress(SourceError):
                refresh(steps)
            storm.clear()
        for _ in range(4):
            settled = refresh(100)
            if settled:
                break
        assert settled
    missing = {paper.key for paper in PAPERS if is_wanted(paper, wanted)} - pool.papers.keys()
    assert missing == set()
