"""The commands. Each speaks the API: to the service that runs on the data folder, or to the folder itself."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import click

from paper_radar import __version__
from paper_radar.client import Client, connect
from paper_radar.config import Settings, from_environment
from paper_radar.errors import BadInputError, PaperRadarError
from paper_radar.printing import print_json, print_paper, print_related
from paper_radar.storage.lock import holder

BATCH = 400  # papers an import hands over at once: about 0.8 MB, under the body limit even with long abstracts
BATCH_BYTES = 1_500_000
POLL = 0.3  # seconds between two looks at a job


class _Commands(click.Group):
    """Every error that a person may be shown ends a command as one line, a hint and exit code 1."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except PaperRadarError as error:
            if context.params.get("as_json"):
                print_json({"error": {"code": error.code, "message": error.message, "hint": error.hint}})
            else:
                click.secho(f"Error: {error.message}", fg="red", err=True)
                if error.hint:
                    click.echo(error.hint, err=True)
            context.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="paper-radar")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def main(context: click.Context, as_json: bool) -> None:
    """Paper Radar: what on the page you are reading is on your radar, what is new and related, and why."""
    context.obj = (from_environment(os.environ), as_json)


pass_both = click.pass_obj
Both = tuple[Settings, bool]


@main.command()
@click.option("--open", "open_page", is_flag=True, help="Open the pairing page if no browser is paired yet.")
@pass_both
def serve(both: Both, open_page: bool) -> None:
    """Run the service until Ctrl+C."""
    from paper_radar.server import serve as run

    run(both[0], open_page=open_page, say=click.echo)


@main.command()
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


@main.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pass_both
def import_(both: Both, file: Path) -> None:
    """Import papers (JSON Lines, plain or gzip) into the pool."""
    from paper_radar.sources.jsonl import opened

    settings, as_json = both
    total = {"new": 0, "updated": 0, "unchanged": 0, "skipped": 0}
    faults: list[str] = []
    with opened(file) as lines, connect(settings) as client:
        size = file.stat().st_size
        with click.progressbar(length=size, label="Importing", file=sys.stderr) as bar:
            for batch in _batches(lines, faults):
                for name, count in client.ask("POST", "/pool", {"papers": batch}).items():
                    total[name] += count
                bar.update(min(size, _place(lines)) - bar.pos)
            bar.update(size - bar.pos)
    total["skipped"] += len(faults)
    if as_json:
        print_json({**total, "faults": faults})
        return
    for fault in faults[:10]:
        click.echo(fault, err=True)
    click.echo(", ".join(f"{count:,} {name}" for name, count in total.items()))


def _batches(lines: IO[bytes], faults: list[str]) -> Iterator[list[dict[str, Any]]]:
    from paper_radar.papers.model import to_json
    from paper_radar.sources.jsonl import read_line

    batch: list[dict[str, Any]] = []
    held = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            batch.append(to_json(read_line(line)))
        except BadInputError as error:
            faults.append(f"line {number}: {error.message}")
            continue
        held += len(line)
        if len(batch) >= BATCH or held > BATCH_BYTES // 2:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _place(lines: IO[bytes]) -> int:
    """How far into the file on the disk the reader is, packed or not."""
    return int(getattr(lines, "fileobj", lines).tell())


@main.command()
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


@main.command()
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


@main.command()
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


@main.command()
@click.option("--format", "form", default="bibtex", show_default=True, help="bibtex, ris, csl-json, csv or jsonl")
@pass_both
def export(both: Both, form: str) -> None:
    """Print the library in a format that reference managers read."""
    with connect(both[0]) as client:
        click.echo(client.text("GET", f"/library/export?format={form}"), nl=False)


@main.command()
@click.option("--open", "open_page", is_flag=True, help="Open the pairing page in the browser.")
@pass_both
def pair(both: Both, open_page: bool) -> None:
    """A fresh code to pair a browser with the running service."""
    settings, as_json = both
    running = holder(settings.data_dir)
    if running is None or not running.url:
        raise BadInputError("The service is not running.", "Start it: paper-radar serve --open")
    with connect(settings) as client:
        code = client.ask("POST", "/pair/codes")
    if as_json:
        print_json(code)
    else:
        click.echo(f"Open {code['url']} in the browser that has the extension,")
        click.echo(f"or type the code {code['code']} into its options. It works once, for {code['minutes']} minutes.")
    if open_page:
        click.launch(code["url"])


@main.command()
@pass_both
@click.pass_context
def doctor(context: click.Context, both: Both) -> None:
    """What is wrong on this machine, and how to mend it."""
    from dataclasses import asdict

    from paper_radar.doctor import examine

    settings, as_json = both
    findings = list(examine(settings))
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        signs = {"well": ("✓", "green"), "note": ("·", "yellow"), "wrong": ("✗", "red")}
        for finding in findings:
            sign, colour = signs[finding.state]
            click.secho(f"{sign} {finding.what}: {finding.told}", fg=colour)
            if finding.state != "well" and finding.mend:
                click.echo(f"    {finding.mend}")
    context.exit(int(any(finding.state == "wrong" for finding in findings)))


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
