"""What a server says in its headers of how many requests it still allows: `RateLimit: "api";r=489;t=120`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# Hugging Face counts in windows of 300 s; a server that says "a year" must not silence a source.
LONGEST = 60 * 60.0
_POLICY = re.compile(r'"?([\w-]+)"?((?:\s*;\s*[\w-]+\s*=\s*[^;,\s]+)+)')
_PARAMETER = re.compile(r"([\w-]+)\s*=\s*(\d{1,9})(?![\d.])")


@dataclass(frozen=True, slots=True)
class RateLimit:
    """`left` requests are allowed before `resets_in` seconds are over."""

    left: int
    resets_in: float


def rate_limit(headers: Mapping[str, str]) -> RateLimit | None:
    """The tightest of the limits told, None if none is. Names of headers in lower case.

    As draft-ietf-httpapi-ratelimit-headers §4, and huggingface.co/docs/hub/rate-limits, where "api", "resolvers" and
    "pages" are counted apart; an answer tells the one it was counted in.
    """
    limits = []
    for _, parameters in _POLICY.findall(headers.get("ratelimit", "")[:1000]):
        told = dict(_PARAMETER.findall(parameters))
        if "r" in told and "t" in told:
            limits.append(RateLimit(int(told["r"]), min(float(told["t"]), LONGEST)))
    return min(limits, key=lambda limit: (limit.left, -limit.resets_in), default=None)
