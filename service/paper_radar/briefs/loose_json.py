"""JSON objects out of text that arrives in pieces, however a model wraps or breaks them.

Read are whole answers, bare lists, an object a line, objects between prose and code fences. Forgiven are commas too
many or too few, line ends inside strings, quotation marks that should have been escaped, TeX that should have been,
single quotes, a missing end. What a model thinks aloud (`<think>`) is passed over. The same is found wherever the text
was split, in time that grows with its length only.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

_DEEPEST = 12
_LONGEST = 6000  # characters of a string; what is longer has lost its end
_LONGEST_WORD = 24  # of a number or of true, false, null
_QUOTES = {'"': '"', "'": "'", "“": "”"}
_THOUGHTS = {
    "<think>": "</think>",
    "<thinking>": "</thinking>",
    "<reasoning>": "</reasoning>",
    "<|channel|>analysis": "<|channel|>final",
}
_OPENERS, _CLOSERS = tuple(_THOUGHTS), tuple(_THOUGHTS.values())
_TAIL = max(map(len, _OPENERS + _CLOSERS))
_WORDS = {"true": True, "false": False, "null": None, "none": None}
# "\nabla" in a string is a line end and "abla" to JSON; a model that writes so means the sign.
_ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})"
    r"|((?:nabla|neq?|nu|not|rho|rightarrow|right|rangle|rm|tau|theta|times|text\w{0,4}|tilde|top?|tanh?)(?![a-z]))"
    r"|(.))",
    re.DOTALL,
)
_ESCAPED = {'"': '"', "'": "'", "\\": "\\", "/": "/", "n": "\n", "r": "\n", "t": "\t", "\n": "\n"}


@dataclass(frozen=True, slots=True)
class Found:
    """An object, and around it the objects it stands in, outermost first, each with the key that leads to it.

    `whole` is False of an object that was cut: it has the fields that had come by then.
    """

    fields: dict[str, Any]
    around: tuple[tuple[str, dict[str, Any]], ...]
    whole: bool = True


@dataclass(slots=True)
class _Frame:
    """An object or a list that has not ended."""

    value: dict[str, Any] | list[Any]
    key: str = ""  # of an object: the one whose value comes


class Objects:
    """Finds objects; see the module."""

    def __init__(self) -> None:
        self._stack: list[_Frame] = []
        self._step: Callable[[str], None] = self._prose
        self._found: list[Found] = []
        self._tail = ""  # of the prose: may be the beginning of a tag
        self._string: list[str] = []
        self._end = ""
        self._length = 0
        self._escaped = False
        self._new_line = False
        self._after = ""  # a quotation mark that may be the end of the string: what has come after it

    def feed(self, text: str) -> list[Found]:
        """The objects that have ended by now, those within others first."""
        for sign in text:
            self._step(sign)
        found, self._found = self._found, []
        return found

    def finish(self) -> list[Found]:
        """The objects that never ended, once nothing more will arrive."""
        if self._step == self._closing:
            self._close_string()
        self._break()
        return self.feed("")

    def open(self) -> Iterator[tuple[dict[str, Any], str, str | None]]:
        """The objects that have not ended, outermost first, each with the key whose value comes now; of the innermost
        also the text of that value as far as it has come, None if it is no string."""
        writing = self._step in (self._in_string, self._closing)
        for frame in self._stack:
            if isinstance(frame.value, dict):
                innermost = frame is self._stack[-1]
                yield frame.value, frame.key, self._text() if innermost and writing and frame.key else None

    # Each of the steps below takes one sign, and leaves in `_step` which one takes the next.

    def _prose(self, sign: str) -> None:
        if sign == "{":
            self._tail = ""
            self._push({})
            return
        self._tail = (self._tail + sign)[-_TAIL:]
        if self._tail.endswith(_OPENERS):
            self._step = self._thought

    def _thought(self, sign: str) -> None:
        self._tail = (self._tail + sign)[-_TAIL:]
        if self._tail.endswith(_CLOSERS):
            self._tail = ""
            self._step = self._prose

    def _before_key(self, sign: str) -> None:
        if sign in _QUOTES:
            self._open_string(sign)
        elif sign == "}":
            self._pop()
        elif sign != "," and not sign.isspace():
            self._break(sign)

    def _before_colon(self, sign: str) -> None:
        if sign in ":：":
            self._step = self._before_value
        elif not sign.isspace():
            self._break(sign)

    def _before_value(self, sign: str) -> None:
        in_list = isinstance(self._stack[-1].value, list)
        if sign in _QUOTES:
            self._open_string(sign)
        elif sign == "{":
            self._push({})
        elif sign == "[":
            self._push([])
        elif sign == "]" and in_list:
            self._pop()
        elif sign.isalnum() or sign in "+-":
            self._string = [sign]
            self._step = self._in_word
        elif not sign.isspace() and not (in_list and sign == ","):
            self._break(sign)

    def _in_word(self, sign: str) -> None:
        if sign.isalnum() or sign in "+-.":
            self._string.append(sign)
            if len(self._string) > _LONGEST_WORD:
                self._break(sign)
            return
        self._put(_word("".join(self._string)))
        self._step(sign)

    def _in_string(self, sign: str) -> None:
        if self._escaped:
            self._escaped = False
        elif sign == "\\":
            self._escaped = True
        elif sign == self._end:
            self._after = ""
            self._step = self._closing
            return
        elif self._new_line and sign == "{":
            self._break(sign)  # this string has lost its end, and the next object begins
            return
        self._new_line = sign == "\n" or (self._new_line and sign.isspace())
        self._add(sign)

    def _closing(self, sign: str) -> None:
        """After a quotation mark: it ended the string if what follows fits, else it is one of the text."""
        if sign.isspace() or (sign == "," and "," not in self._after):
            self._after += sign if sign not in self._after else ""
            return
        frame = self._stack[-1]
        if isinstance(frame.value, list):
            ends = sign in "]}" or bool(self._after)
        elif not frame.key:
            ends = True
        elif "," in self._after:
            ends = sign in "}]" or sign in _QUOTES
        else:
            ends = sign in "}]" or (sign in _QUOTES and "\n" in self._after)
        if ends:
            self._close_string()
            self._step(sign)
            return
        after, self._step = self._end + self._after, self._in_string
        for each in after:
            self._add(each)
        if self._step == self._in_string:
            self._in_string(sign)

    def _open_string(self, sign: str) -> None:
        self._string, self._length, self._end = [], 0, _QUOTES[sign]
        self._escaped = self._new_line = False
        self._step = self._in_string

    def _add(self, sign: str) -> None:
        self._length += 1
        if self._length > _LONGEST:
            self._break()
            return
        self._string.append(sign)

    def _close_string(self) -> None:
        frame = self._stack[-1]
        if isinstance(frame.value, dict) and not frame.key:
            frame.key = self._text().strip() or "?"
            self._step = self._before_colon
        else:
            self._put(self._text())

    def _text(self) -> str:
        raw = "".join(self._string).rstrip("\\") if self._escaped else "".join(self._string)
        text = _ESCAPE.sub(_unescaped, raw)
        # A pair of escapes may make one sign; a half of one makes none.
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _put(self, value: Any) -> None:
        frame = self._stack[-1]
        if isinstance(frame.value, list):
            frame.value.append(value)
            self._step = self._before_value
        else:
            frame.value.setdefault(frame.key, value)
            frame.key = ""
            self._step = self._before_key

    def _push(self, value: dict[str, Any] | list[Any]) -> None:
        if len(self._stack) == _DEEPEST:
            self._break("{")
            return
        if self._stack:
            # It is put into its place at once: of an answer that is cut, what has come by then is there.
            parent = self._stack[-1]
            if isinstance(parent.value, list):
                parent.value.append(value)
            else:
                parent.value.setdefault(parent.key, value)
        self._stack.append(_Frame(value))
        self._step = self._before_key if isinstance(value, dict) else self._before_value

    def _pop(self) -> None:
        self._tell(whole=True)
        self._stack.pop()
        if not self._stack:
            self._step = self._prose
            return
        frame = self._stack[-1]
        frame.key = ""
        self._step = self._before_key if isinstance(frame.value, dict) else self._before_value

    def _tell(self, *, whole: bool) -> None:
        frame = self._stack[-1]
        if isinstance(frame.value, dict):
            around = tuple((up.key, up.value) for up in self._stack[:-1] if isinstance(up.value, dict))
            self._found.append(Found(frame.value, around, whole))

    def _break(self, sign: str = "") -> None:
        """What is open never ends; from here on it is prose again."""
        while self._stack:
            if self._stack[-1].value:
                self._tell(whole=False)
            self._stack.pop()
        self._step = self._prose
        if sign:
            self._prose(sign)


def _unescaped(match: re.Match[str]) -> str:
    code, command, sign = match.groups()
    if code:
        return chr(int(code, 16))
    if command:
        return f"\\{command}"
    return _ESCAPED.get(sign, match.group())


def _word(written: str) -> Any:
    if written.lower() in _WORDS:
        return _WORDS[written.lower()]
    try:
        number = float(written)
        return int(number) if number.is_integer() else number
    except (ValueError, OverflowError):
        return written
