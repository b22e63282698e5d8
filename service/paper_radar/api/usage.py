"""/briefs/usage and /briefs/models: what briefs cost today, what the account has left, which models there are."""

from typing import Any

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel

from paper_radar.api.answers import PREFIX
from paper_radar.api.services import services
from paper_radar.api.settings import daily_tokens, groq_model
from paper_radar.briefs.usage import rates_json
from paper_radar.briefs.writer import GroqWriter
from paper_radar.errors import NotFoundError


class TodayAnswer(BaseModel):
    """Of this day, which ends at `until` (ISO 8601 UTC)."""

    tokens: int
    briefs: int
    until: str


class RatesAnswer(BaseModel):
    """What the account had left when it answered last, at `at`. Groq counts requests by the day, tokens by the minute;
    null where it was silent. Times are ISO 8601 UTC.
    """

    requests_left: int | None
    requests_limit: int | None
    requests_reset: str | None
    tokens_left: int | None
    tokens_limit: int | None
    tokens_reset: str | None
    at: str


class UsageAnswer(BaseModel):
    """`daily_tokens` is the budget of a day, 0 for none; `rates` null before the model of now has told any."""

    today: TodayAnswer
    daily_tokens: int
    rates: RatesAnswer | None


class ModelsAnswer(BaseModel):
    """Names of the models that can write."""

    models: list[str]


blueprint = APIBlueprint("usage", __name__, url_prefix=PREFIX)


@blueprint.get("/briefs/usage", responses={200: UsageAnswer}, summary="What briefs cost today, and what is left")
def get() -> dict[str, Any]:
    """Tokens of prompt and completion together."""
    here = services()
    today = here.usage.today()
    writer = here.writer()
    return {
        "today": {"tokens": today.tokens, "briefs": today.briefs, "until": today.until},
        "daily_tokens": daily_tokens(here.workspace),
        "rates": rates_json(writer.rates if writer else None),
    }


@blueprint.get("/briefs/models", responses={200: ModelsAnswer}, summary="Which models can write briefs")
def models() -> dict[str, Any]:
    """Asked of Groq, or of the server that stands for it: so it also tells whether the key is taken."""
    here = services()
    if not here.settings.groq_api_key:
        raise NotFoundError("The service has no Groq key.", "Set GROQ_API_KEY where it is started, and start it again.")
    configured, model = here.settings, groq_model(here.workspace, here.settings)
    return {"models": GroqWriter(configured.groq_api_key, model, configured.groq_base_url).models()}
