"""TeX in titles, abstracts and names, decoded to Unicode.

pylatexenc gives the table of symbols. Its parser is not used: it takes 20 ms for an abstract, and for hostile text
("\\\\frac" eighty times in a row) it does not come back. The reader here goes over the text once.
"""

import re
import unicodedata
from functools import lru_cache

from paper_radar.papers.tex_symbols import (
    ACCENTS,
    DECLARATIONS,
    DOUBLE_STRUCK,
    DROPPED,
    OPERATORS,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    SYMBOLS,
    TEXT_FONTS,
)

_INNER = r"(?:[^$\\]|\\.){1,600}"
# "$10 and $20" is money, not mathematics: dollars with space inside must hold something only TeX writes.
_MATH = re.compile(
    rf"\$(?<!\\\$)(?:\$({_INNER})\$\$|(?=\S)({_INNER})(?<=\S)\$(?!\d)|(?=[^$]*[\\^_{{])({_INNER})\$)"
    r"|\\(?<!\\\\)(?:\(((?:[^\\]|\\[^()]){1,600})\\\)|\[((?:[^\\]|\\[^\[\]]){1,600})\\\])",
    re.DOTALL,
)
_PROSE_AMID_DOLLARS = re.compile(r"\d[^\\^_{]* [a-z]{3,} ")
_WORTH_READING = re.compile(r"[\\{^]")
_TIE = re.compile(r"(?<=[^\W\d_]|[.)\]])~(?=[\w\\$(\[])")
_DASHES = re.compile(r"(?<![-\s])(---?)(?![-\s])|(?<=\s)(---?)(?=\s)")
_QUOTES = re.compile(r"``([^`\n]{1,300}?)''|(?<!\w)`([^`'\n]{1,120})'(?!\w)")
# Braces and spaces that the reading of mathematics sets, kept from being read a second time as prose.
_OPEN, _CLOSE, _APART, _GONE = "\ue000", "\ue001", "\ue002", "\ue003"
_OWN_SIGNS = str.maketrans({_OPEN: "{", _CLOSE: "}", _APART: None, _GONE: None})
_HOLDS_OWN_SIGN = re.compile(f"[{_OPEN}-{_GONE}]")
_BETWEEN_WORDS = re.compile(rf"(?<=\w){_APART}+\s*(?=\w)")
_GAP = re.compile(rf"[\s~]?{_GONE}(?=[\s,.;:)\]])")  # what a dropped citation leaves before a comma


def decode_tex(text: str) -> str:
    """The text with TeX commands, accents and simple mathematics in Unicode; what is not understood stays readable.

    Never raises; the time grows with the length only.
    """
    if "$" in text or "\\(" in text or "\\[" in text:
        text = _MATH.sub(_math_to_text, text)
    if "~" in text:
        text = _TIE.sub(" ", text)
    if _WORTH_READING.search(text):
        text = _Reader(text, in_math=False).read()
    if "--" in text:
        text = _DASHES.sub(lambda match: "—" if len(match.group().strip()) == 3 else "–", text)
    if "`" in text:
        text = _QUOTES.sub(lambda match: f"“{match[1]}”" if match[1] else f"‘{match[2]}’", text)
    if _HOLDS_OWN_SIGN.search(text):
        text = _GAP.sub("", text).translate(_OWN_SIGNS)
    return text


def _math_to_text(match: re.Match[str]) -> str:
    inner = next(group for group in match.groups() if group is not None)
    return match.group() if _PROSE_AMID_DOLLARS.match(inner) else _read_math(inner)


@lru_cache(maxsize=2048)
def _read_math(inner: str) -> str:
    read = _Reader(inner, in_math=True).read()
    return _BETWEEN_WORDS.sub(" ", read).replace(_APART, "").strip()


_TOKEN = re.compile(r"\\(?P<command>[A-Za-z]+\*?|.)|(?P<sign>[{}^_])|(?P<text>[^\\{}^_]+)|\\", re.DOTALL)
_DEEPEST = 30
_SPACE = re.compile(r"\s*")
_OPTION = re.compile(r"\[([^\[\]]{0,80})\]")
_LETTER_FOLLOWS = re.compile(r"\s*\{?\s*\\?[^\W\d_]")
_RAISED_IN_PROSE = re.compile(r"\{|[2-9](?!\d)")
_WORD_IN_BRACES = re.compile(r"[^\W\d_]|(?=\d*[^\W\d])[\w-]+")
_SIMPLE = re.compile(r".?|[A-Za-z0-9.′*]*|\([^()]*\)")
_CODE = re.compile(r"x[0-9A-Fa-f]{2,6}|\d{2,7}")


class _Reader:
    """Reads one piece of TeX from left to right. `in_math` says which rules hold."""

    def __init__(self, source: str, *, in_math: bool) -> None:
        self._source = source
        self._at = 0
        self._in_math = in_math

    def read(self) -> str:
        out = []
        while self._at < len(self._source):
            out.append(self._sequence(0))
            self._at += 1  # a brace that closes nothing
        return "".join(out)

    def _sequence(self, depth: int) -> str:
        """What stands up to the closing brace, which is left, or to the end."""
        out: list[str] = []
        while self._at < len(self._source) and self._source[self._at] != "}":
            out.append(self._piece(depth, out[-1] if out else ""))
        return "".join(out)

    def _piece(self, depth: int, before: str) -> str:
        match = _TOKEN.match(self._source, self._at)
        assert match is not None, "every character begins a token"
        self._at = match.end()
        if match["command"]:
            return self._command(match["command"].rstrip("*") or "*", depth, before)
        if match["sign"] == "{":
            return self._braces(depth, after_command=False)
        return self._script(match["sign"], depth, before) if match["sign"] else match["text"] or ""

    def _braces(self, depth: int, *, after_command: bool) -> str:
        """A group whose opening brace was read. In prose only what TeX hides loses its braces: {\"o}, {GSR4B}."""
        if depth >= _DEEPEST:
            return ""
        begin = self._at
        inner = self._sequence(depth + 1)
        end = self._at
        self._at += 1
        if self._in_math or after_command or "\\" in self._source[begin:end] or _WORD_IN_BRACES.fullmatch(inner):
            return inner
        return f"{_OPEN}{inner}{_CLOSE}" if end < len(self._source) else f"{_OPEN}{inner}"

    def _argument(self, depth: int) -> str:
        """The next group, command or single character, read."""
        self._skip_space()
        first = self._source[self._at : self._at + 1]
        if first == "\\":
            return self._piece(depth + 1, "") if depth < _DEEPEST else ""
        if first == "}":
            return ""
        self._at += 1
        return self._braces(depth, after_command=True) if first == "{" else first

    def _drop_argument(self, depth: int) -> None:
        self._option()
        self._argument(depth)

    def _option(self) -> str:
        """What stands in [square brackets] right here, if anything does."""
        match = _OPTION.match(self._source, self._at)
        self._at = match.end() if match else self._at
        return match[1] if match else ""

    def _skip_space(self) -> None:
        match = _SPACE.match(self._source, self._at)
        self._at = match.end() if match else self._at

    def _script(self, sign: str, depth: int, before: str) -> str:
        if self._in_math:
            return _superscript(self._argument(depth)) if sign == "^" else _subscript(self._argument(depth))
        # Outside mathematics only what cannot be meant otherwise: "S^4M", "FA^{3}-CLIP".
        if sign == "^" and before[-1:].isalnum() and _RAISED_IN_PROSE.match(self._source, self._at):
            return _superscript(self._argument(depth))
        return sign

    def _command(self, name: str, depth: int, before: str) -> str:
        if name in ACCENTS:
            # "\c" and "\~" without a letter, or in an address ("\~user"), are no accents.
            if len(name) > 1 or (_LETTER_FOLLOWS.match(self._source, self._at) and not before.endswith("/")):
                return _accented(self._argument(depth + 1), ACCENTS[name])
            return name
        if name in OPERATORS:
            return f"{_APART}{name}{_APART}" if self._in_math else name
        if name in SYMBOLS:
            symbol = SYMBOLS[name]
            # TeX takes the space after a command. In mathematics people put one there for the eye when there is one
            # before, too; in prose it only belongs to the command when that is a letter: "Stanis\l aw".
            if name.isalpha() and (not before.endswith(" ") if self._in_math else symbol.isalpha() and symbol < "ɐ"):
                self._skip_space()
            return symbol
        if name in DECLARATIONS:
            self._skip_space()
            return ""
        if name in DROPPED:
            self._drop_argument(depth + 1)
            return _GONE
        return self._with_arguments(name, depth + 1)

    def _with_arguments(self, name: str, depth: int) -> str:
        match name:
            case "frac" | "dfrac" | "tfrac" | "nicefrac" | "sfrac":
                return f"{_grouped(self._argument(depth))}/{_grouped(self._argument(depth))}"
            case "sqrt":
                return f"{self._option().translate(SUPERSCRIPTS)}√{_grouped(self._argument(depth))}"
            case "binom":
                return f"({self._argument(depth)} choose {self._argument(depth)})"
            case "mathbb" | "Bbb":
                return self._argument(depth).translate(DOUBLE_STRUCK)
            case "textsuperscript":
                return _superscript(self._argument(depth))
            case "textsubscript":
                return _subscript(self._argument(depth))
            case "operatorname":
                return f"{_APART}{self._argument(depth)}{_APART}"
            case "textcolor" | "colorbox" | "href" | "texorpdfstring" | "overset" | "stackrel" | "underset":
                self._drop_argument(depth)
                return self._argument(depth)
            case "footnote":
                return f" ({self._argument(depth)})"
            case "unicode":
                return _character(self._argument(depth))
            case "not":
                return _accented(self._argument(depth), "\u0338")
        if name in TEXT_FONTS:
            return self._text_argument(depth)
        if self._source.startswith("{", self._at):
            # An unknown command with an argument shows the argument; one of the authors' own ("\method{}"), its name.
            return self._argument(depth) or name
        return name

    def _text_argument(self, depth: int) -> str:
        in_math, self._in_math = self._in_math, False
        shown = self._argument(depth)
        self._in_math = in_math
        return shown


def _grouped(text: str) -> str:
    return text if _SIMPLE.fullmatch(text) else f"({text})"


_RAISED_ALREADY = ("", "*", "′", "'", "†", "‡", "°", "∘", "®", "™")


def _superscript(text: str) -> str:
    text = text.strip()
    if text in _RAISED_ALREADY:
        return text.replace("∘", "°")
    raised = text.translate(SUPERSCRIPTS)
    return raised if _all_changed(text, raised) else f"^{_grouped(text)}"


def _subscript(text: str) -> str:
    text = text.strip()
    lowered = text.translate(SUBSCRIPTS)
    if _all_changed(text, lowered) and not (len(text) > 2 and text.isalpha()):
        return lowered
    return f"_{_grouped(text)}" if text else ""


def _all_changed(text: str, changed: str) -> bool:
    return all(old != new for old, new in zip(text, changed, strict=True))


def _accented(text: str, mark: str) -> str:
    if len(text) != 1 or text.isspace():
        return text
    return unicodedata.normalize("NFC", {"ı": "i", "ȷ": "j"}.get(text, text) + mark)


def _character(code: str) -> str:
    """What MathJax's \\unicode{x2013} or \\unicode{8211} shows."""
    if not _CODE.fullmatch(code):
        return ""
    number = int(code[1:], 16) if code[0] == "x" else int(code)
    return chr(number) if 0x20 <= number < 0xD800 or 0xE000 <= number < 0x110000 else ""
