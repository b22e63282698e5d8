"""Words as a model gives them, made plain: no Markdown, no HTML, no links, nothing that cannot be seen."""

import re

from paper_radar.papers.text import plain

_ADDRESS = (
    r"(?:[A-Za-z][A-Za-z0-9+.-]{1,20}:|www\.|[/#.])"
    r"[^()\s]{0,500}(?:\([^()\s]{0,100}\)[^()\s]{0,100})?(?:\s[^()]{0,200})?"
)
_LINK = re.compile(rf"!?\[([^\[\]]{{0,300}})\]\({_ADDRESS}\)")
_BRACKETED = re.compile(r"<((?:https?|mailto|ftp):[^<>\s]{1,500})>")
_BOLD = re.compile(r"\*\*([^*]{1,600})\*\*|(?<!\w)__([^_]{1,600})__(?!\w)")
_SLANTED = re.compile(r"(?<![\w*])\*([^\s*](?:[^*]{0,300}[^\s*])?)\*(?![\w*])")
_CODE = re.compile(r"`{1,3}([^`]{1,300})`{1,3}")
_OPENER = re.compile(r"\s*(?:(?:[-•*>–]|#{1,6}|\(?\d{1,2}[.)])\s+)+")
_LENTICULAR = re.compile(r"【(\d{1,3})[^【】]{0,40}】")  # how gpt-oss cites: 【1†L3-L5】
_RAISED = re.compile(r"^\[([A-Za-z])\](?=[a-z])")  # "[T]he": a quotation that begins inside a sentence
_WRAPPED = {'"': '"', "“": "”", "‘": "’", "«": "»", "「": "」", "『": "』", "'": "'"}
# Nobody sees them, a model does: controls, zero-width signs, directions, tags (sentences were smuggled in them),
# selectors, and lone surrogates, which no file takes.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff"
    "\U000e0000-\U000e01ef]+"
)


def seen(text: str) -> str:
    """The text without what nobody can see."""
    return _UNSEEN.sub("", text)


def stated(text: str) -> str:
    """A statement as it is shown: one line of plain text."""
    text = seen(text)
    text = _OPENER.sub("", text, count=1) if _OPENER.match(text) else text
    text = _BRACKETED.sub(r"\1", _LINK.sub(_label, _LENTICULAR.sub(r"[\1]", text)))
    text = _CODE.sub(r"\1", _SLANTED.sub(r"\1", _BOLD.sub(lambda match: match.group(1) or match.group(2), text)))
    return seen(plain(text))


def quoted(text: str) -> str:
    """A quotation as it is looked for: one line, without the marks around it; its own marks are the paper's."""
    line = " ".join(seen(text).split())
    end = _WRAPPED.get(line[:1])
    if end and len(line) > 1 and line.endswith(end) and end not in line[1:-1] and line[0] not in line[1:-1]:
        line = line[1:-1].strip()
    return _RAISED.sub(r"\1", line)


def _label(match: re.Match[str]) -> str:
    label = match.group(1)
    return f"[{label}]" if label.isdigit() else label
