"""GET and POST /refresh: the state of every source, and starting a refresh."""

from typing import Any

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel

from paper_radar.api.answers import PREFIX
from paper_radar.api.services import services


class SourceAnswer(BaseModel):
    """The latest attempt of one source; `until` is when it may be asked again after it made us wait."""

    source: str
    started: str
    finished: str
    new: int
    updated: int
    skipped: int
    error: str
    note: str
    until: str
    last_success: str


class RefreshAnswer(BaseModel):
    """Whether a refresh runs and how far it is: `done` of `total` sources, `source` being fetched now."""

    running: bool
    done: int
    total: int
    source: str
    stale: bool
    sources: list[SourceAnswer]


blueprint = APIBlueprint("refresh", __name__, url_prefix=PREFIX)


def _answer() -> dict[str, Any]:
    here = services()
    fetches = here.pool.last_fetches()
    progress = here.refresher.progress
    return {
        "running": here.refresher.running,
        "done": progress.done,
        "total": progress.total,
        "source": progress.source,
        "stale": here.refresher.stale(here.settings.refresh_minutes),
        "sources": [
            {
                "source": name,
                "started": fetch.started,
                "finished": fetch.finished,
                "new": fetch.new,
                "updated": fetch.updated,
                "skipped": fetch.skipped,
                "error": fetch.error,
                "note": fetch.note,
                "until": fetch.until,
                "last_success": here.pool.last_success(name),
            }
            for name, fetch in sorted(fetches.items())
        ],
    }


@blueprint.get("/refresh", responses={200: RefreshAnswer}, summary="The state of every source")
def state() -> dict[str, Any]:
    """Poll it while a refresh runs."""
    return _answer()


@blueprint.post("/refresh", responses={202: RefreshAnswer}, summary="Start a refresh")
def start() -> tuple[dict[str, Any], int]:
    """One at a time: a second start joins the one that runs."""
    services().refresher.start()
    return _answer(), 202
