"""How a model wants to be asked: what goes into a request, and what is left out once it was refused. Pure.

Servers differ in what they take: Groq refuses a schema together with `stream`, models that do not reason refuse to be
told how, OpenAI's newest refuse `max_tokens` and a temperature, Ollama knows no other limit than `max_tokens`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from paper_radar.briefs.failures import Refusal

_THOUGHTS = 2000  # tokens; a model of one's own may think aloud, which costs nothing but is counted
_UNREADABLE = 2  # answers in a row after which a model is asked for a schema at once


class Asking:
    """What is known of one model behind one server. It learns from refusals, for as long as the process lives."""

    def __init__(self, model: str) -> None:
        self.model = model
        self._without: set[str] = set()
        self._unreadable = 0

    @property
    def is_streamed(self) -> bool:
        """Whether this model's answers can be read while they arrive: not if the last ones held no statement."""
        return self._unreadable < _UNREADABLE

    def request(
        self,
        messages: Sequence[Mapping[str, str]],
        max_tokens: int,
        schema: Mapping[str, Any] | None,
        *,
        stream: bool,
        is_groq: bool,
    ) -> dict[str, Any]:
        """The body of the request. `schema` is asked for where the server is not known to refuse it."""
        body: dict[str, Any] = {"model": self.model, "messages": [dict(message) for message in messages]}
        options: dict[str, Any] = {"temperature": 0.2, **_reasoning(self.model)}
        if is_groq:
            options["max_completion_tokens"] = max_tokens
        else:
            limit = "max_completion_tokens" if "max_tokens" in self._without else "max_tokens"
            options[limit] = max_tokens + _THOUGHTS
        if stream:
            body["stream"] = True
            if not is_groq:
                options["stream_options"] = {"include_usage": True}
        if schema is not None and (form := self._form(schema, stream=stream, is_groq=is_groq)):
            options["response_format"] = form
        return body | {name: value for name, value in options.items() if name not in self._without}

    def learn(self, refusal: Refusal, request: Mapping[str, Any]) -> bool:
        """Whether the refused request is worth another try without what it was refused for."""
        if refusal.status not in (400, 422, 501) or refusal.too_large:
            return False
        told = f"{refusal.code} {refusal.message}".lower()
        if "response_format" in request and refusal.code != "json_validate_failed":
            kind = request["response_format"]["type"]
            if any(word in told for word in ("response_format", "response format", "schema", "grammar", kind)):
                streamed = kind == "json_schema" and request.get("stream")
                self._without.add("streamed schema" if streamed else kind)
                return True
        named = [name for name in _REFUSABLE if name in request and name in told]
        if not named and "reasoning" in told:
            named = [name for name in _REASONING if name in request]
        if "max_completion_tokens" in named and "max_tokens" in request:
            named.remove("max_completion_tokens")  # "use it instead", says who refuses `max_tokens`
        self._without.update(named)
        return bool(named)

    def note(self, *, readable: bool) -> None:
        """Learn whether a streamed answer held statements."""
        self._unreadable = 0 if readable else self._unreadable + 1

    def _form(self, schema: Mapping[str, Any], *, stream: bool, is_groq: bool) -> dict[str, Any] | None:
        if stream and (is_groq or "streamed schema" in self._without):
            return None
        if "json_schema" not in self._without:
            # On Groq only gpt-oss can be held to a schema; to others it is a wish (docs/structured-outputs).
            strict = not is_groq or "gpt-oss" in self.model.lower()
            return {"type": "json_schema", "json_schema": {"name": "brief", "strict": strict, "schema": dict(schema)}}
        if "json_object" not in self._without and not stream:
            return {"type": "json_object"}
        return None


_REASONING = ("reasoning_effort", "include_reasoning", "reasoning_format")
_REFUSABLE = (*_REASONING, "stream_options", "temperature", "max_completion_tokens", "max_tokens")


def _reasoning(model: str) -> dict[str, Any]:
    """How to keep this model from thinking at length (console.groq.com/docs/reasoning). Others refuse such options."""
    name = model.lower()
    if "gpt-oss" in name:
        return {"reasoning_effort": "low", "include_reasoning": False}
    if "qwen3" in name:
        return {"reasoning_effort": "none", "reasoning_format": "hidden"}
    return {}
