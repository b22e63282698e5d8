"""Papers for the tests of the library: real ones, and wild ones."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from paper_radar.library.record import Saved
from paper_radar.papers.model import Paper

MUON = Paper(
    key="arxiv:2602.11557",
    title="The Implicit Bias of Steepest Descent with Mini-batch Stochastic Gradient",
    authors=("Jichu Li", "Xuan Tang", "Difan Zou"),
    abstract="A variety of widely used optimization methods like SignSGD and Muon can be seen as steepest descent.",
    categories=("cs.LG", "math.OC"),
    primary_category="cs.LG",
    published="2026-02-12",
    version=1,
    arxiv_id="2602.11557",
    url="https://arxiv.org/abs/2602.11557",
    pdf_url="https://arxiv.org/pdf/2602.11557",
    source="arxiv",
)
LORA = Paper(
    key="arxiv:2106.09685",
    title="LoRA: Low-Rank Adaptation of Large Language Models",
    authors=("Edward J. Hu", "Yelong Shen", "Lu Wang"),
    abstract="We propose Low-Rank Adaptation, or LoRA, which freezes the pre-trained model weights.",
    published="2021-06-17",
    arxiv_id="2106.09685",
    url="https://arxiv.org/abs/2106.09685",
    source="arxiv",
)
HIGGS = Paper(
    key="doi:10.1016/j.physletb.2012.08.020",
    title="Observation of a new particle in the search for the Standard Model Higgs boson with the ATLAS detector",
    authors=("The ATLAS Collaboration",),
    published="2012-09-17",
    venue="Physics Letters B",
    doi="10.1016/j.physletb.2012.08.020",
    url="https://www.sciencedirect.com/science/article/pii/S037026931200857X",
    source="web",
)

patient = settings(deadline=None, max_examples=50)
"""For property tests: how long an example takes depends on who else uses the machine."""


class Clock:
    """A clock that moves one second with every look at it."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


def saved(paper: Paper, **own: object) -> Saved:
    """The paper as it was saved on the first of March."""
    first = Saved(paper=paper, saved_at="2026-03-01T09:00:00.000+00:00", updated_at="2026-03-01T09:00:00.000+00:00")
    return replace(first, **own)


WILD = st.text(max_size=60)
_TIMES = st.just("") | st.datetimes(timezones=st.just(UTC)).map(datetime.isoformat)

wild_papers = st.builds(
    Paper,
    key=st.text(min_size=1, max_size=30),
    title=st.text(min_size=1, max_size=60),
    authors=st.lists(WILD, max_size=4).map(tuple),
    abstract=WILD,
    categories=st.lists(WILD, max_size=2).map(tuple),
    primary_category=WILD,
    published=WILD,
    updated=WILD,
    announced=WILD,
    version=st.none() | st.integers(),
    venue=WILD,
    doi=WILD,
    arxiv_id=WILD,
    url=WILD,
    pdf_url=WILD,
    source=WILD,
    upvotes=st.none() | st.integers(),
    comments=st.none() | st.integers(),
    code_url=WILD,
)
wild_saved = st.builds(
    Saved,
    paper=wild_papers,
    saved_at=_TIMES,
    updated_at=_TIMES,
    tags=st.lists(WILD, max_size=3).map(tuple),
    note=WILD,
    status=st.sampled_from(["to_read", "reading", "read"]),
    stars=st.integers(0, 5),
    origins=st.dictionaries(WILD, WILD, max_size=3),
    also=st.lists(WILD, max_size=2).map(tuple),
)

# Text as it stands in papers: every sign that means something to TeX, HTML, RIS or a spreadsheet, in one line.
_SIGNS = st.sampled_from(
    [*"\\{}$&#_%~^`'\"<>-–—=+@|/()[].,:;!?*0123 aeiozLMR éüßøłğ漢字πα", "--", "''", "&amp;", "<i>"]
)
lines = st.lists(_SIGNS, max_size=30).map("".join).map(lambda text: " ".join(text.split()))
titles = lines.filter(bool)
_WORDS = st.text("abcdefghijklmnopqrstuvwxyzéüøł", min_size=2, max_size=8).map(str.capitalize)
names = st.builds(" ".join, st.lists(_WORDS, min_size=1, max_size=3)) | st.sampled_from(
    [
        "Ludwig van Beethoven",
        "Jean de la Fontaine",
        "周志华",
        "周 志华",
        "The ATLAS Collaboration",
        "OpenAI",
        "Wei-Ning O'Brien",
    ]
)
bibliographic_papers = st.builds(
    replace,
    st.sampled_from([MUON, LORA, HIGGS]),
    title=titles,
    authors=st.lists(names, max_size=4).map(tuple),
    abstract=lines,
)

# The same work on a page of the web, and as a journal published it.
PAGE = Paper(
    key="url:https://lab.example/muon",
    title=MUON.title,
    authors=MUON.authors,
    url="https://lab.example/muon",
    source="web",
)
JOURNAL = Paper(
    key="doi:10.1000/muon", title="Steepest descent, published", doi="10.1000/muon", venue="ICML", source="web"
)
BOTH = replace(MUON, doi="10.1000/muon")
