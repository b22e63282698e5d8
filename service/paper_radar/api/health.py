"""GET /health: is this Paper Radar, and which one? Without a token, and without a word more."""

from typing import Any

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel

from paper_radar import __version__
from paper_radar.api.answers import PREFIX

API_VERSION = 1


class HealthAnswer(BaseModel):
    """Who answers. `api` is the version of the protocol, which an extension compares with its own."""

    name: str
    version: str
    api: int


health = APIBlueprint("health", __name__, url_prefix=PREFIX)


@health.get("/health", responses={200: HealthAnswer}, summary="Is the service there?")
def get_health() -> dict[str, Any]:
    """Name, version and protocol."""
    return {"name": "paper-radar", "version": __version__, "api": API_VERSION}
