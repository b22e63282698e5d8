"""The clauses of a query in the language of FTS5, over the columns of `tokens`. Pure.

Only tokens of ours, of letters and digits, ever stand in an expression, each within quotes.
"""

from collections.abc import Iterable, Sequence

from paper_radar.papers.text import STOP_WORDS, words
from paper_radar.search.language import Clause, Query
from paper_radar.search.tokens import category, name, of_name, sequence, wholes

# More words stand between two words of one name than of names beside each other, see `tokens`.
_WITHIN_A_NAME = 3
# No two texts have as many words in common and go on otherwise; of hundreds a phrase takes seconds.
_LONGEST_PHRASE = 16


def expression(clause: Clause) -> str:
    """Where the clause holds, whether it is negative or not; "" for one that says nothing, as a date or a sign."""
    match clause.kind:
        case "word":
            return _any(_either(_text(clause.value), _phrase(map(of_name, name(clause.value)))))
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
    return f"NEAR({' '.join(parts)}, {_WITHIN_A_NAME})" if len(parts) > 1 else "".join(parts)


def initials(value: str) -> str:
    """The keys of names (see `radar.lookups`) of all who may be "D. Zou"; "" where more is told, or less."""
    parts = name(value)
    whole, short = [part for part in parts if len(part) > 1], [part for part in parts if len(part) == 1]
    if len(whole) != 1 or not short or not value.isascii():
        return ""
    key = f"n/{whole[0]}_{short[0]}"
    return f'"{key}" OR "{key}."'


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
    ways = [_phrase(sequence(value)[:_LONGEST_PHRASE])]
    if len(found) == 1:
        ways += [f'"{whole}"' for whole in wholes(found[0])]
        if len(found[0]) == 1 and found[0] >= "\u3040":
            # A character alone begins or ends a pair.
            ways.append(f'"{found[0]}" *')
    return [f"{{{columns}}} : {way}" if columns else way for way in dict.fromkeys(ways)]


def _phrase(tokens: Iterable[str]) -> str:
    return '"' + " ".join(tokens) + '"'


def _either(ways: list[str], also: str) -> list[str]:
    return [*ways, also] if ways else ways


def _any(ways: Sequence[str]) -> str:
    return f"({' OR '.join(ways)})" if len(ways) > 1 else "".join(ways)
