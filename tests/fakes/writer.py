"""A writer of briefs without a model: it writes what it is given, when it is let."""

import json
import threading

from paper_radar.briefs.answer import Written
from paper_radar.briefs.budget import Rates


def statement(text, quote, *, section="claim", paper=1):
    """A statement as a model writes it, on a line of its own."""
    return json.dumps({"section": section, "text": text, "support": [{"paper": paper, "quote": quote}]}) + "\n"


class ScriptedWriter:
    """Writes the pieces it is given, each as soon as it is allowed to; says what it was asked.

    Unless told, it writes one statement about each of the papers of `tests.unit.briefs.cases`.
    """

    def __init__(self, *pieces, model="m", held=False, failure=None, rates=None):
        self.model = model
        self.pieces = pieces
        self.asked = []
        self.schemas = []
        self.started = threading.Semaphore(0)
        self.let = threading.Semaphore(0)
        self.failures = [failure] if failure else []
        self._held = held
        self.rates = rates

    def write(self, messages, on_text, stop, *, max_tokens, on_wait=None, schema=None):
        self.asked.append(messages)
        self.schemas.append(schema)
        self.started.release()
        text = ""
        for piece in self.pieces or (statement("It proposes a method.", "We propose method"),):
            while self._held and not self.let.acquire(timeout=0.02):
                if stop.is_set():
                    return Written(text, 0, "stopped", self.model)
            text += piece
            on_text(piece)
        if self.failures:
            raise self.failures.pop()
        return Written(text, 312, "stop", f"{self.model}-0826", self.rates or Rates())
