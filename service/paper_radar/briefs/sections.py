"""The form of a brief's text: what its sections are called, and how a model's text is brought into that form.

A brief is plain text. A line that begins with "## " is a heading, every other line is a paragraph, there are no empty
lines and no other marks. Extractive and written briefs have the same form, so that one renderer shows both.
"""

import re
from typing import Literal, get_args

Language = Literal["en", "zh_CN"]
Length = Literal["short", "full"]
Role = Literal["claim", "method", "result", "limits"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
LENGTHS: tuple[Length, ...] = get_args(Length)
ROLES: tuple[Role, ...] = get_args(Role)

LABELS: dict[Language, dict[Role, str]] = {
    "en": {"claim": "Claim", "method": "Method", "result": "Results", "limits": "Limits"},
    "zh_CN": {"claim": "主张", "method": "方法", "result": "结果", "limits": "局限"},
}

# A line shorter than this is looked at whole before any of it is shown: by then a heading, a bullet or a rule shows.
_OPENING = 40

_THOUGHTS = ("<think>", "</think>")
_BOLD_LINE = re.compile(r"\*\*[^*]+\*\*[:：]?|__[^_]+__[:：]?")
_OPENERS = re.compile(r"(?:[-•*>]\s+|#+\s*)+")

# Not for the eye: controls, directional overrides (they can make text read as other text), byte order marks; and lone
# surrogates, which no file takes.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_BLANK = re.compile("[\t\u2028\u2029]")


def heading(text: str) -> str:
    """The line that heads a section."""
    return f"## {text}"


class Tidy:
    """Brings a model's text into the form of a brief while it arrives.

    Reasoning in `<think>` tags, list marks, bold marks, rules, fences, empty lines and invisible characters go; any
    Markdown heading, and a short line that is bold as a whole, becomes a "## " line. What `feed` returned is never
    taken back, and the whole is the same wherever the text was split.
    """

    def __init__(self) -> None:
        self._unread = ""  # may be the beginning of a tag
        self._thinking = False
        self._line = ""
        self._shown = 0  # how much of the line, as it is shown, has been returned
        self._begun = False  # whether any line has been returned, so that the next one needs a line end before it

    def feed(self, text: str) -> str:
        """What can be shown now that `text` has arrived; may be "" while the beginning of a line is not clear."""
        *lines, last = (self._line + self._spoken(_INVISIBLE.sub("", _BLANK.sub(" ", text)))).split("\n")
        shown = []
        for line in lines:
            shown.append(self._advance(_shown_line(line, whole=True)))
            self._shown = 0
        self._line = last
        shown.append(self._advance(_shown_line(last, whole=False)))
        return "".join(shown)

    def finish(self) -> str:
        """The rest, once nothing more will arrive."""
        if not self._thinking:
            self._line += self._unread
        self._unread = ""
        return self._advance(_shown_line(self._line, whole=True))

    def _spoken(self, text: str) -> str:
        self._unread += text
        spoken = []
        while True:
            tag = _THOUGHTS[self._thinking]
            before, found, after = self._unread.partition(tag)
            if found:
                self._unread = after
            else:
                held = next(n for n in range(len(tag) - 1, -1, -1) if before.endswith(tag[:n]))
                before, self._unread = before[: len(before) - held], before[len(before) - held :]
            if not self._thinking:
                spoken.append(before)
            if not found:
                return "".join(spoken)
            self._thinking = not self._thinking

    def _advance(self, line: str) -> str:
        more = line[self._shown :]
        if not more:
            return ""
        if self._shown == 0 and self._begun:
            more = "\n" + more
        self._shown = len(line)
        self._begun = True
        return more


def tidied(text: str) -> str:
    """The whole text in the form of a brief."""
    tidy = Tidy()
    return tidy.feed(text) + tidy.finish()


def _shown_line(line: str, *, whole: bool) -> str:
    """The line as shown; of a line still growing (not `whole`) only what later text cannot change."""
    line = line.lstrip()
    if not whole and (len(line) < _OPENING or line.startswith(("#", "`"))):
        return ""
    if line.startswith("```") or set(line.strip()) <= set("-*_= "):
        return ""
    if line.startswith("#") or (len(line) < _OPENING and _BOLD_LINE.fullmatch(line.strip())):
        name = line.strip("#*_: ：")
        return heading(name.replace("**", "")) if name else ""
    opener = _OPENERS.match(line)
    paragraph = line[opener.end() :] if opener else line
    # Stars and blanks at the end may turn out to belong to a mark; so may a single character after the openers.
    paragraph = paragraph.rstrip() if whole else paragraph.rstrip("* ")
    if not whole and len(paragraph) < 2:
        return ""
    return paragraph.replace("**", "").rstrip()
