"""A digest as it is read: its subject, as plain text, and as simple HTML."""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import html
from lxml.html.builder import E

from paper_radar.digest.choice import Found
from paper_radar.digest.wording import (
    WORDS,
    Spoken,
    day_in_words,
    facts,
    number_in_words,
    reasons,
    reasons_in_words,
    rest_in_words,
)

_WIDTH = 76
_NAMES = 5
_ABSTRACT = 320  # characters
# What no XML may hold, nor half a surrogate pair any mail.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SERIF = "Georgia,'Iowan Old Style','Noto Serif CJK SC','Songti SC',serif"
_SANS = "system-ui,-apple-system,'Segoe UI','Noto Sans CJK SC','PingFang SC',sans-serif"
_MUTED, _INK, _LINE = "#67635b", "#1c1b19", "#e6e2d9"
_CHIPS = {"author": ("#0f6b60", "#e4f1ee")}
_CHIP = ("#8a5a00", "#fbf1dc")


@dataclass(frozen=True, slots=True)
class Rendered:
    """`subject` is one line. `html` is a whole document that loads nothing."""

    subject: str
    text: str
    html: str


def render(day: str, total: int, shown: Sequence[Found], language: Spoken) -> Rendered:
    """The digest of the `day` (ISO 8601), of whose `total` papers these are `shown`."""
    head = day_in_words(day, language)
    count = number_in_words(total, language)
    subject = f"{count.rstrip('.。')} · {head}"
    rest = rest_in_words(total - len(shown), language)
    return Rendered(subject, _text(head, count, shown, rest, language), _html(head, count, shown, rest, language))


def render_test(language: Spoken) -> Rendered:
    """The mail by which a reader sees that mail arrives."""
    words = WORDS[language]
    page = _page(language, E.p(words.test, style=_style("font-size:15px;line-height:1.6")))
    return Rendered(words.test_subject, f"{words.test}\n\n-- \n{_filled(words.foot, '')}\n", page)


def clean(text: str) -> str:
    """On one line, without what XML or mail cannot carry."""
    return " ".join(_UNFIT.sub(" ", text).split())


def link(found: Found) -> str:
    """The address of the paper, "" if it has none that a browser may follow."""
    address = clean(found.paper.url)
    return address if address.startswith(("https://", "http://")) and " " not in address else ""


def authors(found: Found) -> list[tuple[str, bool]]:
    """The names to show, each with whether it is followed: of many the first ones, those followed, and the last, with
    "…" for those between.
    """
    followed = {hit.index for hit in found.hits if hit.field == "authors"}
    names = [clean(name) for name in found.paper.authors]
    shown = {*range(min(_NAMES, len(names))), *(place for place in followed if place < len(names)), len(names) - 1}
    listed: list[tuple[str, bool]] = []
    former = -1
    for place in sorted(shown - {-1}):
        if place > former + 1:
            listed.append(("…", False))
        listed.append((names[place], place in followed))
        former = place
    return listed


def _excerpt(abstract: str) -> str:
    said = clean(abstract)
    return said if len(said) <= _ABSTRACT else said[:_ABSTRACT].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"


def _text(head: str, count: str, shown: Sequence[Found], rest: str, language: Spoken) -> str:
    words = WORDS[language]
    lines = [f"{words.kicker} · {head}", count, ""]
    for number, found in enumerate(shown, 1):
        why = reasons_in_words(found.hits, language)
        lines.append(_filled(clean(found.paper.title), "    ", f"{number:02}. "))
        for told in (
            ", ".join(name for name, _ in authors(found)),
            facts(found.paper, language),
            words.why.format(why=why) if why else "",
        ):
            if told:
                lines.append(_filled(clean(told), "    "))
        if address := link(found):
            lines.append(f"    {address}")
        lines.append("")
    if rest:
        lines += [rest, ""]
    return "\n".join([*lines, "-- ", _filled(words.foot, "")]) + "\n"


def _filled(text: str, indent: str, first: str | None = None) -> str:
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _html(head: str, count: str, shown: Sequence[Found], rest: str, language: Spoken) -> str:
    parts: list[Any] = [
        E.p(f"{WORDS[language].kicker} · {head}", style=_style(f"font-size:12px;color:{_MUTED}")),
        E.h1(WORDS[language].title, style=f"margin:4px 0 6px;font:600 28px/1.2 {_SERIF};color:{_INK}"),
        E.p(count, style=_style(f"font-size:15px;color:{_MUTED}")),
    ]
    parts += [_entry(number, found, language) for number, found in enumerate(shown, 1)]
    if rest:
        parts.append(E.p(rest, style=_style(f"margin:18px 0 0;font-size:14px;color:{_MUTED}")))
    return _page(language, *parts)


def _entry(number: int, found: Found, language: Spoken) -> Any:
    title = clean(found.paper.title)
    address = link(found)
    style = f"color:{_INK};text-decoration:none"
    block = E.div(
        E.p(f"{number:02}. {clean(facts(found.paper, language))}", style=_style(f"font-size:12px;color:{_MUTED}")),
        E.h2(
            E.a(title, href=address, style=style) if address else title,
            style=f"margin:4px 0;font:600 19px/1.3 {_SERIF};color:{_INK}",
        ),
        _authors(found),
        style=f"border-top:1px solid {_LINE};margin-top:18px;padding-top:16px",
    )
    if excerpt := _excerpt(found.paper.abstract):
        block.append(E.p(excerpt, style=_style("margin:8px 0 0;font-size:14px;line-height:1.6")))
    chips = E.p(style=_style("margin:10px 0 0"))
    for reason in reasons(found.hits, language):
        ink, wash = _CHIPS.get(reason.kind, _CHIP)
        box = f"display:inline-block;margin:0 6px 6px 0;padding:2px 9px;border-radius:99px;font-size:12px;color:{ink};"
        chips.append(E.span(f"{reason.word} ", E.b(clean(reason.name)), style=f"{box}background:{wash}"))
    block.append(chips)
    return block


def _authors(found: Found) -> Any:
    parts: list[Any] = []
    for name, followed in authors(found):
        style = f"color:{_INK};border-bottom:2px solid {_CHIPS['author'][0]}"
        parts += [", " if parts else "", E.span(name, style=style) if followed else name]
    return E.p(*parts, style=_style(f"font-size:13px;color:{_MUTED}"))


def _page(language: Spoken, *parts: Any) -> str:
    words = WORDS[language]
    foot = E.p(
        words.foot,
        style=_style(f"margin:28px 0 0;padding-top:12px;border-top:1px solid {_LINE};font-size:12px;color:{_MUTED}"),
    )
    inner = E.div(*parts, foot, style="max-width:640px;margin:0 auto;padding:24px 20px")
    page = E.html(
        E.head(E.meta(charset="utf-8"), E.meta(name="color-scheme", content="light"), E.title("Paper Radar")),
        E.body(inner, style=f"margin:0;background:#fcfbf8;color:{_INK};font-family:{_SANS}"),
        lang=words.tag,
    )
    return str(html.tostring(page, encoding="unicode", doctype="<!doctype html>"))


def _style(more: str) -> str:
    return f"margin:0;{more}"
