"""Sentences of a paper as statements and passages of a brief."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from paper_radar.briefs.extractive.choice import Chosen, choose
from paper_radar.briefs.extractive.cues import opener
from paper_radar.briefs.extractive.phrases import Phrase, keys_of
from paper_radar.briefs.material import Material, Part
from paper_radar.briefs.sentences import Sentence, sentences
from paper_radar.briefs.statements import Passage, Section, Statement

_LONGEST = 700  # characters of a statement: what is longer is no sentence
_LONGEST_TEXT = 20_000  # characters: what is longer is no abstract
_MOST_SENTENCES = 40  # of an abstract, in which words are sought


@dataclass(frozen=True, slots=True)
class Read:
    """One paper of the material. `abstract` is the text its statements are taken from first, None if it has no text.

    `told` is what is worth reading of it, `stands` which phrases stand in which of its sentences.
    """

    one: Material
    abstract: Part | None
    told: tuple[Chosen, ...]
    stands: tuple[tuple[Sentence, frozenset[tuple[str, ...]]], ...]

    @property
    def key(self) -> str:
        """The paper's key."""
        return self.one.paper.key

    @property
    def titled(self) -> tuple[str, str]:
        """Title and abstract."""
        return self.one.paper.title, self.abstract.text if self.abstract else ""

    @property
    def claim(self) -> Chosen | None:
        """The sentence that says best what the paper claims."""
        return next((chosen for chosen in self.told if chosen.role == "claim"), None)

    def passage_of(self, wanted: Collection[tuple[str, ...]]) -> Passage | None:
        """The sentence of the abstract that holds most of these phrases, or the title; None if none stands there."""
        best, most = None, 0
        for sentence, keys in self.stands:
            held = len(keys.intersection(wanted))
            if held > most:
                best, most = sentence, held
        if best is not None and self.abstract:
            return quotation(self.key, self.abstract, best.start, best.end)
        title = self.one.paper.title
        if keys_of(title).isdisjoint(wanted):
            return None
        return quotation(self.key, Part("Title", title), 0, len(title))


def read(material: Iterable[Material]) -> list[Read]:
    """The material in its order, what has no text included."""
    found = []
    for one in material:
        abstract = next((part for part in one.parts if part.name.lower() == "abstract"), None)
        within = abstract or (one.parts[0] if one.parts else None)
        text = within.text[:_LONGEST_TEXT] if within else ""
        stands = tuple((sentence, keys_of(sentence.text)) for sentence in sentences(text)[:_MOST_SENTENCES])
        found.append(Read(one, within, tuple(choose(one.paper.title, text)), stands))
    return found


def said(section: Section, one: Read, chosen: Chosen, part: Part | None = None) -> Statement:
    """The sentence as a statement that rests on itself. What only tied it to the one before goes from its beginning."""
    within = part or one.abstract
    assert within is not None
    return of_sentence(section, one.key, within, chosen.start, chosen.end)


def of_phrases(section: Section, text: str, named: Iterable[Phrase], papers: Iterable[Read]) -> Statement:
    """A statement of our own on phrases that stand in these papers, with the sentence of each that holds most."""
    keys = [phrase.key for phrase in named]
    return Statement(section, text, tuple(passage for one in papers if (passage := one.passage_of(keys))))


def of_sentence(section: Section, key: str, part: Part, start: int, end: int) -> Statement:
    """`part.text[start:end]` as a statement that rests on itself."""
    skipped = opener(part.text[start : min(end, start + _LONGEST)])
    passage = quotation(key, part, start + skipped, end, before=start)
    text = " ".join(passage.quote.split())
    return Statement(section, text[:1].upper() + text[1:] if skipped else text, (passage,))


def quotation(key: str, part: Part, start: int, end: int, before: int | None = None) -> Passage:
    """`part.text[start:end]` as a passage; what stands from `before` on is told before it. Cut where it is too long."""
    quote = part.text[start:end]
    if len(quote) > _LONGEST:
        quote = quote[:_LONGEST].rsplit(" ", 1)[0]
    after = part.text[start + len(quote) : min(end, start + len(quote) + 200)]
    return Passage(key, part.name, part.text[start if before is None else before : start], quote, after)
