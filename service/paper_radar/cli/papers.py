"""`paper-radar match` and `related`: what is known of one paper."""

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
        answer = ask_match(client, url, limit)
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
        answer = ask_match(client, address_of(key), limit, offset)
    if as_json:
        print_json(answer["related"])
    elif answer["related"] is None:
        raise BadInputError(f"The paper {key} is not known.", "Open its page once, or run `paper-radar match` on it.")
    else:
        print_related(answer)


def ask_match(client: Client, url: str, limit: int, offset: int = 0) -> Any:
    """The answer of /match by the address alone, after arXiv was asked for a paper that the pool lacks."""
    for _ in range(200):
        answer = client.ask("POST", "/match", {"facts": {"url": url}, "limit": limit, "offset": offset})
        if not answer["page"]["pending"]:
            return answer
        time.sleep(POLL)
    raise BadInputError("arXiv has not answered for a minute.", "Try again later.")


def address_of(key: str) -> str:
    """Where the paper of this key is to be read."""
    from paper_radar.papers.identity import canonical_url

    return canonical_url(key)
