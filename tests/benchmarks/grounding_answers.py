"""Answers such as a model gives, made from recorded abstracts by rule: true ones, and ones with one thing altered."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from paper_radar.briefs.material import Material, of_abstract
from paper_radar.briefs.sections import Language
from paper_radar.briefs.sentences import sentences
from paper_radar.briefs.statements import SECTIONS, Kind, RawStatement
from paper_radar.papers.model import Paper

ALTERED = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said of the `material`. The `altered`-th statement is not true in the way that `how` tells."""

    kind: Kind
    language: Language
    material: tuple[Material, ...]
    said: tuple[RawStatement, ...]
    sentences: tuple[str, ...]  # of which each statement was made
    altered: int | None = None
    how: str = ""


# A paraphrase by rule: what a model does to a sentence besides shortening it.
_REWORDED = (
    (r"\b[Ww]e (propose|present|introduce|develop)\b", r"the authors \1"),
    (r"\b[Ww]e (show|find|demonstrate|prove)\b", r"they \1"),
    (r"\b[Oo]ur\b", "their"),
    (r"\b[Tt]his (paper|work|study)\b", "the study"),
    (r"^(?:However|Moreover|Furthermore|Specifically|Finally|In addition|Additionally|To this end), ", ""),
    (r"\boutperforms\b", "surpasses"),
    (r"\bapproach\b", "method"),
    (r"\bdemonstrates?\b", "shows"),
    (r"\butiliz(?:es|ing)\b", "using"),
    (r"\bnovel\b", "new"),
    (r"(?<=\d)%(?!\w)", " percent"),
    (r"\bthree\b", "3"),
    (r"\bfour\b", "4"),
    (r"(?<=\d),(?=\d{3}\b)", ""),
    (r"(\d)0{3}\b(?! ?(?:[-–]|\d))", r"\1k"),
)
_NAME = re.compile(r"(?<=\s)[A-Z][A-Za-z]*[A-Z][A-Za-z0-9]*\b")
_PERCENTAGE = re.compile(r"(?<![\d.–-])\d{1,2}(?:\.\d{1,2})?(?=%)")
_NUMBER = re.compile(r"(?<![\w.–-])\d{2,3}(?:\.\d{1,2})?(?![\w.–-]|,\d)")
_CONTENT = re.compile(r"(?<= )[a-z]{7,}(?= )")
_VERB = re.compile(r"\b(improves|achieves|reduces|outperforms|requires|provides|enables|converges|exists|holds)\b")
_DENIED = re.compile(
    r"\b(?:not|no|without|however|but|although|while|limited|than|lacks?|fails?|only)\b", re.IGNORECASE
)
_OPPOSED = "higher/lower better/worse faster/slower more/less improves/worsens increases/decreases outperforms/trails"
_COMPARED = {a: b for pair in _OPPOSED.split() for a, b in (pair.split("/"), reversed(pair.split("/")))}
_COMPARISON = re.compile(rf"\b(?:{'|'.join(_COMPARED)})\b")
_INVENTED = ("BERTScore", "ImageNet-21k", "GPT-9", "OmniFormer", "SQuAD", "AlphaZero")
_INVENTED_WORDS = ("Kalman", "Chebyshev", "Dirichlet", "Zurich", "Hebbian")


def answers(papers: Sequence[Paper], seed: int, count: int = 50) -> list[Answer]:
    """`count` answers about papers chosen with the seed, of which the first 20 are altered, each in a way of its own.

    Every fifth is about several papers, every fifth but one in Chinese.
    """
    chance = random.Random(seed)
    usable = [paper for paper in chance.sample(papers, 600) if len(_sentences(paper)) >= 6]
    made: list[Answer] = []
    while len(made) < count:
        number = len(made)
        kind: Kind = "several" if number % 5 == 3 else "beside" if number % 5 == 0 else "paper"
        chosen = chance.sample(usable, 1 if kind == "paper" else 4)
        material = tuple(of_abstract(at, paper) for at, paper in enumerate(chosen, 1))
        answer = _true(chance, kind, "zh_CN" if number % 5 == 1 else "en", material)
        if number < ALTERED:
            altered = _altered(chance, answer, WAYS[number], usable)
            if altered is None:
                continue  # this paper has no number, no comparison…: the next one may
            answer = altered
        made.append(answer)
    return made


def _sentences(paper: Paper) -> list[str]:
    return [one.text for one in sentences(paper.abstract) if 10 <= len(one.text.split()) <= 45]


def _true(chance: random.Random, kind: Kind, language: Language, material: tuple[Material, ...]) -> Answer:
    said: list[RawStatement] = []
    made_of: list[str] = []
    for one in material:
        chosen = _sentences(one.paper)[: 8 if len(material) == 1 else 3]
        for at, sentence in enumerate(chosen):
            section = SECTIONS[kind][min(at, len(SECTIONS[kind]) - 1)]
            text = _in_chinese(sentence) if language == "zh_CN" else _reworded(sentence)
            if len(material) > 1:
                text = f"{text} [{one.number}]"
            made_of.append(sentence)
            said.append(RawStatement(section, text, ((one.number, _quoted(chance, sentence)),)))
    return Answer(kind, language, material, tuple(said), tuple(made_of))


def _reworded(sentence: str) -> str:
    for pattern, instead in _REWORDED:
        sentence = re.sub(pattern, instead, sentence)
    return sentence[:1].upper() + sentence[1:]


def _in_chinese(sentence: str) -> str:
    names = list(dict.fromkeys(_NAME.findall(sentence)))[:3]
    shares = [_chinese_share(share) for share in _PERCENTAGE.findall(sentence)[:2]]
    text = f"该工作涉及 {'、'.join(names)}" if names else "该句给出了论文的一个主要论点"
    return text + (f"，报告的数值为{'和'.join(shares)}。" if shares else "。")


def _chinese_share(share: str) -> str:
    if "." in share or len(share) != 2 or share.endswith("0"):
        return f"{share}%"
    digits = "零一二三四五六七八九"
    tens = "" if share[0] == "1" else digits[int(share[0])]
    return f"百分之{tens}十{digits[int(share[1])]}"


def _quoted(chance: random.Random, sentence: str) -> str:
    """A part of the sentence as a model quotes it: mostly word for word, sometimes with a slip that changes nothing."""
    words = sentence.split()
    length = min(len(words), chance.randint(8, 22))
    start = chance.randint(0, len(words) - length)
    quote = " ".join(words[start : start + length])
    slip = chance.randrange(8)
    if slip == 0:
        return f"“{quote}”".replace("-", "\u2011")
    if slip == 1:
        return quote[:1].upper() + quote[1:].replace("fi", "ﬁ").rstrip(".")
    if slip == 2 and " the " in quote[8:-8]:
        return quote[:8] + quote[8:].replace(" the ", " ", 1)
    if slip == 3 and length > 14 and not _DENIED.search(quote):
        return " ".join([*quote.split()[:5], "…", *quote.split()[8:]])
    return quote.replace(" ", "\n", 1) if slip == 4 else quote


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer is altered: the statement, the sentence it was made of, and what there is to take from."""

    chance: random.Random
    said: RawStatement
    sentence: str
    answer: Answer
    papers: Sequence[Paper]

    def say(self, text: str) -> RawStatement:
        return replace(self.said, text=text)

    def quote(self, quote: str, number: int = 0) -> RawStatement:
        return replace(self.said, support=((number or self.said.support[0][0], quote),))

    def stranger(self) -> Paper:
        """A paper that the brief is not about."""
        inside = {one.paper.key for one in self.answer.material}
        return self.chance.choice([paper for paper in self.papers if paper.key not in inside])

    def other(self, number: str) -> str:
        """Another number of the same look, which the abstracts do not hold."""
        held = {number for one in self.answer.material for number in re.findall(r"\d+(?:\.\d+)?", one.paper.abstract)}
        for _ in range(100):
            if (made := re.sub(r"\d", lambda _: self.chance.choice("123456789"), number)) not in held:
                return made
        return f"{made}{made}"


Way = Callable[[Place], RawStatement | None]


def _altered(chance: random.Random, answer: Answer, way: Way, papers: Sequence[Paper]) -> Answer | None:
    order = list(range(len(answer.said)))
    chance.shuffle(order)
    for at in order:
        said = answer.said[at]
        other = way(Place(chance, said, answer.sentences[at], answer, papers))
        if other is not None and other != said:
            statements = (*answer.said[:at], other, *answer.said[at + 1 :])
            return replace(answer, said=statements, altered=at, how=way.__name__)
    return None


def number_in_the_text(place: Place) -> RawStatement | None:
    """92.1% becomes 47.3%."""
    found = _PERCENTAGE.search(text := place.said.text.replace(" percent", "%")) or _NUMBER.search(text)
    return place.say(text[: found.start()] + place.other(found[0]) + text[found.end() :]) if found else None


def number_in_the_quotation(place: Place) -> RawStatement | None:
    """The same in the quotation."""
    found = _PERCENTAGE.search(place.sentence) or _NUMBER.search(place.sentence)
    if found is None:
        return None
    return place.quote(place.sentence[: found.start()] + place.other(found[0]) + place.sentence[found.end() :])


def number_added(place: Place) -> RawStatement:
    """A gain that nobody measured."""
    gain = place.other("7.7")
    chinese = place.answer.language == "zh_CN"
    return place.say(place.said.text + (f"性能提升{gain}%。" if chinese else f" This is a gain of {gain}%."))


def number_of_chinese(place: Place) -> RawStatement:
    """百分之…, of nothing."""
    return place.say(f"作者报告性能提升百分之{place.chance.choice('三六七八')}十{place.chance.choice('三六七八')}。")


def percentage_made_a_count(place: Place) -> RawStatement | None:
    """30% becomes 30."""
    found = _PERCENTAGE.search(place.sentence)
    return place.say(f"The authors report a value of {found[0]} in their experiments.") if found else None


def scale(place: Place) -> RawStatement | None:
    """7B becomes 7M, 3 million 3 billion."""
    found = re.search(r"(?<![\w.])(\d[\d.,]*)(?:([BMK])(?![A-Za-z])| (million|billion|thousand)\b)", place.sentence)
    if found is None:
        return None
    other = {"B": "M", "M": "B", "K": "M", "million": " billion", "billion": " million", "thousand": " million"}
    return place.say(f"The study works at a scale of {found[1]}{other[found[2] or found[3]]}.")


def name_in_the_text(place: Place) -> RawStatement:
    """Another name stands in place of one, or at the end."""
    name = place.chance.choice(_INVENTED)
    text = _NAME.sub(name, place.said.text, count=1)
    return place.say(text if text != place.said.text else f"{text.rstrip('.。')} ({name}).")


def name_of_a_person(place: Place) -> RawStatement:
    """A capitalised word that is not of the papers."""
    return place.say(f"Building on {place.chance.choice(_INVENTED_WORDS)} methods, {place.said.text}")


def name_in_the_quotation(place: Place) -> RawStatement | None:
    """Another method's name in the authors' own words."""
    quote = _NAME.sub(place.chance.choice(_INVENTED), place.sentence, count=1)
    return place.quote(quote) if quote != place.sentence else None


def quotation_of_a_stranger(place: Place) -> RawStatement:
    """Words of a paper that is not in the brief."""
    return place.quote(place.chance.choice(_sentences(place.stranger())))


def quotation_of_another_of_them(place: Place) -> RawStatement | None:
    """The right words under the number of another paper."""
    others = [one.number for one in place.answer.material if one.number != place.said.support[0][0]]
    return place.quote(place.said.support[0][1], place.chance.choice(others)) if others else None


def paper_that_is_not_there(place: Place) -> RawStatement:
    """Number 7 of four."""
    return place.quote(place.said.support[0][1], len(place.answer.material) + 3)


def address_of_a_stranger(place: Place) -> RawStatement:
    """The arXiv id of another paper, as if it were a reference."""
    return place.say(f"{place.said.text} See arXiv:{place.stranger().arxiv_id}.")


def word_in_the_quotation(place: Place) -> RawStatement | None:
    """One word of content is another one."""
    found = list(_CONTENT.finditer(place.sentence))
    others = _CONTENT.findall(place.stranger().abstract)
    if not found or not others:
        return None
    at, other = place.chance.choice(found), place.chance.choice(others)
    quote = place.sentence[: at.start()] + other + place.sentence[at.end() :]
    return place.quote(quote) if other not in place.sentence else None


def negation_in_the_quotation(place: Place) -> RawStatement | None:
    """ "Improves" becomes "never improves"."""
    found = _VERB.search(place.sentence)
    return place.quote(place.sentence[: found.start()] + "never " + place.sentence[found.start() :]) if found else None


def negation_in_the_text(place: Place) -> RawStatement | None:
    """The statement denies what the sentence says."""
    found = _VERB.search(place.sentence)
    if found is None or _DENIED.search(place.sentence):
        return None
    verb = found[0].removesuffix("s")
    said = f"{place.sentence[: found.start()]}does not {verb}{place.sentence[found.end() :]}"
    return replace(place.quote(place.sentence), text=_reworded(said))


def comparison_in_the_quotation(place: Place) -> RawStatement | None:
    """Higher becomes lower."""
    quote = _COMPARISON.sub(lambda match: _COMPARED[match[0]], place.sentence, count=1)
    return place.quote(quote) if quote != place.sentence else None


def quotation_of_two_places(place: Place) -> RawStatement | None:
    """The beginning of the first sentence and the end of the last, as one."""
    paper = place.answer.material[place.said.support[0][0] - 1].paper
    first, *_, last = _sentences(paper)
    return place.quote(f"{' '.join(first.split()[:6])} … {' '.join(last.split()[-6:])}")


def quotation_too_short(place: Place) -> RawStatement:
    """Two words, which stand anywhere."""
    return place.quote(" ".join(place.sentence.split()[:2]))


def nothing_quoted(place: Place) -> RawStatement:
    """No support at all."""
    return replace(place.said, support=())


WAYS: tuple[Way, ...] = (
    *(number_in_the_text, number_in_the_quotation, number_added, number_of_chinese, percentage_made_a_count, scale),
    *(name_in_the_text, name_of_a_person, name_in_the_quotation, quotation_of_a_stranger),
    *(quotation_of_another_of_them, paper_that_is_not_there, address_of_a_stranger, word_in_the_quotation),
    *(negation_in_the_quotation, negation_in_the_text, comparison_in_the_quotation, quotation_of_two_places),
    *(quotation_too_short, nothing_quoted),
)
