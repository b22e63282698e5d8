"""The reader's tags, as they are offered while one is typed."""

from collections import Counter
from collections.abc import Iterable

from paper_radar.papers.text import fold


def counted(tags_of_papers: Iterable[Iterable[str]], prefix: str = "", limit: int = 50) -> list[tuple[str, int]]:
    """Tags that begin with the prefix, or have a word that does, and on how many papers each stands: most used first.

    Tags that differ in case or accents alone are one, written as it mostly is (of equals as it was met first).
    """
    begun, papers, spellings = fold(prefix).strip(), Counter[str](), dict[str, Counter[str]]()
    for tags in tags_of_papers:
        for tag in tags:
            spellings.setdefault(fold(tag), Counter())[tag] += 1
        papers.update({fold(tag) for tag in tags})
    found = sorted((-count, tag) for tag, count in papers.items() if _begins(tag, begun))
    return [(spellings[tag].most_common(1)[0][0], -count) for count, tag in found[:limit]]


def _begins(tag: str, prefix: str) -> bool:
    return tag.startswith(prefix) or f" {prefix}" in tag.replace("-", " ").replace("/", " ")
