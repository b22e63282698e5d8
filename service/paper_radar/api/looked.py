"""GET and POST /looked: when the reader last looked, by which papers are new to them."""

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel

from paper_radar.api.answers import PREFIX
from paper_radar.api.services import services


class LookedAnswer(BaseModel):
    """When the last visit before this one ended (ISO 8601 UTC), "" if there was none: what has reached the pool since
    is new. A visit ends with half an hour of silence.
    """

    since: str


blueprint = APIBlueprint("looked", __name__, url_prefix=PREFIX)


@blueprint.get("/looked", responses={200: LookedAnswer}, summary="When the reader last looked")
def last_looked() -> dict[str, str]:
    """To ask is not to look."""
    return {"since": services().reading.looks.since()}


@blueprint.post("/looked", responses={200: LookedAnswer}, summary="The reader looks now")
def look() -> dict[str, str]:
    """To be told when the reader sees what is new, as they open the popup or the feed; not at every page they visit."""
    return {"since": services().reading.looks.look()}
