"""GET, POST and DELETE /refresh: the state of every source, starting a refresh, ending it."""

from typing import Annotated, Any

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, Request
from paper_radar.api.services import services
from paper_radar.api.sources import SourceAnswer, require_sources, states_of
from paper_radar.sources.schedule import OFFLINE

# More than a reader can choose: 200 journals, and what there is of arXiv and Hugging Face.
MOST_SOURCES = 300
Name = Annotated[str, Field(min_length=1, max_length=200)]


class RefreshAnswer(BaseModel):
    """Whether a refresh runs and how far it is: `done` of `total` sources, `source` being fetched now.

    Of that source's steps `step` of `steps` are made and `doing` says what the next one does; `new` papers have come in
    this refresh. `stale`: some source is due. `cancelled`: this refresh, or the last one, was ended by the reader;
    `asked` are the sources that it asked so far. `note` says once what is unusual about the whole: a weekend, a
    holiday, no network. `clock_ahead` are the seconds by which this machine's clock is ahead of what the sources asked
    lately say (0: it is right, or nobody was asked).
    """

    running: bool
    done: int
    total: int
    source: str
    step: int
    steps: int
    doing: str
    new: int
    stale: bool
    cancelled: bool
    asked: list[str]
    note: str
    clock_ahead: int
    sources: list[SourceAnswer] = Field(max_length=MOST_SOURCES)


class RefreshOrder(Request):
    """Which sources; without, every one that the reader has not paused."""

    sources: list[Name] | None = Field(None, min_length=1, max_length=MOST_SOURCES)


blueprint = APIBlueprint("refresh", __name__, url_prefix=PREFIX)


def _answer() -> dict[str, Any]:
    here = services()
    # First: a refresh that ends while the rest is read is told as running once more, never as over without its end.
    running = here.refresher.running
    progress = here.refresher.progress
    states = states_of(here)
    now = here.now().isoformat(timespec="seconds")
    return {
        "running": running,
        "done": progress.done,
        "total": progress.total,
        "source": progress.source,
        "step": progress.step,
        "steps": progress.steps,
        "doing": progress.doing,
        "new": progress.new,
        "stale": any("" < state["next_try"] <= now for state in states),
        "cancelled": here.refresher.cancelled,
        "asked": list(dict.fromkeys(here.refresher.asked)),
        "note": _note(states),
        "clock_ahead": round(here.clock_ahead()),
        "sources": states,
    }


def _note(states: list[dict[str, Any]]) -> str:
    """No network, told by the sources that were not reached last; else what arXiv's announcements say of the day."""
    latest = max(states, key=lambda state: str(state["finished"]), default=None)
    if latest is not None and latest["code"] == OFFLINE:
        return str(latest["error"])
    return next((state["note"] for state in states if state["source"] == "arxiv" and not state["new"]), "")


@blueprint.get("/refresh", responses={200: RefreshAnswer}, summary="The state of every source")
def state() -> dict[str, Any]:
    """Poll it while a refresh runs."""
    return _answer()


@blueprint.post("/refresh", responses={202: RefreshAnswer}, summary="Start a refresh")
def start(body: RefreshOrder) -> tuple[dict[str, Any], int]:
    """One at a time: where one runs already, the named sources join it. A source that made us wait is not asked."""
    here = services()
    if body.sources is not None:
        require_sources(here, body.sources)
    here.refresher.start(only=body.sources)
    return _answer(), 202


@blueprint.delete("/refresh", responses={200: RefreshAnswer}, summary="End the refresh that runs")
def cancel() -> dict[str, Any]:
    """What it brought stays, and the next one goes on from there. Nothing happens if none runs."""
    services().refresher.cancel()
    return _answer()
