"""The formats in which a library is exported and imported."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from paper_radar.errors import BadInputError
from paper_radar.library.export import bibtex, comma_separated, csl_json, jsonl, ris
from paper_radar.library.export.reading import Read
from paper_radar.library.record import Saved

__all__ = ["FORMATS", "Format", "Read", "format_named"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format of a file: what it is called, and how it is written and read."""

    name: str
    media_type: str
    extension: str
    write: Callable[[Sequence[Saved]], str]
    read: Callable[[str], Read]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        form.name: form
        for form in (
            Format("bibtex", "application/x-bibtex", "bib", bibtex.write, bibtex.read),
            Format("ris", "application/x-research-info-systems", "ris", ris.write, ris.read),
            Format("csl-json", "application/vnd.citationstyles.csl+json", "json", csl_json.write, csl_json.read),
            Format("csv", "text/csv", "csv", comma_separated.write, comma_separated.read),
            Format("jsonl", "application/jsonl", "jsonl", jsonl.write, jsonl.read),
        )
    }
)


def format_named(name: str) -> Format:
    """The format of this name. Raises BadInputError that names those there are."""
    try:
        return FORMATS[name]
    except KeyError:
        raise BadInputError(f"There is no format {name!r:.40}.", f"There are {', '.join(FORMATS)}.") from None
