"""Reads statements out of a model's answer while it arrives, whatever stands around them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from paper_radar.briefs.loose_json import Found, Objects
from paper_radar.briefs.sections import LABELS
from paper_radar.briefs.statements import RawStatement, Section
from paper_radar.briefs.wording import quoted, stated

_MOST = 40  # statements; a full brief has twelve, and a model that has lost itself repeats one without end
_MOST_SUPPORT = 8
_LONGEST_TEXT = 1500  # characters; what is longer is no statement
_LONGEST_QUOTE = 1500

# The names that models give to the fields when no schema holds them, the decided ones first.
_TEXT = ("text", "statement", "sentence", "content")
_SUPPORT = ("support", "supports", "sources", "citations", "quotes", "passages", "references")
_QUOTE = ("quote", "quotation", "passage", "text", "words")
_PAPER = ("paper", "paper_number", "paper_id", "number", "source")
_SECTIONS: dict[str, Section] = {
    label.lower(): section for labels in LABELS.values() for section, label in labels.items()
}
_SECTIONS.update({section: section for section in LABELS["en"]})
_SECTIONS.update({"claims": "claim", "methods": "method", "approach": "method"})
_SECTIONS.update(dict.fromkeys(("result", "results", "findings", "结果"), "evidence"))
_SECTIONS.update(dict.fromkeys(("limit", "limitation", "limitations", "局限性"), "limits"))
_SECTIONS.update({"agree": "agrees", "agreement": "agrees", "differ": "differs", "difference": "differs"})
_SECTIONS.update({"novel": "new", "connections": "connection", "read_first": "first", "read-first": "first"})
_NUMBER = re.compile(r"\D{0,12}(\d{1,3})\D{0,3}")


class Scanner:
    """`feed` gives the statements that are complete by now; `draft` is the text of the one that is being written.

    None is given twice. Of an answer that is cut, the last statement counts if its text and a quotation are whole.
    """

    def __init__(self) -> None:
        self._objects = Objects()
        self._given: set[RawStatement] = set()

    def feed(self, text: str) -> list[RawStatement]:
        """The statements that `text` completed, in their order."""
        return list(self._new(self._objects.feed(text)))

    def finish(self) -> list[RawStatement]:
        """The rest, once nothing more will arrive."""
        return list(self._new(self._objects.finish()))

    @property
    def draft(self) -> str:
        """The text of the statement that is being written, as far as it is there; "" if none is."""
        for fields, key, coming in self._objects.open():
            if key in _SUPPORT and _text(fields) is None:
                return ""
            text = coming if key in _TEXT and coming is not None else _text(fields)
            if text is not None and len(text) > 2 * _LONGEST_TEXT:
                return ""  # it is no statement, and would be made plain anew at each letter
            if text is not None:
                return stated(text)[:_LONGEST_TEXT] if len(self._given) < _MOST else ""
        return ""

    def _new(self, found: list[Found]) -> Iterator[RawStatement]:
        for each in found:
            statement = _statement(each)
            if statement and statement not in self._given and len(self._given) < _MOST:
                self._given.add(statement)
                yield statement


def _statement(found: Found) -> RawStatement | None:
    text = _text(found.fields)
    if text is None or any(key in _SUPPORT for key, _ in found.around):
        return None
    section = _section(found)
    support = tuple(_support(found.fields))[:_MOST_SUPPORT]
    words = stated(text) if len(text) <= 2 * _LONGEST_TEXT else ""
    if not section or not words or len(words) > _LONGEST_TEXT or not (found.whole or support):
        return None
    return RawStatement(section, words, support)


def _text(fields: Mapping[str, Any]) -> str | None:
    return next((text for name in _TEXT if isinstance(text := fields.get(name), str)), None)


def _section(found: Found) -> str:
    """The section it names, else the one it is listed under; "" if neither."""
    named = [found.fields.get("section")]
    for key, fields in reversed(found.around):
        named += [key if key.strip().lower() in _SECTIONS else None, fields.get("section")]
    name = next((name for name in named if isinstance(name, str)), "").strip()
    return _SECTIONS.get(name.lower(), name)[:40]


def _support(fields: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    given = next((fields[name] for name in _SUPPORT if isinstance(fields.get(name), list | dict)), None)
    listed = [fields] if given is None else [given] if isinstance(given, dict) else given
    for one in listed:
        if not isinstance(one, Mapping):
            continue
        quotes = _QUOTE if given is not None else _QUOTE[:3]
        quote = next((one[name] for name in quotes if isinstance(one.get(name), str)), None)
        if quote is not None:
            yield _paper(next((one[name] for name in _PAPER if name in one), None)), quoted(quote[:_LONGEST_QUOTE])


def _paper(value: Any) -> int:
    """The number of a paper: 1, "1", "[1]", "PAPER 1", [1]; 0, which no paper has, for anything else."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, int) and not isinstance(value, bool):
        return value if 0 < value < 1000 else 0
    match = _NUMBER.fullmatch(value) if isinstance(value, str) else None
    return int(match.group(1)) if match else 0
