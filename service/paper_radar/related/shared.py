"""The words of the page by which a related paper may be told: whole words and phrases, never stems."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from paper_radar.papers.model import Paper
from paper_radar.papers.text import terms as terms_of
from paper_radar.related.plain_words import head, needs_another
from paper_radar.related.terms import Likeness, text_of
from paper_radar.related.wording import Word, abbreviations, words_of

MOST = 5
_LONGEST_PHRASE = 4
# A single word is worth showing if it is as rare as this (see `terms.rarity`): in about one paper of 40, or fewer; and
# if one of the texts merely mentions it, in about one of 500.
_RARE = 2.2
_RARE_ONCE = 3.0
# In a phrase, one word must be as rare as this: in about one paper of 7.
_RARE_IN_PHRASE = 1.5
_REPEATED = 2


class SharedWords:
    """The words of the page in their order, from which those shared with each related paper are chosen."""

    def __init__(self, page: Paper, rarities: Mapping[str, float]) -> None:
        counts = Counter(terms_of(text_of(page)))
        # What the page is about: what it has in its title, or more than once.
        self._central = {term for term, count in counts.items() if count >= _REPEATED}.union(terms_of(page.title))
        self._words = words_of(page, rarities)
        self._short = abbreviations(page.abstract)

    def of(self, likeness: Likeness, told: Collection[str] = ()) -> tuple[str, ...]:
        """The informative words that the page shares with the text of the likeness, those that tell most first.

        `told` are the terms of what is said of the paper anyway, such as a topic it hits.
        """
        best: dict[tuple[str, ...], tuple[float, bool, str]] = {}
        for words in self._phrases(likeness):
            terms = tuple(chain.from_iterable(word.terms for word in words))
            if terms in best or (self._central.isdisjoint(terms) and likeness.repeated.isdisjoint(terms)):
                continue
            value = sum(likeness.terms[term] for term in terms)
            value += sum(likeness.pairs.get(pair, 0.0) for pair in pairwise(terms))
            best[terms] = (value, self._is_telling(words, likeness), " ".join(word.text for word in words))
        ranked = sorted(best.items(), key=lambda each: (-each[1][0], each[1][2]))
        covered = self._with_other_names(told)
        chosen: list[str] = []
        for terms, (_, tells, text) in ranked:
            if tells and covered.isdisjoint(terms) and len(chosen) < MOST:
                chosen.append(text)
                covered |= self._with_other_names(terms)
        # Where nothing tells, in a pool of one subject, words that are not rare are better than no reason.
        if not chosen and not told:
            chosen = [text for _, (_, _, text) in ranked[:1]]
        return tuple(chosen)

    def _with_other_names(self, terms: Collection[str]) -> set[str]:
        """The terms, with the short names of what they say and the words of those short names."""
        named = set(terms)
        for short, long in self._short.items():
            if short in named:
                named |= long
            elif len(long & named) > len(long) / 2:
                named.add(short)
        return named

    def _phrases(self, likeness: Likeness) -> list[list[Word]]:
        """The longest runs of words of which each two neighbours are shared, and the single shared words, those only
        that can name something.
        """
        shared, pairs = likeness.terms, likeness.pairs
        runs: list[list[Word]] = []
        run: list[Word] = []
        for word in self._words:
            if word.terms[0] not in shared or (len(word.terms) > 1 and any(term not in shared for term in word.terms)):
                run = []
            elif run and word.follows and len(run) < _LONGEST_PHRASE and (run[-1].terms[-1], word.terms[0]) in pairs:
                run.append(word)
            else:
                run = [word]
                runs.append(run)
        return [words for run in runs if (words := _name(run, shared))]

    def _is_telling(self, words: Sequence[Word], likeness: Likeness) -> bool:
        """Whether the words say what one of the texts is about."""
        if len(words) > 1:
            return any(word.rarity >= _RARE_IN_PHRASE for word in words if word.names)
        (word,) = words
        often = not self._central.isdisjoint(word.terms) and not likeness.repeated.isdisjoint(word.terms)
        return word.rarity >= (_RARE if often else _RARE_ONCE)


def _name(run: list[Word], shared: Collection[str]) -> list[Word]:
    """What of the run can name a subject: no quality at its end, and not general words alone."""
    end = len(run)
    while end > 1 and not run[end - 1].ends:
        end -= 1
    first = run[0]
    if end == 1 and not first.ends:
        # Of "LLM-based" remains "LLM"; "multi" of "multi-level" names nothing.
        text = head(first.text)
        terms = tuple(terms_of(text))
        names = text != first.text and terms != () and not needs_another(text.lower())
        return [replace(first, text=text, terms=terms)] if names and all(term in shared for term in terms) else []
    return run[:end] if any(word.names for word in run[:end]) else []
