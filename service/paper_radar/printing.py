"""What the commands print of an answer: papers, what hit them, and the related ones."""

import json
from itertools import islice
from typing import Any

import click


def print_paper(paper: dict[str, Any]) -> None:
    """A paper of an answer: its title, where and when it is from, and what of it hit."""
    place = paper["primary_category"] or paper["venue"] or paper["source"]
    click.secho(paper["title"], bold=True)
    names = ", ".join(islice(paper["authors"], 6)) + (" …" if len(paper["authors"]) > 6 else "")
    click.echo("  " + " · ".join(filter(None, (names, place, (paper["announced"] or paper["published"])[:10]))))
    for hit in paper["hits"]:
        sure = "" if hit["level"] == "match" else " (possible)"
        click.secho(
            f"  {hit['kind']} {hit['value']}{sure}: “{hit['text']}” in the {hit['field']} [{hit['rule']}]", fg="green"
        )


def print_related(answer: dict[str, Any]) -> None:
    """The related papers of an answer, each with its reasons."""
    slice_ = answer["related"]
    if slice_ is None:
        return
    if not slice_["items"]:
        click.echo("\nNo related papers in the pool yet; `paper-radar refresh` brings the newest in.")
    for number, paper in enumerate(slice_["items"], slice_["offset"] + 1):
        click.echo(f"\n{number:02}. ", nl=False)
        print_paper(paper)
        reasons = "; ".join(f"{reason['kind']} {', '.join(reason['values'])}".strip() for reason in paper["reasons"])
        click.echo(f"  {reasons}")


def print_json(value: Any) -> None:
    """For programs, and for people who read JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
