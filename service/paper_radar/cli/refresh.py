"""`paper-radar refresh`: bring the newest papers in, with a live bar and a table of what came."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import click

from paper_radar.cli.columns import cut, width
from paper_radar.cli.group import POLL, Both, pass_both
from paper_radar.cli.source_rows import every_one_failed, print_refreshed, print_troubles
from paper_radar.client import Client, connect
from paper_radar.printing import print_json

_STEPS = 100  # of the bar for one source
_BAR = 24  # places of a terminal; beside it stand the share, the time left, and in the rest what is being done
_BESIDE = 22
_PATIENCE = 30.0  # seconds for a refresh that was cancelled to end: a request under way may take twenty
_INTERRUPTED = 130  # as a shell has it for a program that Ctrl+C ended


@click.command()
@click.option("--source", "names", multiple=True, metavar="NAME", help="Only this one; may be given more than once.")
@pass_both
@click.pass_context
def refresh(context: click.Context, both: Both, names: tuple[str, ...]) -> None:
    """Bring the newest papers in, with a line for every source. Ctrl+C ends it; what came stays."""
    settings, as_json = both
    with connect(settings) as client:
        state, interrupted = watched(client, {"sources": list(names)} if names else {})
    shown = [one for one in state["sources"] if one["source"] in names or not names]
    asked = state["asked"]
    if as_json:
        print_json(state)
    else:
        now = datetime.now().astimezone()
        print_refreshed(shown, asked, now)
        if interrupted:
            click.echo(f"Cancelled: {state['new']:,} new papers came, and the next refresh goes on from there.")
        print_troubles(shown, now)
    if interrupted:
        context.exit(_INTERRUPTED)
    asked_or_held = [one for one in shown if one["source"] in asked or one["next_why"] == "limited"]
    context.exit(int(every_one_failed(asked_or_held)))


def watched(client: Client, order: dict[str, Any] | None) -> tuple[dict[str, Any], bool]:
    """Start a refresh, or None: go with the one that runs, and show how far it is.

    Gives the state at its end, and whether Ctrl+C brought that about.
    """
    room = min(max(shutil.get_terminal_size().columns - _BAR - _BESIDE, 20), 60)
    with click.progressbar(length=_STEPS, label="Refreshing".ljust(room), width=_BAR, file=sys.stderr) as bar:

        def show(state: dict[str, Any]) -> None:
            told = cut(_doing(state), room)
            bar.label = told + " " * (room - width(told))
            bar.length = max(state["total"], 1) * _STEPS
            share = state["step"] * _STEPS // max(state["steps"], 1) if state["running"] else 0
            bar.update(min(state["done"] * _STEPS + share, bar.length) - bar.pos)

        state: dict[str, Any] = {}
        try:
            for state in _states(client, order):
                show(state)
        except KeyboardInterrupt:
            client.ask("DELETE", "/refresh")
            bar.label = "Ending".ljust(room)
            return _ended(client, time.monotonic), True
        bar.update(bar.length - bar.pos if bar.length else 0)
    return state, False


def _states(client: Client, order: dict[str, Any] | None) -> Iterator[dict[str, Any]]:
    state: dict[str, Any] = client.ask("GET" if order is None else "POST", "/refresh", order)
    yield state
    while state["running"]:
        time.sleep(POLL)
        state = client.ask("GET", "/refresh")
        yield state


def _ended(client: Client, clock: Callable[[], float]) -> dict[str, Any]:
    deadline = clock() + _PATIENCE
    state: dict[str, Any] = client.ask("GET", "/refresh")
    while state["running"] and clock() < deadline:
        time.sleep(POLL)
        state = client.ask("GET", "/refresh")
    return state


def _doing(state: dict[str, Any]) -> str:
    names = {one["source"]: one["name"] for one in state["sources"]}
    source = names.get(state["source"], state["source"])
    return " · ".join(filter(None, (source, state["doing"]))) or "Refreshing"
