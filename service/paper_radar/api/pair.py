"""POST /pair trades a one-time code for a token, DELETE /pair gives it back; and the page that pairs without typing."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, g, request, send_from_directory
from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar import __version__
from paper_radar.api.answers import PREFIX, Request
from paper_radar.api.auth import RefusedError
from paper_radar.api.pairing import issue_token
from paper_radar.api.services import services

_PAGE = Path(__file__).parent / "pair_page"


class PairRequest(Request):
    """The code that the service printed, in any case, with or without a hyphen."""

    code: str = Field(min_length=1, max_length=20)


class PairAnswer(BaseModel):
    """The token: the extension keeps it; the service keeps its hash."""

    token: str
    version: str


class CodeAnswer(BaseModel):
    """A fresh code and the address that pairs without typing."""

    code: str
    url: str
    minutes: int


pair = APIBlueprint("pair", __name__, url_prefix=PREFIX)
page = Blueprint("pair_page", __name__)


@pair.post("/pair", responses={200: PairAnswer}, summary="Trade a one-time code for a token")
def redeem(body: PairRequest) -> dict[str, Any]:
    """Only an extension's origin comes this far (see `auth`); the token is bound to it."""
    here = services()
    here.codes.redeem(body.code)
    created = here.now().isoformat(timespec="seconds")
    return {"token": issue_token(here.workspace, request.headers["Origin"], created), "version": __version__}


@pair.delete("/pair", responses={204: None}, summary="Give the token back")
def revoke() -> tuple[str, int]:
    """The token of this request is void from now on."""
    if g.token_id:
        services().workspace.delete("tokens", g.token_id)
    return "", 204


@pair.post("/pair/codes", responses={201: CodeAnswer}, summary="A fresh pairing code (for the commands only)")
def new_code() -> tuple[dict[str, Any], int]:
    """Asked by `paper-radar pair`. A paired extension cannot pair others."""
    if g.token_id:
        raise RefusedError("Only the command `paper-radar pair` may ask for a code.")
    code = services().codes.new()
    return {"code": code, "url": f"{request.host_url}pair#{code}", "minutes": 10}, 201


@page.get("/pair")
@page.get("/pair.css", endpoint="style")
@page.get("/pair.js", endpoint="script")
def show() -> Response:
    """The page the extension's script looks for. The code is in the fragment, which no server and no log sees."""
    name = request.path.removeprefix("/")
    response = send_from_directory(_PAGE, name if "." in name else f"{name}.html")
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; script-src 'self'; style-src 'self'; frame-ancestors 'none'; form-action 'none';"
        " base-uri 'none'"
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
