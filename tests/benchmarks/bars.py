"""`make bench`: the bars of the design that can be measured now, beside what they are.

Medians or 95th percentiles of at least 20 runs on whatever else the machine is doing; run it on a quiet one.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from tests.shared import DATA, ROOT


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
    yield Bar(
        "extension, unpacked", 300, "kB", sum(path.stat().st_size for path in files) / 1000, f"{len(files)} files"
    )


def main() -> None:
    if not DATA.is_dir():
        sys.exit("The benchmarks need the recorded data beside this checkout (../shared/data).")
    from tests.benchmarks import briefs, browser, formats, library, library_page, refresh, service

    wanted = set(sys.argv[1:]) or {
        "size",
        "service",
        "library",
        "library-page",
        "formats",
        "refresh",
        "briefs",
        "browser",
    }
    parts = {
        "size": extension_size,
        "service": service.bars,
        "library": library.bars,
        "library-page": library_page.bars,
        "formats": formats.bars,
        "refresh": refresh.bars,
        "briefs": briefs.bars,
        "browser": browser.bars,
    }
    print(f"{'what':<58} {'at most':>9}  {'measured':>9}")
    over = 0
    for name, part in parts.items():
        if name in wanted:
            for bar in part():
                print(bar.line(), flush=True)
                over += bar.is_over
    print("Author pairs, related papers and pages have scorers of their own: make score.")
    sys.exit(min(over, 1))


if __name__ == "__main__":
    main()
