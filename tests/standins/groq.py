"""A stand-in for Groq: speaks its recorded wire format (../shared/data/groq), to the byte where it matters."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tests.standins.groq_answers import MANNERS, dumped, said, true_statements, understood
from tests.standins.server import Answer, Request, Standin

CHAT = "/openai/v1/chat/completions"
MODELS = "/openai/v1/models"

# What it says where no papers are in the prompt.
BRIEF = {
    "en": dumped([said("claim", "The paper shows that the method works.", (1, "the method works"))]),
    "zh_CN": dumped([said("claim", "论文证明了该方法有效。", (1, "the method works"))]),
}
RATES = {
    "x-ratelimit-limit-requests": "1000",
    "x-ratelimit-limit-tokens": "8000",
    "x-ratelimit-remaining-requests": "999",
    "x-ratelimit-remaining-tokens": "7200",
    "x-ratelimit-reset-requests": "1m26.4s",
    "x-ratelimit-reset-tokens": "130ms",
    "x-groq-region": "me-central-1",
    "x-request-id": "req_01jmefve36eajb6c1x6k8ppv5m",
}


def chunks(
    pieces: Iterable[str],
    *,
    reasoning: Sequence[str] = (),
    model: str = "openai/gpt-oss-20b",
    finish: str | None = "stop",
    total_tokens: int = 312,
) -> Iterator[dict[str, Any]]:
    """The chunks of one answer; `finish` None leaves out the last one, as a stream that is cut does."""
    head = {
        "id": "chatcmpl-532a6640-2e18-4a4c-8406-8437a857ce48",
        "object": "chat.completion.chunk",
        "created": 1739948145,
        "model": model,
        "system_fingerprint": "fp_179b0f92c9",
    }

    def chunk(delta: dict[str, Any], reason: str | None = None, **more: Any) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
        return {**head, "choices": [choice], **more}

    yield chunk({"role": "assistant", "content": ""}, x_groq={"id": "req_01jmefve36eajb6c1x6k8ppv5m"})
    for thought in reasoning:
        yield chunk({"reasoning": thought, "channel": "analysis"})
    for piece in pieces:
        yield chunk({"content": piece})
    if finish:
        yield chunk({}, finish, x_groq={"id": "req_01jmefve36eajb6c1x6k8ppv5m", "usage": _usage(total_tokens)})


def _usage(total_tokens: int) -> dict[str, Any]:
    prompt_tokens = total_tokens // 2
    return {
        "queue_time": 0.28,
        "prompt_tokens": prompt_tokens,
        "prompt_time": 0.0027,
        "completion_tokens": total_tokens - prompt_tokens,
        "completion_time": 0.06,
        "total_tokens": total_tokens,
        "total_time": 0.0627,
    }


def completion(
    text: str,
    *,
    reasoning: str = "",
    model: str = "openai/gpt-oss-20b",
    finish: str = "stop",
    total_tokens: int = 312,
) -> Answer:
    """An answer that is not streamed."""
    message = {"role": "assistant", "content": text, **({"reasoning": reasoning} if reasoning else {})}
    answered = {
        "id": "chatcmpl-09d64d2a-ed1c-4473-829f-78db43f45d13",
        "object": "chat.completion",
        "created": 1770770798,
        "model": model,
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": finish}],
        "usage": _usage(total_tokens),
        "usage_breakdown": None,
        "system_fingerprint": "fp_f8b414701e",
        "x_groq": {"id": "req_01kh52m3qqem4sw141xf026ehx", "seed": 167346302},
        "service_tier": "on_demand",
    }
    body = json.dumps(answered, ensure_ascii=False).encode()
    return Answer(200, body, {"content-type": "application/json", **RATES})


def event(data: dict[str, Any]) -> bytes:
    """One chunk as Groq sends it: JSON on one line, characters beyond ASCII as they are."""
    return b"data: " + json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n\n"


def stream(
    pieces: Iterable[str],
    *,
    at_every: int = 0,
    pause: float = 0.0,
    cut: bool = False,
    end: bytes = b"data: [DONE]\n\n",
    **of_chunks: Any,
) -> Answer:
    """A streamed answer. `at_every` n cuts the bytes into parts of n wherever that falls (0: an event a part), `pause`
    seconds apart; `cut` breaks the connection off where its end should come."""
    events = [*(event(data) for data in chunks(pieces, **of_chunks)), *([end] if end else [])]
    if at_every:
        whole = b"".join(events)
        events = [whole[start : start + at_every] for start in range(0, len(whole), at_every)]
    headers = {"content-type": "text/event-stream", "cache-control": "no-cache", **RATES}
    return Answer(200, headers=headers, chunks=events, pause=pause, cut=cut)


def refusal(
    status: int, message: str, *, type: str = "", code: str = "", headers: dict[str, str] | None = None
) -> Answer:
    """A refusal in the recorded shape."""
    error = {"message": message, **({"type": type} if type else {}), **({"code": code} if code else {})}
    body = json.dumps({"error": error}).encode()
    return Answer(status, body, {"content-type": "application/json", **RATES, **(headers or {})})


INVALID_KEY = refusal(401, "Invalid API Key", type="invalid_request_error", code="invalid_api_key")


def words(text: str) -> list[str]:
    """The text in pieces like tokens; joined they give it back."""
    return re.findall(r"\s*\S{1,6}|\s+", text)


class GroqStandin(Standin):
    """Answers a chat with statements made from the papers of its prompt, as Groq would answer this request.

    `url` is what GROQ_BASE_URL takes. Keys begin with "gsk_". `models` are the ones there are; another gets a 404, a
    request beyond `tokens_per_minute` a 413, a model that does not reason and is asked how to a 400, so does a stream
    with a `response_format`, and a JSON schema for a model that knows none. Queue other answers under CHAT.

    `manner` is one of MANNERS, and may be changed at any time; `text`, if any, is said instead. A schema that is kept
    to makes it the true one. `local` makes it a server of one's own: no key, and schemas in streams too. `path` is
    where its interface begins.
    """

    def __init__(
        self,
        *,
        text: str = "",
        manner: str = "true",
        models: Sequence[str] = ("openai/gpt-oss-120b", "openai/gpt-oss-20b", "qwen/qwen3-32b", "whisper-large-v3"),
        pause: float = 0.0,
        tokens_per_minute: int = 8000,
        local: bool = False,
        path: str = "/openai/v1",
    ) -> None:
        super().__init__()
        self.text = text
        self.manner = manner
        self.models = tuple(models)
        self.pause = pause
        self.tokens_per_minute = tokens_per_minute
        self.local = local
        self.chat = f"{path}/chat/completions"
        self.route(self.chat, self._chat)
        self.route(f"{path}/models", self._list)

    def asked(self) -> list[dict[str, Any]]:
        """The chat requests it saw, as JSON."""
        return [json.loads(request.body) for request in self.requests(self.chat)]

    def _chat(self, request: Request) -> Answer:
        if not self.local and not request.headers.get("authorization", "").startswith("Bearer gsk_"):
            return INVALID_KEY
        asked = json.loads(request.body)
        model = asked["model"]
        if model not in self.models:
            return refusal(
                404,
                f"The model `{model}` does not exist or you do not have access to it.",
                type="invalid_request_error",
                code="model_not_found",
            )
        refused = None if self.local else self._refused(asked)
        prompt = "".join(message["content"] for message in asked["messages"])
        requested = int(len(prompt.encode()) / 4) + asked.get("max_completion_tokens", 0)
        return refused or self._too_large(model, requested) or self._said(asked, requested)

    def _refused(self, asked: dict[str, Any]) -> Answer | None:
        model, form = asked["model"], asked.get("response_format", {}).get("type")
        for option in ("reasoning_effort", "reasoning_format"):
            if option in asked and "gpt-oss" not in model and "qwen3" not in model:
                return refusal(400, f"`{option}` is not supported with this model", type="invalid_request_error")
        if form and asked.get("stream"):
            return refusal(400, "response_format does not support streaming", type="invalid_request_error")
        if form == "json_schema" and "gpt-oss" not in model:
            return refusal(
                400,
                "This model does not support response format `json_schema`. See supported models at "
                "https://console.groq.com/docs/structured-outputs#supported-models",
                type="invalid_request_error",
            )
        return None

    def _too_large(self, model: str, requested: int) -> Answer | None:
        if requested <= self.tokens_per_minute:
            return None
        return refusal(
            413,
            f"Request too large for model `{model}` in organization `org_01kw3t4t1ke018w1a90cd42bys` service "
            f"tier `on_demand` on tokens per minute (TPM): Limit {self.tokens_per_minute}, "
            f"Requested {requested}, please reduce your message size and try again. Need more tokens? Upgrade "
            "to Dev Tier today at https://console.groq.com/settings/billing",
            type="tokens",
            code="rate_limit_exceeded",
        )

    def _said(self, asked: dict[str, Any], tokens: int) -> Answer:
        understanding = understood(asked["messages"])
        if self.text:
            text = self.text
        elif not understanding.papers:
            text = BRIEF["zh_CN" if understanding.chinese else "en"]
        elif asked.get("response_format", {}).get("type") == "json_schema":
            text = dumped(true_statements(understanding))
        else:
            text = MANNERS[self.manner](understanding)
        of_model: dict[str, Any] = {"model": asked["model"], "total_tokens": tokens}
        of_model["finish"] = "length" if self.manner == "long" and not self.text else "stop"
        if not asked.get("stream"):
            return completion(text, **of_model)
        if self.manner == "cut" and not self.text:
            return stream(words(text), pause=self.pause, end=b"", cut=True, **{**of_model, "finish": None})
        return stream(words(text), pause=self.pause or (0.05 if self.manner == "slow" else 0.0), **of_model)

    def _list(self, request: Request) -> Answer:
        listed = [
            {"id": name, "object": "model", "created": 1754408224, "owned_by": "x", "active": True}
            for name in self.models
        ]
        body = json.dumps({"object": "list", "data": listed}).encode()
        return Answer(200, body, {"content-type": "application/json"})
