"""`paper-radar import`: papers from a file into the pool."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import click

from paper_radar.cli.group import Both, pass_both
from paper_radar.client import connect
from paper_radar.errors import BadInputError
from paper_radar.printing import print_json

BATCH = 400  # papers an import hands over at once: about 0.8 MB, under the body limit even with long abstracts
BATCH_BYTES = 1_500_000


@click.command("import")
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
