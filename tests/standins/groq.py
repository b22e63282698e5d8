"""A stand-in for Groq: speaks its recorded wire format (../shared/data/groq), to the byte where it matters."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tests.standins.server import Answer, Request, Standin

CHAT = "/openai/v1/chat/completions"
MODELS = "/openai/v1/models"

BRIEF = {
    "en": "## Claim\nThe paper shows that the method works.\n## Method\nIt compares two optimizers on one task.\n"
    "## Results\nThe second one needs 30% fewer steps.\n## Limits\nOne data set was used.",
    "zh_CN": "## 主张\n论文证明了该方法有效。\n"
    "## 方法\n在同一任务上比较两种优化器。\n## 结果\n第二种少用 30% 的步数。\n"
    "## 局限\n只用了一个数据集。",
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
        prompt_tokens = total_tokens // 2
        usage = {
            "queue_time": 0.28,
            "prompt_tokens": prompt_tokens,
            "prompt_time": 0.0027,
            "completion_tokens": total_tokens - prompt_tokens,
            "completion_time": 0.06,
            "total_tokens": total_tokens,
            "total_time": 0.0627,
        }
        yield chunk({}, finish, x_groq={"id": "req_01jmefve36eajb6c1x6k8ppv5m", "usage": usage})


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
    """Answers a chat with a brief in the language of its system message, as Groq would answer this request.

    `url` is what GROQ_BASE_URL takes. Keys begin with "gsk_". `models` are the ones there are; another gets a 404, a
    request beyond `tokens_per_minute` a 413, a model that does not reason and is asked how to a 400. Queue other
    answers under CHAT.
    """

    def __init__(
        self,
        *,
        text: str = "",
        models: Sequence[str] = ("openai/gpt-oss-120b", "openai/gpt-oss-20b", "qwen/qwen3-32b", "whisper-large-v3"),
        pause: float = 0.0,
        tokens_per_minute: int = 8000,
    ) -> None:
        super().__init__()
        self.text = text
        self.models = tuple(models)
        self.pause = pause
        self.tokens_per_minute = tokens_per_minute
        self.route(CHAT, self._chat)
        self.route(MODELS, self._list)

    def asked(self) -> list[dict[str, Any]]:
        """The chat requests it saw, as JSON."""
        return [json.loads(request.body) for request in self.requests(CHAT)]

    def _chat(self, request: Request) -> Answer:
        if not request.headers.get("authorization", "").startswith("Bearer gsk_"):
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
        for option in ("reasoning_effort", "reasoning_format"):
            if option in asked and "gpt-oss" not in model and "qwen3" not in model:
                return refusal(400, f"`{option}` is not supported with this model", type="invalid_request_error")
        prompt = "".join(message["content"] for message in asked["messages"])
        requested = int(len(prompt.encode()) / 4) + asked.get("max_completion_tokens", 0)
        if requested > self.tokens_per_minute:
            return refusal(
                413,
                f"Request too large for model `{model}` in organization `org_01kw3t4t1ke018w1a90cd42bys` service "
                f"tier `on_demand` on tokens per minute (TPM): Limit {self.tokens_per_minute}, "
                f"Requested {requested}, please reduce your message size and try again. Need more tokens? Upgrade "
                "to Dev Tier today at https://console.groq.com/settings/billing",
                type="tokens",
                code="rate_limit_exceeded",
            )
        language = "zh_CN" if "简体中文" in prompt else "en"
        return stream(words(self.text or BRIEF[language]), model=model, pause=self.pause, total_tokens=requested)

    def _list(self, request: Request) -> Answer:
        listed = [
            {"id": name, "object": "model", "created": 1754408224, "owned_by": "x", "active": True}
            for name in self.models
        ]
        body = json.dumps({"object": "list", "data": listed}).encode()
        return Answer(200, body, {"content-type": "application/json"})
