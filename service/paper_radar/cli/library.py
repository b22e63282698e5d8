"""`paper-radar export` and `import-library`: the library into a file, papers of other programs' files into it."""

import codecs
from pathlib import Path
from typing import Any

import click

from paper_radar.cli.group import Both, pass_both
from paper_radar.client import connect
from paper_radar.errors import BadInputError
from paper_radar.printing import print_json

_FORMATS = ("bibtex", "ris", "csl-json", "csv", "markdown", "jsonl")
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF8, "utf-8"))


@click.command()
@click.option("--format", "form", type=click.Choice(_FORMATS), default="bibtex", show_default=True)
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@pass_both
def export(both: Both, form: str, keys: tuple[str, ...]) -> None:
    """Print the library, or the papers KEY of it (such as arxiv:2602.11557), in a format that other programs read."""
    body = {"format": form, **({"keys": list(keys)} if keys else {})}
    with connect(both[0]) as client:
        click.echo(client.text("POST", "/library/export", body), nl=False)


@click.command("import-library")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--preview", is_flag=True, help="Tell what would come of it, and write nothing.")
@pass_both
def import_library(both: Both, file: Path, preview: bool) -> None:
    """Import papers into the library: exports of Zotero and Paper Memory, BibTeX, RIS, CSL-JSON, CSV, JSON Lines."""
    settings, as_json = both
    text, guessed = text_of(file.read_bytes())
    with connect(settings) as client:
        report = client.ask("POST", "/library/import", {"text": text, "preview": preview})
    if as_json:
        print_json(report)
        return
    if guessed:
        click.echo("The file does not say how its letters are encoded; it was read as Latin-1.", err=True)
    for line in _lines(report, preview):
        click.echo(line)
    for place, why in report["skipped"][:10]:
        click.echo(f"{place}: {why}", err=True)
    if len(report["skipped"]) > 10:
        click.echo(f"and {len(report['skipped']) - 10:,} more", err=True)


def _lines(report: dict[str, Any], preview: bool) -> list[str]:
    did = "would be" if preview else "are"
    said = [
        f"{report['records']:,} records of {report['format']}:",
        f"{report['added']:,} {did} new,",
        f"{report['merged']:,} {did} merged into papers that were there,",
        f"{report['known']:,} were known,",
        f"{len(report['skipped']):,} skipped",
    ]
    return [" ".join(said)]


def text_of(content: bytes) -> tuple[str, bool]:
    """The text of a file in UTF-8, UTF-16 or, guessed where it is neither, Latin-1. Raises BadInputError."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding), False
            except UnicodeDecodeError:
                raise BadInputError("The file breaks off in the middle of a letter.", "Export it anew.") from None
    try:
        return content.decode("utf-8"), False
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), True
