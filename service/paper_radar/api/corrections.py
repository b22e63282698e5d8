"""/corrections: what the reader's corrections changed in how a site is read, to be looked at and forgotten."""

from itertools import groupby
from operator import attrgetter
from typing import Any

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, Request
from paper_radar.api.services import services
from paper_radar.errors import BadInputError, NotFoundError
from paper_radar.library.corrections import Correction, Corrections, host_of
from paper_radar.library.record import CORRECTABLE


class CorrectedField(BaseModel):
    """This field is now taken from `preferred`, `instead_of` the other (names of origins), since the reader corrected
    it so (`at`, ISO 8601).
    """

    field: str
    preferred: str
    instead_of: str
    at: str


class CorrectedSite(BaseModel):
    """A site and the fields that are read otherwise on it."""

    host: str
    fields: list[CorrectedField]


class CorrectionsAnswer(BaseModel):
    """The sites, that which was corrected last first."""

    corrections: list[CorrectedSite]


class RememberedField(Request):
    """As it was forgotten."""

    field: str = Field(pattern="^(" + "|".join(sorted(CORRECTABLE)) + ")$")
    preferred: str = Field(pattern=r"^[a-z_]{1,20}$")
    instead_of: str = Field("", pattern=r"^[a-z_]{0,20}$")
    at: str = ""


class RememberRequest(Request):
    """What DELETE /corrections/{host} answered: posted again, it is the undo."""

    host: str = Field(min_length=1, max_length=253)
    fields: list[RememberedField] = Field(min_length=1, max_length=20)


class PathHost(BaseModel):
    """A site: "journal.example", without "www."."""

    host: str = Field(min_length=1, max_length=253)


blueprint = APIBlueprint("corrections", __name__, url_prefix=PREFIX)


@blueprint.get("/corrections", responses={200: CorrectionsAnswer}, summary="What was learned from corrections")
def corrections() -> dict[str, Any]:
    """By site. A correction is learned where it made a field what another part of the same page had said."""
    here = services()
    sites = groupby(Corrections(here.workspace, here.now).all(), attrgetter("host"))
    return {"corrections": [_site(host, tuple(made)) for host, made in sites][::-1]}


@blueprint.post("/corrections", responses={200: CorrectedSite}, summary="Remember a site's corrections again")
def remember(body: RememberRequest) -> dict[str, Any]:
    """What was forgotten holds again, in the place of what was learned of the same fields since."""
    here = services()
    host = host_of(f"https://{body.host}")
    if not host:
        raise BadInputError("This is no site.", "It looks like journal.example.")
    known = Corrections(here.workspace, here.now)
    known.add(Correction(host, one.field, one.preferred, one.instead_of) for one in body.fields)
    return _site(host, tuple(one for one in known.all() if one.host == host))


@blueprint.delete("/corrections/<string:host>", responses={200: CorrectedSite}, summary="Forget a site's corrections")
def forget(path: PathHost) -> dict[str, Any]:
    """What is forgotten. Papers that were saved stay as they are."""
    here = services()
    host = host_of(f"https://{path.host}")
    gone = Corrections(here.workspace, here.now).forget(host)
    if not gone:
        raise NotFoundError("Nothing was learned on this site.", "GET /corrections names the sites.")
    return _site(host, gone)


def _site(host: str, made: tuple[Correction, ...]) -> dict[str, Any]:
    fields = [
        {"field": one.field, "preferred": one.preferred, "instead_of": one.instead_of, "at": one.at} for one in made
    ]
    return {"host": host, "fields": fields}
