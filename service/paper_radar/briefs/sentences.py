"""Sentences of an abstract, as spans, so that each can be shown where it stands."""

import re
from dataclasses import dataclass

# A mark that may end a sentence, closing quotes and brackets, then a blank before something that may begin one.
# A blank may be missing: "in land cover.TerraFM achieves".
_END = re.compile(
    r"""(?<=[a-zà-ÿ]{4})\.(?=[A-Z][A-Za-z]+\s)|(?<![.!?…])[.!?…]++["'”’)\]]*+(?=\s+["'“‘(\[]*[A-Z0-9À-ÞΑ-ΩА-Я$\\]|\s*$)|[。！？]++[”’」』）]*+|(?<!\s)[^\S\n]*+\n[^\S\n]*+\n\s*+"""
)
_LAST_WORD = re.compile(r"[^\s(\[]+$")

_SHORTENED = """
al approx ca cf def dr ed eds eg eq eqn eqns eqs e.g ex fig figs i.e ie jr lem mr mrs ms no nos pp prof prop ref refs
resp sec sect sr st tab thm viz vol vols vs w.l.o.g w.r.t wrt a.k.a s.t u.s u.k ph.d
"""
_ABBREVIATIONS = frozenset(_SHORTENED.split())
# "of type I. We show" ends a sentence, "J. Smith" does not.
_OPENING_WORDS = re.compile(
    r"\s+(?:We|The|This|These|Our|In|It|Here|However|For|To|As|By|When|If|An|Such|Both|Moreover|Furthermore)\b"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is `source[start:end]` of the text it was found in, without blanks at its ends."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """The sentences of the text in order; nothing but white space lies between them.

    Knows the abbreviations and initials of scholarly English, and Chinese full stops.
    """
    found, start = [], 0
    for end in [m.end() for m in _END.finditer(text) if _ends(text, m)] + [len(text)]:
        stripped = text[start:end].strip()
        if stripped:
            begin = text.index(stripped, start)
            found.append(Sentence(begin, begin + len(stripped), stripped))
        start = end
    return found


def _ends(text: str, mark: re.Match[str]) -> bool:
    if mark.group()[0] != ".":
        return True
    # The last word is never long; looking no further back keeps the time linear on hostile text.
    last = _LAST_WORD.search(text[max(0, mark.start() - 40) : mark.start()])
    if last is None:
        return True
    word = last.group().lower()
    if word in _ABBREVIATIONS:
        return False
    if len(word) == 1 and word.isalpha() and last.group().isupper():
        return bool(_OPENING_WORDS.match(text, mark.end()))
    return True
