"""Having a brief written: within the account's limits, and every statement checked as soon as it is there."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from paper_radar.briefs.answer import Written
from paper_radar.briefs.budget import COMPLETION_TOKENS, FREE_TOKENS_PER_MINUTE, room_for_prompt
from paper_radar.briefs.failures import WriterError
from paper_radar.briefs.grounding import checked
from paper_radar.briefs.material import Material
from paper_radar.briefs.prompt import schema, write_messages
from paper_radar.briefs.scanner import Scanner
from paper_radar.briefs.sections import Language, Length
from paper_radar.briefs.statements import Kind, RawStatement, Statement
from paper_radar.briefs.writer import Writer

# Below this even a title does not fit beside the prompt, and asking again makes no sense.
_SMALLEST_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told while a brief is written: each statement, checked; the text of the one that is being written, which
    is not (it replaces the former; "" if none is); and the seconds for which the writer waits for its turn.
    """

    on_statement: Callable[[Statement], None]
    on_draft: Callable[[str], None]
    on_wait: Callable[[float], None]


class Desk:
    """Where writers are asked; remembers how many tokens a minute each model's account has. One thread at a time."""

    def __init__(self) -> None:
        self._limits: dict[str, int] = {}

    def write(
        self,
        writer: Writer,
        kind: Kind,
        material: Sequence[Material],
        language: Language,
        length: Length,
        listener: Listener,
        stop: threading.Event,
    ) -> Written:
        """Ask for the brief; if it turns out too large for the account, once more with less. Raises WriterError; what
        the listener was told before stays valid.
        """
        limit = self._limits.get(writer.model, FREE_TOKENS_PER_MINUTE)
        reader = _Reader(kind, material, listener)
        while True:
            try:
                written = writer.write(
                    write_messages(kind, material, language, length, room_for_prompt(limit, length)),
                    reader.take,
                    stop,
                    max_tokens=COMPLETION_TOKENS[length],
                    on_wait=listener.on_wait,
                    schema=schema(kind, len(material)),
                )
            except WriterError as error:
                if error.code != "groq_too_large" or limit <= _SMALLEST_LIMIT:
                    raise
                limit = min(error.tokens_per_minute or limit // 2, limit - 1)
                self._limits[writer.model] = limit
                continue
            finally:
                reader.end()
            if written.rates.tokens_limit is not None:
                self._limits[writer.model] = written.rates.tokens_limit
            reader.again(written.text)
            return written


class _Reader:
    """Reads the statements out of answers and checks them, each once."""

    def __init__(self, kind: Kind, material: Sequence[Material], listener: Listener) -> None:
        self._kind = kind
        self._material = material
        self._listener = listener
        self._scanner = Scanner()
        self._said: set[tuple[str, str]] = set()

    def take(self, text: str) -> None:
        """A piece of the answer, as it came."""
        for raw in self._scanner.feed(text):
            self._check(raw)
        self._listener.on_draft(self._scanner.draft)

    def end(self) -> None:
        """Nothing more will come of this answer."""
        for raw in self._scanner.finish():
            self._check(raw)
        self._scanner = Scanner()
        self._listener.on_draft("")

    def again(self, text: str) -> None:
        """The answer alone, if nothing was read: one that came before it may have hidden it."""
        if not self._said:
            self.take(text)
            self.end()

    def _check(self, raw: RawStatement) -> None:
        statement = checked(raw, self._material, self._kind)
        if statement is not None and (said := (statement.section, statement.text)) not in self._said:
            self._said.add(said)
            self._listener.on_statement(statement)
