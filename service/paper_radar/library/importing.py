"""Taking the papers of a file into the library."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from paper_radar.errors import BadInputError
from paper_radar.library.citation_keys import CitationKeys
from paper_radar.library.export import Read, format_named
from paper_radar.library.merging import News, Outcome
from paper_radar.library.recognising import recognised
from paper_radar.library.record import Saved
from paper_radar.library.saved import Library
from paper_radar.papers.model import Paper

_NOTHING_READ = "There is no paper in this file."


class NothingReadError(BadInputError):
    """No record of the file could be read."""

    code = "nothing_read"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became (or would become) of one record; `news` is what a paper that was there took of it, `why` the reason
    for which it was passed over.
    """

    paper: Paper
    became: Literal["new", "merged", "known", "skipped"]
    news: tuple[News, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The format, and what became of each of its records, in the order of the file.

    `skipped` holds (place in the file, reason) of those that could not be read, and of those that were not taken.
    """

    format: str
    fates: tuple[Fate, ...]
    skipped: tuple[tuple[str, str], ...]

    def count(self, became: str) -> int:
        return sum(fate.became == became for fate in self.fates)

    @property
    def added(self) -> int:
        """How many became papers of the library."""
        return self.count("new")

    @property
    def merged(self) -> int:
        """How many brought something new to papers that were there."""
        return self.count("merged")

    @property
    def known(self) -> int:
        """How many were there already, with all that they say."""
        return self.count("known")


def read_text(format: str, text: str) -> tuple[str, Read]:
    """The format's name, recognised from the text where none is given, and what its reader made of the text.

    Raises BadInputError if there is no such format, or nothing could be read.
    """
    name = format or recognised(text)
    read = format_named(name).read(text)
    if read.skipped and not read.items:
        place, why = read.skipped[0]
        raise NothingReadError(f"{_NOTHING_READ} {place}: {why}.", "Choose another format, or export it anew.")
    return name, read


def import_text(
    library: Library, format: str, text: str, *, preview: bool = False, keys: CitationKeys | None = None
) -> Report:
    """Take every record of a file, all in one write. One that cannot be taken is told of and never ends the import.

    Without a `format` it is recognised from the text. With `preview` nothing is written. Papers keep in `keys` the
    citation keys that they have in the file. Raises BadInputError if there is no such format, or the text is nothing
    of the kind.
    """
    name, read = read_text(format, text)
    # Together: the disk is waited for once, not once a record.
    told = library.foresee(read.items) if preview else library.add_many(read.items)
    if keys and read.keys and not preview:
        keys.keep(zip(read.items, read.keys, strict=True))
    return _report(name, read.items, told, read.skipped)


def _report(
    name: str,
    items: Sequence[Saved],
    told: Sequence[Outcome | BadInputError],
    skipped: Sequence[tuple[str, str]],
) -> Report:
    fates = []
    for saved, became in zip(items, told, strict=True):
        if isinstance(became, BadInputError):
            fates.append(Fate(saved.paper, "skipped", why=became.message))
        elif became.what == "saved":
            fates.append(Fate(saved.paper, "new"))
        else:
            fates.append(Fate(saved.paper, "merged" if became.what == "merged" else "known", became.news))
    refused = [
        (f"record {number}, {fate.paper.title:.60}", fate.why)
        for number, fate in enumerate(fates, 1)
        if fate.became == "skipped"
    ]
    return Report(name, tuple(fates), (*skipped, *refused))
