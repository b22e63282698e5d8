"""A brief as Markdown, to be pasted and shared: with its citations, and the quotations as footnotes."""

import re
from collections.abc import Iterator

from paper_radar.briefs.model import Brief
from paper_radar.briefs.sections import LABELS, Language
from paper_radar.briefs.statements import SECTIONS, Passage, Statement

_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "papers": "Papers",
        "checked": "{} of {} statements checked",
        "unchecked": "Could not be checked",
        "paper": "this paper is not among those of the brief: {}",
        "quotation": "these words are not in the paper: “{}”",
        "number": "this number is not in the papers: {}",
        "name": "this name is not in the papers: {}",
        "nothing": "it rests on no words of a paper",
        "extractive": "sentences of the papers, no model",
        "partial": "not whole",
        "abstract": "abstract",
        "html": "sections of the full text (arXiv)",
        "ar5iv": "sections of the full text (ar5iv)",
    },
    "zh_CN": {
        "papers": "论文",
        "checked": "{1} 条陈述中 {0} 条已核实",
        "unchecked": "未能核实",
        "paper": "简报的论文中没有：{}",
        "quotation": "论文中没有这些文字：“{}”",
        "number": "论文中没有这个数字：{}",
        "name": "论文中没有这个名称：{}",
        "nothing": "没有论文原文支持",
        "extractive": "摘自论文原句，未用模型",
        "partial": "不完整",
        "abstract": "摘要",
        "html": "全文的主要章节（arXiv）",
        "ar5iv": "全文的主要章节（ar5iv）",
    },
}
_MARKS = re.compile(r"([\\`*_\[\]<>#|~$&])")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'`\\]+")


def as_markdown(brief: Brief) -> str:
    """The brief as Markdown: title with link, statements by section with the numbers of their papers and footnotes,
    what could not be checked in a list of its own, the papers, the quotations, and what it was made from by what.

    Every text of others stands escaped: none can become a link, an image, a heading or HTML.
    """
    return "\n".join(_lines(brief)).rstrip("\n") + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    words, labels = _WORDS[brief.language], LABELS[brief.language]
    titles = [_title(brief, key) for key in brief.keys]
    yield f"# {titles[0] if len(titles) == 1 else ' · '.join(titles[:3]) + (' …' if len(titles) > 3 else '')}"
    yield ""
    notes: list[str] = []
    supported = [statement for statement in brief.statements if statement.is_supported]
    for section in SECTIONS[brief.kind]:
        of_section = [statement for statement in supported if statement.section == section]
        if of_section:
            yield from (f"## {labels[section]}", "")
            for statement in of_section:
                yield from (f"- {_escaped(statement.text)}{_citations(brief, statement, notes)}",)
            yield ""
    if not brief.statements:
        for line in brief.text.splitlines():
            yield from (f"## {_escaped(line[3:])}" if line.startswith("## ") else _escaped(line), "")
    wrong = [statement for statement in brief.statements if not statement.is_supported]
    if wrong:
        yield from (f"## {words['unchecked']}", "")
        for statement in wrong:
            said = "; ".join(words[problem.fault].format(_escaped(problem.text)) for problem in statement.problems)
            yield f"- ~~{_escaped(statement.text)}~~ ({said})"
        yield ""
    yield from _papers(brief)
    yield "---"
    yield " · ".join(_made(brief, len(supported)))
    if notes:
        yield from ("", *notes)


def _citations(brief: Brief, statement: Statement, notes: list[str]) -> str:
    """The numbers of its papers, each with the mark of a footnote; the footnotes go to `notes`."""
    marks = []
    for passage in statement.passages:
        number = brief.keys.index(passage.key) + 1 if passage.key in brief.keys else 0
        notes.append(f"[^{len(notes) + 1}]: \\[{number}\\] {_escaped(passage.part)}: “{_quoted(passage)}”")
        marks.append(f"\\[{number}\\][^{len(notes)}]")
    return " " + " ".join(marks) if marks else ""


def _quoted(passage: Passage) -> str:
    return _escaped(passage.quote)


def _papers(brief: Brief) -> Iterator[str]:
    words = _WORDS[brief.language]
    yield from (f"## {words['papers']}", "")
    facts = {str(paper.get("key")): paper for paper in brief.papers}
    for number, key in enumerate(brief.keys, 1):
        paper = facts.get(key, {})
        authors = [_escaped(name) for name in paper.get("authors", ())]
        told = [
            ", ".join(authors[:3]) + (" et al." if len(authors) > 3 else ""),
            _escaped(paper.get("venue", "")),
            _escaped(paper.get("published", "")[:10]),
            words.get(brief.read.get(key, ""), ""),
        ]
        yield f"{number}. " + ". ".join([_title(brief, key), *(each.rstrip(".") for each in told if each)])
    yield ""


def _made(brief: Brief, supported: int) -> Iterator[str]:
    words = _WORDS[brief.language]
    if brief.statements:
        yield words["checked"].format(supported, len(brief.statements))
    yield _escaped(brief.model) or words["extractive"]
    if brief.state != "done":
        yield words["partial"]
    yield brief.updated[:10]


def _title(brief: Brief, key: str) -> str:
    paper = next((paper for paper in brief.papers if paper.get("key") == key), {})
    title, url = _escaped(paper.get("title", "") or key), str(paper.get("url", ""))
    return f"[{title}]({url})" if _ADDRESS.fullmatch(url) else title


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
