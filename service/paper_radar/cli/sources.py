"""`paper-radar sources`: how each source stands; pausing one, and going on with it."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

import click

from paper_radar.cli.group import Both, pass_both
from paper_radar.cli.refresh import watched
from paper_radar.cli.source_rows import print_states, print_troubles
from paper_radar.client import connect
from paper_radar.printing import print_json


@click.group(invoke_without_command=True)
@pass_both
@click.pass_context
def sources(context: click.Context, both: Both) -> None:
    """How each source stands: when it last went well, when it is asked next, and why then."""
    if context.invoked_subcommand:
        return
    settings, as_json = both
    with connect(settings) as client:
        states = client.ask("GET", "/refresh")["sources"]
    _show(states, as_json)


@sources.command()
@click.argument("name")
@pass_both
def pause(both: Both, name: str) -> None:
    """Ask the source NAME no more, until it is resumed."""
    settings, as_json = both
    with connect(settings) as client:
        state = client.ask("PATCH", _path(name), {"paused": True})
    _show([state], as_json)


@sources.command()
@click.argument("name")
@pass_both
def resume(both: Both, name: str) -> None:
    """Go on with the source NAME, and ask it at once."""
    settings, as_json = both
    with connect(settings) as client:
        client.ask("PATCH", _path(name), {"paused": False})
        state, _ = watched(client, None)
    _show([one for one in state["sources"] if one["source"] == name], as_json)


def _path(name: str) -> str:
    return f"/sources/{quote(name, safe='')}"


def _show(states: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        print_json(states)
        return
    now = datetime.now().astimezone()
    print_states(states, now)
    print_troubles(states, now)
