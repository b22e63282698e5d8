"""GET /sources/{name}/fetches and PATCH /sources/{name}: what one source did lately, and pausing it; its state."""

from dataclasses import asdict
from typing import Any

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api import settings
from paper_radar.api.answers import PREFIX, Request
from paper_radar.api.services import Services, services
from paper_radar.errors import NotFoundError
from paper_radar.sources.batch import Source
from paper_radar.sources.described import Kind, describe
from paper_radar.sources.schedule import NextTry, Why
from paper_radar.storage.base import Fetch

MOST_FETCHES = 50


class FetchAnswer(BaseModel):
    """One attempt (see `storage.base.Fetch`). Times are ISO 8601 UTC, "" where there is none; `until` is when it may be
    asked again after it made us wait; `status` 304 means that nothing had changed there, 0 that no answer came;
    `failing_since` is when the first of the `failures` in a row was.
    """

    source: str
    started: str
    finished: str
    new: int
    updated: int
    skipped: int
    error: str
    code: str
    note: str
    until: str
    status: int
    failures: int
    fresh_until: str
    cancelled: bool
    failing_since: str


class SourceAnswer(FetchAnswer):
    """A source with its latest attempt, whose fields are blank if there was none.

    `next_try` is when it is asked by itself ("" for never) and `next_why` why then: `due` its turn, `fresh` nothing new
    before by its own word, `weekend` the same over Saturday and Sunday, `failed` again after a failure, `limited` it
    made us wait, `paused` it failed three times in a row and rests for six hours, twelve, then a day at a time, `off`
    the reader paused it or turned the schedule off. `paused`: whether the reader did.
    """

    name: str
    kind: Kind
    url: str
    last_success: str
    next_try: str
    next_why: Why
    paused: bool


class FetchesAnswer(BaseModel):
    """The latest attempts of a source, newest first."""

    fetches: list[FetchAnswer] = Field(max_length=MOST_FETCHES)


class SourceChange(Request):
    """`paused` true: it is not asked again, but for a press of the button on it alone. False: it is asked at once."""

    paused: bool


class PathName(BaseModel):
    """A source's name, such as `arxiv` or `feed:nature`."""

    name: str = Field(min_length=1, max_length=200)


_NEVER = Fetch(source="", started="", finished="")

blueprint = APIBlueprint("sources", __name__, url_prefix=PREFIX)


def states_of(here: Services) -> list[dict[str, Any]]:
    """Every source there is, in the order in which they are asked, as SourceAnswer tells of each."""
    fetches = here.pool.last_fetches()
    tries = here.refresher.next_tries(here.settings.refresh_minutes)
    off = settings.paused(here.workspace)
    return [
        _state(here, source, fetches.get(source.name, _NEVER), tries.get(source.name, NextTry("", "off")), off)
        for source in here.refresher.sources
    ]


def require_sources(here: Services, names: list[str]) -> None:
    """Raises NotFoundError if one of the names is no source's."""
    there = {source.name for source in here.refresher.sources}
    for name in names:
        if name not in there:
            raise NotFoundError(f"There is no source {name!r:.60}.", f"There are: {', '.join(sorted(there)):.500}.")


@blueprint.get("/sources/<string:name>/fetches", responses={200: FetchesAnswer}, summary="What a source did lately")
def fetches(path: PathName) -> dict[str, Any]:
    """Each attempt to bring its papers in: when, how it ended, what came."""
    here = services()
    require_sources(here, [path.name])
    return {"fetches": [asdict(fetch) for fetch in here.pool.fetches(path.name, limit=MOST_FETCHES)]}


@blueprint.patch("/sources/<string:name>", responses={200: SourceAnswer}, summary="Pause a source, or go on with it")
def change(path: PathName, body: SourceChange) -> dict[str, Any]:
    """The source as it is now."""
    here = services()
    require_sources(here, [path.name])

    def changed(document: dict[str, Any] | None) -> dict[str, Any]:
        others = [name for name in (document or {}).get("paused", ()) if name != path.name]
        return {**(document or {}), "paused": [*others, path.name] if body.paused else others}

    here.workspace.change("settings", "reader", changed)
    if not body.paused:
        here.refresher.start(only=[path.name])
    return next(state for state in states_of(here) if state["source"] == path.name)


def _state(here: Services, source: Source, fetch: Fetch, next_try: NextTry, off: list[str]) -> dict[str, Any]:
    told = describe(source)
    return {
        **asdict(fetch),
        "source": source.name,
        "name": told.title,
        "kind": told.kind,
        "url": told.url,
        "last_success": here.pool.last_success(source.name),
        "next_try": next_try.at,
        "next_why": next_try.why,
        "paused": source.name in off,
    }
