"""`paper-radar refresh`: bring the newest papers in."""

import sys
import time

import click

from paper_radar.cli.group import POLL, Both, pass_both
from paper_radar.client import connect
from paper_radar.printing import print_json


@click.command()
@pass_both
def refresh(both: Both) -> None:
    """Bring the newest papers in, with a line for every source."""
    settings, as_json = both
    with connect(settings) as client:
        state = client.ask("POST", "/refresh")
        with click.progressbar(length=max(state["total"], 1), label="Refreshing", file=sys.stderr) as bar:
            shown = 0
            while state["running"]:
                bar.label = f"Refreshing {state['source']}".ljust(28)
                bar.update(state["done"] - shown)
                shown = state["done"]
                time.sleep(POLL)
                state = client.ask("GET", "/refresh")
            bar.update(max(state["total"], 1) - shown)
    if as_json:
        print_json(state)
        return
    for source in state["sources"]:
        told = source["error"] or f"{source['new']:,} new, {source['updated']:,} updated"
        more = " ".join(filter(None, (f"(until {source['until']})" if source["until"] else "", source["note"])))
        click.secho(f"{source['source']:14} {told} {more}".rstrip(), fg="red" if source["error"] else None)
