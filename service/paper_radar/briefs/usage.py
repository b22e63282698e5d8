"""What the briefs of a day cost in tokens, and the budget that a person may set for it."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Any

from paper_radar.briefs.answer import Written
from paper_radar.briefs.budget import Rates, estimate_tokens, prompt_tokens, utc_after
from paper_radar.briefs.failures import WriterError, spoken
from paper_radar.briefs.writer import Writer
from paper_radar.errors import PaperRadarError
from paper_radar.storage.base import Document, Workspace

_log = logging.getLogger(__name__)
_DOCUMENT = "brief_usage"  # in the table of settings
# Failures in which the model has read the prompt, and perhaps written, without telling what it cost.
_COSTLY = frozenset({"groq_cut", "groq_empty", "groq_malformed", "groq_timeout"})


@dataclass(frozen=True, slots=True)
class Day:
    """`tokens` and the number of `briefs` since the day began; it ends at `until` (ISO 8601 UTC)."""

    tokens: int
    briefs: int
    until: str


class Usage:
    """The tokens of the day, kept in the workspace. `daily_tokens` gives the budget of now, 0 for none.

    A day is one of `zone`, without one of this machine's clock: it begins anew when a person expects it.
    """

    def __init__(
        self,
        workspace: Workspace,
        now: Callable[[], datetime],
        daily_tokens: Callable[[], int],
        zone: tzinfo | None = None,
    ) -> None:
        self._workspace = workspace
        self._now = now
        self._daily_tokens = daily_tokens
        self._zone = zone

    def today(self) -> Day:
        """What was used of this day."""
        day = self._now().astimezone(self._zone).date()
        kept = self._workspace.get("settings", _DOCUMENT)
        ends = datetime.combine(day + timedelta(days=1), time())
        ends = ends.replace(tzinfo=self._zone) if self._zone else ends.astimezone()
        until = ends.astimezone(UTC).isoformat(timespec="seconds")
        if kept is None or kept.get("day") != day.isoformat():
            return Day(0, 0, until)
        return Day(int(kept.get("tokens", 0)), int(kept.get("briefs", 0)), until)

    def add(self, tokens: int) -> None:
        """A brief cost these tokens."""
        day = self._now().astimezone(self._zone).date().isoformat()

        def added(kept: Document | None) -> Document:
            before = kept if kept and kept.get("day") == day else {}
            return {
                "day": day,
                "tokens": int(before.get("tokens", 0)) + tokens,
                "briefs": int(before.get("briefs", 0)) + 1,
            }

        try:
            self._workspace.change("settings", _DOCUMENT, added)
        except (PaperRadarError, OSError):
            # A full disk must not take the brief away that was just paid for.
            _log.exception("the tokens of a brief could not be counted")

    def check(self) -> None:
        """Raises WriterError with the code "brief_budget" if the budget of the day is used up."""
        budget, day = self._daily_tokens(), self.today()
        if not budget or day.tokens < budget:
            return
        left = (datetime.fromisoformat(day.until) - self._now()).total_seconds()
        raise WriterError(
            "brief_budget",
            f"Today's budget of {budget:,} tokens is used up ({day.tokens:,}).",
            f"It begins anew in {spoken(left)}. Raise it in the options, or take the brief without a model.",
            until=day.until,
        )

    def counted(self, writer: Writer) -> Writer:
        """The writer, what it uses counted. It asks no more for the budget: what was begun within it is finished."""
        return _Counted(writer, self)


class _Counted:
    def __init__(self, writer: Writer, usage: Usage) -> None:
        self._writer = writer
        self._usage = usage

    @property
    def model(self) -> str:
        return self._writer.model

    @property
    def rates(self) -> Rates | None:
        return self._writer.rates

    def write(
        self,
        messages: Sequence[Mapping[str, str]],
        on_text: Callable[[str], None],
        stop: threading.Event,
        *,
        max_tokens: int,
        on_wait: Callable[[float], None] | None = None,
        schema: Mapping[str, Any] | None = None,
    ) -> Written:
        pieces: list[str] = []

        def show(text: str) -> None:
            pieces.append(text)
            on_text(text)

        def guess() -> int:
            return prompt_tokens(messages) + estimate_tokens("".join(pieces))

        try:
            written = self._writer.write(messages, show, stop, max_tokens=max_tokens, on_wait=on_wait, schema=schema)
        except WriterError as error:
            if pieces or error.code in _COSTLY:
                self._usage.add(guess())
            raise
        if written.tokens or pieces:
            self._usage.add(written.tokens or guess())
        return written


def rates_json(rates: Rates | None) -> dict[str, Any] | None:
    """The rates as the API tells them: ends of limits as ISO 8601 UTC times, None where an answer was silent."""
    if rates is None or not rates.at:
        return None
    at = datetime.fromisoformat(rates.at)

    def ends(seconds: float | None) -> str | None:
        return None if seconds is None else utc_after(at, seconds)

    return {
        "requests_left": rates.requests_left,
        "requests_limit": rates.requests_limit,
        "requests_reset": ends(rates.requests_reset),
        "tokens_left": rates.tokens_left,
        "tokens_limit": rates.tokens_limit,
        "tokens_reset": ends(rates.tokens_reset),
        "at": rates.at,
    }
