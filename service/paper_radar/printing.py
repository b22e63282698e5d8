"""What the commands print of an answer: papers, what hit them, and the related ones."""

import json
import shutil
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

import click

from paper_radar.explain import marked, quotation, sentence

UNDERLINED = ("\x1b[4m", "\x1b[24m")
QUOTED = ("«", "»")  # where no terminal shows underlines
LONGEST_LINE = 100


def print_paper(paper: dict[str, Any], *, explain: bool = False) -> None:
    """A paper of an answer: its title, where and when it is from, what is said of it on Hugging Face, and what of it
    hit; with `explain`, why.
    """
    place = paper["primary_category"] or paper["venue"] or paper["source"]
    click.secho(paper["title"], bold=True)
    names = ", ".join(islice(paper["authors"], 6)) + (" …" if len(paper["authors"]) > 6 else "")
    when = (paper["announced"] or paper["published"])[:10]
    click.echo("  " + " · ".join(filter(None, (names, place, when, *_told(paper)))))
    if paper["withdrawn"]:
        click.secho("  withdrawn by its authors", fg="yellow")
    if explain and paper["summary"]:
        click.echo(f"  AI summary on Hugging Face: {paper['summary']}")
    for hit in paper["hits"]:
        if explain:
            _explain(paper, hit)
            continue
        sure = "" if hit["level"] == "match" else " (possible)"
        click.secho(
            f"  {hit['kind']} {hit['value']}{sure}: “{hit['text']}” in the {hit['field']} [{hit['rule']}]", fg="green"
        )


def print_saved(saved: dict[str, Any]) -> None:
    """A paper of the library: its title, where and when it is from, what the reader made of it, and what is new."""
    paper = saved["paper"]
    click.secho(paper["title"], bold=True)
    names = ", ".join(paper["authors"][:6]) + (" …" if len(paper["authors"]) > 6 else "")
    place = paper["venue"] or paper["primary_category"]
    click.echo("  " + " · ".join(filter(None, (names, place, paper["published"][:10], paper["key"]))))
    own = (saved["status"].replace("_", " "), "★" * saved["stars"], *(f"#{tag}" for tag in saved["tags"]))
    click.secho("  " + " · ".join(filter(None, own)), fg="cyan")
    for line in saved["note"].splitlines():
        click.echo(f"  | {line}")
    for news in saved["news"]:
        click.secho(f"  {_NEWS[news['what']].format(**news).strip()}", fg="yellow")


_NEWS = {
    "version": "new: version {version}",
    "withdrawn": "new: withdrawn by its authors",
    "published": "new: published {venue} {doi}",
}


def _told(paper: dict[str, Any]) -> Iterator[str]:
    """Whether it is a revision, its votes, its comments and its code."""
    if paper["announce_type"].startswith("replace"):
        yield f"revised v{paper['version']}" if (paper["version"] or 1) > 1 else "revised"
    if paper["upvotes"]:
        yield f"▲ {paper['upvotes']:,}"
    if paper["comments"]:
        yield f"{paper['comments']:,} comment{'' if paper['comments'] == 1 else 's'}"
    yield paper["code_url"]


def _explain(paper: dict[str, Any], hit: dict[str, Any]) -> None:
    """How sure the hit is, where it stands, the rule as a sentence, and the text with its words marked."""
    place = _PLACES.get(hit["field"], hit["field"])
    click.secho(f"  {hit['kind']} {hit['value']}: {hit['level']}, {place}", fg="green")
    click.echo(f"    {sentence(hit)}")
    text, spans = quotation(paper, hit)
    if text:
        for line in marked_lines(text, spans, UNDERLINED if sys.stdout.isatty() else QUOTED):
            click.echo(f"    | {line}")


def marked_lines(text: str, spans: list[tuple[int, int]], marks: tuple[str, str]) -> Iterator[str]:
    """The marked text in lines that are easily read; an underline that goes on in the next line begins anew there."""
    opening, closing = marks
    width = min(shutil.get_terminal_size().columns, LONGEST_LINE) - 6
    goes_on = False
    for line in click.wrap_text(marked(text, spans, marks), width).splitlines():
        begun = opening + line if goes_on else line
        goes_on = marks == UNDERLINED and begun.count(opening) > begun.count(closing)
        yield begun + closing if goes_on else begun


_PLACES = {
    "title": "in the title",
    "abstract": "in the abstract",
    "authors": "among the authors",
    "categories": "among the categories",
}


def print_related(answer: dict[str, Any], *, explain: bool = False) -> None:
    """The related papers of an answer, each with its reasons; with `explain`, as sentences."""
    slice_ = answer["related"]
    if slice_ is None:
        return
    if not slice_["total"]:
        click.echo("\nNo related papers in the pool yet; `paper-radar refresh` brings the newest in.")
    for number, paper in enumerate(slice_["items"], slice_["offset"] + 1):
        click.echo(f"\n{number:02}. ", nl=False)
        print_paper(paper, explain=explain)
        if explain:
            for reason in paper["reasons"]:
                if told := _REASONS.get(reason["kind"], "{kind} {values}"):
                    click.echo(f"  {told.format(kind=reason['kind'], values=', '.join(reason['values']))}")
            continue
        reasons = "; ".join(f"{reason['kind']} {', '.join(reason['values'])}".strip() for reason in paper["reasons"])
        click.echo(f"  {reasons}")


# What an author or a topic of the radar is to the paper, its hits have said already.
_REASONS = {
    "author": "",
    "topic": "",
    "shares": "shares with the page: {values}",
    "taste": "like papers you saved: {values}",
    "category": "as the page, in {values}",
    "recent": "announced {values}",
}


def print_json(value: Any) -> None:
    """For programs, and for people who read JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
