"""`paper-radar feeds`: the journals that are followed; adding one, letting one go, and the catalogue."""

from typing import Any
from urllib.parse import quote

import click

from paper_radar.cli.columns import columns
from paper_radar.cli.group import Both, pass_both
from paper_radar.client import connect
from paper_radar.printing import print_json


@click.group(invoke_without_command=True)
@pass_both
@click.pass_context
def feeds(context: click.Context, both: Both) -> None:
    """The journals and preprint servers that are followed by their feeds."""
    if context.invoked_subcommand:
        return
    settings, as_json = both
    with connect(settings) as client:
        chosen = client.ask("GET", "/feeds")["chosen"]
    if not chosen and not as_json:
        click.echo("No journal is followed. `paper-radar feeds catalogue` lists those that may be.")
        return
    _show(chosen, as_json)


@feeds.command()
@click.argument("text", default="")
@pass_both
def catalogue(both: Both, text: str) -> None:
    """The journals that may be followed; with TEXT those with it in their name, publisher or field."""
    settings, as_json = both
    with connect(settings) as client:
        listed = client.ask("GET", "/feeds")["catalogue"]
    found = [one for one in listed if text.casefold() in _words_of(one)]
    if not found and not as_json:
        click.echo(f"The catalogue has no {text!r}. Any feed can be added by its address: `paper-radar feeds add`.")
        return
    _show(found, as_json)


@feeds.command()
@click.argument("name")
@pass_both
def add(both: Both, name: str) -> None:
    """Follow the journal NAME of the catalogue, or the feed at the address NAME."""
    settings, as_json = both
    with connect(settings) as client:
        added = client.ask("POST", "/feeds", {"url": name} if "/" in name else {"id": name})
    if as_json:
        print_json(added)
        return
    click.echo(f"{added['name']} is followed as {added['id']}.")
    for line in (*added["papers"], added["note"]):
        if line:
            click.echo(f"  {next(columns([[line]], most=110))}")
    if not added["papers"]:
        click.echo(f"`paper-radar refresh --source {added['source']}` brings its papers in.")


@feeds.command()
@click.argument("id")
@pass_both
def remove(both: Both, id: str) -> None:
    """Follow the feed ID no more. Its papers stay."""
    settings, as_json = both
    with connect(settings) as client:
        removed = client.ask("DELETE", f"/feeds/{quote(id, safe='')}")
    if as_json:
        print_json(removed)
        return
    click.echo(f"{removed['name']} is followed no more; its papers stay.")


def _words_of(feed: dict[str, Any]) -> str:
    return " ".join((feed["id"], feed["name"], feed["publisher"], feed["field"])).casefold()


def _show(listed: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        print_json(listed)
        return
    rows = ([one["id"], one["name"], one["publisher"] or one["url"]] for one in listed)
    for line in columns(rows, most=60):
        click.echo(line)
