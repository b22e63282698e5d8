"""`paper-radar library`: the saved papers, searched and filtered."""

from typing import Any
from urllib.parse import urlencode

import click

from paper_radar.cli.group import Both, pass_both
from paper_radar.client import connect
from paper_radar.printing import print_json, print_saved

# As `library.query` and `library.record` have them, which no other command has a reason to load.
STATUSES = ("to_read", "reading", "read")
ORIGINS = ("arxiv", "huggingface", "journal", "web", "import")
SORTS = ("saved", "published", "title", "author", "stars", "updated")


@click.command()
@click.argument("query", nargs=-1)
@click.option("--tag", "tags", multiple=True, help="Only with this tag; may be repeated.")
@click.option("--status", type=click.Choice(STATUSES))
@click.option("--source", type=click.Choice(ORIGINS), help="Only what is from there.")
@click.option("--year", help="Only what was published in this year.")
@click.option(
    "--sort", type=click.Choice([f"{sign}{sort}" for sort in SORTS for sign in ("", "-")]), default="saved",
    metavar="ORDER", show_default=True, help=f"{', '.join(SORTS)}; a leading - turns it round.",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(0, 200), default=20, show_default=True, help="How many are shown.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Where they begin.")
@pass_both
def library(both: Both, /, query: tuple[str, ...], **asked: Any) -> None:
    """Saved papers that hold the words of QUERY. "Words in quotes" are one, of -word there is none (put -- before)."""
    settings, as_json = both
    given = {"tag": asked.pop("tags"), **{name: value for name, value in asked.items() if value is not None}}
    with connect(settings) as client:
        answer = client.ask("GET", f"/library?{urlencode({'q': ' '.join(query), **given}, doseq=True)}")
    if as_json:
        print_json(answer)
        return
    for saved in answer["items"]:
        print_saved(saved)
    shown, total = len(answer["items"]), answer["total"]
    noun = "paper" if total == 1 else "papers"
    click.echo(f"{total:,} {noun}" if shown == total else f"{shown:,} of {total:,} {noun}", err=True)
