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
    # Together: the disk is waited for once, not once a record.
    told = library.add_many(read.items)
    refused = [
        (f"record {number}, {saved.paper.title:.60}", became.message)
        for number, (saved, became) in enumerate(zip(read.items, told, strict=True), 1)
        if isinstance(became, BadInputError)
    ]
    taken = [became.what for became in told if not isinstance(became, BadInputError)]
    added = taken.count("saved")
    return Report(added, len(taken) - added, (*read.skipped, *refused))
