"""GET and PATCH /settings: what the reader chose in the options. A key never leaves the service."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Annotated, Any, Literal

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar import __version__
from paper_radar.api.answers import PREFIX, Request
from paper_radar.api.services import services
from paper_radar.briefs.address import Address
from paper_radar.config import Settings
from paper_radar.radar.entries import Entry
from paper_radar.sources.described import kind_of
from paper_radar.storage.base import Workspace

# A week at least: the feed shows the last days, and a paper of a fortnight's holiday is still to be found.
Days = Annotated[int, Field(ge=7, le=3650, strict=True)]
Category = Annotated[str, Field(pattern=r"^[a-z][a-z-]+(\.[A-Za-z-]+)?$", max_length=30)]


class SemanticAnswer(BaseModel):
    """How far nearness by meaning is: `embedded` of `papers` in the pool have a vector; `error`, `hint` if it is wrong.

    It is `off` if no model is set, and `stopped` in a process that does not serve.
    """

    state: Literal["off", "stopped", "loading", "working", "ready", "wrong"]
    model: str
    embedded: int
    papers: int
    error: str
    hint: str


class SettingsAnswer(BaseModel):
    """What is in force, the reader's choice before the environment's. `groq_server` is who is asked for briefs if there
    is a key: "Groq", or the name and port of another; `daily_tokens` is what they may cost in a day, 0 for no limit.
    """

    categories: list[str]
    groq_model: str
    groq_key: bool
    groq_server: str
    daily_tokens: int
    language: str
    refresh_minutes: int
    retention_days: int
    version: str
    data_dir: str
    semantic: SemanticAnswer


class SettingsChange(Request):
    """Only the fields that are given change; an empty model goes back to the environment's."""

    categories: list[Category] | None = Field(None, max_length=200)
    groq_model: str | None = Field(None, max_length=100)
    daily_tokens: Annotated[int, Field(ge=0, le=100_000_000, strict=True)] | None = None
    language: Literal["auto", "en", "zh_CN"] | None = None
    retention_days: Literal[0] | Days | None = Field(None, description="0 keeps every paper")


_NO_MODEL = {"state": "off", "model": "", "embedded": 0, "papers": 0, "error": "", "hint": ""}

blueprint = APIBlueprint("settings", __name__, url_prefix=PREFIX)


def chosen(workspace: Workspace) -> Mapping[str, Any]:
    """The reader's own choices, {} until one was made."""
    return workspace.get("settings", "reader") or {}


def categories(workspace: Workspace, settings: Settings) -> list[str]:
    """The arXiv categories to fetch."""
    return list(chosen(workspace).get("categories", settings.categories))


def fetched_categories(workspace: Workspace, settings: Settings, entries: Iterable[Entry]) -> list[str]:
    """The arXiv categories to fetch, and those on the radar: who follows one expects its papers."""
    followed = (entry.value for entry in entries if entry.kind == "category" and not (entry.negative or entry.paused))
    return list(dict.fromkeys([*categories(workspace, settings), *followed]))


def paused(workspace: Workspace) -> list[str]:
    """The names of the sources that the reader paused."""
    return list(chosen(workspace).get("paused", ()))


def retention_days(workspace: Workspace, settings: Settings) -> int:
    """For how many days the pool keeps a paper that it has not seen again; 0 for ever."""
    return int(chosen(workspace).get("retention_days", settings.retention_days))


def groq_model(workspace: Workspace, settings: Settings) -> str:
    """The model that writes briefs."""
    return str(chosen(workspace).get("groq_model") or settings.groq_model)


def daily_tokens(workspace: Workspace) -> int:
    """How many tokens the briefs of a day may cost; 0 for no limit."""
    return int(chosen(workspace).get("daily_tokens", 0))


def _answer() -> dict[str, Any]:
    here = services()
    return {
        "categories": categories(here.workspace, here.settings),
        "groq_model": groq_model(here.workspace, here.settings),
        "groq_key": bool(here.settings.groq_api_key),
        "groq_server": Address(here.settings.groq_base_url).server,
        "daily_tokens": daily_tokens(here.workspace),
        "language": chosen(here.workspace).get("language", "auto"),
        "refresh_minutes": here.settings.refresh_minutes,
        "retention_days": retention_days(here.workspace, here.settings),
        "version": __version__,
        "data_dir": str(here.settings.data_dir),
        "semantic": asdict(here.embedder.progress) if here.embedder else _NO_MODEL,
    }


@blueprint.get("/settings", responses={200: SettingsAnswer}, summary="The settings in force")
def get() -> dict[str, Any]:
    """Whether there is a Groq key, never the key."""
    return _answer()


@blueprint.patch("/settings", responses={200: SettingsAnswer}, summary="Change settings")
def change(body: SettingsChange) -> dict[str, Any]:
    """The settings as they are now."""
    here = services()
    given = body.model_dump(exclude_unset=True, exclude_none=True)
    former = categories(here.workspace, here.settings)
    here.workspace.change("settings", "reader", lambda document: {**(document or {}), **given})
    # Papers of a category just chosen are what the reader looks for next. With 0 minutes nothing refreshes by itself.
    if here.settings.refresh_minutes and set(categories(here.workspace, here.settings)) - set(former):
        here.refresher.start(only=[one.name for one in here.refresher.sources if kind_of(one.name) == "arxiv"])
    return _answer()
