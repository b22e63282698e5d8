"""A brief as plain text, for terminals and for the search of the library."""

from collections.abc import Iterator

from paper_radar.briefs.model import Brief
from paper_radar.briefs.sections import LABELS, Language, heading
from paper_radar.briefs.statements import SECTIONS, Fault, Problem, Statement

UNSUPPORTED: dict[Language, str] = {"en": "Could not be checked", "zh_CN": "未能核实"}
PAPERS: dict[Language, str] = {"en": "Papers", "zh_CN": "论文"}
WRONG: dict[Language, dict[Fault, str]] = {
    "en": {
        "paper": "no such paper: “{}”",
        "quotation": "quotation not in the papers: “{}”",
        "number": "number not in the papers: “{}”",
        "name": "name not in the papers: “{}”",
        "sense": "what it quotes says something else: “{}”",
        "nothing": "rests on nothing",
    },
    "zh_CN": {
        "paper": "没有这篇论文：“{}”",
        "quotation": "论文中没有这句引文：“{}”",
        "number": "论文中没有这个数字：“{}”",
        "name": "论文中没有这个名称：“{}”",
        "sense": "所引原文并非此意：“{}”",
        "nothing": "没有依据",
    },
}


def as_text(brief: Brief) -> str:
    """The brief as lines: "## " and the name of a section, then each of its statements on a line of its own.

    No empty lines and no other marks. In a brief of several papers a statement ends with the numbers of the papers it
    rests on, "[1] [3]", unless it names them itself, and the last section lists them. What is not supported stands by
    itself, with what is wrong. A brief that has no statements, because it was written before there were any, is its
    `text` as it stands.
    """
    if not brief.statements:
        return brief.text
    return "\n".join(_lines(brief))


def _lines(brief: Brief) -> Iterator[str]:
    labels = LABELS[brief.language]
    supported = [statement for statement in brief.statements if statement.is_supported]
    for section in SECTIONS[brief.kind]:
        of_section = [statement for statement in supported if statement.section == section]
        if of_section:
            yield heading(labels[section])
            yield from (_line(statement, brief) for statement in of_section)
    wrong = [statement for statement in brief.statements if not statement.is_supported]
    if wrong:
        yield heading(UNSUPPORTED[brief.language])
        for statement in wrong:
            yield f"{_one_line(statement.text)} ({'; '.join(_what(one, brief.language) for one in statement.problems)})"
    if len(brief.keys) > 1:
        yield heading(PAPERS[brief.language])
        titles = {str(paper.get("key")): str(paper.get("title", "")) for paper in brief.papers}
        for number, key in enumerate(brief.keys, 1):
            yield f"[{number}] {_one_line(titles.get(key, ''))} ({key})".replace("  ", " ")


def _line(statement: Statement, brief: Brief) -> str:
    text = _one_line(statement.text)
    if len(brief.keys) == 1:
        return text
    cited = {passage.key for passage in statement.passages}
    marks = [f"[{number}]" for number, key in enumerate(brief.keys, 1) if key in cited]
    return text if all(mark in text for mark in marks) else " ".join([text, *marks])


def _what(problem: Problem, language: Language) -> str:
    return WRONG[language][problem.fault].format(_one_line(problem.text))


def _one_line(text: str) -> str:
    return " ".join(text.split()).lstrip("# ")
