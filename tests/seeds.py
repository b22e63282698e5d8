"""The documents the project began from (../shared/seeds) as papers: Hugging Face's results are a pool, and the first
paper of AcademicHub is the page that the reader opens.
"""

import re
from datetime import datetime

from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold
from tests.shared import SHARED

SEEDS = SHARED / "seeds"
_RESULTS = "001_b85b409d2f82d50b.txt"
_DATED_RESULTS = "002_8369ef19fccc7b4a.txt"
_PAGE = "000_5ee3aaa5c3ec7ca1.txt"
_SUBSCRIBE = "Subscribe"
# "  • 5 authors", "·", "Feb 14, 2023 1": the number after the date counts upvotes.
_DATED = re.compile(
    r"^(?P<title>\S.*)\n\n(?P<abstract>\S.*)\n\n  • \d+ authors?\n·\n"
    r"(?P<day>\w{3} \d{1,2}, \d{4})(?: (?P<upvotes>\d+))?$",
    re.MULTILINE,
)
_FIRST = re.compile(
    r"^01\.\narXiv \((?P<category>[\w.-]+)\) (?P<day>[\d-]+)\n\n(?P<title>.+)\n\n"
    r"arXiv:(?P<id>[\d.]+)v(?P<version>\d+) Announce Type: \w+ Abstract: (?P<abstract>.+)$",
    re.MULTILINE,
)
_FOLLOWED = re.compile(r"^作者: (.+) ×$", re.MULTILINE)


def seed_pool() -> list[Paper]:
    """The papers of both search results, each once."""
    papers = [*_results(), *_dated_results()]
    return list({paper.key: paper for paper in papers}.values())


def seed_page() -> Paper:
    """arXiv 2602.11557 as the page of AcademicHub shows it, by the author whom its reader follows."""
    text = _read(_PAGE)
    found, followed = _FIRST.search(text), _FOLLOWED.search(text)
    if not found or not followed:
        raise ValueError(f"{_PAGE} does not show the paper that it should")
    group, _, subject = found["category"].partition(".")
    category = f"{group.lower()}.{subject}"
    return Paper(
        key=f"arxiv:{found['id']}",
        arxiv_id=found["id"],
        version=int(found["version"]),
        title=found["title"],
        abstract=found["abstract"],
        authors=(followed[1],),
        categories=(category,),
        primary_category=category,
        announced=found["day"],
        url=f"https://arxiv.org/abs/{found['id']}",
        source="arxiv",
    )


def _results() -> list[Paper]:
    """One line the title, the next the abstract."""
    text = _read(_RESULTS)
    lines = text[text.rindex(_SUBSCRIBE) + len(_SUBSCRIBE) :].split("\n")
    pairs = zip(lines[::2], lines[1::2], strict=False)
    return [_paper(title, abstract) for title, abstract in pairs if title and abstract]


def _dated_results() -> list[Paper]:
    return [
        _paper(
            found["title"],
            found["abstract"],
            day=datetime.strptime(found["day"], "%b %d, %Y").date().isoformat(),
            upvotes=int(found["upvotes"] or 0),
        )
        for found in _DATED.finditer(_read(_DATED_RESULTS))
    ]


def _paper(title: str, abstract: str, *, day: str = "", upvotes: int | None = None) -> Paper:
    # The results name no ids: the address of the search for the title stands for one.
    words = "+".join(re.findall(r"\w+", fold(title)))
    address = f"https://huggingface.co/papers?q={words}"
    return Paper(
        key=f"url:{address}",
        title=title,
        abstract=abstract,
        published=day,
        upvotes=upvotes,
        url=address,
        source="huggingface",
    )


def _read(name: str) -> str:
    return (SEEDS / name).read_text(encoding="utf-8")
