"""/feeds: the journals that the reader follows. A removed one is answered back, and posting it again is the undo."""

from dataclasses import asdict, replace
from typing import Any

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, PathId, Request
from paper_radar.api.services import Services, services
from paper_radar.errors import BadInputError
from paper_radar.sources.journals.catalogue import OWN, Journal
from paper_radar.sources.journals.subscriptions import MOST, Added
from paper_radar.storage.base import Fetch

SHOWN = 3


class FeedSourceAnswer(BaseModel):
    """A journal's feed. `source` is its name in `/refresh`; `custom` if the reader added it by its address, and then
    `field` and `publisher` are "".
    """

    id: str
    name: str
    url: str
    field: str
    publisher: str
    custom: bool
    source: str


class CatalogueAnswer(FeedSourceAnswer):
    """A journal of the catalogue, and whether it is followed."""

    chosen: bool


class FieldNameAnswer(BaseModel):
    """A name in both languages of the interface."""

    en: str
    zh: str


class FieldAnswer(BaseModel):
    """A field of study, by which the catalogue is ordered."""

    id: str
    name: FieldNameAnswer


class FeedsAnswer(BaseModel):
    """The feeds that are followed, and those that may be. At most `most` can be followed."""

    chosen: list[FeedSourceAnswer]
    catalogue: list[CatalogueAnswer]
    fields: list[FieldAnswer]
    most: int


class NewFeed(Request):
    """`id` of a journal in the catalogue, or `url` of any feed, or of a page that names one.

    All three fields of a removed feed bring it back as it was, untried.
    """

    id: str = Field("", max_length=100)
    url: str = Field("", max_length=2000)
    name: str = Field("", max_length=200)


class AddedFeedAnswer(FeedSourceAnswer):
    """The feed that is followed now, with the titles of the first papers in it if its address was tried, and a `note`
    on what is unusual: a page that led to it, news that were left out, an empty feed.
    """

    papers: list[str]
    note: str


blueprint = APIBlueprint("feeds", __name__, url_prefix=PREFIX)


@blueprint.get("/feeds", responses={200: FeedsAnswer}, summary="The journals followed, and the catalogue")
def list_feeds() -> dict[str, Any]:
    """In the order in which they were chosen; the catalogue by fields."""
    subscriptions = services().subscriptions
    chosen = subscriptions.chosen()
    ids = {journal.id for journal in chosen}
    return {
        "chosen": [_journal(journal) for journal in chosen],
        "catalogue": [{**_journal(one), "chosen": one.id in ids} for one in subscriptions.catalogue.all()],
        "fields": [{"id": one.id, "name": {"en": one.en, "zh": one.zh}} for one in subscriptions.catalogue.fields()],
        "most": MOST,
    }


@blueprint.post("/feeds", responses={201: AddedFeedAnswer, 200: AddedFeedAnswer}, summary="Follow a journal's feed")
def follow(body: NewFeed) -> tuple[dict[str, Any], int]:
    """201 with the feed, 200 if it was followed already. An address is asked at once, and refused if it is no feed."""
    here = services()
    if body.id and body.url and body.name:
        added = (
            here.subscriptions.restore(body.id, body.name, body.url)
            if body.id.startswith(OWN)
            else here.subscriptions.add(body.id)
        )
    elif body.url:
        added = here.subscriptions.add_address(body.url)
    elif body.id:
        added = here.subscriptions.add(body.id)
    else:
        raise BadInputError("Give the id of a journal or the address of a feed.")
    notes: list[str] = []
    titles: list[str] = []
    if added.tried:
        notes = [added.tried.note, added.tried.batch.note]
        titles = [paper.title for paper in added.tried.batch.papers[:SHOWN]]
    if added.new:
        _bring(here, added)
    answer = {**_journal(added.journal), "papers": titles, "note": " ".join(filter(None, notes))}
    return answer, 201 if added.new else 200


@blueprint.delete("/feeds/<string:id>", responses={200: FeedSourceAnswer}, summary="Follow a feed no more")
def remove(path: PathId) -> dict[str, Any]:
    """The feed that is gone: posted again, it is back. Its papers stay."""
    return _journal(services().subscriptions.remove(path.id))


def _bring(here: Services, added: Added) -> None:
    """Its papers into the pool: what the trial brought, so that the site is not asked twice, else by a refresh."""
    journal = added.journal
    if added.tried is None:
        if here.settings.refresh_minutes:
            here.refresher.start(only=(journal.source,))
        return
    batch = added.tried.batch
    stamp = here.now().isoformat(timespec="seconds")
    counts = here.pool.add([replace(paper, source=journal.source) for paper in batch.papers], seen_at=stamp)
    here.pool.remember(journal.source, batch.memory or {})
    here.pool.record_fetch(
        Fetch(
            source=journal.source,
            started=stamp,
            finished=stamp,
            new=counts.new,
            updated=counts.updated,
            skipped=batch.skipped + counts.skipped,
            note=batch.note,
            status=batch.status,
            fresh_until=batch.fresh_until,
        )
    )


def _journal(journal: Journal) -> dict[str, Any]:
    return {**asdict(journal), "custom": journal.custom, "source": journal.source}
