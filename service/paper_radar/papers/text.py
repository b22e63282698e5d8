"""Text of papers: made readable for people (`plain`) and comparable for index and matcher (`fold`, `terms`)."""

import html
import re
import threading
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

import Stemmer

from paper_radar.papers.spelling import american
from paper_radar.papers.tex import decode_tex

# Only the elements that publishers and feeds put into titles and abstracts: "<think>" in the title of a paper on
# language models is a word, not a tag.
_INLINE = """
a abbr b bdi bdo big cite code em font i ins mark q s small span strike strong sub sup tt u var
math mi mn mo mrow ms mstyle msqrt msub msubsup msup mtext semantics annotation
italic bold monospace sc inline-formula tex-math alternatives named-content ext-link xref underline overline inf
"""
_BLOCK = """
article blockquote body br button center dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe
img input label li link main mfrac mover mspace mtable mtd mtr munder munderover nav noscript object ol p pre script
section style svg table tbody td th thead title tr ul video disp-formula list list-item sec
"""
_INLINE_ELEMENTS = frozenset(_INLINE.split())
_ELEMENTS = _INLINE_ELEMENTS.union(_BLOCK.split())
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)((?:[\s/][^<>]*)?)>")
_COMMENT = re.compile(r"<!--[^<>]*-->|<!\[CDATA\[|\]\]>|<[!?][A-Za-z][^<>]*>")
_UNSEEN = re.compile(r"<(script|style)\b[^<>]*>[^<]*</\1\s*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Characters that show nothing or turn the text around: controls, zero-width signs, bidirectional overrides, and lone
# surrogates, which no file takes.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)

# Most titles and names: nothing to decode but, perhaps, white space.
_READY = re.compile(r"[\s!-#%'-;=>?-\[\]_a-z|}À-ʯ]*")


def plain(text: str) -> str:
    """The text as a person should read it: no markup, entities and TeX decoded, white space folded.

    "$H^{p,q}(\\mathbb{R}^n)$" becomes "H^(p,q)(ℝⁿ)", "Paulo Andr\\'e" becomes "Paulo André". For any input it returns
    a text, in time that grows with its length only. What comes out may still hold "<" and ">": it is text, not HTML.
    """
    if not _READY.fullmatch(text) or "--" in text:
        if "<" in text or "&" in text:
            text = _without_markup(text)
        text = decode_tex(_INVISIBLE.sub("", text))
    return " ".join(text.split())


def plain_names(names: Sequence[str]) -> list[str]:
    """`plain` of each of them, in half the time where nothing is to be decoded: a listing has 10,000 names."""
    together = "\n".join(names)
    if _READY.fullmatch(together) and "--" not in together:
        return [" ".join(name.split()) for name in names]
    return [plain(name) for name in names]


def _without_markup(text: str) -> str:
    text = _strip_tags(text)
    if "&" not in text:
        return text
    # Feeds escape their HTML once, some of them twice: "&lt;i&gt;", "&amp;amp;".
    decoded = _unescape(_unescape(text))
    return _strip_tags(decoded) if "<" in decoded else decoded


def _strip_tags(text: str) -> str:
    return _TAG.sub(_tag_to_text, _COMMENT.sub(" ", _UNSEEN.sub(" ", text)))


def _tag_to_text(match: re.Match[str]) -> str:
    closing, name, rest = match.group(1), match.group(2).lower().rpartition(":")[2], match.group(3)
    if name not in _ELEMENTS or (rest.strip(" /\n\t") and (closing or "=" not in rest)):
        return match.group()
    return "" if name in _INLINE_ELEMENTS else " "


def _unescape(text: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text)


_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
# Signs that a compatibility decomposition would make letters of the word before them: ™, ℃, Ⓒ, ㏄.
_SYMBOLS = re.compile("[₨℀℁℃℅℆℉№℠℡™℻\u249c-\u24e9\u3200-\u33ff\U0001f110-\U0001f251]")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("’‘ʼ′", "'")
)


def fold(text: str) -> str:
    """Lower case without accents, with ø, ł, ß and their like spelled in ASCII and one hyphen and apostrophe for all.

    Scripts in which marks make other letters (Japanese, Korean, Hindi) keep them. Lengths may change.
    """
    lower = text.lower()
    return lower if lower.isascii() else _NOT_ASCII.sub(_fold_run, lower)


def _fold_run(match: re.Match[str]) -> str:
    return _fold_letters(match.group())


@lru_cache(maxsize=4096)
def _fold_letters(run: str) -> str:
    # "LoRA™" is not "loratm".
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", _SYMBOLS.sub(" ", run)))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS).lower()


_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f"
_LETTER = rf"[^\W_{_CJK}]"
_WORD = re.compile(rf"{_LETTER}+(?:[-']{_LETTER}+)*|[{_CJK}]+")
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:[-'][a-z0-9]+)*")  # the same for ASCII, three times as fast
_IS_CJK = re.compile(rf"[{_CJK}]")


def words(text: str) -> list[str]:
    """The folded words in their order. A hyphenated compound is one word, so is a run of Chinese or Japanese."""
    folded = fold(text)
    return (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)


_STEMMERS = threading.local()


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The English stem (Snowball "english", https://snowballstem.org) of a folded word. Safe from any thread."""
    # A Stemmer object may be used by one thread at a time.
    if not hasattr(_STEMMERS, "english"):
        _STEMMERS.english = Stemmer.Stemmer("english", 0)
    stemmed: str = _STEMMERS.english.stemWord(word)
    return stemmed


_STOP = """
a about above after again against all also although always among an and another any are aren't as at be became
because become been before being below between both but by can can't cannot could did do does doesn't doing don't
down due during each e.g eg either et al etc even every few for from further had has have having he hence her here
hers him his how however i i.e ie if in indeed into is isn't it it's its itself just less let let's made make many
may me might more moreover most much must my namely neither no nor not now of off often on once one only onto or
other others our ours out over own per rather really same she should since so some such than that the their theirs
them then there thereby therefore these they this those though through thus to too toward towards two under until
up upon us very via was we were what when where whereas whether which while who whom whose why will with within
without would yet you your yours http https www com org github html
"""
STOP_WORDS = frozenset(_STOP.split())
_LONGEST_TERM = 40
_LONGEST_COMPOUND = 3
_DASHES = dict.fromkeys(map(ord, "‒–—―−"), " ")


def terms(text: str) -> list[str]:
    """The terms under which the text is indexed, in their order, repeats included.

    Folded words in American spelling, stemmed, without stop words, bare numbers and single letters. A compound gives
    its parts and its whole ("pre-training": "pre", "train", "pretrain"), so that it meets its other spelling; what a
    dash or an apostrophe parts is no compound ("l'auto-encodeur"). Chinese and Japanese give overlapping pairs of
    characters.
    """
    if not text.isascii():
        text = text.translate(_DASHES)
    return list(chain.from_iterable(map(_terms_of, words(text))))


@lru_cache(maxsize=32768)
def _terms_of(word: str) -> tuple[str, ...]:
    if _IS_CJK.match(word):
        return tuple(word[at : at + 2] for at in range(max(len(word) - 1, 1)))
    if "'" in word:
        pieces = () if word in STOP_WORDS else word.removesuffix("'s").split("'")
        return tuple(chain.from_iterable(map(_terms_of, pieces)))
    if "-" not in word:
        return tuple(_single(word))
    parts = word.split("-")
    found = [term for part in parts for term in _single(part)]
    if len(parts) <= _LONGEST_COMPOUND:
        found += _single("".join(parts))
    return tuple(found)


def _single(word: str) -> list[str]:
    if len(word) < 2 or len(word) > _LONGEST_TERM or word in STOP_WORDS or word.isdigit():
        return []
    return [stem(american(word))]
