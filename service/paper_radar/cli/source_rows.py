"""What is printed of sources: a table of what came of a refresh, one of how they stand, and errors with a way out."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import click

from paper_radar.cli.columns import columns

State = Mapping[str, Any]

_WHY = {
    "due": "",
    "fresh": "nothing new before",
    "weekend": "after the weekend",
    "failed": "after a failure",
    "limited": "it made us wait",
    "paused": "paused after failures",
    "off": "paused by you",
}

_ANSWERS = {304: "nothing new (304)", 0: "nothing to ask"}


def print_refreshed(states: Sequence[State], asked: Sequence[str], now: datetime) -> None:
    """A line for every source, then what is wrong in red; `asked` names those that this refresh asked."""
    head = ("Source", "New", "Updated", "Passed over", "Status", "Time", "Next try")
    rows = [
        (
            state["name"],
            f"{state['new']:,}" if state["source"] in asked else "",
            f"{state['updated']:,}" if state["source"] in asked else "",
            f"{state['skipped']:,}" if state["source"] in asked else "",
            _status(state, state["source"] in asked, now),
            _took(state) if state["source"] in asked else "",
            _next(state, now),
        )
        for state in states
    ]
    _print(head, rows, states, right=(1, 2, 3, 5))


def print_states(states: Sequence[State], now: datetime) -> None:
    """How each source stands, and by which name it is paused."""
    head = ("Source", "Name", "Last success", "Next try", "Why")
    rows = [
        (
            state["name"],
            state["source"],
            _when(state["last_success"], now) or "never",
            _when(state["next_try"], now) or "never",
            _why(state),
        )
        for state in states
    ]
    _print(head, rows, states)


def print_troubles(states: Sequence[State], now: datetime) -> None:
    """Each error once, under the names of those that have it, with since when; then what else there is to say."""
    troubles: dict[str, list[State]] = {}
    for state in states:
        if state["error"]:
            troubles.setdefault(state["error"], []).append(state)
    for error, having in troubles.items():
        names = ", ".join(state["name"] for state in having)
        since = [f" (since {_when(state['failing_since'], now)})" for state in having if state["failures"] > 1]
        click.secho(f"{names}: {error}{since[0] if len(having) == 1 and since else ''}", fg="red", err=True)
    notes = dict.fromkeys((state["name"], state["note"]) for state in states if state["note"] and not state["error"])
    told: set[str] = set()
    for name, note in notes:
        if note not in told:
            told.add(note)
            click.echo(f"{name}: {note}", err=True)


def _print(
    head: Sequence[str], rows: Sequence[Sequence[str]], states: Sequence[State], right: Sequence[int] = ()
) -> None:
    lines = columns([head, *rows], right=right)
    click.secho(next(lines), bold=True)
    for state, line in zip(states, lines, strict=True):
        click.secho(line, fg="red" if state["error"] else None)


def _status(state: State, asked: bool, now: datetime) -> str:
    if state["next_why"] == "limited":
        return f"waits until {_when(state['until'], now)}"
    if not asked:
        return "paused by you" if state["paused"] else "not asked"
    if state["error"]:
        return "no network" if state["code"] == "offline" else "failed"
    if state["cancelled"]:
        return "broken off"
    return _ANSWERS.get(state["status"], "ok")


def _why(state: State) -> str:
    if state["next_why"] == "off" and not state["paused"]:
        return "the schedule is off"
    return _WHY[state["next_why"]]


def _next(state: State, now: datetime) -> str:
    told = filter(None, (_when(state["next_try"], now), _why(state)))
    return ", ".join(told)


def _took(state: State) -> str:
    seconds = (datetime.fromisoformat(state["finished"]) - datetime.fromisoformat(state["started"])).total_seconds()
    return f"{seconds:.0f} s"


def _when(stamp: str, now: datetime) -> str:
    """By the clock on the wall here: the time alone if it is today, with the weekday within a week, else the day."""
    if not stamp:
        return ""
    at, today = datetime.fromisoformat(stamp).astimezone(now.tzinfo), now.date()
    if at.date() == today:
        return f"{at:%H:%M}"
    near = abs(at.date() - today) < timedelta(days=7)
    return f"{at:%a %H:%M}" if near else f"{at:%Y-%m-%d %H:%M}"


def every_one_failed(states: Iterator[State] | Sequence[State]) -> bool:
    """None went well: what a script that runs a refresh wants to hear."""
    listed = list(states)
    return bool(listed) and all(state["error"] for state in listed)
