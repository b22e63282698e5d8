"""Tokens: what a request will cost, what the limits are, and how long to wait. Pure.

Groq counts `max_completion_tokens` against the tokens of the minute before a word is written, and answers 413 to what
can never fit (console.groq.com/docs/rate-limits; recorded answers in the tests).
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from paper_radar.briefs.sections import Length

FREE_TOKENS_PER_MINUTE = 8000  # of the free plan for gpt-oss, until an answer's headers tell the account's own
_MARGIN = 200  # what the estimate may be off
_PER_MESSAGE = 8  # tokens that mark a message's role and ends

# What the model may write, its reasoning included.
COMPLETION_TOKENS: dict[Length, int] = {"short": 1000, "full": 1800}

_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")


_PIECE = re.compile(r"[A-Za-z]{1,6}|\d{1,3}|[^\sA-Za-z\d]")


def estimate_tokens(text: str) -> int:
    """About how many tokens the text has, rather too many than too few: a token for 3.5 characters, one for each
    Chinese, Japanese or Korean one; but of formulas, where every sign is one, as many as there are signs.
    """
    wide = len(_WIDE.findall(text))
    return max(wide + math.ceil((len(text) - wide) / 3.5), len(_PIECE.findall(text)))


def prompt_tokens(messages: Sequence[Mapping[str, str]]) -> int:
    """About how many tokens these chat messages have."""
    return sum(_PER_MESSAGE + estimate_tokens(message["content"]) for message in messages)


def room_for_prompt(tokens_per_minute: int, length: Length) -> int:
    """How many tokens a prompt may have, so that prompt and completion fit into one minute's limit."""
    return max(tokens_per_minute - COMPLETION_TOKENS[length] - _MARGIN, 0)


_DURATION = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?")


def duration(text: str) -> float | None:
    """Seconds of a Go duration such as "2m59.56s", "130ms" or "9m38.016s", or of a bare number; None if it is none."""
    text = text.strip()
    try:
        seconds = float(text)
        return seconds if math.isfinite(seconds) and seconds >= 0 else None
    except ValueError:
        pass
    match = _DURATION.fullmatch(text)
    if not match or not any(match.groups()):
        return None
    days, hours, minutes, seconds_, thousandths = (float(part or 0) for part in match.groups())
    return days * 86400 + hours * 3600 + minutes * 60 + seconds_ + thousandths / 1000


_TRY_AGAIN = re.compile(r"try again in ((?:\d+(?:\.\d+)?(?:ms|[dhms]))+)")


def wait_of(headers: Mapping[str, str], message: str) -> float | None:
    """Seconds that a refusal asks to wait: by `retry-after`, else by its own words, else by the limit that its headers
    tell is used up; None if it does not say.
    """
    asked = duration(headers.get("retry-after", ""))
    if asked is not None:
        return asked
    if told := _TRY_AGAIN.search(message):
        return duration(told.group(1))
    rates = rates_of(headers)
    waits = [
        wait
        for left, wait in ((rates.requests_left, rates.requests_reset), (rates.tokens_left, rates.tokens_reset))
        if left == 0 and wait is not None
    ]
    return max(waits, default=None)


_LIMIT = re.compile(r"Limit (\d{1,12})(?:, Used \d+)?, Requested ~?(\d{1,12})")


def broken_limit(message: str) -> int | None:
    """The limit in tokens that a request can never fit into, as a refusal words it; None if it is not of that kind.

    "Limit 6000, Requested 14810" gives 6000. Most come as 413, some as 429 with a time to wait that does not help.
    """
    told = _LIMIT.search(message)
    if told is None:
        return None
    limit, requested = int(told.group(1)), int(told.group(2))
    return limit if requested > limit else None


@dataclass(frozen=True, slots=True)
class Rates:
    """What the headers of an answer told: requests are counted by the day, tokens by the minute; None where silent.

    `requests_reset` and `tokens_reset` are seconds from `at` on, when the answer came (ISO 8601 UTC, "" if unknown).
    """

    requests_limit: int | None = None
    requests_left: int | None = None
    requests_reset: float | None = None
    tokens_limit: int | None = None
    tokens_left: int | None = None
    tokens_reset: float | None = None
    at: str = ""

    @property
    def are_told(self) -> bool:
        """Whether anything is known: a local model has no limits."""
        return any(value is not None for value in (self.requests_left, self.tokens_left, self.tokens_limit))


def rates_of(headers: Mapping[str, str], now: datetime | None = None) -> Rates:
    """The rates that `x-ratelimit-*` headers tell; nonsense counts as silence."""

    def number(name: str) -> int | None:
        value = headers.get(f"x-ratelimit-{name}", "").strip()
        return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else None

    return Rates(
        requests_limit=number("limit-requests"),
        requests_left=number("remaining-requests"),
        requests_reset=duration(headers.get("x-ratelimit-reset-requests", "")),
        tokens_limit=number("limit-tokens"),
        tokens_left=number("remaining-tokens"),
        tokens_reset=duration(headers.get("x-ratelimit-reset-tokens", "")),
        at=utc_after(now, 0) if now else "",
    )


def utc_after(now: datetime, seconds: float) -> str:
    """The ISO 8601 UTC time this many seconds after `now`, in whole seconds, never earlier than asked."""
    later = now.astimezone(UTC) + timedelta(seconds=math.ceil(min(seconds, 10**7)))
    return later.isoformat(timespec="seconds")
