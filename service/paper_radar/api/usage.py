"""GET /briefs/usage: what the briefs of today cost, and what the model's account has left."""

from typing import Any

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel

from paper_radar.api.answers import PREFIX
from paper_radar.api.services import services
from paper_radar.api.settings import daily_tokens
from paper_radar.briefs.usage import rates_json


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
