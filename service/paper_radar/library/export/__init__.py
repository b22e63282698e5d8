"""The formats in which a library is exported and imported."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from paper_radar.errors import BadInputError
from paper_radar.library.briefed import Briefs
from paper_radar.library.export import bibtex, comma_separated, csl_json, jsonl, markdown, paper_memory, ris
from paper_radar.library.export.citation import citation_keys
from paper_radar.library.export.reading import Read
from paper_radar.library.record import Saved

__all__ = ["EXPORTS", "FORMATS", "IMPORTS", "Format", "Read", "Writer", "format_named"]

Writer = Callable[[Sequence[Saved], Sequence[str]], str]
"""The text of a file with these papers, each under its citation key."""
WriterWithBriefs = Callable[[Sequence[Saved], Sequence[str], Briefs], str]
_NO_BRIEFS: Briefs = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Format:
    """One format of a file: what it is called, and how it is written and read (None: it is not), and with what briefs
    say of the papers (None: it has no place for that).
    """

    name: str
    media_type: str
    extension: str
    writer: Writer | None
    reader: Callable[[str], Read] | None
    with_briefs: WriterWithBriefs | None = None

    def write(self, items: Sequence[Saved], keys: Sequence[str] | None = None, briefs: Briefs = _NO_BRIEFS) -> str:
        """The papers as one file, under these citation keys. Raises BadInputError if it is only read."""
        if self.writer is None:
            raise BadInputError(f"{self.name} is only read.", f"Written are {', '.join(EXPORTS)}.")
        cited = citation_keys(items) if keys is None else keys
        return self.with_briefs(items, cited, briefs) if self.with_briefs else self.writer(items, cited)

    def read(self, text: str) -> Read:
        """The records of a file. Raises BadInputError if it is none of this format, or the format is only written."""
        if self.reader is None:
            raise BadInputError(f"{self.name} is only written.", f"Read are {', '.join(IMPORTS)}.")
        return self.reader(text)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        form.name: form
        for form in (
            Format("bibtex", "application/x-bibtex", "bib", bibtex.write, bibtex.read),
            Format("ris", "application/x-research-info-systems", "ris", ris.write, ris.read),
            Format("csl-json", "application/vnd.citationstyles.csl+json", "json", csl_json.write, csl_json.read),
            Format("csv", "text/csv", "csv", comma_separated.write, comma_separated.read),
            Format("markdown", "text/markdown", "md", markdown.write, None, markdown.write),
            Format("jsonl", "application/jsonl", "jsonl", jsonl.write, jsonl.read, jsonl.write),
            Format("paper-memory", "application/json", "json", None, paper_memory.read),
        )
    }
)
EXPORTS = tuple(name for name, form in FORMATS.items() if form.writer)
IMPORTS = tuple(name for name, form in FORMATS.items() if form.reader)


def format_named(name: str) -> Format:
    """The format of this name. Raises BadInputError that names those there are."""
    try:
        return FORMATS[name]
    except KeyError:
        raise BadInputError(f"There is no format {name!r:.40}.", f"There are {', '.join(FORMATS)}.") from None
