"""The hits of papers: read where they are kept, found where they are not."""

from collections.abc import Sequence
from dataclasses import dataclass

from paper_radar.matching.followed import FollowedRadar
from paper_radar.matching.rows import hit_of
from paper_radar.papers.model import Paper
from paper_radar.radar.entries import Entry, Hit
from paper_radar.storage.base import HitStore, Kept
from paper_radar.storage.hit_tables import digest_of


@dataclass(frozen=True, slots=True)
class Seen:
    """What a paper is to the radar: its hits, in the order of `Radar.match`, and whether a negative entry mutes it."""

    hits: tuple[Hit, ...]
    muted: bool


def see(papers: Sequence[Paper], followed: FollowedRadar, store: HitStore) -> list[Seen]:
    """What each of the papers is to the radar: the same as `Radar.match` and `Radar.muted` would say of it."""
    if not followed.entries:
        return [Seen((), False)] * len(papers)
    definitions = store.definitions()
    settled, kept = store.kept({paper.key for paper in papers})
    entries_of: dict[int, list[Entry]] = {}
    unsettled: list[str] = []
    for fingerprint, entries in followed.by_fingerprint.items():
        definition = definitions.get(fingerprint)
        if definition is not None and definition.id in settled:
            entries_of[definition.id] = entries
        else:
            unsettled.append(fingerprint)
    return [_seen(paper, kept.get(paper.key), entries_of, unsettled, followed) for paper in papers]


def _seen(
    paper: Paper, kept: Kept | None, entries_of: dict[int, list[Entry]], unsettled: list[str], followed: FollowedRadar
) -> Seen:
    # A page may show a paper otherwise than the pool has it: then what is kept is about another text.
    if kept is None or kept.waits or kept.digest != digest_of(paper):
        radar = followed.whole
        return Seen(tuple(radar.match(paper)), radar.muted(paper))
    hits: list[Hit] = []
    muted = False
    for row in kept.hits:
        for entry in entries_of.get(row.definition, ()):
            if not entry.negative:
                hits.append(hit_of(row, entry, paper))
            elif row.sure:
                muted = True
    if unsettled or followed.categories:
        radar = followed.part(unsettled)
        hits += radar.match(paper)
        muted = muted or radar.muted(paper)
    hits.sort(key=lambda hit: (hit.level, -hit.score, hit.entry_id))
    return Seen(tuple(hits), muted)
