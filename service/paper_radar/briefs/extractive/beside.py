"""The extractive brief of a paper beside others: what they have in common, what they do, what only this one says."""

from collections.abc import Iterator, Sequence

from paper_radar.briefs.extractive import wording
from paper_radar.briefs.extractive.choice import Chosen, alike
from paper_radar.briefs.extractive.one import on_radar
from paper_radar.briefs.extractive.phrases import Phrase, shared, within
from paper_radar.briefs.extractive.quoting import Read, said
from paper_radar.briefs.sections import Language, Length
from paper_radar.briefs.statements import Statement
from paper_radar.papers.text import terms

_MOST_SHARED = {"short": 3, "full": 19}  # papers that have something in common with the first
_MOST_NEW = {"short": 1, "full": 2}
_WORDS = 3  # phrases named of a pair


def statements_beside(papers: Sequence[Read], language: Language, length: Length) -> Iterator[Statement]:
    """The claim of the first; words that it shares with others; the claims of the others; what only the first says."""
    this, others = papers[0], papers[1:]
    told: list[list[str]] = []
    claim = this.claim
    if claim:
        told.append(terms(claim.text))
        yield said("claim", this, claim)
    yield from _in_common(papers, language, length)
    for other in others:
        its_claim = other.claim
        if its_claim and not any(alike(terms(its_claim.text), before) for before in told):
            told.append(terms(its_claim.text))
            yield said("differs", other, its_claim)
    yield from (said("new", this, sentence) for sentence in _new(this, others, claim)[: _MOST_NEW[length]])
    yield from on_radar(this, language)


def _in_common(papers: Sequence[Read], language: Language, length: Length) -> Iterator[Statement]:
    found = [phrase for phrase in shared([one.titled for one in papers]) if 0 in phrase.papers]
    pairs = []
    for number in range(1, len(papers)):
        named = telling([phrase for phrase in found if number in phrase.papers], _WORDS)
        # A phrase that fewer papers have says more of these two.
        weight = sum(phrase.weight / len(phrase.papers) for phrase in named)
        if named:
            pairs.append((weight, number, named))
    for _, number, named in sorted(pairs, key=lambda pair: (-pair[0], pair[1]))[: _MOST_SHARED[length]]:
        keys = [phrase.key for phrase in named]
        passages = [papers[at].passage_of(keys) for at in (0, number)]
        words = [phrase.words for phrase in named]
        yield Statement("agrees", wording.theme(words, 2, language), tuple(filter(None, passages)))


def _new(this: Read, others: Sequence[Read], claim: Chosen | None) -> list[Chosen]:
    """The sentences of the first paper other than its claim, those first that hold most words no other paper has."""
    known = {term for other in others for text in other.titled for term in terms(text)}
    rated = []
    for sentence in this.told:
        own = set(terms(sentence.text))
        if sentence != claim and own and sentence.role != "limits":
            rated.append((len(own - known) / len(own), sentence))
    return [sentence for share, sentence in sorted(rated, key=lambda each: -each[0]) if share > 0]


def telling(found: Sequence[Phrase], most: int) -> list[Phrase]:
    """The first of the phrases, none of which stands within another of them."""
    kept: list[Phrase] = []
    for phrase in found:
        if not any(within(phrase.key, other.key) or within(other.key, phrase.key) for other in kept):
            kept.append(phrase)
        if len(kept) == most:
            break
    return kept
