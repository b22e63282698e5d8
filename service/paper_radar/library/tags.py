"""The reader's tags, as they are offered while one is typed."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from paper_radar.papers.text import fold

folded = lru_cache(maxsize=8192)(fold)
"""`fold` of a tag: few tags stand on many papers."""


def counted(tags_of_papers: Iterable[Iterable[str]], prefix: str = "", limit: int = 50) -> list[tuple[str, int]]:
    """Tags that begin with the prefix, or have a word that does, and on how many papers each stands: most used first.

    Tags that differ in case or accents alone are one, written as it mostly is (of equals as it was met first).
    """
    begun, every = fold(prefix).strip(), list(tags_of_papers)
    papers, spellings = Counter[str](), dict[str, Counter[str]]()
    for tag, count in Counter(chain.from_iterable(every)).items():
        papers[folded(tag)] += count
        spellings.setdefault(folded(tag), Counter())[tag] = count
    alike = {tag for tag, written in spellings.items() if len(written) > 1}
    if alike:
        # A paper that bears both spellings is one paper.
        met = Counter(tag for tags in every for tag in {folded(tag) for tag in tags} & alike)
        papers.update({tag: count - papers[tag] for tag, count in met.items()})
    found = sorted((-count, tag) for tag, count in papers.items() if _begins(tag, begun))
    return [(spellings[tag].most_common(1)[0][0], -count) for count, tag in found[:limit]]


def _begins(tag: str, prefix: str) -> bool:
    return tag.startswith(prefix) or f" {prefix}" in tag.replace("-", " ").replace("/", " ")
