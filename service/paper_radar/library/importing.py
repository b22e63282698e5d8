"""Taking the papers of a file into the library."""

from dataclasses import dataclass

from paper_radar.errors import BadInputError
from paper_radar.library.export import format_named
from paper_radar.library.saved import Library


@dataclass(frozen=True, slots=True)
class Report:
    """How many records became papers of the library, how many went into papers that were there, and which did neither.

    `skipped` holds (place in the file, reason).
    """

    added: int
    merged: int
    skipped: tuple[tuple[str, str], ...]


def import_text(library: Library, format: str, text: str) -> Report:
    """Take every record of a file. One that cannot be taken is told of and never ends the import.

    Raises BadInputError if there is no such format, or the text is nothing of the kind.
    """
    read = format_named(format).read(text)
    added = merged = 0
    skipped = list(read.skipped)
    for number, saved in enumerate(read.items, 1):
        try:
            _, new = library.add(saved)
        except BadInputError as error:
            skipped.append((f"record {number}, {saved.paper.title:.60}", error.message))
            continue
        added, merged = (added + 1, merged) if new else (added, merged + 1)
    return Report(added, merged, tuple(skipped))
