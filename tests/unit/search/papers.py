"""A few papers to be searched, and a pool that holds them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from paper_radar.papers.model import Paper
from paper_radar.storage.pool import SqlitePool

SEEN = "2026-06-19T08:00:00+00:00"


def paper(number: int, title: str, abstract: str = "", **known: object) -> Paper:
    """One of the papers; the later ones were announced later."""
    values: dict[str, object] = {
        "key": f"arxiv:2606.{number:05d}",
        "title": title,
        "abstract": abstract,
        "announced": f"2026-06-{1 + number % 28:02d}",
        "arxiv_id": f"2606.{number:05d}",
        "source": "arxiv",
        **known,
    }
    return Paper(**values)  # type: ignore[arg-type]  # fields by name


MUON = paper(
    1,
    "Implicit bias of Muon and steepest descent",
    "We study normalized descent for pre-training of large language models.",
    authors=("Chen Fan", "Difan Zou"),
    categories=("cs.LG", "stat.ML"),
)
SAMPLING = paper(
    2,
    "Fast sampling from diffusion models",
    "A neural network learns the score; sampling takes ten steps.",
    authors=("Yu Zhang", "Wei Li"),
    categories=("cs.CV",),
)
SURVEY = paper(
    3,
    "A survey of pretraining",
    "Diffusion models and large language models, from attention is all you need on.",
    authors=("Zhang Wei", "J. García-López"),
    categories=("cs.CL", "math.OC"),
)
CHINESE = paper(4, "扩散模型的高效采样", "我们研究扩散模型。", authors=("邹迪凡",), categories=("cs.LG",))
PAPERS = (MUON, SAMPLING, SURVEY, CHINESE)


@contextmanager
def pool_of(folder: Path, papers: Iterable[Paper] = PAPERS) -> Iterator[SqlitePool]:
    """A pool with these papers."""
    pool = SqlitePool(folder / "pool.sqlite")
    pool.add(papers, seen_at=SEEN)
    yield pool
    pool.close()
