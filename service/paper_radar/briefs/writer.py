"""The writer: a model behind the Groq API or one like it, read as it answers, every failure made a sentence."""

import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from paper_radar.briefs.address import NO_KEY, Address
from paper_radar.briefs.answer import Answer, Written
from paper_radar.briefs.asking import Asking
from paper_radar.briefs.attempts import Attempts
from paper_radar.briefs.budget import Rates
from paper_radar.briefs.failures import WriterError
from paper_radar.briefs.line import Line, bounded
from paper_radar.briefs.scanner import Scanner

if TYPE_CHECKING:
    import groq
    import httpx


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
        answer should have; a writer that cannot ask for it passes over it. With one, an answer in which no statement
        can be read is asked for once more; both are handed to `on_text`, with an empty line between them, and the
        last is `Written.text`. Raises WriterError; what was handed out before stays valid.
        """
        ...


_PAUSES = (0.5, 2.0)  # seconds before the second and third attempt
# A proxy that the environment names is not asked for what runs on this machine.
_HERE = ("all://localhost", "all://127.0.0.1", "all://[::1]")
_READ_TIMEOUT = 60.0  # a local model may take long for its first word


class GroqWriter:
    """Asks a model over the Groq API. Making one is cheap: the `groq` package (30 MB) is loaded by the first `write`.

    Keep one for a model: it remembers what the model takes and what the account has left. `base_url` as in `address`,
    `pauses` are the seconds before each further attempt, `timeout` the longest silence in seconds.
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
        key = api_key.strip()
        self._api_key = "" if key.lower() == NO_KEY else key
        self._address = Address(base_url)
        self._asking = Asking(model)
        self._now = now
        self._pauses = tuple(pauses)
        self._timeout = timeout
        self._rates: Rates | None = None

    def __repr__(self) -> str:
        return f"GroqWriter({self.model!r})"

    @property
    def model(self) -> str:
        """The name under which the model is asked for."""
        return self._asking.model

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
        schema: Mapping[str, Any] | None = None,
    ) -> Written:
        """See `Writer.write`. Retries what passes (no connection, 429 with a short wait, 498, 5xx)."""
        line = Line()
        with closing(self._client(line)) as client, line.cut_when(stop):
            attempts = self._attempts(client, stop, on_wait)

            def ask(show: Callable[[str], None], *, stream: bool) -> Answer:
                return attempts.answer(messages, show, max_tokens=max_tokens, schema=schema, stream=stream)

            if schema is None:
                return ask(on_text, stream=True).written()
            if not self._asking.is_streamed:
                return _readable(ask(on_text, stream=False))
            first = ask(on_text, stream=True)
            if first.finish_reason == "stopped" or _has_statement(first.text):
                self._asking.note(readable=True)
                return first.written()
            first.check()
            if first.finish_reason == "length" and _is_thought(first.text):
                raise first.empty()  # the same limit would end it in the same place
            self._asking.note(readable=False)
            second = _Below(on_text)
            again = _readable(ask(second.show, stream=False))
            return replace(again, tokens=first.tokens + again.tokens)

    def models(self) -> list[str]:
        """Names of the models that this account may have, without those that cannot write. Raises WriterError."""
        with closing(self._client(Line())) as client:
            return self._attempts(client, threading.Event(), None).models()

    def _attempts(
        self, client: "groq.Groq", stop: threading.Event, on_wait: Callable[[float], None] | None
    ) -> Attempts:
        return Attempts(
            client=client,
            asking=self._asking,
            address=self._address,
            secret=self._api_key,
            stop=stop,
            now=self._now,
            pauses=self._pauses,
            timeout=self._timeout,
            on_wait=on_wait,
            on_rates=self._take_rates,
        )

    def _take_rates(self, rates: Rates) -> None:
        if rates.are_told:
            self._rates = rates

    def _client(self, line: Line) -> "groq.Groq":
        key, server = self._api_key, self._address.server
        if not key.isascii() or (key and not key.isprintable()) or " " in key:
            raise WriterError(
                "groq_key", "The Groq key holds characters that no key has.", "Put it into GROQ_API_KEY again."
            )
        import groq
        import httpx

        try:
            http = groq.DefaultHttpxClient(
                event_hooks={"request": [self._direct, line.listen], "response": [bounded]},
                timeout=httpx.Timeout(self._timeout, connect=min(5.0, self._timeout)),
                verify=_tls(),
                mounts=dict.fromkeys(_HERE),
            )
            return groq.Groq(api_key=key, base_url=self._address.origin, max_retries=0, http_client=http)
        except (ImportError, ValueError, httpx.InvalidURL) as error:  # a proxy of an unknown kind, a broken address
            raise WriterError(
                "groq_unreachable",
                f"The connection to {server} cannot be set up: {error}",
                "Check GROQ_BASE_URL and the proxy settings (HTTPS_PROXY, ALL_PROXY).",
            ) from error

    def _direct(self, request: "httpx.Request") -> None:
        """httpx event hook: the SDK knows Groq's path only, and sends a key always."""
        path = request.url.path.removeprefix("/openai/v1")
        request.url = request.url.copy_with(path=self._address.root + path)
        if not self._api_key:
            del request.headers["authorization"]


class _Below:
    """Hands out text below what was handed out before."""

    def __init__(self, on_text: Callable[[str], None]) -> None:
        self._on_text = on_text
        self._begun = False

    def show(self, text: str) -> None:
        self._on_text(text if self._begun else f"\n\n{text}")
        self._begun = True


def _readable(answer: Answer) -> Written:
    """The whole, if a statement can be read in it. Raises WriterError."""
    written = answer.written()
    if written.finish_reason == "stopped" or _has_statement(written.text):
        return written
    if written.finish_reason == "length" and _is_thought(written.text):
        raise answer.empty()
    raise WriterError(
        "groq_malformed",
        "The model's answer is in no form that can be read.",
        "Try again, or choose another model in the options.",
    )


def _has_statement(text: str) -> bool:
    scanner = Scanner()
    return bool(scanner.feed(text) or scanner.finish())


def _is_thought(text: str) -> bool:
    """Whether the model was still thinking when it was cut."""
    return not text.strip() or "<think>" in text.rpartition("</think>")[2]


def warm() -> None:
    """Load what the first brief needs, nearly a second's work, before anyone waits for it."""
    import groq

    # What is wrong with the surroundings (a proxy of an unknown kind) is told when a brief is asked for.
    with (
        suppress(ImportError, ValueError),
        groq.Groq(api_key="", http_client=groq.DefaultHttpxClient(verify=_tls())) as client,
    ):
        client.chat.completions.with_raw_response  # noqa: B018  # the SDK loads its parts when they are touched


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    """Reading the certificates takes longer than all the rest of a request on our side, so it is done once."""
    import httpx

    return httpx.create_ssl_context()
