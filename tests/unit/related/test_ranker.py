"""Related papers: text first, then hits, categories and days, one stable order, and a reason for each."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry, Hit
from paper_radar.radar.matcher import Radar
from paper_radar.related.corpus import PoolCorpus
from paper_radar.related.ranker import MATCHED, Related, rank
from tests.fakes.pool import FakePool

PAGE = Paper(
    key="arxiv:2602.11557",
    title="The Implicit Bias of Steepest Descent",
    abstract="We study the implicit bias of steepest descent for linear models. Muon is an instance of it.",
    authors=("Difan Zou",),
    categories=("cs.LG", "math.OC"),
    announced="2026-06-17",
)
FILLER = [
    paper
    for at, subject in enumerate(["protein folding", "galaxy surveys", "speech recognition", "graph colouring"])
    for paper in [
        Paper(key=f"url:filler-{at}-{n}", title=f"On {subject} {n}", abstract=f"We study {subject} at scale {n}.")
        for n in range(8)
    ]
]


def paper(key: str, title: str, abstract: str = "", **more: Any) -> Paper:
    return Paper(key=key, title=title, abstract=abstract, **more)


DESCENT = paper("arxiv:1", "Steepest Descent under Norms", "Steepest descent and its implicit bias in classification.")
BIAS = paper("arxiv:2", "Implicit Bias of Adam", "The implicit bias of Adam on separable data.")
FOLDING = paper("arxiv:3", "Protein folding with descent", "Folding of proteins.")


def hits_of(*radar: Entry) -> Callable[[Sequence[Paper]], list[list[Hit]]]:
    compiled = Radar(radar)
    return lambda papers: [compiled.match(each) for each in papers]


def related(papers: Sequence[Paper], page: Paper = PAGE, radar: Sequence[Entry] = (), **more: Any) -> list[Related]:
    corpus = PoolCorpus(FakePool([*FILLER, *papers]))
    return rank(page, corpus, hits_of=hits_of(*radar), **{"today": "2026-06-20", **more})


def keys(found: Sequence[Related]) -> list[str]:
    return [each.paper.key for each in found if not each.paper.key.startswith("url:filler")]


def test_the_paper_that_shares_more_of_the_text_comes_first():
    assert keys(related([FOLDING, BIAS, DESCENT])) == ["arxiv:1", "arxiv:2", "arxiv:3"]


def test_the_page_itself_is_never_related():
    same = replace(PAGE, key="doi:10.1/x")
    assert keys(related([PAGE, same, DESCENT])) == ["arxiv:1"]


def test_papers_that_share_nothing_are_not_there():
    assert all(not each.paper.key.startswith("url:filler-1") for each in related([DESCENT]))


def test_a_followed_topic_of_the_page_lifts_a_paper():
    muon = paper("arxiv:9", "Turbo-Muon", "Preconditioning for Muon.")
    follows = [Entry(id="t", kind="topic", value="Muon")]
    assert keys(related([muon, DESCENT, BIAS]))[-1] == "arxiv:9"
    first = related([muon, DESCENT, BIAS], radar=follows)
    assert keys(first).index("arxiv:9") < 2
    assert ("topic", ("Muon",)) in [(reason.kind, reason.values) for reason in _of(first, "arxiv:9").reasons]


def test_a_topic_that_nearly_all_have_moves_nothing():
    follows = [Entry(id="t", kind="topic", value="descent")]
    several = [replace(DESCENT, key=f"arxiv:{at}", title=f"Descent {at}") for at in range(6)]
    assert keys(related([*several, BIAS], radar=follows)) == keys(related([*several, BIAS]))


def test_a_followed_author_lifts_a_paper_and_is_named():
    by_friend = replace(BIAS, key="arxiv:5", title="Implicit Bias of SGD", authors=("Zou, Difan",))
    follows = [Entry(id="a", kind="author", value="Difan Zou")]
    found = related([BIAS, by_friend], radar=follows)
    assert keys(found)[0] == "arxiv:5"
    assert ("author", ("Zou, Difan",)) in [(reason.kind, reason.values) for reason in found[0].reasons]


def test_shared_categories_and_newness_decide_between_equal_texts():
    older = replace(BIAS, key="arxiv:a", announced="2024-01-01")
    newer = replace(BIAS, key="arxiv:b", title=BIAS.title + ".", announced="2026-06-18")
    shared = replace(BIAS, key="arxiv:c", title=BIAS.title + "!", announced="2024-01-01", categories=("cs.LG",))
    assert keys(related([older, newer, shared])) == ["arxiv:c", "arxiv:b", "arxiv:a"]


def test_equal_papers_come_in_the_order_of_their_keys():
    twins = [replace(BIAS, key=f"arxiv:{at}", title=BIAS.title + " " * at) for at in (3, 1, 2)]
    assert keys(related(twins)) == ["arxiv:1", "arxiv:2", "arxiv:3"]


def test_the_next_batch_continues_the_same_order():
    papers = [replace(DESCENT, key=f"arxiv:{at:02}", abstract=DESCENT.abstract + " Bias." * at) for at in range(30)]
    assert keys(related(papers, limit=30))[:12] == keys(related(papers, limit=12))


def test_a_dismissed_paper_is_left_out_and_a_saved_one_comes_later():
    twin = replace(BIAS, key="arxiv:0", title=BIAS.title + ".")
    assert keys(related([BIAS, twin])) == ["arxiv:0", "arxiv:2"]
    assert keys(related([BIAS, twin], dismissed={"arxiv:0"})) == ["arxiv:2"]
    assert keys(related([BIAS, twin], saved={"arxiv:0"})) == ["arxiv:2", "arxiv:0"]


def test_at_most_two_papers_of_one_group_are_among_the_first_ten():
    group = [
        replace(DESCENT, key=f"arxiv:g{at}", title=f"Steepest Descent {at}", authors=("Ann Lee", "Bo Wu", f"C{at} Doe"))
        for at in range(5)
    ]
    others = [
        replace(BIAS, key=f"arxiv:o{at}", title=f"Implicit Bias {at}", authors=(f"E{at} Poe", f"F{at} Roe"))
        for at in range(12)
    ]
    first = keys(related([*group, *others]))
    assert sum(key.startswith("arxiv:g") for key in first[:10]) == 2
    assert sorted(first) == sorted(each.key for each in [*group, *others])


def test_papers_without_authors_are_of_no_group():
    papers = [replace(DESCENT, key=f"arxiv:{at}", title=f"Steepest Descent {at}") for at in range(6)]
    assert len(keys(related(papers))[:10]) == 6


def test_what_is_shared_are_words_of_the_page():
    found = _of(related([DESCENT]), "arxiv:1")
    assert "steepest descent" in found.shared
    text = f"{PAGE.title}\n{PAGE.abstract}"
    assert all(words in text for words in found.shared)
    assert ("shares", found.shared) in [(reason.kind, reason.values) for reason in found.reasons]


def test_category_and_newness_are_reasons():
    found = related([replace(DESCENT, categories=("math.OC",), announced="2026-06-18")])
    kinds = {reason.kind: reason.values for reason in found[0].reasons}
    assert kinds["category"] == ("math.OC",)
    assert kinds["recent"] == ("2026-06-18",)


def test_an_unreadable_day_is_no_trouble():
    assert keys(related([replace(DESCENT, announced="soon")])) == ["arxiv:1"]


def test_an_empty_corpus_or_an_empty_page_has_no_related_papers():
    assert rank(PAGE, PoolCorpus(FakePool()), hits_of=hits_of(), today="2026-06-20") == []
    assert related([DESCENT], page=Paper(key="url:x", title="…")) == []


def test_hits_are_asked_for_of_near_papers_only():
    asked: list[str] = []

    def no_hits(papers: Sequence[Paper]) -> list[list[Hit]]:
        asked.extend(each.key for each in papers)
        return [[] for _ in papers]

    papers = [
        replace(DESCENT, key=f"arxiv:{at:03}", abstract=DESCENT.abstract + " Bias." * (at % 7)) for at in range(190)
    ]
    found = rank(PAGE, PoolCorpus(FakePool(papers)), hits_of=no_hits, today="2026-06-20", limit=10)
    assert len(found) == 10
    assert len(asked) == MATCHED + 1


def test_fewer_asked_for_are_the_first_of_more():
    follows = [Entry(id="t", kind="topic", value="Muon")]
    papers = [
        replace(
            DESCENT, key=f"arxiv:{at:03}", title=f"Descent {at}", abstract=DESCENT.abstract + " Muon." * (at % 17 == 0)
        )
        for at in range(60)
    ]
    few, many = related(papers, radar=follows, limit=10), related(papers, radar=follows, limit=50)
    assert [(each.paper.key, each.score) for each in few] == [(each.paper.key, each.score) for each in many[:10]]


def _of(found: Sequence[Related], key: str) -> Related:
    return next(each for each in found if each.paper.key == key)
