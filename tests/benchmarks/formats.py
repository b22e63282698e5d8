"""How long 10,000 papers take out of the library and into it, by file. Each once: it is tens of seconds of work."""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from paper_radar.library.citation_keys import CitationKeys
from paper_radar.library.export import FORMATS
from paper_radar.library.importing import import_text
from paper_radar.library.record import Saved
from paper_radar.library.saved import Library
from paper_radar.storage.tiny import TinyWorkspace
from tests.benchmarks.bars import Bar
from tests.benchmarks.papers import corpus

_PAPERS = 10_000


def bars() -> Iterator[Bar]:
    papers = list(islice(corpus(), _PAPERS))
    items = [Saved(paper=replace(paper, source="arxiv"), tags=("one", "two"), note="A note.") for paper in papers]
    for name in ("bibtex", "ris", "csv"):
        began = time.perf_counter()
        text = FORMATS[name].write(items)
        size = f"{len(text.encode()) / 1e6:.0f} MB"
        yield Bar(f"export of {len(items):,} papers, {name}", None, "s", time.perf_counter() - began, size)
        with tempfile.TemporaryDirectory() as folder:
            workspace = TinyWorkspace(Path(folder) / "workspace.json")
            library = Library(workspace, lambda: datetime.now(UTC))
            for what, preview in (("preview of an import", True), ("import", False), ("the same import again", False)):
                began = time.perf_counter()
                report = import_text(library, "", text, preview=preview, keys=CitationKeys(workspace))
                told = f"{report.added:,} new, {report.known:,} known"
                yield Bar(f"{what}, {name}", None, "s", time.perf_counter() - began, told)
            workspace.close()
