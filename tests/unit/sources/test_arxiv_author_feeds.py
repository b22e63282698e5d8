"""Authors followed by their id: their own feeds at arXiv, before a stand-in that writes them as arXiv's code does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.standins.arxiv import ArxivStandin
from tests.standins.arxiv.authors import author_feed
from tests.standins.server import Answer

from paper_radar.errors import PaperRadarError, RateLimitedError, SourceError
from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry
from paper_radar.sources.arxiv.author_feeds import ArxivAuthors, read_author_feed
from paper_radar.sources.batch import Batch, Memory
from paper_radar.sources.errors import UnreadableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http

FRIDAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
PAPER = Paper(
    key="arxiv:2602.11557",
    title="The Implicit Bias of Steepest Descent",
    authors=("Ada Lovelace", "Difan Zou"),
    abstract="We study steepest descent.",
    categories=("cs.LG", "stat.ML"),
    primary_category="cs.LG",
    published="2026-02-12T04:12:07Z",
    updated="2026-03-01T10:00:00Z",
    version=2,
    venue="Phys. Rev. D 83",
    arxiv_id="2602.11557",
    url="https://arxiv.org/abs/2602.11557",
    pdf_url="https://arxiv.org/pdf/2602.11557",
    source="arxiv",
)
OLDER = replace(
    PAPER, key="arxiv:hep-th/9901001", arxiv_id="hep-th/9901001", published="1999-01-01T10:00:00Z", venue=""
)


def author(author_id: str, name: str = "Difan Zou", **changes: Any) -> Entry:
    return Entry(id=f"entry of {author_id}", kind="author", value=name, author_id=author_id, **changes)


@pytest.fixture
def arxiv() -> Iterator[ArxivStandin]:
    with ArxivStandin([OLDER, PAPER]) as standin:
        standin.authors = {"zou_d_1": [PAPER.key, OLDER.key], "0000-0002-1825-0097": [PAPER.key]}
        yield standin


@dataclass
class Reader:
    """One who follows these entries and keeps the memory from fetch to fetch."""

    arxiv: ArxivStandin
    entries: list[Entry]
    at: datetime = FRIDAY
    memory: Memory = field(default_factory=dict)
    steps: list[Batch] = field(default_factory=list)
    confirmed: list[tuple[str, list[str]]] = field(default_factory=list)

    def fetch(self) -> str:
        """The notes of a whole fetch."""
        source = ArxivAuthors(
            Http(pause=0.01, retries=0),
            Gate(0.0),
            self.arxiv.authors_url,
            lambda: self.entries,
            self._confirm,
            lambda: self.at,
        )
        self.steps = []
        for batch in source.fetch(self.memory):
            self.steps.append(batch)
            self.memory = self.memory if batch.memory is None else batch.memory
        return " ".join(batch.note for batch in self.steps if batch.note)

    def _confirm(self, entry_id: str, papers: Sequence[Paper]) -> None:
        self.confirmed.append((entry_id, [paper.key for paper in papers]))

    @property
    def asked(self) -> list[str]:
        return [request.path for request in self.arxiv.log]

    @property
    def papers(self) -> list[Paper]:
        return [paper for batch in self.steps for paper in batch.papers]


class TestReading:
    """The form of arXiv's own code: bare ids, times without a T, all authors in the name of one."""

    @pytest.mark.parametrize("one_name", [True, False])
    def test_an_entry_becomes_a_paper_with_nothing_made_up(self, one_name: bool):
        feed = read_author_feed(author_feed("zou_d_1", [PAPER], one_name=one_name).encode())
        assert (feed.papers, feed.skipped) == ((PAPER,), 0)

    def test_ids_may_be_addresses_as_in_the_api(self):
        text = author_feed("zou_d_1", [PAPER])
        document = text.replace("<id>2602.11557v2</id>", "<id>http://arxiv.org/abs/2602.11557v2</id>")
        assert document != text
        assert read_author_feed(document.encode()).papers == (PAPER,)

    def test_the_newest_paper_comes_first_and_old_ids_are_first_class(self):
        feed = read_author_feed(author_feed("zou_d_1", [OLDER, PAPER]).encode())
        assert [paper.arxiv_id for paper in feed.papers] == ["2602.11557", "hep-th/9901001"]

    def test_a_comment_says_that_a_paper_is_withdrawn(self):
        (paper,) = read_author_feed(author_feed("zou_d_1", [replace(PAPER, withdrawn=True)]).encode()).papers
        assert paper.withdrawn

    def test_a_bad_entry_is_counted_and_passed_over(self):
        document = author_feed("zou_d_1", [PAPER, OLDER]).replace("hep-th/9901001", "nonsense")
        feed = read_author_feed(document.encode())
        assert (feed.papers, feed.skipped) == ((PAPER,), 1)

    @pytest.mark.parametrize(
        "body", [b"", b"<rss><channel/></rss>", b"{}", b"<feed xmlns='http://www.w3.org/2005/Atom'>"]
    )
    def test_what_is_no_feed_of_an_author_is_named(self, body: bytes):
        with pytest.raises(UnreadableError):
            read_author_feed(body)

    @settings(max_examples=60, deadline=None)
    @given(st.binary(max_size=60), st.integers(0, 1500), st.integers(0, 200))
    def test_no_damage_ends_in_anything_but_papers_or_a_named_error(self, noise: bytes, at: int, cut: int):
        body = author_feed("zou_d_1", [PAPER]).encode()
        try:
            feed = read_author_feed(body[:at] + noise + body[at + cut :])
        except PaperRadarError:
            return
        assert len(feed.papers) + feed.skipped <= 1


class TestFetching:
    """One author a step, each once after an announcement."""

    def test_papers_of_every_author_come_and_are_confirmed(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, [author("zou_d_1"), author("0000-0002-1825-0097", "Ada Lovelace")])
        assert reader.fetch() == ""
        assert reader.asked == ["/a/zou_d_1.atom2", "/a/0000-0002-1825-0097.atom2"]
        assert reader.confirmed == [
            ("entry of zou_d_1", [PAPER.key, OLDER.key]),
            ("entry of 0000-0002-1825-0097", [PAPER.key]),
        ]
        assert [(step.done, step.total, step.doing) for step in reader.steps] == [
            (1, 2, "the papers of Ada Lovelace"),
            (2, 2, ""),
        ]

    def test_without_ids_arxiv_is_not_asked(self, arxiv: ArxivStandin):
        reader = Reader(
            arxiv,
            [
                author(""),
                author("zou_d_1", paused=True),
                author("zou_d_1", negative=True),
                Entry(id="t", kind="topic", value="LoRA"),
            ],
        )
        assert (reader.fetch(), reader.asked, reader.papers) == ("", [], [])

    def test_an_id_followed_in_two_entries_is_asked_for_once(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, [author("zou_d_1"), replace(author("zou_d_1", "D. Zou"), id="2")])
        reader.fetch()
        assert len(reader.asked) == 1
        assert [entry_id for entry_id, _ in reader.confirmed] == ["entry of zou_d_1", "2"]

    def test_an_entry_that_follows_a_known_id_is_told_of_all_papers_too(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, [author("zou_d_1")])
        reader.fetch()
        reader.entries.append(replace(author("zou_d_1", "D. Zou"), id="2"))
        reader.fetch()
        assert reader.confirmed[-1] == ("2", [PAPER.key, OLDER.key])
        reader.fetch()
        assert len(reader.asked) == 2

    def test_an_author_is_asked_for_once_after_an_announcement_and_a_new_one_at_once(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, [author("zou_d_1")])
        reader.fetch()
        reader.entries.append(author("0000-0002-1825-0097"))
        reader.fetch()
        reader.fetch()
        assert reader.asked == ["/a/zou_d_1.atom2", "/a/0000-0002-1825-0097.atom2"]

    def test_nobody_is_asked_for_on_the_weekend(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, [author("zou_d_1")])
        reader.fetch()
        for day in (21, 22):
            reader.at = datetime(2026, 11, day, 12, tzinfo=UTC)
            reader.fetch()
        assert len(reader.asked) == 1
        reader.at = datetime(2026, 11, 23, 12, tzinfo=UTC)
        reader.fetch()
        assert len(reader.asked) == 2

    def test_a_feed_that_has_not_changed_is_not_sent_again(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, [author("zou_d_1")])
        reader.fetch()
        reader.at = datetime(2026, 11, 23, 12, tzinfo=UTC)
        reader.fetch()
        assert ([step.status for step in reader.steps], reader.papers) == ([304], [])

    @pytest.mark.parametrize("status", [400, 404])
    def test_an_id_that_nobody_claimed_is_named_and_the_others_go_on(self, arxiv: ArxivStandin, status: int):
        if status == 404:
            arxiv.queue("/a/nobody_x_1", Answer(404, b"not found"))
        reader = Reader(arxiv, [author("nobody_x_1", "Nobody"), author("zou_d_1")])
        note = "arXiv knows no author id nobody_x_1 (Nobody): correct it in the options."
        assert reader.fetch() == note
        assert len(reader.papers) == 2
        assert reader.fetch() == note  # told again, not asked again
        assert len(reader.asked) == 2
        reader.entries[0] = author("0000-0002-1825-0097", "Nobody")
        assert reader.fetch() == ""

    @pytest.mark.parametrize(
        "answer",
        [
            Answer(200, b"<!doctype html>Sign in", {"content-type": "text/html"}),
            Answer(200, b"garbage", {"content-type": "application/atom+xml"}),
            Answer(403, b"no"),
        ],
        ids=["a web page", "garbage", "a refusal"],
    )
    def test_a_feed_that_cannot_be_had_is_named_the_others_go_on_and_it_is_tried_again(
        self, arxiv: ArxivStandin, answer: Answer
    ):
        arxiv.queue("/a/zou_d_1", answer)
        reader = Reader(arxiv, [author("zou_d_1"), author("0000-0002-1825-0097", "Ada Lovelace")])
        assert reader.fetch().startswith("Difan Zou (zou_d_1): ")
        assert [entry_id for entry_id, _ in reader.confirmed] == ["entry of 0000-0002-1825-0097"]
        assert reader.fetch() == ""
        assert reader.asked[2:] == ["/a/zou_d_1.atom2"]

    def test_where_it_is_the_only_one_it_is_an_error(self, arxiv: ArxivStandin):
        arxiv.queue("/a/", Answer(403, b"no"))
        with pytest.raises(SourceError):
            Reader(arxiv, [author("zou_d_1")]).fetch()

    def test_a_fetch_that_was_limited_goes_on_where_it_was(self, arxiv: ArxivStandin):
        reader = Reader(arxiv, [author("zou_d_1"), author("0000-0002-1825-0097")])
        arxiv.queue("/a/0000", Answer(429, b"", {"retry-after": "900"}))
        with pytest.raises(RateLimitedError):
            reader.fetch()
        assert reader.confirmed[0][0] == "entry of zou_d_1"
        reader.fetch()
        assert reader.asked[2:] == ["/a/0000-0002-1825-0097.atom2"]

    @pytest.mark.parametrize(
        "memory", [{"authors": []}, {"authors": {"zou_d_1": 3}}, {"authors": {"zou_d_1": {"day": 1}}}]
    )
    def test_a_memory_that_cannot_be_read_is_none(self, arxiv: ArxivStandin, memory: dict[str, Any]):
        reader = Reader(arxiv, [author("zou_d_1")], memory=memory)
        reader.fetch()
        assert len(reader.papers) == 2
