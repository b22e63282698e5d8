"""A file that is of a format and cannot be read as it: cut off, or damaged."""

import json

from paper_radar.errors import BadInputError


class BrokenFileError(BadInputError):
    """The file is not what it should be; the message says where."""

    code = "broken_file"

    @classmethod
    def of(cls, error: Exception) -> "BrokenFileError":
        """What Python's JSON reader found, in words for people."""
        if isinstance(error, json.JSONDecodeError):
            end = error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated string")
            where = "the file ends too early" if end else f"line {error.lineno}, column {error.colno}: {error.msg}"
            return cls(f"This is not whole JSON: {where}.", "Export it anew from the program that wrote it.")
        return cls("This JSON is nested too deeply.", "Export it anew from the program that wrote it.")
