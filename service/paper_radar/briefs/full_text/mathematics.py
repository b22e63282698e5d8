"""Mathematics of a LaTeXML page as a line of Unicode, by the TeX that each formula carries with it. Pure."""

from itertools import islice
from typing import Any

from paper_radar.papers.text import plain

LEFT_OUT = "[…]"
_LONGEST = 160  # characters as shown; what is longer nobody quotes, and it would cost the room of a paragraph
_MOST = 40  # formulas of an equation; so many are long
_LONGEST_TEX = 600  # as far as `plain` takes a formula for one
# White ink in a formula hides words as well as it does in a paragraph.
_HIDING = ("phantom", "{white}", "FFFFFF", "ffffff")


def in_unicode(math: Any) -> str:
    """The formula, "[…]" if it is long or hides something. Without TeX, its characters one after the other."""
    tex = math.get("alttext") or _annotated(math)
    if tex is None:
        text = " ".join("".join(math.itertext()).split())
    elif len(tex) > _LONGEST_TEX or any(sign in tex for sign in _HIDING):
        return LEFT_OUT
    else:
        # A comment that TeX would have passed over ends its line in LaTeXML's copy; a dollar would end the formula.
        tex = tex.replace("%\n", "").replace("\\$", "").replace("$", "").strip()
        text = plain(f"${tex}$").strip("$") if tex else ""
    return text if len(text) <= _LONGEST else LEFT_OUT


def equation(table: Any) -> str:
    """A displayed equation, which LaTeXML sets as a table of formulas, in one line; "[…]" if that is long."""
    line = " ".join(filter(None, map(in_unicode, islice(table.iter("math"), _MOST))))
    return f" {line} " if len(line) <= _LONGEST and LEFT_OUT not in line else f" {LEFT_OUT} "


def _annotated(math: Any) -> str | None:
    for inner in math.iter("annotation"):
        if inner.get("encoding") == "application/x-tex":
            return inner.text or ""
    return None
