"""Papers and entries of few words and names, so that they meet often."""

from dataclasses import replace

from hypothesis import strategies as st

from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry, Sighting

SEEN = "2026-06-19T08:00:00+00:00"
_NAMES = (
    "Difan Zou",
    "D. Zou",
    "Zou, Difan",
    "James Zou",
    "李明",
    "Ada Lovelace",
    "BESIII Collaboration",
    "Bill O'Neil",
)
_PHRASES = (
    *("implicit bias", "steepest descent", "LoRA", "low-rank adaptation (LoRA)", "fine-tuning", "the optimisation"),
    *("深度学习", "on the", "optimizers", "GAN"),
)
_CATEGORIES = ("cs.LG", "stat.ML", "cs.CL", "math.OC")
_DAYS = ("2026-06-17", "2026-06-18", "2025-01-01")

_texts = st.lists(st.sampled_from((*_PHRASES, "bias", "of", ".", "(GANs)", "adaptation")), max_size=6).map(" ".join)
numbers = st.integers(0, 7)


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """One of eight papers, as any source may show it at any time."""
    number = draw(numbers)
    categories = tuple(draw(st.lists(st.sampled_from(_CATEGORIES), max_size=3, unique=True)))
    return Paper(
        key=f"arxiv:2606.{number:05}",
        title=draw(_texts) or "Untitled",
        abstract=draw(_texts),
        authors=tuple(draw(st.lists(st.sampled_from(_NAMES), max_size=3))),
        categories=categories,
        primary_category=draw(st.sampled_from(("", *categories))),
        announced=draw(st.sampled_from(_DAYS)),
        version=draw(st.integers(1, 3)),
    )


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """One of six entries, as it may stand on the radar at any time."""
    kind = draw(st.sampled_from(("author", "topic", "topic", "category")))
    values = {"author": _NAMES, "topic": _PHRASES, "category": (*_CATEGORIES, "cs")}[kind]
    entry = Entry(
        id=draw(st.sampled_from("abcdef")),
        kind=kind,
        value=draw(st.sampled_from(values)),
        aliases=tuple(draw(st.lists(st.sampled_from(values), max_size=1))),
        negative=draw(st.booleans()) and draw(st.booleans()),
        paused=draw(st.booleans()) and draw(st.booleans()),
        cross_listed=draw(st.booleans()),
    )
    if kind == "author":
        others = draw(st.lists(st.sampled_from(_NAMES), max_size=1))
        entry = replace(
            entry, rejected=tuple(others), coauthors=tuple(draw(st.lists(st.sampled_from(_NAMES), max_size=1)))
        )
    if kind != "category":
        words = draw(st.lists(st.tuples(numbers, st.sampled_from(values)), max_size=1))
        said = tuple(Sighting(paper=f"arxiv:2606.{number:05}", text=text) for number, text in words)
        entry = replace(entry, **{draw(st.sampled_from(("same", "others"))) if kind == "author" else "others": said})
    return entry
