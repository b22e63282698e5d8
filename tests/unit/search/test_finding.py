"""What a query finds, over a real pool and library."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from paper_radar.briefs.model import Brief
from paper_radar.briefs.shelf import Shelf
from paper_radar.library.saved import Library
from paper_radar.papers.model import Paper
from paper_radar.papers.text import words
from paper_radar.search.finding import Finder
from paper_radar.search.language import parse
from paper_radar.search.order import Order
from paper_radar.storage.pool import SqlitePool
from tests.fakes.workspace import FakeWorkspace
from tests.unit.library.papers import Clock
from tests.unit.search.papers import CHINESE, MUON, SAMPLING, SEEN, SURVEY, paper, pool_of


@dataclass
class Shelves:
    """A finder over a pool, a library and briefs."""

    pool: SqlitePool
    library: Library
    briefs: Shelf
    finder: Finder

    def order(self, text: str, token: str = "") -> Order:
        return self.finder.order(parse(text), token)

    def found(self, text: str) -> list[str]:
        """The titles, in their order."""
        return self.titles(self.order(text))

    def titles(self, order: Order) -> list[str]:
        chosen = order.slice(0, 1000)
        pooled = self.pool.search.read([each for each in chosen if isinstance(each, int)])
        saved = {each: self.library.get(each) for each in chosen if isinstance(each, str)}
        return [pooled[each].title if isinstance(each, int) else saved[each].paper.title for each in chosen]  # type: ignore[union-attr]


@pytest.fixture
def shelves(tmp_path: Path) -> Iterator[Shelves]:
    workspace = FakeWorkspace()
    shelf = Shelf(workspace)
    library = Library(workspace, Clock(), shelf)
    with pool_of(tmp_path) as pool:
        finder = Finder(
            pool.search,
            library,
            shelf,
            lambda: (pool.revision(), library.revision(), workspace.revision("briefs")),
        )
        yield Shelves(pool, library, shelf, finder)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("diffusion", [SAMPLING, SURVEY]),
        ("diffusion models", [SAMPLING, SURVEY]),
        ("DIFFUSION model", [SAMPLING, SURVEY]),
        ('"large language models"', [SURVEY, MUON]),
        ('"language large"', []),
        ('"attention is all you need"', [SURVEY]),
        ('"attention all you need"', []),
        ("pretraining", [SURVEY, MUON]),
        ("pre-training", [SURVEY, MUON]),
        ("Difan Zou", [MUON]),
        ("author:Zou", [MUON]),
        ('author:"Zou Difan"', [MUON]),
        ('author:"D. Zou"', [MUON]),
        ('author:"Zou D"', [MUON]),
        ('author:"E. Zou"', []),
        # Words of two authors beside each other are no name.
        ('author:"Zhang Wei"', [SURVEY]),
        ('author:"Garcia-Lopez"', [SURVEY]),
        ("author:diffusion", []),
        ("title:descent", [MUON]),
        ('title:"steepest descent"', [MUON]),
        ("title:normalized", []),
        ("category:cs.LG", [CHINESE, MUON]),
        ("category:math", [SURVEY]),
        ("category:CS.*", [CHINESE, SURVEY, SAMPLING, MUON]),
        ("after:2026-06-04", [CHINESE, SURVEY]),
        ("before:2026-06-03", [MUON]),
        ("models -survey", [SAMPLING, MUON]),
        ("-diffusion", [CHINESE, MUON]),
        ("category:cs.LG -author:Zou", [CHINESE]),
        ("扩散模型", [CHINESE]),
        ("采", [CHINESE]),
        ("author:邹迪凡", [CHINESE]),
        ("2606.00002", [SAMPLING]),
        ("https://arxiv.org/abs/2606.00002v3", [SAMPLING]),
        ("doi:10.1000/nowhere", []),
        ("the of survey", [SURVEY]),
        ("nowhere", []),
        ("", []),
    ],
)
def test_a_query_finds_what_it_says(shelves: Shelves, text: str, found: list[Paper]) -> None:
    assert shelves.found(text) == [paper.title for paper in found]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("samp", [SAMPLING]),
        ("sampli", [SAMPLING]),
        ("diffusio", [SAMPLING, SURVEY]),
        ("large langu", [SURVEY, MUON]),
        ("title:diffusi", [SAMPLING]),
        ("author:Garc", [SURVEY]),
        ('author:"Difan Z"', [MUON]),
        ("Difan Zo", []),
        ("implicit bia", [MUON]),
        ("pre-train", [SURVEY, MUON]),
        ("pre-traini", [SURVEY, MUON]),
        ("langu*", [SURVEY, MUON]),
        ("langu models", []),
        ("diffusion -samp", [SAMPLING, SURVEY]),
        ("pre-TRAINI", [SURVEY, MUON]),
        ("SAMP", []),
        ("sa", []),
    ],
)
def test_a_word_that_is_being_typed_is_found_before_it_is_whole(
    shelves: Shelves, typed: str, found: list[Paper]
) -> None:
    assert set(shelves.found(typed)) == {paper.title for paper in found}


def test_a_word_that_is_whole_is_not_taken_for_the_beginning_of_another(shelves: Shelves) -> None:
    shelves.pool.add([paper(50 + number, "Ridge") for number in range(3)], seen_at=SEEN)
    shelves.pool.add([paper(60 + number, f"Ridgeway {number}") for number in range(9)], seen_at=SEEN)
    assert shelves.found("ridge") == ["Ridge"] * 3
    shelves.pool.add([paper(70 + number, f"Ridgeline {number}") for number in range(40)], seen_at=SEEN)
    assert len(shelves.found("ridge")) == 52 and shelves.found("ridge")[:3] == ["Ridge"] * 3
    assert shelves.found("RIDGE") == ["Ridge"] * 3


def test_what_has_the_words_in_its_title_stands_first_then_what_is_newer(shelves: Shelves) -> None:
    together = paper(11, "Optimal transport maps")
    apart = paper(12, "Transport that is optimal")
    in_abstract = paper(13, "On maps", "Of optimal transport.")
    elsewhere = paper(14, "On flows", "Transport may be optimal.")
    newer = paper(15, "Neural optimal transport")
    shelves.pool.add([elsewhere, in_abstract, apart, together, newer], seen_at=SEEN)
    expected = [newer, together, apart, in_abstract, elsewhere]
    assert shelves.found("optimal transport") == [each.title for each in expected]


def test_the_paper_whose_whole_title_was_typed_stands_first(shelves: Shelves) -> None:
    shelves.pool.add([paper(20, "Neural optimal transport"), paper(19, "Optimal transport")], seen_at=SEEN)
    assert shelves.found("optimal transport") == ["Optimal transport", "Neural optimal transport"]


def test_where_no_paper_holds_all_words_those_with_most_of_them_are_found(shelves: Shelves) -> None:
    order = shelves.order("implicit bias of muon and steepest ascent")
    assert order.nearly and shelves.titles(order) == [MUON.title]
    assert not shelves.order("muon").nearly
    assert not shelves.order("nowhere nothing nobody").nearly


def test_saved_papers_are_found_by_their_notes_and_where_the_pool_has_them_only_once(shelves: Shelves) -> None:
    shelves.library.save(MUON, note="Ask Yifan about the proof")
    shelves.library.save(replace(SAMPLING, key="doi:10.1/x", arxiv_id="", title="Sampling at sea"), tags=["boats"])
    assert shelves.found("yifan") == [MUON.title]
    assert shelves.found("boats") == shelves.found("the sampling of boats") == ["Sampling at sea"]
    assert shelves.found("sea -boats") == []
    assert shelves.found("boats after:2026-06-30") == []
    assert shelves.found("muon") == [MUON.title]
    assert shelves.order("yifan").saved == 1 and shelves.order("boats").pooled == 0
    # Within a word nothing is found: "oat".
    assert shelves.found("oat") == []


def test_briefs_are_found_by_what_they_say(shelves: Shelves) -> None:
    brief = Brief(
        id="b1",
        keys=(MUON.key,),
        language="en",
        length="short",
        state="done",
        origin="groq",
        text="It rotates spectra.",
    )
    shelves.briefs.put(brief)
    order = shelves.order("spectra")
    assert order.briefs == ("b1",) and order.said == {MUON.key}
    assert shelves.order("spectra category:cs.LG").briefs == ()


def test_an_order_stands_still_while_papers_come_and_tells_how_many_have(shelves: Shelves) -> None:
    order = shelves.order("diffusion")
    shelves.pool.add([paper(21, "Diffusion on graphs"), paper(22, "Trees")], seen_at=SEEN)
    assert shelves.order("diffusion", order.token) is order
    assert shelves.finder.arrived(order) == 1
    assert shelves.found("diffusion")[0] == "Diffusion on graphs"
    # A token of another query is none of this one's.
    assert shelves.titles(shelves.order("trees", order.token)) == ["Trees"]


def test_what_left_the_pool_or_changed_is_found_no_more_by_what_it_was(shelves: Shelves) -> None:
    shelves.pool.add([replace(MUON, title="Renamed", authors=("Jane Roe",), version=2)], seen_at=SEEN)
    assert shelves.found("muon") == [] and shelves.found("author:Roe") == ["Renamed"]
    while shelves.pool.prune(before="2027-01-01", keep=()):
        pass
    assert shelves.found("diffusion") == [] and shelves.found("category:cs") == []


_WORDS = st.sampled_from(
    ["deep", "learning", "of", "flow", "flows", "pre-training", "pretraining", "x", "3", "扩散", "模型"]
)
_TITLES = st.lists(_WORDS, min_size=1, max_size=6).map(" ".join)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(titles=["pretraining", "pre-training"], phrase="pre-training")
@given(titles=st.lists(_TITLES, min_size=1, max_size=6), phrase=st.lists(_WORDS, min_size=1, max_size=3).map(" ".join))
def test_a_phrase_is_found_just_where_its_words_stand_together(tmp_path: Path, titles: list[str], phrase: str) -> None:
    (tmp_path / "pool.sqlite").unlink(missing_ok=True)
    with pool_of(tmp_path, [paper(number, title) for number, title in enumerate(titles)]) as pool:
        finder = Finder(
            pool.search, Library(FakeWorkspace(), Clock()), Shelf(FakeWorkspace()), lambda: (pool.revision(),)
        )
        order = finder.order(parse(f'title:"{phrase}"'))
        found = [each.title for each in pool.search.read([int(id) for id in order.slice(0, 100)]).values()]
    # By the plainest way there is: without signs between words, and endings off.
    asked = {_bare(phrase), *(["pretrain"] if phrase == "pre-training" else [])}
    assert sorted(found) == sorted(
        title for title in titles if any(f" {each} " in f" {_bare(title)} " for each in asked)
    )


def _bare(text: str) -> str:
    bare = {
        "flows": "flow",
        "learning": "learn",
        "pre-training": "pre train",
        "pretraining": "pretrain",
        "扩散模型": "扩散 散模 模型",
    }
    return " ".join(bare.get(word, word) for word in words(text))
