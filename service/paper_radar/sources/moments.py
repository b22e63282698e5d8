"""Moments as sources write them, in the one form in which papers keep them: ISO 8601, UTC, to the second."""

from datetime import UTC, datetime


def iso(at: datetime) -> str:
    """As in "2026-02-12T04:12:07Z"; a moment without a zone is one of UTC. Raises OverflowError at the ends of time."""
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def iso_of(text: str) -> str:
    """The same of a text in any form of ISO 8601, "" for what is no moment."""
    try:
        return iso(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return ""
