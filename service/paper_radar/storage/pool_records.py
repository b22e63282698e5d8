"""Papers as the pool keeps them: one JSON text each, and the day by which they are new or old."""

import json
import re
from dataclasses import fields
from typing import Any

import pydantic_core

from paper_radar.errors import BadInputError
from paper_radar.papers.model import Paper, from_json
from paper_radar.storage.database import DamageError

_NAMES = tuple(field.name for field in fields(Paper))
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)")


def record_of(paper: Paper) -> str:
    """The paper as JSON, without the fields of which nothing is known: a third less than `to_json`.

    Raises BadInputError for what could not be read back: a wrong type, half a surrogate pair.
    """
    values = {
        name: value for name in _NAMES if (value := getattr(paper, name)) not in ("", (), None) and value is not False
    }
    from_json(values)
    try:
        record = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        record.encode()
    except (TypeError, ValueError) as error:
        raise BadInputError(f"{paper.key} cannot be written: {error}") from error
    return record


def paper_of(record: str) -> Paper:
    """The paper that `record_of` wrote. Raises DamageError if it is no such record."""
    ((_, paper),) = papers_of(f"[[0,{record}]]")
    return paper


def papers_of(rows: str) -> list[tuple[Any, Paper]]:
    """The papers of a JSON list of [something, record], each with its something.

    Raises DamageError if a record is none that `record_of` wrote.
    """
    try:
        return [(something, _paper(values)) for something, values in pydantic_core.from_json(rows)]
    except (ValueError, TypeError, AttributeError, BadInputError) as error:
        raise DamageError(f"a record cannot be read: {error}") from error


def _paper(values: dict[str, Any]) -> Paper:
    # `record_of` has checked the values, so `from_json` is asked only where another version of the model wrote them:
    # papers are read by the hundred, in a quarter of its time.
    if "authors" in values:
        values["authors"] = tuple(values["authors"])
    if "categories" in values:
        values["categories"] = tuple(values["categories"])
    if "keywords" in values:
        values["keywords"] = tuple(values["keywords"])
    try:
        return Paper(**values)
    except TypeError:
        return from_json(values)


def day_of(paper: Paper, first_seen: str) -> str:
    """The day on which the paper was news, as precise as is known: announced, else published, else first seen."""
    for date in (paper.announced, paper.published, paper.updated, first_seen):
        if match := _DAY.match(date):
            return match.group()
    return ""
