"""A statement of a model, checked: its quotations, papers, numbers and names against what the papers say."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from paper_radar.briefs.grounding import agreement, quotations
from paper_radar.briefs.grounding.names import KnownNames
from paper_radar.briefs.grounding.numbers import Number, claimed
from paper_radar.briefs.grounding.numerals import MEASURES
from paper_radar.briefs.grounding.references import is_known, references_in
from paper_radar.briefs.grounding.told import is_swapped, is_told, marks_item, sentences_of
from paper_radar.briefs.material import Material, Part
from paper_radar.briefs.statements import KINDS, SECTIONS, Kind, Passage, Problem, RawStatement, Section, Statement

_LONGEST_TEXT = 1500  # characters of a statement, which is a sentence or two
_MOST_SUPPORT = 12
_LONGEST_SHOWN = 400
_MOST_NUMBERS = 30  # that are looked for; a sentence or two have some five
_MOST_TOLD = 40  # problems, and passages, of a statement
_SHORT = 5000  # characters up to which a part is an abstract rather than a chapter
_PAPERS_COUNTED = re.compile(
    r"\s*(?:of\s)?(?:(?:the|these|those|other|related|new|newer|recent|chosen)\s){0,3}"
    r"(?:papers?|preprints?|works|studies|articles)\b|\s*[篇项]|\s*个研究"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A passage, with the whole of the sentences it stands in."""

    passage: Passage
    sentence: str


def checked(raw: RawStatement, material: Sequence[Material], kind: Kind) -> Statement | None:
    """The statement with its passages and with what is wrong with it; None if it says nothing or is of no section.

    Any one thing that is not in the papers makes a problem: whether the rest is true is for the reader to say.
    """
    assert kind in KINDS
    section = next((known for known in SECTIONS[kind] if known == raw.section.strip().lower()), None)
    text = " ".join(raw.text.split())[:_LONGEST_TEXT]
    if section is None or not text:
        return None
    of_number = {one.number: one for one in material}
    found: list[_Found] = []
    problems: list[Problem] = []
    for number, quote in raw.support[:_MOST_SUPPORT]:
        if number not in of_number:
            problems.append(Problem("paper", str(number)))
        elif quote.strip():
            passages = _passages(quote, of_number[number])
            found += passages
            if not passages:
                problems.append(Problem("quotation", " ".join(quote.split())[:_LONGEST_SHOWN]))
    cited = [one for one in material if any(number == one.number for number, _ in raw.support)]
    if not found and not problems:
        problems.append(Problem("nothing", ""))
    problems += _of_text(section, text, tuple(cited or material), tuple(material), found)
    passages_once = tuple(dict.fromkeys(one.passage for one in found))
    return Statement(section, text, passages_once[:_MOST_TOLD], tuple(dict.fromkeys(problems))[:_MOST_TOLD])


def _of_text(
    section: Section, text: str, cited: tuple[Material, ...], material: tuple[Material, ...], found: Sequence[_Found]
) -> Iterator[Problem]:
    """What the text of the statement says beyond its papers."""
    references = references_in(text)
    numbers = {one.number for one in material}
    # A paper has references and footnotes of its own, which may be quoted with it.
    named = [one for one in references.numbers if not any(one[1] in there.sentence for there in found)]
    strange = [written for number, written in named if number not in numbers]
    yield from (Problem("paper", written) for written in strange)
    quoted_papers = {one.number for one in cited}
    unquoted = [written for number, written in named if number in numbers - quoted_papers]
    # In what order to read them is no claim on each of them.
    if unquoted and (section != "first" or len(unquoted) == len(named)):
        yield from (Problem("nothing", written) for written in unquoted)
    for work in references.works:
        if not is_known(work, _addresses(material), _texts(cited)):
            yield Problem("paper", work[:_LONGEST_SHOWN])
    text = references.rest
    quoted = [one.sentence for one in found]
    papers = [*_texts(cited), *(one.paper.title for one in cited)]
    facts = [fact for one in cited for fact in (_dated(one), *one.why)]
    for at, claim in enumerate(claimed(text)):
        if at >= _MOST_NUMBERS:
            yield Problem("number", _shown(claim, text))
            break  # each is looked for in all that was read
        if marks_item(claim, text) or _counts_papers(claim, text, len(material)):
            continue
        if not is_told(claim, text, [*quoted, *facts], papers):
            yield Problem("number", _shown(claim, text))
    for name in _names_of(cited, material).unknown(text):
        yield Problem("name", name[:_LONGEST_SHOWN])
    if found:
        if not agreement.shares_terms(text, quoted):
            yield Problem("sense", found[0].passage.quote[:_LONGEST_SHOWN])
        for one in found:
            if agreement.turns_around(text, one.sentence) or is_swapped(text, one.sentence):
                yield Problem("sense", one.passage.quote[:_LONGEST_SHOWN])


def _passages(quote: str, one: Material) -> list[_Found]:
    """Where the quotation stands in the paper, [] if nowhere; the places where it stands word for word go first."""
    if quotations.too_short(quote):
        return []
    parts = _parts(one)
    exact = next((part for part in parts if quotations.is_exact(quote, part.text)), None)
    for part in (exact, *parts) if exact else parts:
        if spans := quotations.find(quote, part.text):
            return [_passage(one.paper.key, part, start, end) for start, end in spans]
    return []


def _passage(key: str, part: Part, start: int, end: int) -> _Found:
    text, around = part.text, sentences_of(part.text)
    begin = max((sentence.start for sentence in around if sentence.start <= start), default=start)
    finish = min((sentence.end for sentence in around if sentence.end >= end), default=end)
    begin, finish = max(begin, start - _LONGEST_SHOWN), min(finish, end + _LONGEST_SHOWN)
    passage = Passage(key, part.name, text[begin:start], text[start:end], text[end:finish])
    return _Found(passage, text[begin:finish])


def _parts(one: Material) -> tuple[Part, ...]:
    """All of the paper that may be quoted: what it was read from, and its title."""
    return (*one.parts, Part("Title", one.paper.title))


def _shown(claim: Number, text: str) -> str:
    """The number, in Chinese with what it counts: 四个 says more than 四."""
    measure = MEASURES.match(text, claim.end) if agreement.is_chinese(claim.text[-1:]) else None
    return text[claim.start : measure.end() if measure else claim.end]


def _counts_papers(claim: Number, text: str, papers: int) -> bool:
    """ "Two of the papers", 三篇论文: of the papers of the brief, as many as there are or fewer."""
    return claim.value <= papers and bool(_PAPERS_COUNTED.match(text, claim.end))


@lru_cache(maxsize=64)
def _names_of(cited: tuple[Material, ...], material: tuple[Material, ...]) -> KnownNames:
    parts = [part.text for one in cited for part in one.parts]
    return KnownNames(
        [*(text for text in parts if len(text) <= _SHORT), *(one.paper.title for one in material)],
        [text for text in parts if len(text) > _SHORT],
        [" ; ".join(_facts(one)) for one in material],
    )


def _facts(one: Material) -> Iterator[str]:
    paper = one.paper
    yield from paper.authors
    yield from paper.categories
    yield paper.venue
    yield paper.source
    yield from one.why


def _dated(one: Material) -> str:
    """When and where it was published, as one may say of it: not the day, which would vouch for any number to 31."""
    return f"{one.paper.published[:4]} {one.paper.venue}"


def _addresses(material: Iterable[Material]) -> list[str]:
    found: list[str] = []
    for paper in (one.paper for one in material):
        version = f"v{paper.version}" if paper.arxiv_id and paper.version else ""
        found += [paper.arxiv_id + version, paper.doi, paper.url, paper.pdf_url, paper.code_url, paper.project_url]
        found.append(paper.key.partition(":")[2])
    return found


def _texts(cited: Iterable[Material]) -> list[str]:
    return [part.text for one in cited for part in one.parts]
