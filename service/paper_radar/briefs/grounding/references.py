"""Papers that a statement names: [1], "paper 2", arXiv ids, DOIs and addresses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from paper_radar.papers.identity import parse_arxiv_id, parse_doi

_BRACKETS = re.compile(r"[\[［【]((?a:\d){1,3}(?:\s?[,，、;–-]\s?(?a:\d){1,3}){0,19})[\]］】]")
_NAMED = re.compile(
    r"\b(?:papers?|preprints?)\s(?:no\.?\s?|#)?(?P<english>(?a:\d){1,3})\b(?![.,%](?a:\d))"
    r"|(?:论文|文献)\s?[#\[（(]?(?P<chinese>(?a:\d){1,3})(?![.%\d])"
    r"|第\s?(?P<nth>(?a:\d){1,3}|[一二三四五六七八九十]{1,3})\s?篇",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'“”‘’，。；）】]{1,500}", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?<![\w./])(?:arxiv\s?[:.]\s?)?((?a:\d){4}\.(?a:\d){4,5}(?:v(?a:\d){1,2})?|[a-z]{2,8}(?:-[a-z]{2,4})?/(?a:\d){7})(?![\w/])(?!\.(?a:\d))",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:doi:\s?)?\b10\.(?a:\d){4,9}/[^\s\"'，。；）】]{1,200}", re.IGNORECASE)
_NUMERALS = {sign: value for value, sign in enumerate("零一二三四五六七八九十")}


@dataclass(frozen=True, slots=True)
class References:
    """`numbers` are the papers named by their numbers, as (number, as written); `works` ids, DOIs and addresses.

    `rest` is the text with blanks in place of all of them, as long as it was.
    """

    numbers: tuple[tuple[int, str], ...]
    works: tuple[str, ...]
    rest: str


def references_in(text: str) -> References:
    """The papers that the text of a statement names. Brackets that begin at 0 are an interval, no reference."""
    numbers: list[tuple[int, str]] = []
    works: list[str] = []

    def work(match: re.Match[str]) -> str:
        found = match.group().rstrip(".,;:)")
        if _ARXIV.fullmatch(found) and parse_arxiv_id(_ARXIV.sub(r"\1", found)) is None:
            return match.group()
        works.append(found)
        return " " * len(match.group())

    def brackets(match: re.Match[str]) -> str:
        named = [int(number) for number in re.findall(r"\d+", match[1])]
        if 0 in named:
            return match.group()
        numbers.extend((number, match.group()) for number in named)
        return " " * len(match.group())

    def named(match: re.Match[str]) -> str:
        written = match["english"] or match["chinese"] or match["nth"]
        numbers.append((int(written) if written.isdigit() else _NUMERALS.get(written, 0), match.group()))
        return " " * len(match.group())

    for pattern, taken in ((_ADDRESS, work), (_DOI, work), (_ARXIV, work), (_BRACKETS, brackets), (_NAMED, named)):
        text = pattern.sub(taken, text)
    return References(tuple(numbers), tuple(works), text)


def is_known(work: str, ids: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether the id, DOI or address is one of the `ids` (of the papers of the brief), or stands in their texts."""
    wanted = _bare(work)
    arxiv = parse_arxiv_id(work)
    doi = parse_doi(work)
    for known in ids:
        if known and wanted == _bare(known):
            return True
        if arxiv and (other := parse_arxiv_id(known)) and other.id == arxiv.id:
            return arxiv.version in (None, other.version) or other.version is None
        if doi and doi == parse_doi(known):
            return True
    return any(wanted in _bare(text) for text in texts)


def _bare(address: str) -> str:
    lower = re.sub(r"https?://(?:www\.)?|^www\.", "", address.lower())
    return re.sub(r"^(?:arxiv|doi):\s?", "", lower).rstrip("/.")
