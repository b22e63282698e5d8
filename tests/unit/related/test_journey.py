"""The journey of the seeds: arXiv 2602.11557 over the pool that their search results make."""

from pathlib import Path

from paper_radar.radar.entries import Entry
from paper_radar.radar.matcher import Radar
from paper_radar.related.corpus import PoolCorpus
from paper_radar.related.ranker import rank
from paper_radar.storage.pool import SqlitePool
from tests.seeds import seed_page, seed_pool
from tests.shared import needs_shared


@needs_shared
def test_the_seeds_are_read_as_papers():
    papers, page = seed_pool(), seed_page()
    assert len(papers) == 143
    assert sum(bool(paper.published) for paper in papers) == 26
    assert all(len(paper.abstract) > 100 and len(paper.title) < 250 for paper in papers)
    assert (page.key, page.version, page.authors, page.categories) == (
        "arxiv:2602.11557",
        2,
        ("Difan Zou",),
        ("cs.LG",),
    )
    assert page.abstract.startswith("A variety of widely used optimization methods")


@needs_shared
def test_the_reader_of_the_seeds_gets_muon_and_stochastic_descent_first_with_reasons(tmp_path: Path):
    pool = SqlitePool(tmp_path / "pool.sqlite")
    pool.add(seed_pool(), seen_at="2026-06-20T00:00:00+00:00")
    radar = Radar([Entry(id="a", kind="author", value="Difan Zou"), Entry(id="t", kind="topic", value="Muon")])
    page = seed_page()
    assert [(hit.value, hit.level) for hit in radar.match(page)] == [("Difan Zou", "match"), ("Muon", "match")]
    found = rank(
        page,
        PoolCorpus(pool),
        hits_of=lambda papers: [radar.match(paper) for paper in papers],
        today="2026-06-20",
        limit=12,
    )
    pool.close()
    titles = [each.paper.title for each in found]
    assert titles[0].startswith("Drop-Muon")
    assert any(title.startswith("Turbo-Muon") for title in titles[:5])
    assert any(title.startswith("The Implicit Regularization") for title in titles)
    assert all(each.reasons for each in found)
    # The topic says it already.
    assert all("muon" not in " ".join(each.shared).lower() for each in found if each.hits)
