"""A brief as Markdown, to be pasted and shared: with its citations, and the quotations as footnotes."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit

from paper_radar.briefs.model import Brief
from paper_radar.briefs.sections import LABELS, Language
from paper_radar.briefs.statements import SECTIONS, Kind, Statement
from paper_radar.briefs.text import PAPERS, UNSUPPORTED, WRONG

_TITLES: dict[Language, dict[Kind, str]] = {
    "en": {"paper": "{title}", "beside": "{title}, beside {others} others", "several": "Brief of {all} papers"},
    "zh_CN": {"paper": "{title}", "beside": "{title}（对照另外 {others} 篇）", "several": "{all} 篇论文的简报"},
}
_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "checked": "{} of {} statements checked against the papers",
        "extractive": "sentences of the papers, no model",
        "partial": "incomplete",
        "abstract": "read: abstract",
        "html": "read: full text (arXiv)",
        "ar5iv": "read: full text (ar5iv)",
        "more": " et al.",
        "comma": ", ",
    },
    "zh_CN": {
        "checked": "{1} 条陈述中有 {0} 条已对照论文核实",
        "extractive": "摘自论文原句，未用模型",
        "partial": "不完整",
        "abstract": "所读：摘要",
        "html": "所读：全文（arXiv）",
        "ar5iv": "所读：全文（ar5iv）",
        "more": " 等",
        "comma": "、",
    },
}
_AUTHORS = 3
_MARKS = re.compile(r"[\\`*_\[\]<>#|~$&{}!]")
_OPENER = re.compile(r"^(?=[-+=])|^(\d{1,9})(?=[.)](?:\s|$))")  # at its begin, a list or a heading
_LINK = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)  # what becomes a link although nothing marks it
_IN_ADDRESS = "%/:?#@!$&*+,;=~-._"


def as_markdown(brief: Brief) -> str:
    """The brief as Markdown: title with link, statements by section with footnotes, in a brief of several papers with
    their numbers, too; what could not be checked in a list of its own; the papers, what of them was read, what the
    brief was made by; and the quotations as footnotes, in the original language.

    Every text of others stands escaped: none can become a link, an image, a heading or HTML.
    """
    return "\n".join(_lines(brief)).rstrip("\n") + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    facts = {str(paper.get("key")): paper for paper in brief.papers}
    papers = [facts.get(key) or {"key": key} for key in brief.keys]
    title = _TITLES[brief.language][brief.kind]
    yield "# " + title.format(title=_title(papers[0]), others=len(papers) - 1, all=len(papers))
    yield ""
    if brief.kind == "paper":
        yield from (" · ".join(_about(brief, papers[0])), "")
    notes: list[str] = []
    yield from _said(brief, notes)
    if brief.kind != "paper":
        yield from (f"## {PAPERS[brief.language]}", "")
        for number, paper in enumerate(papers, 1):
            yield f"{number}. " + " · ".join([_title(paper), *_about(brief, paper)])
        yield ""
    yield from ("---", "", " · ".join(_made(brief)))
    if notes:
        yield from ("", *notes)


def _said(brief: Brief, notes: list[str]) -> Iterator[str]:
    """The sections; the footnotes of their statements go to `notes`."""
    for section in SECTIONS[brief.kind]:
        of_section = [said for said in brief.statements if said.is_supported and said.section == section]
        if of_section:
            yield from (f"## {LABELS[brief.language][section]}", "")
            yield from (f"- {_escaped(said.text)}{_cited(brief, said, notes)}" for said in of_section)
            yield ""
    if not brief.statements:
        for line in brief.text.splitlines():
            yield from (f"## {_escaped(line[3:])}" if line.startswith("## ") else _escaped(line), "")
    wrong = [said for said in brief.statements if not said.is_supported]
    if wrong:
        words = WRONG[brief.language]
        yield from (f"## {UNSUPPORTED[brief.language]}", "")
        for said in wrong:
            faults = "; ".join(words[problem.fault].format(_escaped(problem.text)) for problem in said.problems)
            yield f"- ~~{_escaped(said.text)}~~ ({faults})"
        yield ""


def _cited(brief: Brief, said: Statement, notes: list[str]) -> str:
    """The marks of its footnotes, in a brief of several papers with the numbers that its text does not name itself."""
    marks: list[str] = []
    for passage in said.passages:
        number = brief.keys.index(passage.key) + 1 if passage.key in brief.keys else 0
        cited = f"\\[{number}\\]" if brief.kind != "paper" else ""
        named = not cited or f"[{number}]" in said.text or any(mark.startswith(f" {cited}") for mark in marks)
        note = ""
        if not _is_same(said.text, passage.quote):
            about = f"{cited} {_escaped(passage.part)}".lstrip()
            notes.append(f"[^{len(notes) + 1}]: {about}: “{_escaped(passage.quote)}”")
            note = f"[^{len(notes)}]"
        marks.append(("" if named else f" {cited}") + note)
    return "".join(marks)


def _is_same(said: str, quote: str) -> bool:
    """Whether a statement is its quotation, as without a model: nothing has to be told twice."""
    one, other = (" ".join(text.casefold().split()).strip(" .。") for text in (said, quote))
    return one == other


def _about(brief: Brief, paper: dict[str, Any]) -> Iterator[str]:
    """Authors, venue, date, and what of it was read."""
    words = _WORDS[brief.language]
    authors = [_escaped(str(name)) for name in paper.get("authors", ())]
    told = [
        words["comma"].join(authors[:_AUTHORS]) + (words["more"] if len(authors) > _AUTHORS else ""),
        _escaped(paper.get("venue", "")),
        _escaped(paper.get("published", "")[:10]),
        words.get(brief.read.get(paper["key"], ""), ""),
    ]
    yield from filter(None, told)


def _made(brief: Brief) -> Iterator[str]:
    words = _WORDS[brief.language]
    if brief.statements:
        supported = sum(said.is_supported for said in brief.statements)
        yield words["checked"].format(supported, len(brief.statements))
    yield words["extractive"] if brief.origin == "extractive" else _escaped(brief.model)
    if brief.state != "done" or brief.finish_reason == "length":
        yield words["partial"]
    yield _escaped(brief.updated[:10])


def _title(paper: dict[str, Any]) -> str:
    title, address = _escaped(paper.get("title") or paper["key"]), paper.get("url", "")
    try:
        is_link = urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).hostname)
    except ValueError:
        is_link = False
    return f"[{title}]({quote(address, safe=_IN_ADDRESS)})" if is_link else title


def _escaped(text: str) -> str:
    """One line in which nothing is a mark."""
    line = _MARKS.sub(r"\\\g<0>", " ".join(text.split()))
    return _OPENER.sub(r"\1\\", _LINK.sub(r"\\", line))
