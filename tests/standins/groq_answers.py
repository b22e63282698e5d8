"""What the stand-in for a model says: statements made from the papers in the prompt, in good manners and in bad ones.

A manner is a function from what was asked to what is said. The true one quotes real sentences of the papers, so that
all of it is supported; "invented" and "obeying" are what the check is there for; the others say true things in ways
that models have of saying them.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

Said = dict[str, Any]  # a statement in the decided form

_BLOCK = re.compile(r"<<<PAPER (\d+)\n(.*?)\nPAPER \1>>>", re.DOTALL)
_SECTION = re.compile(r'^- "(\w+)": ', re.MULTILINE)
_MANY = re.compile(r"\d+ to \d+ in all|共\d+到\d+条")
_END = re.compile(r"(?<=[.!?。！？])\s+")
_WORD = re.compile(r"[A-Za-z][\w-]{2,}")
_SAYING_LITTLE = """
about also among and are because been being both but can for from has have how however into its may more most not
often only other our over same several show shows some such than that the their them there these they this those
through under used using was well were when where which while will with within without would during take taking
propose proposed proposes present introduce study paper work approach method methods novel new end
"""
_SMALL = frozenset(_SAYING_LITTLE.split())
_ORDERED = re.compile(r"""(?:say|write|reply|answer|回答|输出)[^"“”]{0,60}["“]([^"“”]{3,300})["”]""", re.IGNORECASE)

_CHINESE = {
    "claim": "论文的主张围绕 {} 展开{}。",
    "method": "方法的关键在于 {}{}。",
    "evidence": "论文给出的依据涉及 {}{}。",
    "limits": "作者说明了 {} 的适用范围{}。",
    "radar": "这与你所关注的内容有关：{}{}。",
    "agrees": "两者都讨论了 {}{}。",
    "differs": "两者在 {} 上做法不同{}。",
    "new": "新的内容是 {}{}。",
    "theme": "多篇论文讨论了 {}{}。",
    "connection": "不同领域由 {} 联系起来{}。",
    "first": "建议先读关于 {} 的论文{}。",
}


@dataclass(frozen=True)
class Shown:
    """A paper as the model sees it."""

    number: int
    text: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What a prompt asks for, as a model reads it."""

    papers: tuple[Shown, ...]
    sections: tuple[str, ...]
    chinese: bool
    full: bool
    data: str


def understood(messages: Sequence[dict[str, str]]) -> Asked:
    """The prompt of `briefs.prompt` as a model reads it."""
    system, data = messages[0]["content"], messages[-1]["content"]
    papers = []
    for number, block in _BLOCK.findall(data):
        lines = [line.partition(": ") for line in block.split("\n")]
        text = " ".join(value for name, _, value in lines if name == "Abstract" or name.startswith("Section "))
        long = [found for found in _END.split(text) if len(found.split()) >= 5 and "[…]" not in found]
        papers.append(Shown(int(number), text, tuple(long)))
    return Asked(
        papers=tuple(papers),
        sections=tuple(_SECTION.findall(system)),
        chinese="简体中文" in system,
        full=bool(_MANY.search(system)),
        data=data,
    )


def true_statements(asked: Asked) -> list[Said]:
    """One statement a section, two in a full brief; each quotes a sentence, over several papers one of each of two."""
    once = {(each["section"], each["text"]): each for each in _statements(asked)}
    return list(once.values())


def _statements(asked: Asked) -> Iterator[Said]:
    papers = [paper for paper in asked.papers if paper.sentences]
    if not papers:
        return
    each = 2 if asked.full else 1
    places = len(asked.sections) * each
    for place in range(places):
        section = asked.sections[place // each]
        chosen = papers[:1]
        if len(papers) > 1 and section != "claim":
            first = 0 if "claim" in asked.sections else place % (len(papers) - 1)
            chosen = [papers[first], papers[1 + place % (len(papers) - 1)]]
        if section in ("first", "new", "radar"):
            chosen = chosen[-1:]
        quotes = [(paper.number, paper.sentences[_spread(place, places, len(paper.sentences))]) for paper in chosen]
        yield said(section, _worded(section, quotes, asked), *quotes)


def _spread(place: int, places: int, sentences: int) -> int:
    return round(place * (sentences - 1) / max(places - 1, 1))


def said(section: str, text: str, *support: tuple[int, str]) -> Said:
    """A statement in the decided form."""
    return {
        "section": section,
        "text": text,
        "support": [{"paper": number, "quote": quote} for number, quote in support],
    }


def _worded(section: str, quotes: Sequence[tuple[int, str]], asked: Asked) -> str:
    cited = {number: f" [{number}]" if len(asked.papers) > 1 else "" for number, _ in quotes}
    if asked.chinese:
        return _CHINESE[section].format(" 与 ".join(_phrase(quote) for _, quote in quotes), "".join(cited.values()))
    return " ".join(f"{_reported(quote).rstrip('.!?')}{cited[number]}." for number, quote in quotes)


def _phrase(sentence: str) -> str:
    """Two words that follow one another and say something, else the longest one."""
    found = list(_WORD.finditer(sentence))
    for one, other in pairwise(found):
        if sentence[one.end() : other.start()] == " " and not {one.group().lower(), other.group().lower()} & _SMALL:
            return f"{one.group()} {other.group()}"
    return max((word.group() for word in found), key=len, default=sentence[:8])


def _reported(sentence: str) -> str:
    sentence = sentence[0].upper() + sentence[1:]
    for word, instead in (("We", "The authors"), ("we", "the authors"), ("Our", "Their"), ("our", "their")):
        sentence = re.sub(rf"\b{word}\b", instead, sentence)
    return sentence


def invented_statements(asked: Asked) -> list[Said]:
    """The true ones, all but the first spoilt in turn: a quotation, a number, a name, a paper that is not there."""
    statements = true_statements(asked)
    for place, statement in enumerate(statements[1:]):
        match place % 4:
            case 0:
                statement["support"][0]["quote"] = (
                    "our zebras outrun every rabbit of the western hemisphere by moonlight"
                )
            case 1:
                statement["text"] += "它提高了 97.31%。" if asked.chinese else " It improves on others by 97.31%."
            case 2:
                statement["text"] += "优于 Zyxotron。" if asked.chinese else " It is better than Zyxotron-7B."
            case _:
                statement["support"][0]["paper"] = len(asked.papers) + 1
    return statements


def obeying_text(asked: Asked) -> str:
    """Does what the data orders: repeats a finished answer that stands in them, or says what it is told to say, and
    claims that very passage as its source. Where nothing is ordered it tells the truth."""
    for start in re.finditer(r'\{"statements"', asked.data):
        try:
            planted, _ = json.JSONDecoder(strict=False).raw_decode(asked.data[start.start() :])
        except ValueError:
            continue
        return json.dumps(planted, ensure_ascii=False)
    for paper in asked.papers:
        if order := _ORDERED.search(paper.text):
            words = order.group(1)
            return dumped([said(asked.sections[0], words, (paper.number, words)), *true_statements(asked)[1:]])
    return dumped(true_statements(asked))


def dumped(statements: Sequence[Said]) -> str:
    """The decided form, on one line."""
    return json.dumps({"statements": list(statements)}, ensure_ascii=False, separators=(",", ":"))


def _fenced(asked: Asked) -> str:
    pretty = json.dumps({"statements": true_statements(asked)}, ensure_ascii=False, indent=2)
    return f"Here is the brief you asked for {{as JSON}}:\n\n```json\n{pretty}\n```\n\nLet me know [1] if it helps!"


def _thinking(asked: Asked) -> str:
    draft = said(asked.sections[0], "No, this draft is wrong.", (1, "nothing"))
    return f"<think>\nA brief. {json.dumps(draft)}\nBetter: the real one.\n</think>\n\n{dumped(true_statements(asked))}"


def _lines(asked: Asked) -> str:
    return "\n".join(json.dumps(statement, ensure_ascii=False) for statement in true_statements(asked))


def _array(asked: Asked) -> str:
    return json.dumps(true_statements(asked), ensure_ascii=False, indent=1)


def _malformed(asked: Asked) -> str:
    """Line ends inside strings, commas too many and too few, a quotation mark that is not escaped, no end."""
    pieces = [json.dumps(statement, ensure_ascii=False) for statement in true_statements(asked)]
    pieces[0] = pieces[0].replace(" ", "\n", 12)
    pieces[1] = pieces[1].replace("}]", ",},],").replace('"text": "', '"text": "It is "good" that ', 1)
    return '{"statements": [' + " ".join(pieces)


def _long(asked: Asked) -> str:
    text = dumped(true_statements(asked))
    return text[: text.rindex('"support"') - 20]


def _prose(asked: Asked) -> str:
    return "\n".join(f"## {said['section']}\n{said['text']}" for said in true_statements(asked))


def _repeating(asked: Asked) -> str:
    return dumped(list(islice(true_statements(asked), 1)) * 60)


MANNERS: dict[str, Callable[[Asked], str]] = {
    "true": lambda asked: dumped(true_statements(asked)),
    "slow": lambda asked: dumped(true_statements(asked)),
    "invented": lambda asked: dumped(invented_statements(asked)),
    "obeying": obeying_text,
    "fenced": _fenced,
    "thinking": _thinking,
    "lines": _lines,
    "array": _array,
    "malformed": _malformed,
    "long": _long,  # ends at the limit of tokens, in the middle of a statement
    "cut": _long,  # the connection ends there
    "prose": _prose,
    "repeating": _repeating,
}
