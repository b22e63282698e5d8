"""One answer of the model while it is read: text as it arrives, and at its end whether it is whole."""

import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from paper_radar.briefs.budget import Rates, rates_of
from paper_radar.briefs.failures import WriterError

if TYPE_CHECKING:
    import groq

_TOTAL_TIMEOUT = 300.0  # seconds
_LONGEST_TEXT = 20_000  # characters; five times the longest brief


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer wrote, as the model gave it (its reasoning is never part of it).

    `tokens` counts prompt and completion (0 if it was not told). `finish_reason` is "stop", "length" (cut at the
    limit) or "stopped" (by us). `model` is the one that answered.
    """

    text: str
    tokens: int
    finish_reason: str
    model: str
    rates: Rates = field(default_factory=Rates)


class Answer:
    """One answer while it is read."""

    def __init__(self, model: str, on_text: Callable[[str], None], stop: threading.Event) -> None:
        self.text = ""
        self._model = model
        self._on_text = on_text
        self._stop = stop
        self._tokens = 0
        self._finish_reason = ""
        self.rates = Rates()

    def read(self, client: "groq.Groq", request: dict[str, Any]) -> None:
        deadline = time.monotonic() + _TOTAL_TIMEOUT
        raw = client.chat.completions.with_raw_response.create(**request)
        self.rates = rates_of(raw.headers)
        with closing(raw.parse()) as chunks:
            for chunk in chunks:
                self._take(chunk)
                if self._stop.is_set() or len(self.text) > _LONGEST_TEXT:
                    break
                if time.monotonic() > deadline:
                    raise WriterError("groq_timeout", "The brief took too long.", "Try again, or choose another model.")
        if self._stop.is_set():
            self._finish_reason = "stopped"
        elif len(self.text) > _LONGEST_TEXT:
            self._finish_reason = "length"

    def written(self) -> Written:
        """The whole, if it is one. Raises WriterError if it is empty, was cut or withheld."""
        if self._finish_reason == "content_filter":
            raise WriterError("groq_refused", "The model withheld its answer.", "Choose another model in the options.")
        if not self._finish_reason:
            # A stream that is cut just ends; only the missing finish_reason shows it.
            raise self.broken("")
        if not self.text.strip() and self._finish_reason != "stopped":
            raise WriterError(
                "groq_empty",
                "The model spent its tokens on reasoning and wrote nothing."
                if self._finish_reason == "length"
                else "The model answered with nothing.",
                "Try again, or choose another model in the options.",
            )
        return Written(self.text, self._tokens, self._finish_reason, self._model, self.rates)

    def stopped(self) -> Written:
        """What came until we stopped it."""
        return Written(self.text, self._tokens, "stopped", self._model, self.rates)

    def broken(self, said: str) -> WriterError:
        """The answer ended before its end. `said` is what the other side said about it."""
        told = f' It says: "{said:.200}"' if said else ""
        if self.text:
            return WriterError(
                "groq_cut", f"The answer broke off in the middle.{told}", "Try again; what was written is kept."
            )
        return WriterError(
            "groq_empty", f"Nothing readable came back.{told}", "Try again. If GROQ_BASE_URL is set, check it."
        )

    def _take(self, chunk: Any) -> None:
        # The SDK does not validate: a field may be missing or of any type.
        aside = getattr(chunk, "x_groq", None)
        if failed := getattr(aside, "error", None):
            raise self.broken(str(failed))
        usage = getattr(aside, "usage", None) or getattr(chunk, "usage", None)
        total = getattr(usage, "total_tokens", None)
        if isinstance(total, int):
            self._tokens = total
        if isinstance(name := getattr(chunk, "model", None), str) and name:
            self._model = name
        for choice in as_list(getattr(chunk, "choices", None))[:1]:
            # `delta.reasoning` is what the model thinks, and never shown.
            content = getattr(getattr(choice, "delta", None), "content", None)
            if isinstance(content, str):
                self._show(content)
            if isinstance(reason := getattr(choice, "finish_reason", None), str):
                self._finish_reason = reason

    def _show(self, text: str) -> None:
        if text:
            self.text += text
            self._on_text(text)


def as_list(value: Any) -> list[Any]:
    """The value if it is a list, else none."""
    return value if isinstance(value, list) else []
