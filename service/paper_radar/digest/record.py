"""The digest of a day as it is kept: what is in it, and to whom it was told. Every change is a new record."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, get_args

from paper_radar.storage.base import Document

How = Literal["notification", "mail"]
WAYS: tuple[How, ...] = get_args(How)
MOST = 2_000  # papers whose keys are kept
# The next digest looks so far back before the last one was made: a batch bears the moment at which its fetch began, and
# is there only when it has been read.
OVERLAP = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The last attempt to send mail, at `at` (ISO 8601 UTC, "" before the first); `error` is "" if it went well."""

    at: str = ""
    error: str = ""
    code: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The digest of `day`, with the papers that reached the pool after `since` and until `made`, best first.

    Times are ISO 8601 UTC, "" if not yet. `total` papers are in it, of which `keys` names the best 2,000; `past` are
    those of the digest told before, or of several in a row. `told` says when, by each way. `sending` is noted before
    the last byte of the mail goes out and taken back with the server's answer: whoever finds it was killed in between.
    After `tries` that failed the mail is tried again at `again`; "": not any more.
    """

    day: str = ""
    since: str = ""
    made: str = ""
    first_look: str = ""
    total: int = 0
    keys: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)
    sending: str = ""
    tries: int = 0
    again: str = ""
    last: Last = Last()

    def after(self, *, by_mail: bool) -> tuple[str, tuple[str, ...]]:
        """From when on the next digest looks, and which papers it need not tell again: if this one was not told, or
        not `by_mail` where the reader wants that, it is all told by the next.
        """
        told = "mail" in self.told if by_mail else bool(self.told)
        if not self.made or (self.total and not told):
            return self.since, self.past
        if not self.total:
            return self.made, self.past
        # One sent by hand soon after another: the next looks back beyond both.
        made, since = moment(self.made), moment(self.since)
        soon = made is not None and since is not None and made - since <= OVERLAP
        return self.made, (*self.keys, *self.past)[:MOST] if soon else self.keys

    def telling(self, how: How, at: datetime) -> "Record":
        """Told by this way."""
        sending = "" if how == "mail" else self.sending
        return replace(self, told={**self.told, how: stamp(at)}, sending=sending)

    def failing(self, last: Last, again: datetime | None) -> "Record":
        """The mail was not sent; it is tried again then, if ever."""
        return replace(self, sending="", last=last, tries=self.tries + 1, again=stamp(again) if again else "")


def stamp(at: datetime) -> str:
    """The moment as it is kept."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def moment(text: str) -> datetime | None:
    """The moment as it was kept, None for "" and for what is none."""
    try:
        at = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return at.replace(tzinfo=UTC) if at and not at.tzinfo else at


def to_json(record: Record) -> Document:
    return {**asdict(record), "keys": list(record.keys), "past": list(record.past), "told": dict(record.told)}


def from_json(document: Mapping[str, Any] | None) -> Record:
    """The record that `to_json` wrote; an empty one for anything else."""
    kept = document or {}
    last = kept.get("last") or {}
    try:
        return Record(
            day=str(kept.get("day", "")),
            since=str(kept.get("since", "")),
            made=str(kept.get("made", "")),
            first_look=str(kept.get("first_look", "")),
            total=int(kept.get("total", 0)),
            sending=str(kept.get("sending", "")),
            tries=int(kept.get("tries", 0)),
            again=str(kept.get("again", "")),
            keys=tuple(map(str, kept.get("keys", ()))),
            past=tuple(map(str, kept.get("past", ()))),
            told={how: str(at) for how, at in dict(kept.get("told", {})).items() if how in WAYS},
            last=Last(**{name: str(last.get(name, "")) for name in ("at", "error", "code", "hint")}),
        )
    except (TypeError, ValueError, AttributeError):
        return Record()
