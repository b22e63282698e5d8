"""The extractive brief of several papers: themes by shared words, connections across fields, what to read first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from paper_radar.briefs.extractive import wording
from paper_radar.briefs.extractive.choice import alike
from paper_radar.briefs.extractive.one import on_radar
from paper_radar.briefs.extractive.phrases import Phrase, shared, telling
from paper_radar.briefs.extractive.quoting import Read, of_phrases, quotation, said
from paper_radar.briefs.material import Part
from paper_radar.briefs.sections import Language, Length
from paper_radar.briefs.statements import Statement
from paper_radar.papers.text import terms

_WORDS = 3  # phrases named of a theme
_MOST_CONNECTIONS = {"short": 2, "full": 4}
_MOST_FIRST = {"short": 2, "full": 3}
_OVERVIEW = re.compile(r"\b(?:survey|overview|tutorial|primer|literature review|systematic review|a review)\b", re.I)


@dataclass(frozen=True, slots=True)
class Theme:
    """Phrases, and all the papers that share them; `members` are those of them that no theme before had."""

    phrases: tuple[Phrase, ...]
    papers: tuple[int, ...]
    members: tuple[int, ...]


def statements_of_several(papers: Sequence[Read], language: Language, length: Length) -> Iterator[Statement]:
    """Each theme with the claims of its papers, then the claims of the others; connections; what to read first."""
    found = shared([one.titled for one in papers])
    themes = _themes(found, len(papers))
    told: list[list[str]] = []
    for theme in themes:
        text = wording.theme(_words(theme.phrases), len(theme.papers), language)
        yield of_phrases("theme", text, theme.phrases, [papers[at] for at in theme.papers])
        yield from _claims([papers[at] for at in theme.members], told, length)
    of_themes = {at for theme in themes for at in theme.members}
    yield from _claims([one for at, one in enumerate(papers) if at not in of_themes], told, length)
    yield from _connections(papers, found, themes, language, length)
    yield from _first(papers, found, language, length)


def _claims(papers: Sequence[Read], told: list[list[str]], length: Length) -> Iterator[Statement]:
    """What each paper claims, and of a full brief what it shows; nothing that another one has said already."""
    for one in papers:
        for sentence in one.told:
            if sentence.is_extra:
                continue
            said_now = terms(sentence.text)
            wanted = ("claim", "evidence") if length == "full" else ("claim",)
            if sentence.role in wanted and not any(alike(said_now, before) for before in told):
                told.append(said_now)
                yield said("theme", one, sentence)


def _themes(found: Sequence[Phrase], count: int) -> list[Theme]:
    """Greedily: the phrase that says most of most papers that have no theme yet, and what else all of them share."""
    free = set(range(count))
    themes: list[Theme] = []
    while True:
        rated = [
            (phrase.weight * len(free & phrase.papers) ** 0.7 * (1 - 0.75 * len(phrase.papers) / count), -at, phrase)
            for at, phrase in enumerate(found)
            if len(free & phrase.papers) > 1
        ]
        if not rated:
            return sorted(themes, key=lambda theme: -len(theme.papers))
        best = max(rated)[2]
        named = {phrase.key for theme in themes for phrase in theme.phrases}
        others = [one for one in found if one is not best and one.key not in named and best.papers <= one.papers]
        members = tuple(sorted(free & best.papers))
        themes.append(Theme(tuple(telling([best, *others], _WORDS)), tuple(sorted(best.papers)), members))
        free -= best.papers


def _connections(
    papers: Sequence[Read], found: Sequence[Phrase], themes: Sequence[Theme], language: Language, length: Length
) -> Iterator[Statement]:
    """Pairs of papers of different fields that no theme has brought together, by the words they share."""
    rated = []
    for one, other in combinations(range(len(papers)), 2):
        fields = _field(papers[one]), _field(papers[other])
        if not all(fields) or fields[0] == fields[1]:
            continue
        told = {phrase.key for theme in themes if {one, other} <= {*theme.papers} for phrase in theme.phrases}
        both = [phrase for phrase in found if {one, other} <= phrase.papers and phrase.key not in told]
        named = telling(both, _WORDS)
        far = _archive(fields[0]) != _archive(fields[1])  # math and cs are further apart than cs.CV and cs.LG
        weight = sum(phrase.weight / len(phrase.papers) for phrase in named) * (2 if far else 1)
        if weight >= 1:
            rated.append((weight, -one, -other, named, fields))
    used: set[tuple[str, ...]] = set()
    left = _MOST_CONNECTIONS[length]
    for _, one, other, named, fields in sorted(rated, key=lambda each: each[:3], reverse=True):
        keys = {phrase.key for phrase in named}
        if left and keys - used:
            used |= keys
            left -= 1
            text = wording.connection(_words(named), fields, language)
            yield of_phrases("connection", text, named, [papers[-one], papers[-other]])


def _first(papers: Sequence[Read], found: Sequence[Phrase], language: Language, length: Length) -> Iterator[Statement]:
    """One that is an overview, the paper that shares most with the others, and what is on the reader's radar."""
    reasons: list[Statement] = []
    for one in [one for one in papers if _OVERVIEW.search(one.one.paper.title)][:1]:
        title = one.one.paper.title
        named = quotation(one.key, Part("Title", title), 0, len(title))
        reasons.append(Statement("first", wording.overview(title, language), (named,)))
    shares = [
        sum(phrase.weight * (len(phrase.papers) - 1) for phrase in found if at in phrase.papers)
        for at in range(len(papers))
    ]
    if len(papers) > 2 and max(shares) > 0:
        at = shares.index(max(shares))
        widest = sorted((phrase for phrase in found if at in phrase.papers), key=lambda phrase: -len(phrase.papers))
        most = telling(widest, _WORDS)
        text = wording.first(papers[at].one.paper.title, _words(most), language)
        reasons.append(of_phrases("first", text, most, [papers[at]]))
    for one in sorted((one for one in papers if one.one.why), key=lambda one: -len(one.one.why)):
        where = [passage for statement in on_radar(one, language) for passage in statement.passages]
        text = wording.on_radar(one.one.paper.title, one.one.why, language)
        reasons.append(Statement("first", text, tuple(dict.fromkeys(where))))
    yield from reasons[: _MOST_FIRST[length]]


def _words(found: Sequence[Phrase]) -> list[str]:
    return [phrase.words for phrase in found]


def _field(one: Read) -> str:
    return one.one.paper.categories[0] if one.one.paper.categories else ""


def _archive(field: str) -> str:
    return field.partition(".")[0]
