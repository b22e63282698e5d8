"""The extractive brief of a paper beside others: what they have in common, what they do, what only this one says."""

from collections.abc import Iterator, Sequence

from paper_radar.briefs.extractive import wording
from paper_radar.briefs.extractive.choice import Chosen, alike
from paper_radar.briefs.extractive.one import on_radar
from paper_radar.briefs.extractive.phrases import shared, telling
from paper_radar.briefs.extractive.quoting import Read, of_phrases, said
from paper_radar.briefs.sections import Language, Length
from paper_radar.briefs.statements import Statement
from paper_radar.papers.text import terms

_MOST_SHARED = {"short": 3, "full": 19}  # of what the first has in common with others
_MOST_NEW = {"short": 1, "full": 2}
_WORDS = 3  # phrases named at once


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
    of_pairs = [telling([one for one in found if number in one.papers], _WORDS) for number in range(1, len(papers))]
    # A phrase that fewer papers have says more of those that have it.
    rated = sorted(of_pairs, key=lambda named: -sum(phrase.weight / len(phrase.papers) for phrase in named))
    for named in list(dict.fromkeys(tuple(named) for named in rated if named))[: _MOST_SHARED[length]]:
        having = sorted(frozenset.intersection(*(phrase.papers for phrase in named)))
        text = wording.theme([phrase.words for phrase in named], len(having), language)
        yield of_phrases("agrees", text, named, [papers[at] for at in having])


def _new(this: Read, others: Sequence[Read], claim: Chosen | None) -> list[Chosen]:
    """The sentences of the first paper other than its claim, those first that hold most words no other paper has."""
    known = {term for other in others for text in other.titled for term in terms(text)}
    rated = []
    for sentence in this.told:
        own = set(terms(sentence.text))
        if sentence != claim and own and sentence.role != "limits":
            rated.append((len(own - known) / len(own), sentence))
    return [sentence for share, sentence in sorted(rated, key=lambda each: -each[0]) if share > 0]
