"""The clauses of a query in the language of FTS5, over the columns of `tokens`. Pure.

Only tokens of ours, of letters and digits, ever stand in an expression, each within quotes.

A word, title or author that ends in "*" is the beginning of what is meant.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from paper_radar.papers.text import STOP_WORDS, words
from paper_radar.search.language import Clause, Query
from paper_radar.search.tokens import category, name, of_name, sequence, wholes

# More words stand between two words of one name than of names beside each other, see `tokens`.
_WITHIN_A_NAME = 3
# No two texts have as many words in common and go on otherwise; of hundreds a phrase takes seconds.
_LONGEST_PHRASE = 16
# What begins with less is nearly everything, and takes as long.
_SHORTEST_BEGINNING = 3
_ANY_END = "*"
# A word half typed may be longer than its stem: "optimizatio" is "optim". These are what it may lack.
_WHOLE_ENDINGS = "izations ational ability ibility ities ingly edly ments nesses ences ances ously ively ers isms"
_ENDINGS = sorted({end[at:to] for end in _WHOLE_ENDINGS.split() for at in range(len(end)) for to in (-1, len(end))})
_MOST_ENDING = 6


def expression(clause: Clause) -> str:
    """Where the clause holds, whether it is negative or not; "" for one that says nothing, as a date or a sign."""
    match clause.kind:
        case "word":
            return _any(_either(_text(clause.value), _name_phrase(clause.value)))
        case "phrase":
            return _any(_text(clause.value))
        case "title":
            return _any(_text(clause.value, "title"))
        case "author":
            return author(clause.value)
        case "category":
            token = category(clause.value)
            return f'"{token}"' if token.strip("#_.-") else ""
        case _:
            return ""


def in_title(values: Sequence[str]) -> str:
    """Where all of these words stand in the title."""
    return " AND ".join(filter(None, (_any(_text(value, "title")) for value in values)))


def together(values: Sequence[str], column: str = "title abstract") -> str:
    """Where the words stand together in this order."""
    return _any(_text(" ".join(values), column))


def begins(values: Sequence[str]) -> str:
    """Where the title begins with the words."""
    return f"title : ^ {_phrase(sequence(' '.join(values))[:_LONGEST_PHRASE])}"


def author(value: str) -> str:
    """Where all words of the value stand in one author's name, in any order."""
    parts = [f'"{of_name(part)}"' for part in name(value)[:8]]
    if parts and (_star(value) or (len(parts) > 1 and value.endswith(_ANY_END))):
        parts[-1] += " *"
    return f"NEAR({' '.join(parts)}, {_WITHIN_A_NAME})" if len(parts) > 1 else "".join(parts)


def initials(value: str) -> str:
    """The keys of names (see `radar.lookups`) of all who may be "D. Zou"; "" where more is told, or less."""
    parts = name(value)
    whole, short = [part for part in parts if len(part) > 1], [part for part in parts if len(part) == 1]
    if len(whole) != 1 or not short or not value.isascii():
        return ""
    key = f"n/{whole[0]}_{short[0]}"
    return f'"{key}" OR "{key}."'


def begun(query: Query) -> Query | None:
    """The query with its last word as the beginning of the one that is being typed; None where that says nothing."""
    last = query.clauses[-1] if query.clauses else None
    if last is None or last.negative or last.kind not in ("word", "title", "author") or last.value.endswith(_ANY_END):
        return None
    if len(last.value) > 1 and last.value.isupper():
        return None  # who types PAC does not mean packages
    whole = replace(last, value=last.value + _ANY_END)
    if expression(whole) == expression(last) or not is_telling(last.value):
        return None
    return replace(query, clauses=(*query.clauses[:-1], whole))


def is_telling(value: str) -> bool:
    """Whether the word tells one paper from another: "the" and "of" are asked for only where nothing else is."""
    return any(word not in STOP_WORDS for word in words(value))


def telling(query: Query) -> list[Clause]:
    """What must hold; without the words that tell nothing, where others do."""
    wanted = [each for each in query.clauses if not each.negative]
    if any(each.kind == "word" and is_telling(each.value) for each in wanted):
        return [each for each in wanted if each.kind != "word" or is_telling(each.value)]
    return wanted


def _text(value: str, columns: str = "") -> list[str]:
    """The ways in which the text may stand in one of the columns, or anywhere."""
    found = words(value)
    if not found:
        return []
    tokens = sequence(value)
    ways = [_phrase(tokens[:_LONGEST_PHRASE])]
    if _star(value) and len(tokens) <= _LONGEST_PHRASE:
        last = name(value)[-1]
        ways.append(_phrase([*tokens[:-1], last]) + _star(value))
        ways += [_phrase([*tokens[:-1], each]) for each in _ended(last)]
    if len(found) == 1:
        ways += [f'"{whole}"{_star(value)}' for whole in wholes(found[0])]
        if _star(value) and wholes(found[0]):
            ways += [f'"{each}"' for each in _ended("".join(name(value)))]
        if len(found[0]) == 1 and found[0] >= "\u3040":
            # A character alone begins or ends a pair.
            ways.append(f'"{found[0]}" *')
    return [f"{{{columns}}} : {way}" if columns else way for way in dict.fromkeys(ways)]


def _name_phrase(value: str) -> str:
    """The words as those of a name that stand together; of endless ones, as of any text, the first."""
    parts = name(value)
    return _phrase(map(of_name, parts[:_LONGEST_PHRASE])) + (_star(value) if len(parts) <= _LONGEST_PHRASE else "")


def _star(value: str) -> str:
    """What makes the last word of a phrase a beginning, where the value ends in one that is long enough."""
    last = name(value)[-1:] if value.endswith(_ANY_END) and value.isascii() else []
    return " *" if last and len(last[0]) >= _SHORTEST_BEGINNING else ""


def _ended(word: str) -> list[str]:
    """The stems, none of which begins with the word, of what it may become."""
    found = dict.fromkeys(each for end in _ENDINGS for each in sequence(word + end) if not each.startswith(word))
    likely = [each for each in found if len(each) > _SHORTEST_BEGINNING and each[:-1] == word[: len(each) - 1]]
    return sorted(likely, key=len, reverse=True)[:_MOST_ENDING]


def _phrase(tokens: Iterable[str]) -> str:
    return '"' + " ".join(tokens) + '"'


def _either(ways: list[str], also: str) -> list[str]:
    return [*ways, also] if ways else ways


def _any(ways: Sequence[str]) -> str:
    return f"({' OR '.join(ways)})" if len(ways) > 1 else "".join(ways)
