"""What the pool learns of saved papers: their fields, and the news that the reader is told."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper_radar.app import create_services
from paper_radar.config import Settings
from paper_radar.errors import BadInputError, StorageError
from paper_radar.library import many
from paper_radar.library.news import from_json
from paper_radar.library.record import Saved
from paper_radar.library.renewal import AT_ONCE, Renewal, renew
from paper_radar.library.saved import Library
from paper_radar.papers.model import Paper
from tests.fakes.pool import FakePool
from tests.fakes.workspace import FakeWorkspace
from tests.unit.library.papers import HIGGS, LORA, MUON, PAGE, Clock

FIRST = replace(MUON, version=1, source="arxiv")
SECOND = replace(FIRST, version=2, abstract="The second abstract.")
SEEN = "2026-06-19T08:00:00+00:00"


class House:
    """A library beside a pool that tells it of what arrives."""

    def __init__(self) -> None:
        self.workspace, self.pool = FakeWorkspace(), FakePool()
        self.start()

    def start(self) -> None:
        """As after a kill: what was in memory is gone."""
        self.library = Library(self.workspace, Clock())
        self.renewal = Renewal(self.library, self.pool)

    def bring(self, *papers: Paper) -> None:
        self.pool.add(papers, seen_at=SEEN)
        self.renewal.arrived([paper.key for paper in papers])

    def look(self) -> None:
        while self.renewal.step():
            pass

    def news(self, key: str = MUON.key) -> list[tuple[str, int | None, str, str]]:
        saved = self.library.get(key)
        return [(item.what, item.version, item.venue, item.doi) for item in saved.news] if saved else []


@pytest.fixture
def house() -> House:
    return House()


def test_a_later_version_is_taken_and_told_until_it_was_seen(house: House):
    before, _ = house.library.save(FIRST, tags=["muon"], note="Read §4.")
    house.bring(SECOND)
    house.look()
    saved = house.library.get(MUON.key)
    assert saved and (saved.paper.version, saved.paper.abstract) == (2, "The second abstract.")
    assert (saved.tags, saved.note, saved.saved_at) == (("muon",), "Read §4.", before.saved_at)
    assert saved.updated_at > before.updated_at
    assert house.news() == [("version", 2, "", "")]
    assert many.seen(house.library, [MUON.key, LORA.key]) == 1
    assert house.news() == []
    house.renewal.arrived([MUON.key])
    house.look()
    assert house.news() == []


def test_a_withdrawal_is_told_as_such_and_not_as_a_version(house: House):
    house.library.save(FIRST)
    house.bring(replace(SECOND, withdrawn=True))
    house.look()
    assert house.news() == [("withdrawn", 2, "", "")]
    assert house.library.get(MUON.key).paper.withdrawn


def test_a_publication_is_told_with_its_place(house: House):
    house.library.save(FIRST)
    house.bring(replace(FIRST, venue="JMLR 27", doi="10.1000/muon"))
    house.look()
    assert house.news() == [("published", None, "JMLR 27", "10.1000/muon")]
    assert house.library.get("doi:10.1000/muon") == house.library.get(MUON.key)


OLD = replace(LORA, version=1, updated="2021-06-17T17:37:18+00:00")


@pytest.mark.parametrize(
    "told",
    [
        replace(OLD, venue="ICLR 2022"),
        replace(OLD, venue="J. Mach. Learn. Res. 23 (2022) 1999-2031", doi="10.1000/lora"),
        replace(OLD, doi="10.1000/lora"),
        replace(OLD, version=2, updated="2021-10-16T18:40:34+00:00"),
    ],
    ids=["a conference of its year", "pages that look like years", "a DOI alone", "a version"],
)
def test_what_was_long_so_when_a_paper_was_saved_is_taken_without_a_word(house: House, told: Paper):
    before, _ = house.library.save(OLD)
    house.pool.add([told], seen_at=SEEN)
    house.start()
    house.look()
    saved = house.library.get(OLD.key)
    assert saved and (saved.paper.venue, saved.paper.version) == (told.venue, told.version)
    assert saved.paper.doi == told.doi
    assert (saved.news, saved.updated_at) == ((), before.updated_at)


@pytest.mark.parametrize(
    ("told", "news"),
    [
        (replace(OLD, venue="JMLR 27 (2026) 1-30"), "published"),
        (replace(OLD, venue="JMLR 28 (2027) 1-30"), "published"),
        (replace(OLD, version=2, updated="2026-02-20T12:00:00+00:00"), "version"),
        (replace(OLD, version=2), "version"),
        (replace(OLD, version=2, updated="2021-06-20T12:00:00+00:00", withdrawn=True), "withdrawn"),
    ],
    ids=["this year's volume", "the next volume", "announced days later", "a feed without the day", "a withdrawal"],
)
def test_what_may_be_new_to_who_saved_an_old_paper_is_told(house: House, told: Paper, news: str):
    house.library.save(OLD)
    house.pool.add([told], seen_at=SEEN)
    house.start()
    house.look()
    assert [what for what, *_ in house.news(OLD.key)] == [news]


def test_an_old_paper_that_was_saved_before_its_publication_is_told_of(house: House):
    house.library.add(Saved(paper=OLD, saved_at="2021-06-18T08:00:00+00:00"))
    house.bring(replace(OLD, venue="ICLR 2022"))
    house.look()
    assert [what for what, *_ in house.news(OLD.key)] == ["published"]


def test_a_doi_of_a_preprint_server_is_no_publication(house: House):
    house.library.save(FIRST)
    house.bring(replace(FIRST, doi="10.48550/arxiv.2602.11557"))
    house.look()
    assert house.news() == []


def test_a_journal_s_record_of_a_preprint_that_the_pool_never_had_is_its_publication(house: House):
    house.library.save(FIRST)
    article = Paper(
        key="doi:10.1000/muon",
        doi="10.1000/muon",
        title=MUON.title,
        authors=MUON.authors,
        venue="JMLR",
        source="feed:j",
    )
    house.bring(article)
    house.look()
    assert house.news() == [("published", None, "JMLR", "10.1000/muon")]
    saved = house.library.get("doi:10.1000/muon")
    assert saved and saved.paper.key == MUON.key
    # Title and author alone said so, and the reader may know better.
    former, other = house.library.unmerge(MUON.key, keep=True)
    assert (former.paper, other.paper.key) == (FIRST, article.key)
    house.bring(article)
    house.look()
    assert house.library.count() == 2


def test_a_page_that_was_saved_becomes_its_paper_on_arxiv(house: House):
    house.library.save(PAGE, tags=["lab"])
    house.bring(FIRST)
    house.look()
    saved = house.library.get(PAGE.key)
    assert saved and (saved.paper.key, saved.tags) == (MUON.key, ("lab",))
    assert house.library.count() == 1


def test_what_the_reader_corrected_stays(house: House):
    house.library.save(FIRST)
    house.library.edit(MUON.key, title="My title", venue="A venue of mine")
    house.bring(replace(SECOND, title="Another title", venue="JMLR"))
    house.look()
    saved = house.library.get(MUON.key)
    assert saved and (saved.paper.title, saved.paper.venue) == ("My title", "A venue of mine")
    assert house.news() == [("version", 2, "", "")]


def test_what_is_no_news_is_taken_without_a_word(house: House):
    before, _ = house.library.save(replace(FIRST, upvotes=3))
    house.bring(replace(FIRST, upvotes=5, code_url="https://code.example/muon"))
    house.look()
    saved = house.library.get(MUON.key)
    assert saved and (saved.paper.upvotes, saved.paper.code_url) == (5, "https://code.example/muon")
    assert (saved.news, saved.updated_at) == ((), before.updated_at)


def test_nothing_is_lost_by_a_kill_between_the_pool_and_the_library(house: House):
    house.library.save(FIRST)
    house.bring(SECOND)
    house.start()
    house.look()
    assert house.news() == [("version", 2, "", "")]


def test_what_others_read_writes_nothing(house: House):
    house.library.save(FIRST)
    house.look()
    writes = house.workspace.writes["library"]
    house.bring(LORA, HIGGS, FIRST)
    house.look()
    assert house.workspace.writes["library"] == writes


def test_many_that_changed_are_one_write_a_hundred(house: House):
    papers = [replace(LORA, key=f"arxiv:2106.{n:05}", arxiv_id=f"2106.{n:05}", version=1) for n in range(AT_ONCE * 2)]
    for paper in papers:
        house.library.save(paper)
    house.look()
    writes = house.workspace.writes["library"]
    house.bring(*(replace(paper, version=2) for paper in papers))
    house.look()
    assert house.workspace.writes["library"] == writes + 2
    assert all(saved.paper.version == 2 for saved in house.library.find(limit=1000)[1])


def test_who_was_away_for_three_versions_hears_of_the_last(house: House):
    house.library.save(FIRST)
    for version in (2, 3, 4):
        house.bring(replace(FIRST, version=version))
        house.look()
    assert house.news() == [("version", 4, "", "")]


def test_a_full_disk_loses_no_news(house: House):
    house.library.save(FIRST)
    house.look()
    house.bring(SECOND)
    put_many, house.workspace.put_many = house.workspace.put_many, _full
    with pytest.raises(StorageError):
        house.renewal.step()
    house.workspace.put_many = put_many
    house.look()
    assert house.news() == [("version", 2, "", "")]


def _full(*_: object) -> None:
    raise StorageError("full")


def test_news_are_removed_and_brought_back_with_their_paper(house: House):
    house.library.save(FIRST)
    house.bring(SECOND)
    house.look()
    removed = house.library.remove(MUON.key)
    house.library.restore(removed)
    assert house.news() == [("version", 2, "", "")]


def test_news_that_are_no_news_are_refused():
    for wrong in ({"what": "eaten"}, {"what": "version", "version": "2"}, "version", {"what": "published", "venue": 1}):
        with pytest.raises(BadInputError, match="news"):
            from_json(wrong)


TEXTS = st.sampled_from(["", "One", "Two"])
SIGHTINGS = st.builds(
    Paper,
    key=st.just(MUON.key),
    arxiv_id=st.sampled_from(["", MUON.arxiv_id]),
    title=st.sampled_from([MUON.title, "A later title"]),
    authors=st.sampled_from([(), MUON.authors, ("Z. Xie",)]),
    abstract=TEXTS,
    venue=TEXTS,
    doi=st.sampled_from(["", "10.1000/muon", "10.48550/arxiv.2602.11557"]),
    published=st.sampled_from(["", "2026", "2026-02-12"]),
    version=st.none() | st.integers(1, 3),
    source=st.sampled_from(["", "arxiv", "huggingface", "feed:jmlr", "web", "import"]),
    withdrawn=st.booleans(),
    upvotes=st.none() | st.integers(0, 2),
)


@settings(max_examples=200)
@given(SIGHTINGS, SIGHTINGS, st.booleans())
def test_to_be_told_twice_is_to_be_told_once_and_the_reader_loses_nothing(saved: Paper, told: Paper, corrected: bool):
    workspace = FakeWorkspace()
    library = Library(workspace, Clock())
    library.save(saved, tags=["muon"], note="Read §4.")
    if corrected:
        library.edit(saved.key, abstract="Mine.", stars=4)
    before = library.get(saved.key)
    renew(library, {told.key: told})
    once, writes = library.get(saved.key), workspace.writes["library"]
    renew(library, {told.key: told})
    assert library.get(saved.key) == once
    assert workspace.writes["library"] == writes
    assert before and once
    assert (once.tags, once.note, once.stars, once.status) == (before.tags, before.note, before.stars, before.status)
    assert (once.paper.version or 0) >= (before.paper.version or 0)
    if corrected:
        assert once.paper.abstract == "Mine."


def test_the_whole_service_tells_of_a_new_version_after_a_refresh(tmp_path: Path):
    """The wiring: what is added to the pool reaches the library of a running service."""
    services = create_services(Settings(data_dir=tmp_path / "data", refresh_minutes=0))
    try:
        services.library.save(FIRST)
        services.start()
        services.pool.add([SECOND], seen_at=SEEN)
        deadline = time.monotonic() + 30
        while not services.library.get(MUON.key).news and time.monotonic() < deadline:
            time.sleep(0.02)
        assert [item.what for item in services.library.get(MUON.key).news] == ["version"]
    finally:
        services.close()
