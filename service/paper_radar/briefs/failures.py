"""What can go wrong between us and the model, as sentences for a person. Pure: knows statuses, not the SDK."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from paper_radar.briefs.budget import broken_limit, utc_after, wait_of
from paper_radar.errors import BriefError

Code = Literal[
    "groq_key",  # 401, 403: the key is wrong or may not do this
    "groq_model",  # 404, or 400 with a model code: the model is gone
    "groq_too_large",  # 413
    "groq_rate_limit",  # 429
    "groq_busy",  # 498, 5xx
    "groq_unreachable",
    "groq_timeout",
    "groq_cut",  # the stream ended in the middle
    "groq_empty",  # nothing but reasoning, or nothing at all
    "groq_malformed",  # an answer without a statement that can be read
    "groq_refused",  # any other 4xx, or an answer that was withheld
    "brief_budget",  # the day's own budget of tokens is used up
    "interrupted",  # the service stopped in the middle
    "brief_failed",  # a defect of ours
]


class WriterError(BriefError):
    """The model did not write the brief. `code` is a stable word for the interface, which has its own sentence for it.

    `until` is the ISO 8601 UTC time before which there is no use in asking again ("" if unknown); `tokens_per_minute`
    the limit that a request broke (None if it did not).
    """

    def __init__(
        self, code: Code, message: str, hint: str = "", *, until: str = "", tokens_per_minute: int | None = None
    ) -> None:
        super().__init__(message, hint)
        self.code = code
        self.until = until
        self.tokens_per_minute = tokens_per_minute


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is not 2xx. `headers` in lower case, `wait` the seconds it asks us to wait (None if silent).

    `failed` is what the model had written, where it was refused for not fitting a schema.
    """

    status: int
    message: str = ""
    code: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    failed: str = ""

    @property
    def wait(self) -> float | None:
        return wait_of(self.headers, self.message) if self.status in (413, 429, 498, 503) else None

    @property
    def passing(self) -> bool:
        """Whether the same request may well succeed later."""
        if self.too_large or self.code == "insufficient_quota":
            return False
        return self.status in (408, 409, 429, 498) or (self.status >= 500 and self.status != 501)

    @property
    def too_large(self) -> bool:
        """Whether waiting never helps, although the code says `rate_limit_exceeded`."""
        if self.status == 400:  # of servers that know no 413: vLLM, llama.cpp, OpenAI
            return self.code == "context_length_exceeded" or any(words in self.message for words in _TOO_LONG)
        return self.status == 413 or (self.status == 429 and broken_limit(self.message) is not None)

    @property
    def elsewhere(self) -> bool:
        """Whether nothing stands at this path, rather than that a model is not there."""
        return self.status in (404, 405) and not self.code and "model" not in self.message.lower()


_TOO_LONG = ("maximum context length", "context size", "context length")


def read_refusal(status: int, body: Any, headers: Mapping[str, str], secret: str = "") -> Refusal:
    """The refusal, whatever its body is: JSON of the documented shape, other JSON, HTML of a proxy, or nothing.

    `secret` is taken out of what it says.
    """
    error = body.get("error", body) if isinstance(body, Mapping) else body
    if isinstance(error, Mapping):
        message, code, failed = error.get("message"), error.get("code"), error.get("failed_generation")
    else:
        message, code, failed = error, "", ""
    lower = {name.lower(): value for name, value in headers.items()}
    return Refusal(
        status,
        short(message, secret),
        code if isinstance(code, str) else "",
        lower,
        failed if isinstance(failed, str) else "",
    )


def describe(
    refusal: Refusal, *, model: str, now: datetime, models: Sequence[str] = (), server: str = "Groq"
) -> WriterError:
    """What the user is told. `models` are the ones that can be had, if that was asked; `server` is who refused."""
    status, said = refusal.status, f' It says: "{refusal.message}"' if refusal.message else ""
    if status in (401, 403):
        return WriterError(
            "groq_key",
            f"{server} does not accept the key." if status == 401 else f"{server} does not allow this.{said}",
            "Put a valid key into GROQ_API_KEY where the service is started"
            + (" (keys: https://console.groq.com/keys)" if server == "Groq" else "")
            + ", and start it again.",
        )
    if status == 404 or refusal.code in ("model_not_found", "model_decommissioned", "model_not_active"):
        offered = f" Those that are there: {', '.join(models)}." if models else ""
        return WriterError(
            "groq_model",
            f"The model {model} is not there any more, or this key may not use it.{offered}",
            "Choose one in the options, or set PAPER_RADAR_GROQ_MODEL. If GROQ_BASE_URL is set, check it.",
        )
    if refusal.too_large:
        limit = broken_limit(refusal.message)
        return WriterError(
            "groq_too_large",
            "The brief is too large for this account's limit"
            + (f" of {limit} tokens a minute." if limit else ".")
            + ("" if limit else said),
            "Ask for a short brief, or for fewer papers.",
            tokens_per_minute=limit,
        )
    if status == 429:
        return _rate_limited(refusal, now, server)
    if status == 498 or status >= 500:
        return WriterError(
            "groq_busy",
            f"{server} is at capacity." if status == 498 else f"{server} has trouble of its own (HTTP {status}).",
            "Try again in a minute.",
        )
    return WriterError(
        "groq_refused", f"{server} refused the request (HTTP {status}).{said}", "Choose another model in the options."
    )


def _rate_limited(refusal: Refusal, now: datetime, server: str) -> WriterError:
    if refusal.code == "insufficient_quota":
        return WriterError(
            "groq_rate_limit", f"The credit of this account at {server} is used up.", "See the account's billing page."
        )
    per = "day" if " per day" in refusal.message or "(TPD)" in refusal.message else "minute"
    wait = refusal.wait
    if wait is None:
        return WriterError(
            "groq_rate_limit", f"The limit of this account at {server} is used up.", "Try again in some minutes."
        )
    until = utc_after(now, wait)
    return WriterError(
        "groq_rate_limit",
        f"The limit of this account at {server} for the {per} is used up until {until[11:16]} UTC"
        + (f" on {until[:10]}." if until[:10] != now.date().isoformat() else "."),
        f"Try again in {spoken(wait)}.",
        until=until,
    )


def spoken(seconds: float) -> str:
    """The time as a person says it: "9 minutes"."""
    if seconds < 90:
        return f"{max(round(seconds), 1)} seconds"
    if seconds < 5400:
        return f"{round(seconds / 60)} minutes"
    return f"{round(seconds / 3600)} hours"


def short(message: object, secret: str = "") -> str:
    """One line of at most 300 characters, without the account's own id and the `secret`."""
    if not isinstance(message, str) or message.lstrip().startswith("<"):
        return ""
    if secret:
        message = message.replace(secret, "(the key)")
    words = ("(this account)" if "org_" in word else word for word in message.split())
    line = " ".join(words)
    return line if len(line) <= 300 else line[:299] + "…"
