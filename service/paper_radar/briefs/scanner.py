"""Reads statements out of a model's answer while it arrives, whatever stands around them."""

import json
from collections.abc import Mapping
from typing import Any

from paper_radar.briefs.statements import RawStatement


class Scanner:
    """`feed` gives the statements that are complete by now; `draft` is the text of the one that is being written."""

    def __init__(self) -> None:
        self.draft = ""
        self._unread = ""

    def feed(self, text: str) -> list[RawStatement]:
        """One JSON object a line, for now."""
        *lines, self._unread = (self._unread + text).split("\n")
        return [statement for line in lines if (statement := _statement(line))]

    def finish(self) -> list[RawStatement]:
        """The rest, once nothing more will arrive."""
        return self.feed("\n")


def _statement(line: str) -> RawStatement | None:
    try:
        read = json.loads(line)
    except ValueError:
        return None
    if not isinstance(read, Mapping) or not isinstance(read.get("text"), str):
        return None
    support: list[Any] = read["support"] if isinstance(read.get("support"), list) else []
    return RawStatement(
        str(read.get("section", "")),
        read["text"],
        tuple((int(one["paper"]), str(one["quote"])) for one in support if isinstance(one, Mapping)),
    )
