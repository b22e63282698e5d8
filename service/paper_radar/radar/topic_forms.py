"""What a followed topic is looked for as: its value and aliases, phrases, short names, runs of a script."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

from paper_radar.radar.abbreviations import LONG_FORMS, SHORT_FORMS
from paper_radar.radar.clauses import keys_of
from paper_radar.radar.entries import Entry

_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_SHORT = 4
_SHORTEST = 2
_LONG = 3
_MOST_COMPOUNDS = 3
_HYPHEN = re.compile(r"(?<=[^\W_])[-‐‑](?=[^\W_])")
# "Low-rank adaptation (LoRA)" is followed by both its names.
_NAMED = re.compile(r"^([^()]+)\(([^()]+)\)\s*$")


@dataclass(frozen=True, slots=True)
class Form:
    """One text by which a topic is found. `keys` are those of a phrase, each of its spellings with hyphens one."""

    text: str
    kind: Literal["phrase", "name", "script"]
    rule: str
    keys: tuple[tuple[str, ...], ...] = ()


def forms_of(entry: Entry) -> Iterator[Form]:
    """All forms of a topic entry, those of its value first; then the names that the field has for them."""
    found: dict[str, Form] = {}
    for text in (entry.value, *entry.aliases):
        named = _NAMED.match(text)
        for part in (text, *(named.groups() if named else ())):
            if part.strip():
                found.setdefault(part.strip(), _form(part.strip(), "" if text == entry.value else "alias"))
    yield from found.values()
    for form in tuple(found.values()):
        other = (
            LONG_FORMS.get(form.text)
            if form.kind == "name"
            else next(filter(None, map(SHORT_FORMS.get, form.keys)), None)
        )
        if other and other not in found:
            yield _form(other, "abbreviation")


def _form(text: str, rule: str) -> Form:
    if _CJK.search(text):
        return Form(text, "script", rule or "script")
    if is_name(text):
        # "LLMs" is the plural of a name.
        text = text[:-1] if text[-1] == "s" and text[:-1].isupper() else text
        return Form(text, "name", rule or "name")
    return Form(
        text,
        "phrase",
        rule or "phrase",
        tuple(dict.fromkeys(filter(None, map(keys_of, dict.fromkeys(_spellings(text)))))),
    )


def _spellings(text: str) -> Iterator[str]:
    """The phrase as it is, then with each of its compounds joined or not ("parameter-efficient finetuning"), and its
    two words as one: "keyframes".
    """
    yield text
    words = text.split()
    choices = [dict.fromkeys((word, _HYPHEN.sub("", word))) for word in words]
    if sum(len(choice) - 1 for choice in choices) <= _MOST_COMPOUNDS:
        yield from map(" ".join, product(*choices))
    else:
        yield _HYPHEN.sub("", text)
    if len(words) == 2 and all(word.isalpha() and len(word) >= _LONG for word in words):
        yield "".join(words)


def is_name(text: str) -> bool:
    """Whether the topic is a short name, to be found only as it is written: RL, SAM, LoRA, GPT-4.

    A short word in small letters ("bias") is a word.
    """
    text = unicodedata.normalize("NFC", text)
    if text[-1:] == "s" and text[:-1].isupper():
        return len(text) > _SHORTEST
    letters = sum(letter.isalnum() for letter in text)
    return (" " not in text and (text.isupper() or (letters <= _SHORT and text.lower() != text))) or letters < 2
