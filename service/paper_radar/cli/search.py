"""`paper-radar search`: papers of pool and library by a query; arXiv and Hugging Face too, where that is asked."""

import time
from typing import Any
from urllib.parse import urlencode

import click

from paper_radar.cli.group import POLL, Both, pass_both
from paper_radar.client import Client, connect
from paper_radar.errors import SourceError
from paper_radar.printing import print_json, print_paper

_PROBLEMS = {
    "date": "“{kind}:{value}” is left out: write a date as 2026, 2026-03 or 2026-03-05.",
    "empty": "“{kind}:” is left out: nothing follows it.",
    "many": "“{value}” is left out: a search takes 32 parts.",
}
_NAMES = {"arxiv": "arXiv", "huggingface": "Hugging Face"}


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="QUERY…")
@click.option("--ask", is_flag=True, help="Ask arXiv and Hugging Face first; what they send joins the pool.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(0, 100))
@click.option("--offset", default=0, type=click.IntRange(0), help="Where the batch begins.")
@pass_both
def search(both: Both, words: tuple[str, ...], ask: bool, limit: int, offset: int) -> None:
    """Search pool, library and briefs: words, "phrases", author: title: category: after: before: and -not.

    Before a query that begins with a hyphen stands "--".
    """
    settings, as_json = both
    # The shell has taken the quotes away: what they held is one argument still.
    query = " ".join(_quoted_again(word) for word in words) if len(words) > 1 else words[0]
    with connect(settings) as client:
        asked = _ask(client, query) if ask else None
        answer = client.ask("GET", f"/search?{urlencode({'q': query, 'limit': limit, 'offset': offset})}")
    if as_json:
        print_json({**answer, "asked": asked["sources"] if asked else []})
    else:
        _print(answer)
        _print_asked(asked)
    if asked and all(source["state"] == "failed" for source in asked["sources"]):
        raise SourceError("Neither arXiv nor Hugging Face could be asked.", "What the pool has is shown above.")


def _quoted_again(word: str) -> str:
    if " " not in word or '"' in word:
        return word
    field, colon, value = word.partition(":")
    return f'{field}:"{value}"' if colon and " " not in field else f'"{word}"'


def _ask(client: Client, query: str) -> Any:
    """Ask the sources and wait for them; Ctrl+C cancels."""
    id = client.ask("POST", "/search/ask", {"q": query})["id"]
    try:
        while (state := client.ask("GET", f"/search/ask/{id}"))["state"] == "asking":
            time.sleep(POLL)
    except KeyboardInterrupt:
        return client.ask("DELETE", f"/search/ask/{id}")
    return state


def _print(answer: Any) -> None:
    for paper in answer["items"]:
        print_paper(paper)
        if paper["places"] != ["pool"]:
            click.secho(f"  found in: {', '.join(paper['places'])}", fg="cyan")
    for brief in answer["briefs"]:
        click.secho(f"Brief: {brief['title']}", bold=True)
        click.echo(f"  {brief['text']}")
    total = answer["total"]
    shown = f"{len(answer['items'])} of " if len(answer["items"]) != total else ""
    click.echo(f"{shown}{total:,} {'paper' if total == 1 else 'papers'}", err=True)
    if not answer["settled"]:
        click.echo("The papers are being made ready to be searched: more are found within minutes.", err=True)
    if answer["nearly"]:
        click.echo("No paper holds all of the words; these hold most of them.", err=True)
    for problem in answer["problems"]:
        click.echo(_PROBLEMS[problem["why"]].format(**problem), err=True)
    for suggestion in answer["suggestions"]:
        click.echo(f"Did you mean: {suggestion['text']}", err=True)


def _print_asked(asked: Any) -> None:
    for source in asked["sources"] if asked else ():
        name = _NAMES[source["source"]]
        if source["state"] == "failed":
            click.secho(f"{name}: {source['error']} {source['hint']}".rstrip(), fg="yellow", err=True)
        elif source["state"] == "done":
            click.echo(f"{name}: {source['found']} found, {source['new']} new", err=True)
