"""What the source remembers: when each day's list was last asked for, by what it is known again, and what trends."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from paper_radar.sources.batch import Memory
from paper_radar.sources.http import Validators

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A list that was asked for: `at` when (ISO, UTC), and the validators of what came."""

    at: str = ""
    validators: Validators = field(default_factory=Validators)


@dataclass(frozen=True, slots=True)
class Remembered:
    """`days` are the lists by their day, `weekend` the days that have one though nobody expects it; `keys` are the
    papers that trend, most first."""

    latest: Asked = field(default_factory=Asked)
    days: Mapping[date, Asked] = field(default_factory=dict)
    weekend: frozenset[date] = frozenset()
    trending: Asked = field(default_factory=Asked)
    keys: tuple[str, ...] = ()

    def with_day(self, day: date, asked: Asked) -> "Remembered":
        return replace(self, days={**self.days, day: asked})

    def within(self, first: date, last: date) -> "Remembered":
        """Without the days before and after."""
        days = {day: asked for day, asked in self.days.items() if first <= day <= last}
        return replace(self, days=days, weekend=frozenset(day for day in self.weekend if first <= day <= last))


def read(memory: Memory) -> Remembered:
    """What `written` wrote; whatever else is in there is as if it were not."""
    days = memory.get("days")
    return Remembered(
        latest=_asked(memory.get("latest")),
        days={
            day: _asked(asked)
            for text, asked in (days.items() if isinstance(days, dict) else ())
            if (day := _day(text))
        },
        weekend=frozenset(day for text in _texts(memory.get("weekend")) if (day := _day(text))),
        trending=_asked(memory.get("trending_list")),
        keys=tuple(_texts(memory.get("trending"))),
    )


def written(remembered: Remembered) -> dict[str, Any]:
    """As plain JSON."""
    return {
        "latest": _plain(remembered.latest),
        "days": {day.isoformat(): _plain(asked) for day, asked in sorted(remembered.days.items())},
        "weekend": sorted(day.isoformat() for day in remembered.weekend),
        "trending_list": _plain(remembered.trending),
        "trending": list(remembered.keys),
    }


def trending(memory: Memory) -> tuple[str, ...]:
    """Keys of the papers that trend on Hugging Face, most first: of `Pool.memory("huggingface")`."""
    return read(memory).keys


def _asked(value: object) -> Asked:
    if not isinstance(value, Mapping):
        return Asked()
    at, etag, modified = (
        text if isinstance(text := value.get(name), str) else "" for name in ("at", "etag", "modified")
    )
    return Asked(at, Validators(etag, modified))


def _plain(asked: Asked) -> dict[str, str]:
    told = {"at": asked.at, "etag": asked.validators.etag, "modified": asked.validators.modified}
    return {name: value for name, value in told.items() if value}


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) and _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
