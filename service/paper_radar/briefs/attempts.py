"""The tries of one request: what passes is tried again, what was refused for its form is asked in another, the rest is
told. Our own loop, because the SDK's would ignore long waits and hide short ones.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from paper_radar.briefs.address import Address
from paper_radar.briefs.answer import Answer, as_list
from paper_radar.briefs.asking import Asking
from paper_radar.briefs.budget import Rates, rates_of
from paper_radar.briefs.failures import Refusal, WriterError, describe, read_refusal, short

if TYPE_CHECKING:
    import groq

_PATIENCE = 30.0  # a longer wait is told to the user instead
_NO_TALKERS = ("whisper", "tts", "guard", "orpheus", "embed")
_MOST_OFFERED = 8
_MOST_LISTED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """`pauses` are the seconds before each further attempt, `timeout` the longest silence, told in the sentences.

    `on_rates` is handed what each answer tells of the account's limits, a refusal too.
    """

    client: "groq.Groq"
    asking: Asking
    address: Address
    secret: str = field(repr=False)
    stop: threading.Event
    now: Callable[[], datetime]
    pauses: Sequence[float]
    timeout: float
    on_wait: Callable[[float], None] | None
    on_rates: Callable[[Rates], None]
    made: list[float] = field(default_factory=list)  # the waits so far: further requests do not begin anew

    def answer(
        self,
        messages: Sequence[Mapping[str, str]],
        on_text: Callable[[str], None],
        *,
        max_tokens: int,
        schema: Mapping[str, Any] | None,
        stream: bool,
    ) -> Answer:
        """The answer read to its end, or as far as it came when `stop` was set. Raises WriterError."""
        while True:
            answer = Answer(self.asking.model, on_text, self.stop, self.secret)
            request = self.asking.request(messages, max_tokens, schema, stream=stream, is_groq=self.address.is_groq)
            try:
                answer.read(self.client, request, lambda headers: self.on_rates(rates_of(headers, self.now())))
                return answer
            except Exception as error:
                if self.stop.is_set():
                    answer.stop()
                    return answer
                if isinstance(error.__cause__, WriterError):
                    raise error.__cause__ from None  # the SDK takes it for one of the network
                refusal = self._refusal(error)
                if refusal and self._asks_otherwise(refusal, request, answer):
                    continue
                if refusal and answer.take_failed(refusal):
                    return answer
                wait = self._wait(error, refusal)
                if wait is None:
                    explained = self._explained(error, refusal, answer)
                    if explained is error:
                        raise
                    raise explained from error
            if self.on_wait is not None:
                self.on_wait(wait)
            self.made.append(wait)
            if self.stop.wait(wait):
                answer.stop()
                return answer

    def models(self) -> list[str]:
        """Names of the models of this account that can write, sorted. Raises WriterError."""
        while True:
            try:
                return _talkers(self.client.with_options(timeout=10.0).models.list())
            except Exception as error:
                refusal = self._refusal(error)
                if refusal and refusal.elsewhere and self.address.turn():
                    continue
                explained = self._explained(error, refusal, Answer(self.asking.model, lambda _: None, self.stop))
                if explained is error:
                    raise
                raise explained from error

    def _refusal(self, error: Exception) -> Refusal | None:
        import groq

        if not isinstance(error, groq.APIStatusError):
            return None
        rates = rates_of(error.response.headers, self.now())
        if rates.are_told:
            self.on_rates(rates)
        return read_refusal(error.status_code, error.body, error.response.headers, self.secret)

    def _asks_otherwise(self, refusal: Refusal, request: Mapping[str, Any], answer: Answer) -> bool:
        if answer.text:
            return False
        return self.asking.learn(refusal, request) or (refusal.elsewhere and self.address.turn())

    def _wait(self, error: Exception, refusal: Refusal | None) -> float | None:
        """Seconds until the next attempt, None if there should be none: an answer that has begun is never repeated."""
        import groq

        if len(self.made) >= len(self.pauses) or isinstance(error, groq.APITimeoutError):
            return None
        pause = self.pauses[len(self.made)]
        if refusal is not None:
            if not refusal.passing:
                return None
            asked = refusal.wait
            if asked is not None:
                return max(asked, pause) if asked <= _PATIENCE else None
            return pause
        return pause if isinstance(error, groq.APIConnectionError) else None

    def _explained(self, error: Exception, refusal: Refusal | None, answer: Answer) -> Exception:
        """The sentence for what the network, the SDK or the service did; a defect of ours as it is."""
        import groq
        import httpx

        model, server = self.asking.model, self.address.server
        if refusal is not None:
            explained = describe(refusal, model=model, now=self.now(), server=server)
            if explained.code == "groq_model":
                return describe(refusal, model=model, now=self.now(), server=server, models=_models(self.client))
            return explained
        if isinstance(error, groq.APITimeoutError | httpx.TimeoutException):
            return WriterError(
                "groq_timeout", f"{server} was silent for {self.timeout:g} seconds.", "Try again; what came is kept."
            )
        if isinstance(error, groq.APIConnectionError):
            return WriterError(
                "groq_unreachable",
                f"{server} cannot be reached at {self.client.base_url.host}."
                if self.address.is_groq
                else f"{server} cannot be reached.",
                "Check the network, the proxy and GROQ_BASE_URL, and try again."
                if self.address.is_groq
                else "Check that it runs, and GROQ_BASE_URL, and try again.",
            )
        if isinstance(error, groq.APIError | httpx.HTTPError | httpx.StreamError | ValueError):
            return answer.broken(short(str(error), self.secret) if isinstance(error, groq.APIError) else "")
        return error


def _models(client: "groq.Groq") -> list[str]:
    """The first models that can write, by name; empty if they cannot be told."""
    import groq
    import httpx

    try:
        return _talkers(client.with_options(timeout=5.0).models.list())[:_MOST_OFFERED]
    except (groq.GroqError, httpx.HTTPError, ValueError):
        return []


def _talkers(listed: Any) -> list[str]:
    entries = as_list(getattr(listed, "data", None))
    names = {name for entry in entries if isinstance(name := getattr(entry, "id", None), str) and len(name) <= 100}
    return sorted(name for name in names if not any(word in name.lower() for word in _NO_TALKERS))[:_MOST_LISTED]
