"""Papers that are certainly a followed author's, because arXiv's feed of this very person lists them."""

from collections.abc import Sequence
from dataclasses import replace

from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry, Sighting
from paper_radar.radar.names import compare

MOST_CONFIRMED = 100
# Enough to tell the circle of a person; the papers of a collaboration have thousands.
_MOST_COAUTHORS = 30


def with_confirmed(entry: Entry, papers: Sequence[Paper]) -> Entry:
    """The entry with a sighting on each of these papers, the newest MOST_CONFIRMED of them; the very same entry if it
    has them all.

    `papers` are all of this person's, newest first. What the reader said of a paper stays as they said it. One on
    which no one bears a name like the followed one is passed over.
    """
    own = [sighting for sighting in entry.same if not sighting.by]
    before = {sighting.paper: sighting for sighting in entry.same if sighting.by == entry.author_id}
    told = {sighting.paper for sighting in (*own, *entry.others)}
    sure: list[Sighting] = []
    for paper in papers:
        if len(sure) == MOST_CONFIRMED:
            break
        if paper.key not in told and (sighting := before.get(paper.key) or _sighting(entry, paper)):
            sure.append(sighting)
    if len(own) + len(sure) == len(entry.same) and all(sighting in entry.same for sighting in sure):
        return entry
    return replace(entry, same=(*own, *reversed(sure)))


def without_confirmed(entry: Entry) -> Entry:
    """The entry without what a feed confirmed: its id was another person's."""
    return replace(entry, same=tuple(sighting for sighting in entry.same if not sighting.by))


def _sighting(entry: Entry, paper: Paper) -> Sighting | None:
    """Who of its authors it is; None if nobody bears such a name, or two people do."""
    names = (entry.value, *entry.aliases)
    scores = [max(compare(name, author).score for name in names) for author in paper.authors]
    best = max(scores, default=0)
    if not best or scores.count(best) > 1:
        return None
    index = scores.index(best)
    others = (author for place, author in enumerate(paper.authors) if place != index)
    return Sighting(
        paper=paper.key,
        text=paper.authors[index],
        coauthors=tuple(others)[:_MOST_COAUTHORS],
        categories=paper.categories,
        by=entry.author_id,
    )
