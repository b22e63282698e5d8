"""`paper-radar brief`: a brief of one paper, of it beside related new ones, of several, or of the day's feed."""

import time
from typing import Any

import click

from paper_radar.cli.group import POLL, Both, pass_both
from paper_radar.cli.papers import address_of, ask_match
from paper_radar.client import Client, connect
from paper_radar.errors import BadInputError
from paper_radar.printing import print_json

_OF_FEED = 10  # papers
_FEED_TURNS = 100
_BESIDE = 7


@click.command()
@click.argument("keys", nargs=-1, metavar="KEY...")
@click.option(
    "--kind", type=click.Choice(["paper", "beside", "several"]), help="By itself: paper of one, several of more."
)
@click.option("--feed", is_flag=True, help=f"Of the newest {_OF_FEED} papers on the radar.")
@click.option("--language", type=click.Choice(["en", "zh_CN"]), default="en", show_default=True)
@click.option("--length", type=click.Choice(["short", "full"]), default="short", show_default=True)
@click.option("--force", is_flag=True, help="Write it anew although one is kept.")
@click.option("--extractive", is_flag=True, help="Sentences of the papers, without a model.")
@click.option("--markdown", is_flag=True, help="With citations, links and footnotes.")
@pass_both
def brief(
    both: Both,
    /,
    keys: tuple[str, ...],
    kind: str | None,
    feed: bool,
    markdown: bool,
    **asked: Any,
) -> None:
    """Write a brief of the papers KEY... (such as arxiv:2602.11557), each statement checked against their words.

    Of the kind beside with one KEY, the paper is compared with its related new ones.
    """
    settings, as_json = both
    if bool(keys) == feed:
        raise click.UsageError("Give the keys of papers, or --feed.")
    with connect(settings) as client:
        chosen = _of_feed(client) if feed else _known(client, keys, beside=kind == "beside")
        kind = kind or ("paper" if len(chosen) == 1 else "several")
        job = _written(client, {"keys": chosen, "kind": kind, **asked})
        text = client.text("GET", f"/briefs/{job['id']}/markdown") if markdown else job["text"]
    if as_json:
        print_json(job)
        return
    if job["statements"] or not job["error"]:
        click.echo(text.rstrip("\n"))
    if job["error"]:
        raise BadInputError(job["error"]["message"], job["error"]["hint"])
    if not markdown:
        click.echo("— " + " · ".join(_made(job)), err=True)


def _known(client: Client, keys: tuple[str, ...], *, beside: bool) -> list[str]:
    """The keys of these papers, brought in where they are not known yet; with `beside`, of one also related ones."""
    alone = beside and len(keys) == 1
    for key in keys:
        answer = ask_match(client, address_of(key), 20 if alone else 0)
    if not alone:
        return list(keys)
    related = answer["related"]["items"] if answer["related"] else []
    chosen = [paper["key"] for paper in related if paper["new"]] or [paper["key"] for paper in related]
    if not chosen:
        raise BadInputError("No related papers are known.", "Run `paper-radar refresh`, or give more keys.")
    return [keys[0], *chosen[:_BESIDE]]


def _of_feed(client: Client) -> list[str]:
    for _ in range(_FEED_TURNS):
        found = client.ask("GET", f"/feed?limit={_OF_FEED}")
        keys = [paper["key"] for paper in found["items"]]
        if found["settled"] or len(keys) == _OF_FEED:
            break
        time.sleep(POLL)  # the pool is still being looked through, the newest papers first
    if not keys:
        raise BadInputError("Nothing new is on the radar.", "Run `paper-radar refresh`, or follow more in the popup.")
    return keys


def _written(client: Client, asked: dict[str, Any]) -> Any:
    """The brief once it has ended."""
    job = client.ask("POST", "/briefs", asked)
    while job["state"] in ("queued", "running"):
        time.sleep(POLL)
        job = client.ask("GET", f"/briefs/{job['id']}")
    return job


def _made(job: dict[str, Any]) -> list[str]:
    supported = sum(not statement["problems"] for statement in job["statements"])
    made = [f"{supported} of {len(job['statements'])} statements checked"] if job["statements"] else []
    made.append(job["model"] or "sentences of the papers, no model")
    if job["tokens"]:
        made.append(f"{job['tokens']:,} tokens")
    if job["newer"]:
        made.append("a later version is known, --force writes it anew")
    return made
