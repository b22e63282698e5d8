"""What the model is asked: the fixed words of `prompt_words`, and the papers as data, never as instructions."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from paper_radar.briefs.budget import estimate_tokens, prompt_tokens
from paper_radar.briefs.full_text import fitted_for
from paper_radar.briefs.material import Material, Part
from paper_radar.briefs.orders import without_orders
from paper_radar.briefs.prompt_words import MEANINGS, NAMING, RADAR, SIZES, SYSTEM, TASKS, USER
from paper_radar.briefs.sections import Language, Length
from paper_radar.briefs.statements import SECTIONS, Kind
from paper_radar.briefs.wording import seen

PROMPT_VERSION = 2  # of all that is sent: a change of a word here or in `prompt_words` counts it up

Message = dict[str, str]

_SHORTEST = 300  # characters of a paper's text below which a brief says nothing
_CUT_MARK = " […]"
_FENCE = re.compile(r"[<＜]{2,}|[>＞]{2,}")
# Local servers may read these as the marks of a chat ("<|im_start|>", "<|channel|>"); arXiv writes norms like that.
_CHAT_MARK = re.compile(r"<(?=\|)|(?<=\|)>")


def write_messages(
    kind: Kind, material: Sequence[Material], language: Language, length: Length, room: int
) -> list[Message]:
    """The chat messages that ask for the brief, of at most about `room` tokens.

    What does not fit is cut from the longest papers first: of a full text what matters least, of an abstract its end.
    No paper is cut to nothing, so that very many may exceed the room. Each piece of a paper is one line without the
    marks that delimit papers, so that no text can end its own block. Of kind "beside" the first paper is the one of
    the page.
    """
    system = _system(kind, language, length, radar=any(one.why for one in material))
    facts = [list(_facts(one)) for one in material]
    longest = max((_size(one.parts) for one in material), default=0)
    while True:
        written = [
            _block(one.number, [*known, *_fitted(list(_texts(one, longest)), longest)])
            for one, known in zip(material, facts, strict=True)
        ]
        messages = [
            {"role": "system", "content": system},
            {"role": "user", "content": "\n\n".join([*written, USER[language]])},
        ]
        needed = prompt_tokens(messages)
        if needed <= room or longest <= _SHORTEST:
            return messages
        longest = max(_SHORTEST, min(longest - 50, int(longest * room / needed)))


def schema(kind: Kind, papers: int) -> dict[str, Any]:
    """The JSON schema of the answer, as strict modes want it: every field required, nothing beside them."""
    support = _object(paper={"type": "integer", "enum": list(range(1, papers + 1))}, quote={"type": "string"})
    statement = _object(
        section={"type": "string", "enum": list(SECTIONS[kind])},
        text={"type": "string"},
        support={"type": "array", "items": support},
    )
    return _object(statements={"type": "array", "items": statement})


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _system(kind: Kind, language: Language, length: Length, *, radar: bool) -> str:
    meanings = dict(MEANINGS[language][kind])
    if radar:
        meanings["radar"] = RADAR[language]
    listed = [f'- "{section}": {meanings[section]}' for section in SECTIONS[kind] if section in meanings]
    return SYSTEM[language].format(
        task=TASKS[language][kind],
        sections="\n".join(listed),
        size=SIZES[language][kind][length],
        naming=NAMING[language][kind != "paper"],
    )


def _block(number: int, lines: Sequence[tuple[str, str]]) -> str:
    return "\n".join([f"<<<PAPER {number}", *(f"{name}: {text}" for name, text in lines), f"PAPER {number}>>>"])


def _facts(one: Material) -> Iterator[tuple[str, str]]:
    """What is known of the paper beside its text, each with its name."""
    paper = one.paper
    authors = ", ".join(name[:80] for name in paper.authors[:8]) + (" et al." if len(paper.authors) > 8 else "")
    facts = {
        "Title": as_data(paper.title, 400),
        "Authors": as_data(without_orders(authors), 800),
        "Published": as_data(paper.published[:10], 10),
        "Categories": as_data(" ".join(paper.categories[:6]), 120),
        "On the reader's radar for": as_data("; ".join(one.why[:6]), 300),
    }
    return ((name, text) for name, text in facts.items() if text)


def _texts(one: Material, longest: int) -> Iterator[tuple[str, str]]:
    """What may be quoted in about `longest` characters, each piece with the heading it stands under."""
    parts, size = one.parts, _size(one.parts)
    if len(parts) > 1 and size > longest:
        tokens = sum(estimate_tokens(part.text) for part in parts)
        parts = fitted_for(one.paper, one.why, parts, tokens * longest // size)
    for part in parts:
        text = _line(part.text)
        if text:
            name = as_data(part.name, 80)
            yield (name if name == "Abstract" else f'Section "{name}"'), text


def _size(parts: Sequence[Part]) -> int:
    return sum(len(part.text) for part in parts)


def _fitted(texts: Sequence[tuple[str, str]], longest: int) -> Iterator[tuple[str, str]]:
    """The first `longest` characters of these texts."""
    left = longest
    for name, text in texts:
        if left <= 0:
            return
        yield name, _cut(text, left)
        left -= len(text)


def as_data(text: str, longest: int) -> str:
    """One line that cannot be taken for a delimiter, cut between words to about `longest` characters."""
    return _cut(_line(text), longest)


@lru_cache(maxsize=256)  # each is asked for at every attempt to make the prompt fit
def _line(text: str) -> str:
    line = " ".join(seen(text).split())
    return _CHAT_MARK.sub(_apart, _FENCE.sub(lambda match: match.group()[0], line))


def _apart(match: re.Match[str]) -> str:
    return "< " if match.group() == "<" else " >"


def _cut(line: str, longest: int) -> str:
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0] + _CUT_MARK
