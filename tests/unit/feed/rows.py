"""Rows for the tests of the feed: what they do not tell is as of any paper."""

from hypothesis import strategies as st

from paper_radar.feed.judging import Judge, Judged
from paper_radar.feed.rows import Row
from paper_radar.matching.followed import FollowedRadar
from paper_radar.matching.rows import fingerprint_of
from paper_radar.radar.entries import Entry
from paper_radar.storage.base import Definition

ZOU = Entry(id="zou", kind="author", value="Difan Zou")
BIAS = Entry(id="bias", kind="topic", value="implicit bias")
LORA = Entry(id="lora", kind="topic", value="LoRA")
LEARNING = Entry(id="learning", kind="category", value="cs.LG")
NO_VISION = Entry(id="vision", kind="topic", value="vision", negative=True)
ENTRIES = (ZOU, BIAS, LORA, LEARNING, NO_VISION)
_DEFINITIONS = {
    fingerprint_of(entry): Definition(number, settled=True)
    for number, entry in enumerate(ENTRIES)
    if entry.kind != "category"
}


def judge(*entries: Entry) -> Judge:
    """The radar of these entries, of all if none is told."""
    return Judge(FollowedRadar(entries or ENTRIES), _DEFINITIONS)


def hits(*entries: Entry, possible: tuple[Entry, ...] = ()) -> tuple[int, ...]:
    """As they are kept."""
    return (
        *(2 * ENTRIES.index(entry) + 1 for entry in entries),
        *(2 * ENTRIES.index(entry) for entry in possible),
    )


def row(
    number: int,
    *,
    day: str = "2026-06-18",
    first_seen: str = "2026-06-18T08:00:00+00:00",
    sources: tuple[str, ...] = ("arxiv",),
    categories: tuple[str, ...] = ("math.OC",),
    code: bool = False,
    upvotes: int = 0,
    found: tuple[int, ...] = (),
) -> Row:
    """A paper of the window."""
    primary = categories[0] if categories else ""
    return Row(number, f"arxiv:2606.{number:05}", day, first_seen, sources, categories, primary, code, upvotes, found)


def judged(*rows: Row) -> list[Judged]:
    """As the radar of all entries sees them, in the order of the board."""
    return sorted(map(judge().judge, rows))


@st.composite
def many_rows(draw: st.DrawFn) -> list[Judged]:
    """Some rows of few days, sources and categories, with hits of any of the entries."""
    kept = [entry for entry in ENTRIES if entry.kind != "category"]
    found = [
        row(
            number,
            day=draw(st.sampled_from(("2026-06-18", "2026-06-12", "2026-05-30", "2026-06", ""))),
            first_seen=draw(st.sampled_from(("2026-06-18T08:00:00+00:00", "2026-06-01T08:00:00+00:00"))),
            sources=draw(st.sampled_from((("arxiv",), ("arxiv", "huggingface"), ("feed:nature",), ("",)))),
            categories=draw(st.sampled_from((("cs.LG",), ("math.OC", "cs.LG"), ("q-bio.BM",), ()))),
            code=draw(st.booleans()),
            upvotes=draw(st.sampled_from((0, 7, 10**9))),
            found=draw(
                st.one_of(
                    st.lists(st.sampled_from(kept), max_size=2, unique=True).map(lambda entries: hits(*entries)),
                    st.just(hits(BIAS, possible=(ZOU, NO_VISION))),
                )
            ),
        )
        for number in range(draw(st.integers(0, 12)))
    ]
    return judged(*found)
