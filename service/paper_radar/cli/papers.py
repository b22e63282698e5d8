"""`paper-radar match`, `related` and `brief`: what is known of one paper."""

import time
from typing import Any

import click

from paper_radar.cli.group import POLL, Both, pass_both
from paper_radar.client import Client, connect
from paper_radar.errors import BadInputError
from paper_radar.printing import print_json, print_paper, print_related


@click.command()
@click.argument("url")
@click.option("--limit", default=10, show_default=True, help="How many related papers.")
@click.option("--explain", is_flag=True, help="Say why: each rule as a sentence, the words where they stand.")
@pass_both
def match(both: Both, url: str, limit: int, explain: bool) -> None:
    """Match the page at URL against the radar (arXiv and Hugging Face papers, by their address)."""
    settings, as_json = both
    with connect(settings) as client:
        answer = _match(client, url, limit)
    if as_json:
        print_json(answer)
        return
    if not answer["papers"]:
        told = answer["notices"] or ["No paper is known at this address; only arXiv and Hugging Face are looked up."]
        raise BadInputError(told[-1])
    for paper in answer["papers"]:
        print_paper(paper, explain=explain)
    print_related(answer, explain=explain)


@click.command()
@click.argument("key")
@click.option("--limit", default=10, show_default=True)
@click.option("--offset", default=0, help="Where the batch begins.")
@pass_both
def related(both: Both, key: str, limit: int, offset: int) -> None:
    """The related papers of the paper KEY (such as arxiv:2602.11557), with reasons."""
    settings, as_json = both
    with connect(settings) as client:
        answer = _match(client, _address(key), limit, offset)
    if as_json:
        print_json(answer["related"])
    elif answer["related"] is None:
        raise BadInputError(f"The paper {key} is not known.", "Open its page once, or run `paper-radar match` on it.")
    else:
        print_related(answer)


@click.command()
@click.argument("key")
@click.option("--language", type=click.Choice(["en", "zh_CN"]), default="en", show_default=True)
@click.option("--length", type=click.Choice(["short", "full"]), default="short", show_default=True)
@click.option("--force", is_flag=True, help="Write it anew although one is kept.")
@pass_both
def brief(both: Both, key: str, language: str, length: str, force: bool) -> None:
    """Write a brief of the paper KEY."""
    settings, as_json = both
    with connect(settings) as client:
        _match(client, _address(key), 0)  # brings the paper in if it is not known yet
        job = client.ask("POST", "/briefs", {"keys": [key], "language": language, "length": length, "force": force})
        shown = 0
        while True:
            if not as_json:
                click.echo(job["text"][shown:], nl=False)
                shown = len(job["text"])
            if job["state"] not in ("queued", "running"):
                break
            time.sleep(POLL)
            job = client.ask("GET", f"/briefs/{job['id']}")
    if as_json:
        print_json(job)
        return
    click.echo()
    if job["error"]:
        raise BadInputError(job["error"]["message"], job["error"]["hint"])
    click.echo(f"— {job['model'] or 'sentences of the abstract'}", err=True)


def _match(client: Client, url: str, limit: int, offset: int = 0) -> Any:
    """The answer of /match by the address alone, after arXiv was asked for a paper that the pool lacks."""
    for _ in range(200):
        answer = client.ask("POST", "/match", {"facts": {"url": url}, "limit": limit, "offset": offset})
        if not answer["page"]["pending"]:
            return answer
        time.sleep(POLL)
    raise BadInputError("arXiv has not answered for a minute.", "Try again later.")


def _address(key: str) -> str:
    from paper_radar.papers.identity import canonical_url

    return canonical_url(key)
