"""A pool as the ranker's corpus."""

from paper_radar.papers.model import Paper
from paper_radar.related.corpus import PoolCorpus
from tests.fakes.pool import FakePool


def papers(count: int, word: str = "muon") -> list[Paper]:
    return [Paper(key=f"url:{word}-{at}", title=f"On {word} {at}", abstract="Steepest descent.") for at in range(count)]


def test_a_rare_term_weighs_more_than_a_common_one():
    corpus = PoolCorpus(FakePool([*papers(1), *papers(30, "proteins")]))
    weights = corpus.rarities(["muon", "protein", "descent", "absent"])
    assert weights["muon"] > weights["protein"] > weights["descent"]
    assert weights["absent"] == 0


def test_weights_follow_a_pool_that_grows():
    pool = FakePool(papers(4))
    corpus = PoolCorpus(pool)
    assert corpus.rarities(["protein"])["protein"] == 0
    pool.add(papers(4, "proteins"), seen_at="2026-06-20T00:00:00+00:00")
    assert corpus.rarities(["protein"])["protein"] > 0
    assert corpus.size() == 8


def test_texts_come_in_the_order_of_the_papers():
    pool = FakePool([*papers(2), *papers(2, "proteins")])
    texts = PoolCorpus(pool).texts(list(reversed(list(pool.papers.values()))))
    assert [text.terms[0] for text in texts] == ["protein", "protein", "muon", "muon"]
    assert all(text.length > 0 for text in texts)


def test_candidates_are_those_of_the_pool():
    corpus = PoolCorpus(FakePool([*papers(3), *papers(3, "proteins")]))
    assert {paper.key for paper in corpus.candidates(["muon"], limit=2)} <= {"url:muon-0", "url:muon-1", "url:muon-2"}
