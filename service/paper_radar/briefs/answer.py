"""One answer of the model while it is read: text as it arrives, and at its end whether it is whole."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from paper_radar.briefs.budget import Rates, rates_of
from paper_radar.briefs.failures import Refusal, WriterError, short

if TYPE_CHECKING:
    import groq

_TOTAL_TIMEOUT = 300.0  # seconds
_LONGEST_TEXT = 20_000  # characters; about twice the longest brief with its quotations
_LONGEST_NAME = 200


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
    """One answer while it is read. `text` is what came, `finish_reason` "" until its end was told. `secret` is taken
    out of what the other side says about itself.
    """

    def __init__(self, model: str, on_text: Callable[[str], None], stop: threading.Event, secret: str = "") -> None:
        self.text = ""
        self.tokens = 0
        self.finish_reason = ""
        self.rates = Rates()
        self._model = model
        self._on_text = on_text
        self._stop = stop
        self._secret = secret

    def read(
        self, client: "groq.Groq", request: dict[str, Any], on_headers: Callable[[Mapping[str, str]], None]
    ) -> None:
        """Ask, and read to the end. Raises whatever the SDK and the network raise, and WriterError."""
        deadline = time.monotonic() + _TOTAL_TIMEOUT
        known = {name: request[name] for name in ("model", "messages", "stream") if name in request}
        others = {name: value for name, value in request.items() if name not in known}
        raw = client.chat.completions.with_raw_response.create(**known, extra_body=others)
        self.rates = rates_of(raw.headers)
        on_headers(raw.headers)
        if not request.get("stream"):
            self._take_whole(raw.parse())
            self._end_if_long()
            return
        if raw.headers.get("content-type", "").startswith("application/json"):  # some answer whole all the same
            self._take_whole(json.loads(raw.http_response.read(), object_hook=lambda read: SimpleNamespace(**read)))
            self._end_if_long()
            return
        with closing(raw.parse()) as chunks:
            for chunk in chunks:
                self._take(chunk)
                if self._stop.is_set() or len(self.text) > _LONGEST_TEXT:
                    break
                if time.monotonic() > deadline:
                    raise WriterError("groq_timeout", "The brief took too long.", "Try again, or choose another model.")
        if self._stop.is_set():
            self.stop()
        self._end_if_long()

    def _end_if_long(self) -> None:
        if len(self.text) > _LONGEST_TEXT and self.finish_reason != "stopped":
            self.finish_reason = "length"

    def stop(self) -> None:
        """Leave it at what came."""
        self.finish_reason = "stopped"

    def take_failed(self, refusal: Refusal) -> bool:
        """Whether the refusal held what the model wrote: Groq refuses answers that do not fit a schema."""
        if refusal.failed:
            self._show(refusal.failed[:_LONGEST_TEXT])
            self.finish_reason = "stop"
        return bool(refusal.failed)

    def written(self) -> Written:
        """The whole, if it is one. Raises WriterError if it is empty, was cut or withheld."""
        self.check()
        if not self.text.strip() and self.finish_reason != "stopped":
            raise self.empty()
        return Written(self.text, self.tokens, self.finish_reason, self._model, self.rates)

    def check(self) -> None:
        """Raises WriterError if it was cut or withheld."""
        if self.finish_reason == "content_filter":
            raise WriterError("groq_refused", "The model withheld its answer.", "Choose another model in the options.")
        if not self.finish_reason:
            # A stream that is cut just ends; only the missing finish_reason shows it.
            raise self.broken("")

    def empty(self) -> WriterError:
        """Nothing came that is not reasoning."""
        return WriterError(
            "groq_empty",
            "The model spent its tokens on reasoning and wrote nothing."
            if self.finish_reason == "length"
            else "The model answered with nothing.",
            "Try again, or choose another model in the options.",
        )

    def broken(self, said: str) -> WriterError:
        """The answer ended before its end. `said` is what the other side said about it."""
        said = short(said, self._secret)
        told = f' It says: "{said:.200}"' if said else ""
        if self.text:
            return WriterError(
                "groq_cut", f"The answer broke off in the middle.{told}", "Try again; what was written is kept."
            )
        return WriterError(
            "groq_empty", f"Nothing readable came back.{told}", "Try again. If GROQ_BASE_URL is set, check it."
        )

    # The SDK does not validate: in what follows, a field may be missing or of any type.

    def _take(self, chunk: Any) -> None:
        aside = getattr(chunk, "x_groq", None)
        if failed := getattr(aside, "error", None):
            raise self.broken(str(failed))
        self._count(getattr(aside, "usage", None) or getattr(chunk, "usage", None))
        self._take_choice(chunk, "delta")

    def _take_whole(self, completion: Any) -> None:
        if failed := getattr(completion, "error", None):
            raise self.broken(str(getattr(failed, "message", failed)))
        self._count(getattr(completion, "usage", None))
        self._take_choice(completion, "message")

    def _count(self, usage: Any) -> None:
        total = getattr(usage, "total_tokens", None)
        if isinstance(total, int):
            self.tokens = total

    def _take_choice(self, said: Any, part: str) -> None:
        if isinstance(name := getattr(said, "model", None), str) and 0 < len(name) <= _LONGEST_NAME:
            self._model = name
        for choice in as_list(getattr(said, "choices", None))[:1]:
            # `reasoning` beside `content` is what the model thinks, and never shown.
            content = getattr(getattr(choice, part, None), "content", None)
            if isinstance(content, str):
                self._show(content)
            if isinstance(reason := getattr(choice, "finish_reason", None), str):
                self.finish_reason = reason

    def _show(self, text: str) -> None:
        text = text[: _LONGEST_TEXT + 1 - len(self.text)]
        if text:
            self.text += text
            self._on_text(text)


def as_list(value: Any) -> list[Any]:
    """The value if it is a list, else none."""
    return value if isinstance(value, list) else []
