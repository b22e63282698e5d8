"""The words of the page by which a related paper may be told: whole words and phrases, never stems."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from paper_radar.papers.model import Paper
from paper_radar.papers.text import terms as terms_of
from paper_radar.related.terms import Likeness, text_of

MOST = 5
_LONGEST_PHRASE = 4
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
# A single word is worth showing if it is as rare as this (see `terms.rarity`): in about one paper of 40, or fewer.
_RARE = 2.2
# In a phrase, one word must be as rare as this: in about one paper of 7.
_RARE_IN_PHRASE = 1.5
_REPEATED = 2
_FEW = 2


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    terms: tuple[str, ...]
    # Whether only a space stands between this word and the one before it, which has terms too.
    follows: bool
    rarity: float
    # Whether the page has it in its title, or more than once.
    central: bool


class SharedWords:
    """The words of the page in their order, from which those shared with each related paper are chosen."""

    def __init__(self, page: Paper, rarities: Mapping[str, float]) -> None:
        text = text_of(page)
        counts = Counter(terms_of(text))
        titled = set(terms_of(page.title))
        self._words: list[_Word] = []
        end = -1
        for match in _WORD.finditer(text):
            word = _POSSESSIVE.sub("", match.group())
            terms = tuple(terms_of(word))
            if not terms or word.endswith("ly"):
                # Stop words and adverbs are in no name of a subject.
                end = -1
                continue
            central = any(term in titled or counts[term] >= _REPEATED for term in terms)
            rarity = max(rarities.get(term, 0.0) for term in terms)
            self._words.append(_Word(word, terms, text[end : match.start()] == " ", rarity, central))
            end = match.end() if len(word) == match.end() - match.start() else -1

    def of(self, likeness: Likeness) -> tuple[str, ...]:
        """The informative words that the page shares with the text of the likeness, those that tell most first."""
        best: dict[tuple[str, ...], tuple[float, str, bool]] = {}
        for words in self._phrases(likeness):
            terms = words[0].terms if len(words) == 1 else tuple(term for word in words for term in word.terms)
            tells = _is_telling(words, likeness)
            if terms in best or not (tells or any(word.central for word in words)):
                continue
            value = sum(likeness.terms[term] for term in terms)
            if len(terms) > 1:
                value += sum(likeness.pairs.get(pair, 0.0) for pair in pairwise(terms))
            best[terms] = (value, " ".join(word.text for word in words), tells)
        chosen: list[str] = []
        covered: set[str] = set()
        # Where little tells, in a pool of one subject, words that are not rare are better than no reason.
        for rare_only in (True, False):
            for terms, (_, text, tells) in sorted(best.items(), key=lambda each: (-each[1][0], each[1][1])):
                if (
                    (tells or (not rare_only and len(chosen) < _FEW))
                    and covered.isdisjoint(terms)
                    and len(chosen) < MOST
                ):
                    chosen.append(text)
                    covered.update(terms)
        return tuple(chosen)

    def _phrases(self, likeness: Likeness) -> list[list[_Word]]:
        """The longest runs of words of which each two neighbours are shared, and the single shared words."""
        shared, pairs = likeness.terms, likeness.pairs
        runs: list[list[_Word]] = []
        run: list[_Word] = []
        for word in self._words:
            if word.terms[0] not in shared or (len(word.terms) > 1 and any(term not in shared for term in word.terms)):
                run = []
            elif run and word.follows and len(run) < _LONGEST_PHRASE and (run[-1].terms[-1], word.terms[0]) in pairs:
                run.append(word)
            else:
                run = [word]
                runs.append(run)
        return runs


def _is_telling(words: list[_Word], likeness: Likeness) -> bool:
    """Whether the words say what one of the texts is about: it has them in its title or more than once."""
    least = _RARE if len(words) == 1 else _RARE_IN_PHRASE
    return any(
        word.rarity >= least and (word.central or not likeness.repeated.isdisjoint(word.terms)) for word in words
    )
