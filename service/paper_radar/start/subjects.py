"""The subjects of some papers as phrases and categories that a reader may want to follow."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from paper_radar.papers.model import Paper
from paper_radar.related.wording import Word, words_of
from paper_radar.sources.arxiv.taxonomy import GROUPS

_LONGEST = 4
_MOST_CHARACTERS = 60
# A single word tells a subject where it is as rare as this (see `related.terms.rarity`): in one paper of 100 or so.
_RARE = 2.6
# Of a phrase, one word must be as rare as this; a pool that has none of the words yet knows nothing of that.
_RARE_IN_PHRASE = 1.0
# A phrase that stands mostly within a longer one is told by that.
_WITHIN = 0.6
# Of so few papers, a phrase of one title is enough.
_FEW = 10
# A phrase in the title says what the paper is about.
_TITLE = 2
_CATEGORIES = frozenset(category.id for group in GROUPS for category in group.categories)


@dataclass(frozen=True, slots=True)
class Subject:
    """A phrase, or a category, in how many of the papers it stands, and the title of one of these."""

    value: str
    papers: int
    why: str


def topics_of(papers: Sequence[Paper], rarities: Mapping[str, float], *, limit: int) -> list[Subject]:
    """The phrases that stand in most of the papers and tell what they are about; those of a title first.

    `rarities` are those of the papers' terms in the pool, 0 for what is not there; {} while it is empty. Of a few
    papers a phrase of a title is enough, of many it must stand in two.
    """
    known = bool(rarities) and any(rarities.values())
    found: dict[tuple[str, ...], _Phrase] = {}
    for place, paper in enumerate(papers):
        title = len(words_of(_only_title(paper), rarities))
        for at, run in _runs(words_of(paper, rarities)):
            key = tuple(chain.from_iterable(word.terms for word in run))
            phrase = found.setdefault(key, _Phrase(Counter(), {}, _rarity(run)))
            phrase.spellings[" ".join(word.text for word in run)] += 1
            phrase.papers[place] = max(phrase.papers.get(place, 1), _TITLE if at < title else 1)
    least = 1 if len(papers) <= _FEW else 2
    telling = {
        key: phrase
        for key, phrase in found.items()
        if len(phrase.papers) >= (least if len(phrase.told.split()) < _LONGEST else 2)
        and _TITLE in phrase.papers.values()
        and (not known or phrase.rarity >= (_RARE if len(key) == 1 else _RARE_IN_PHRASE))
        and (known or len(key) > 1)
    }
    for key in sorted(telling, key=len, reverse=True):
        _drop_parts(telling, key)
    ranked = sorted(telling.items(), key=lambda each: (-each[1].weight(known), each[0]))
    chosen = [phrase for _, phrase in {tuple(sorted(key)): (key, phrase) for key, phrase in reversed(ranked)}.values()]
    chosen.sort(key=lambda phrase: -phrase.weight(known))
    chosen = chosen[:limit]
    return [Subject(phrase.told, len(phrase.papers), papers[phrase.first].title) for phrase in chosen]


def categories_of(papers: Iterable[Paper], *, limit: int) -> list[Subject]:
    """arXiv's categories of the papers, the most frequent first; the primary one of a paper counts twice."""
    counts: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    why: dict[str, str] = {}
    for paper in papers:
        primary = paper.primary_category or next(iter(paper.categories), "")
        for name in dict.fromkeys((primary, *paper.categories)):
            if name in _CATEGORIES:
                counts[name] += 1
                weights[name] += 2 if name == primary else 1
                why.setdefault(name, paper.title)
    ranked = sorted(counts, key=lambda name: (-weights[name], name))
    return [Subject(name, counts[name], why[name]) for name in ranked[:limit]]


@dataclass(slots=True)
class _Phrase:
    spellings: Counter[str]
    papers: dict[int, int]  # by place: whether it stands in the title
    rarity: float

    @property
    def told(self) -> str:
        return max(self.spellings, key=lambda text: (self.spellings[text], text))

    @property
    def first(self) -> int:
        return max(self.papers, key=lambda place: (self.papers[place], -place))

    def weight(self, known: bool) -> float:
        words = len(self.told.split())
        # Two words or three are what people call a subject; four are most of a title.
        shape = {1: 0.7, 2: 1.0, 3: 1.05}.get(words, 0.8)
        return sum(self.papers.values()) * shape * (self.rarity if known else 1.0)


def _only_title(paper: Paper) -> Paper:
    return Paper(key=paper.key, title=paper.title)


def _rarity(run: Sequence[Word]) -> float:
    return max((word.rarity for word in run if word.names), default=0.0)


def _runs(words: Sequence[Word]) -> Iterable[tuple[int, list[Word]]]:
    """Every run of neighbouring words that can name a subject, with the place at which it begins."""
    for start in range(len(words)):
        run: list[Word] = []
        for word in words[start : start + _LONGEST]:
            if run and not word.follows:
                break
            run.append(word)
            text = sum(len(each.text) + 1 for each in run)
            if word.ends and any(each.names for each in run) and 3 < text <= _MOST_CHARACTERS and not _quality(run):
                yield start, list(run)


def _quality(run: Sequence[Word]) -> bool:
    """Whether it is one compound that says how a thing is, "pre-trained", and not what: "fine-tuning"."""
    text = run[0].text
    return len(run) == 1 and "-" in text and not text.endswith(("ing", "tion"))


def _drop_parts(phrases: dict[tuple[str, ...], _Phrase], key: tuple[str, ...]) -> None:
    """Take out what stands mostly within the phrase of this key: "large language" of "large language models"."""
    whole = phrases.get(key)
    for size in range(1, len(key) if whole else 0):
        for start in range(len(key) - size + 1):
            part = phrases.get(key[start : start + size])
            if part and whole and len(whole.papers) >= _WITHIN * len(part.papers):
                del phrases[key[start : start + size]]
