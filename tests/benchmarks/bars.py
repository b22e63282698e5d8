"""`make bench`: the bars of the design that can be measured now, beside what they are.

Medians or 95th percentiles of at least 20 runs on whatever else the machine is doing; run it on a quiet one.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from tests.shared import DATA, ROOT

PARTS = (
    "size",
    "service",
    "library",
    "library-page",
    "formats",
    "refresh",
    "briefs",
    "feed",
    "search",
    "feed-page",
    "browser",
)


@dataclass(frozen=True)
class Bar:
    what: str
    most: float | None  # None: no bar, only told
    unit: str
    measured: float | None  # None: could not be measured here, `note` says why
    note: str = ""

    def line(self) -> str:
        got = "—" if self.measured is None else f"{self.measured:,.1f}"
        most = f"≤ {self.most:>7,.1f}" if self.most is not None else " " * 9
        verdict = "not measured" if self.measured is None else "TOO MUCH" if self.is_over else "ok" if self.most else ""
        return f"{self.what:<58} {most}  {got:>9} {self.unit:<3} {verdict:<12} {self.note}"

    @property
    def is_over(self) -> bool:
        return self.measured is not None and self.most is not None and self.measured > self.most


def extension_size() -> Iterator[Bar]:
    files = [path for path in (ROOT / "extension").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1000
    yield Bar("extension, unpacked", 300, "kB", size, f"{len(files)} files")


def _bars(part: str) -> Iterator[Bar]:
    """Those of the module of this name, which is loaded only where it is asked for."""
    module = import_module(f"tests.benchmarks.{part.replace('-', '_')}")
    yield from module.bars()


def main() -> None:
    if not DATA.is_dir():
        sys.exit("The benchmarks need the recorded data beside this checkout (../shared/data).")
    wanted = sys.argv[1:] or PARTS
    print(f"{'what':<58} {'at most':>9}  {'measured':>9}")
    over = 0
    for name in PARTS:
        if name in wanted:
            for bar in extension_size() if name == "size" else _bars(name):
                print(bar.line(), flush=True)
                over += bar.is_over
    print("Author pairs, related papers and pages have scorers of their own: make score.")
    sys.exit(min(over, 1))


if __name__ == "__main__":
    main()
