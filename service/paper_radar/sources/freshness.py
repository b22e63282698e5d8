"""What a server says in its headers about time: how long an answer stays fresh, and when it may be asked again."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from paper_radar.sources.rate_limit import rate_limit

# As miniflux and reader: a server that says "a year" must not silence a source.
LONGEST_FRESH = 24 * 60 * 60.0
# Of Cache-Control: names, some with a value, some of these in quotes that may hold commas (RFC 9111 §5.2).
_DIRECTIVE = re.compile(r'([\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?')


def fresh_for(headers: Mapping[str, str]) -> float | None:
    """Seconds for which there can be nothing new by the server's own word, at most LONGEST_FRESH; None if untold.

    Names of headers in lower case. As RFC 9111 §4.2 for a cache of one reader: max-age counts before Expires, s-maxage
    is for others, what cannot be read is no word at all; no-cache, no-store and an Expires that is past are 0.
    """
    told = _directives(headers.get("cache-control", ""))
    if "no-store" in told or told.get("no-cache") == "":
        return 0.0
    age = _whole(headers.get("age", "")) or 0.0
    if "max-age" in told:
        seconds = _whole(told["max-age"])
        if seconds is not None:
            return _bounded(seconds - age)
    expires = headers.get("expires", "").strip()
    if expires in ("0", "-1"):  # "invalid dates, especially the value '0'", mean what is past (§5.3)
        return 0.0
    until, sent = moment(expires), moment(headers.get("date", ""))
    if until is None or sent is None:
        return None
    return _bounded((until - sent).total_seconds() - age)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Retry-After in either form, seconds or an HTTP date (RFC 9110 §10.2.3), as seconds; None if absent or unreadable.

    A date is read by the server's own clock if it tells the time, else by ours. Without the header, the end of the
    window counts in which no request is left, as Hugging Face tells it.
    """
    text = headers.get("retry-after", "").strip()
    limit = None if text else rate_limit(headers)
    if limit is not None and limit.left == 0:
        return limit.resets_in
    seconds = _whole(text)
    if seconds is not None:
        return seconds
    until = moment(text)
    if until is None:
        return None
    return max((until - (moment(headers.get("date", "")) or now)).total_seconds(), 0.0)


def moment(text: str) -> datetime | None:
    """An HTTP date in UTC, in any of its three forms; None for what is none."""
    try:
        at = parsedate_to_datetime(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _directives(text: str) -> dict[str, str]:
    """By name in lower case, the first of each; "" for one without a value."""
    told: dict[str, str] = {}
    for name, quoted, plain in _DIRECTIVE.findall(text[:4096]):
        told.setdefault(name.lower(), quoted or plain)
    return told


def _whole(text: str) -> float | None:
    text = text.strip()
    return float(text[:12]) if text.isascii() and text.isdigit() else None


def _bounded(seconds: float) -> float:
    return min(max(seconds, 0.0), LONGEST_FRESH)
