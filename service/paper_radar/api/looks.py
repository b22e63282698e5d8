"""When the reader last looked: by that a paper is new to them."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from paper_radar.storage.base import Document, Workspace

# So long a silence ends a visit. Within one, nothing that was new when it began grows old.
SILENCE = timedelta(minutes=30)
# Within a visit its end is moved on this often: the disk is not asked at every opening of the popup.
_MOVED_ON_AFTER = timedelta(minutes=1)
_SETTING = "looks"


def looked(former: Mapping[str, Any], now: datetime) -> Document:
    """What is known of the visits once the reader looked: `last` is the latest look (ISO 8601 UTC), `before` the end of
    the visit before this one, "" if there was none. `former` is what was known, {} at the first look.
    """
    return {"last": now.isoformat(timespec="seconds"), "before": since(former, now)}


def since(known: Mapping[str, Any], now: datetime) -> str:
    """The end of the last visit before the one that is (ISO 8601 UTC), "" if there was none. What reached the pool
    after it is new.
    """
    last = _time(known.get("last"))
    if last is None:
        return ""
    # A clock that was set back makes no visit end.
    return str(known["last"]) if now - last > SILENCE else str(known.get("before", ""))


def _time(said: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(said)) if said else None
    except ValueError:
        return None


class Looks:
    """The visits of one workspace. Safe from any thread."""

    def __init__(self, workspace: Workspace, now: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._now = now

    def look(self) -> str:
        """The reader looks; when the visit before this one ended (see `since`)."""
        now = self._now()
        known = self._workspace.get("settings", _SETTING) or {}
        last = _time(known.get("last"))
        if last is None or abs(now - last) >= _MOVED_ON_AFTER:
            known = self._workspace.change("settings", _SETTING, lambda former: looked(former or {}, now)) or {}
        return since(known, now)

    def since(self) -> str:
        """When the visit before the present one ended, "" if there was none."""
        return since(self._workspace.get("settings", _SETTING) or {}, self._now())
