"""Names in a statement: acronyms, CamelCase, capitalised words amid a sentence, and Latin words amid Chinese."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from paper_radar.briefs.grounding.words import key_of, keys_in, words_of
from paper_radar.papers.text import STOP_WORDS

_CJK = "\u3400-\u9fff"
_LATIN = rf"[^\W_{_CJK}]"
_NAME = re.compile(rf"{_LATIN}+(?:[-.'’/+&]{_LATIN}+)*\+*")
_HAS_CJK = re.compile(f"[{_CJK}]")
# What begins a sentence, or stands after what does, is written with a capital whatever it is.
_BEGINS = re.compile(r"(?:^|[.!?:;。！？：；\n])[\s\"'“‘(\[（「《*]*(?:\[[\d, ]{1,20}\]\s*)?$")
_ET_AL = re.compile(rf"({_LATIN}+(?:-{_LATIN}+)?)(?:\s+(?:and|&)\s+{_LATIN}+)?\s+et\s+al\b")
# Of the brief itself, of every paper, or the usual short form of what no abstract spells out.
_USUAL = """
i ai ml arxiv paper papers section table figure appendix abstract et al vs eg ie etc token tokens html pdf january
february march april may june july august september october november december
"""
_ALWAYS = frozenset(_USUAL.split())
_SMALL = "et al vs eg ie etc and or of the in on for to a an with by is are"
_ORDINARY = frozenset(_SMALL.split())
_ACRONYM = re.compile(r"[A-Z](?:[A-Za-z]{0,4})?[A-Z]s?")
_PIECE = re.compile(r"[-/+&]+")
_NUMBERED = re.compile(r"-(?=\d)")
_LONGEST_ACRONYM = 6


class KnownNames:
    """What the papers name: the words of their text, titles, authors, and the reader's own entries.

    `short` are the texts (titles, abstracts) in which the words behind an acronym need to stand only once.
    """

    def __init__(self, short: Iterable[str], long: Iterable[str], lists: Iterable[str]) -> None:
        self._short = [words_of(text).joined for text in short]
        self._long = [words_of(text).joined for text in long]
        self._joined = [*self._short, *self._long, *(words_of(text).joined for text in lists)]
        self._keys: set[str] = set()
        self._pairs: set[str] = set()
        for joined in self._joined:
            self._keys |= keys_in(joined)
            self._pairs |= _pairs_in(joined)

    def unknown(self, text: str) -> list[str]:
        """The names in the text that the papers do not hold, each once, in their order."""
        return [name for name in dict.fromkeys(names_in(text)) if not self.has(name)]

    def has(self, name: str) -> bool:
        """Whether the papers hold the name: in whatever case, with or without a hyphen, or the words it stands for."""
        if name.lower() in _ALWAYS or self._stands(name):
            return True
        if _ACRONYM.fullmatch(name) and self._is_spelled_out(name.removesuffix("s").lower()):
            return True
        # "GPT-5" is not known because GPT is, and 5: a number goes with the word before it.
        pieces = [piece for piece in _PIECE.split(_NUMBERED.sub("", name)) if piece]
        return len(pieces) > 1 and all(
            len(piece) == 1 or piece.lower() in STOP_WORDS or self.has(piece) for piece in pieces
        )

    def _stands(self, name: str) -> bool:
        words = words_of(name)
        forms = words.forms()
        if not forms:
            return True
        if any(words.joined in joined for joined in self._joined):
            return True
        if len(forms) == 1:
            return key_of(forms[0]) in self._keys or forms[0] in self._pairs or self._is_derived(forms[0])
        compact = "".join(forms)
        return (
            compact in self._keys
            or compact in self._pairs
            or (len(forms) == 2 and forms[1] == "s" and self._stands(forms[0]))
        )

    def _is_derived(self, form: str) -> bool:
        """European of Europe, Bayes of Bayesian: the same but for an ending."""
        if len(form) < 5 or not form.isalpha():
            return False
        begin = form[: max(5, len(form) - 3)]
        return any(key.startswith(begin) and len(key) <= len(form) + 3 for key in self._keys)

    def _is_spelled_out(self, acronym: str) -> bool:
        """Whether words in a row begin with its letters: LLM where the paper has "large language models"."""
        if len(acronym) > _LONGEST_ACRONYM:
            return False
        return any(acronym in _initials(joined, 1) for joined in self._short) or any(
            acronym in _initials(joined, 2) for joined in self._long
        )


@lru_cache(maxsize=256)
def _pairs_in(joined: str) -> frozenset[str]:
    """Each two words in a row as one: DeepSeek of "Deep Seek"."""
    forms = joined.split()
    return frozenset(a + b for a, b in pairwise(forms))


@lru_cache(maxsize=256)
def _initials(joined: str, times: int) -> frozenset[str]:
    """The initials of 2 to 6 words in a row that stand so at least that many times, function words only inside."""
    forms = joined.split()
    counted: dict[tuple[str, ...], int] = {}
    for at, first in enumerate(forms):
        if first in STOP_WORDS or not first.isalpha():
            continue
        for length in range(2, _LONGEST_ACRONYM + 1):
            run = tuple(forms[at : at + length])
            if len(run) < length or not run[-1].isalpha():
                break
            if run[-1] not in STOP_WORDS:
                counted[run] = counted.get(run, 0) + 1
    found: set[str] = set()
    for run, count in counted.items():
        if count >= times:
            content = [word for word in run if word not in STOP_WORDS]
            if len(content) == len(run) or len(run) - len(content) <= 2:
                found.add("".join(word[0] for word in run))
                found.add("".join(word[0] for word in content))
    return frozenset(found)


def names_in(text: str) -> Iterator[str]:
    """The names in the text of a statement, in their order. In Chinese, every Latin word of two letters or more."""
    among_chinese = bool(_HAS_CJK.search(text))
    for match in _NAME.finditer(text):
        if not among_chinese and (match.group().islower() and match.group().isalpha()):
            continue
        name = match.group().rstrip("'’+")
        if name.endswith(("'s", "’s")):
            name = name[:-2]
        if len(name) < 2 or name[0].isdigit():
            continue
        if (
            _is_marked(name)
            or (among_chinese and name.lower() not in _ORDINARY)
            or (name[0].isupper() and not _BEGINS.search(text[max(0, match.start() - 30) : match.start()]))
        ):
            yield name
    for match in _ET_AL.finditer(text):
        yield match[1]


def _is_marked(name: str) -> bool:
    """Capitals or digits where an ordinary word has none: BERT, LoRA, mT5, F1; not Pre-training, not 3D."""
    for piece in re.split(r"[-.'’/+&]", name):
        if any(letter.isupper() for letter in piece[1:]) and len(piece) > 1:
            return True
        if piece[:1].isalpha() and any(letter.isdigit() for letter in piece):
            return True
    return False
