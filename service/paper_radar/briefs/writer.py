"""The writer: a model behind the Groq API, asked once, read as it arrives, every failure made a sentence."""

import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from paper_radar.briefs.answer import Answer, Written, as_list
from paper_radar.briefs.budget import Rates
from paper_radar.briefs.failures import WriterError, describe, read_refusal
from paper_radar.briefs.line import Line

if TYPE_CHECKING:
    import groq


class Writer(Protocol):
    """Anything that can write a brief: Groq, a local model, a fake."""

    @property
    def model(self) -> str:
        """The name under which the model is asked for."""
        ...

    @property
    def rates(self) -> Rates | None:
        """What the last answer told of the account's limits; None before one told any."""
        ...

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
        """Hand each piece of the answer to `on_text` as it arrives, as the model gave it; end soon after `stop` is set.

        `on_wait` is told the seconds when the writer waits for its turn. `schema` is the strict JSON schema that the
        answer should have; a writer that cannot ask for it passes over it. Raises WriterError; what was handed out
        before stays valid.
        """
        ...


_PAUSES = (0.5, 2.0)  # seconds before the second and third attempt
_PATIENCE = 30.0  # a longer wait is told to the user instead
_READ_TIMEOUT = 60.0  # a local model may take long for its first word
_NO_TALKERS = ("whisper", "tts", "guard", "orpheus", "embed")
_MOST_OFFERED = 8


class GroqWriter:
    """Asks a model over the Groq API. Making one is cheap: the `groq` package (30 MB) is loaded by the first `write`.

    `base_url` "" means the SDK's own; with or without "/openai/v1" at its end. `pauses` are the seconds before each
    further attempt, `timeout` the longest silence in seconds.
    """

    def __init__(
        self,
        api_key: str,
        model: str,
        base_url: str = "",
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        pauses: Sequence[float] = _PAUSES,
        timeout: float = _READ_TIMEOUT,
    ) -> None:
        self._api_key = api_key.strip()
        self._model = model
        self._base_url = base_url.strip().rstrip("/").removesuffix("/openai/v1") or None
        self._now = now
        self._pauses = tuple(pauses)
        self._timeout = timeout
        self._rates: Rates | None = None

    def __repr__(self) -> str:
        return f"GroqWriter({self._model!r})"

    @property
    def model(self) -> str:
        """The name under which the model is asked for."""
        return self._model

    @property
    def rates(self) -> Rates | None:
        """What the last answer told of the account's limits; None before one told any."""
        return self._rates

    def write(
        self,
        messages: Sequence[Mapping[str, str]],
        on_text: Callable[[str], None],
        stop: threading.Event,
        *,
        max_tokens: int,
        on_wait: Callable[[float], None] | None = None,
        schema: Mapping[str, Any] | None = None,  # noqa: ARG002
    ) -> Written:
        """See `Writer.write`. Retries what passes (no connection, 429 with a short wait, 498, 5xx)."""
        line = Line()
        request = {
            "model": self._model,
            "messages": [dict(message) for message in messages],
            "max_completion_tokens": max_tokens,
            "temperature": 0.2,
            "stream": True,
        }
        options = _reasoning_options(self._model)
        with closing(self._client(line)) as client, line.cut_when(stop):
            attempt = 0
            while True:
                answer = Answer(self._model, on_text, stop)
                try:
                    answer.read(client, {**request, **options})
                    self._rates = answer.rates
                    return answer.written()
                except Exception as error:
                    if stop.is_set():
                        return answer.stopped()
                    if options and _rejects_options(error):
                        options = {}
                        continue
                    wait = self._wait(error, attempt)
                    if wait is None:
                        explained = self._explained(client, error, answer)
                        if explained is error:
                            raise
                        raise explained from error
                if on_wait is not None:
                    on_wait(wait)
                if stop.wait(wait):
                    return answer.stopped()
                attempt += 1

    def _client(self, line: Line) -> "groq.Groq":
        if not self._api_key.isascii() or not self._api_key.isprintable() or " " in self._api_key:
            raise WriterError(
                "groq_key", "The Groq key holds characters that no key has.", "Put it into GROQ_API_KEY again."
            )
        import groq
        import httpx

        try:
            http = groq.DefaultHttpxClient(
                event_hooks={"request": [line.listen]},
                timeout=httpx.Timeout(self._timeout, connect=min(5.0, self._timeout)),
                verify=_tls(),
            )
            # Our own retries only: the SDK's would ignore long waits and hide short ones.
            return groq.Groq(api_key=self._api_key, base_url=self._base_url, max_retries=0, http_client=http)
        except (ImportError, ValueError, httpx.InvalidURL) as error:  # a proxy of an unknown kind, a broken address
            raise WriterError(
                "groq_unreachable",
                f"The connection to Groq cannot be set up: {error}",
                "Check GROQ_BASE_URL and the proxy settings (HTTPS_PROXY, ALL_PROXY).",
            ) from error

    def _wait(self, error: Exception, attempt: int) -> float | None:
        """Seconds until the next attempt, None if there should be none: an answer that has begun is never repeated."""
        import groq

        if attempt >= len(self._pauses) or isinstance(error, groq.APITimeoutError):
            return None
        pause = self._pauses[attempt]
        if isinstance(error, groq.APIConnectionError):
            return pause
        if isinstance(error, groq.APIStatusError):
            refusal = read_refusal(error.status_code, error.body, error.response.headers)
            if not refusal.passing:
                return None
            asked = refusal.wait
            if asked is not None:
                return max(asked, pause) if asked <= _PATIENCE else None
            return pause
        return None

    def _explained(self, client: "groq.Groq", error: Exception, answer: "Answer") -> Exception:
        """The sentence for what the network, the SDK or the service did; a defect of ours as it is."""
        import groq
        import httpx

        if isinstance(error, groq.APIStatusError):
            refusal = read_refusal(error.status_code, error.body, error.response.headers)
            explained = describe(refusal, model=self._model, now=self._now())
            if explained.code == "groq_model":
                return describe(refusal, model=self._model, now=self._now(), models=_models(client))
            return explained
        if isinstance(error, groq.APITimeoutError | httpx.TimeoutException):
            return WriterError(
                "groq_timeout", f"Groq was silent for {self._timeout:g} seconds.", "Try again; what came is kept."
            )
        if isinstance(error, groq.APIConnectionError):
            return WriterError(
                "groq_unreachable",
                f"Groq cannot be reached at {client.base_url.host}.",
                "Check the network, the proxy and GROQ_BASE_URL, and try again.",
            )
        if isinstance(error, groq.APIError | httpx.HTTPError | httpx.StreamError | ValueError):
            return answer.broken(str(error) if isinstance(error, groq.APIError) else "")
        return error


def _reasoning_options(model: str) -> dict[str, Any]:
    """How to keep this model from thinking at length (console.groq.com/docs/reasoning). Others refuse such options."""
    name = model.lower()
    if "gpt-oss" in name:
        return {"reasoning_effort": "low", "include_reasoning": False}
    if "qwen3" in name:
        return {"reasoning_effort": "none", "reasoning_format": "hidden"}
    return {}


def _rejects_options(error: Exception) -> bool:
    import groq

    return isinstance(error, groq.BadRequestError) and "reasoning" in str(error.body).lower()


def _models(client: "groq.Groq") -> list[str]:
    """Models of this account that can write, by name; empty if they cannot be told."""
    import groq
    import httpx

    try:
        listed = client.with_options(timeout=5.0).models.list().data
    except (groq.GroqError, httpx.HTTPError, ValueError):
        return []
    names = [name for entry in as_list(listed) if isinstance(name := getattr(entry, "id", None), str)]
    return sorted(name for name in names if not any(word in name.lower() for word in _NO_TALKERS))[:_MOST_OFFERED]


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    """Reading the certificates takes longer than all the rest of a request on our side, so it is done once."""
    import httpx

    return httpx.create_ssl_context()
