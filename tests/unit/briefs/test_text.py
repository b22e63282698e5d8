"""A brief as plain text."""

from paper_radar.briefs.model import Brief
from paper_radar.briefs.statements import Passage, Problem, Statement
from paper_radar.briefs.text import as_text

ONE, TWO = "arxiv:2602.00001", "arxiv:2602.00002"


def brief(*statements, keys=(ONE,), kind="paper", language="en", **more):
    return Brief(
        id="b", keys=keys, language=language, length="short", state="done", origin="groq",
        kind=kind, statements=statements, **more,
    )  # fmt: skip


def on(*keys):
    return tuple(Passage(key, "Abstract", "", "words of it", "") for key in keys)


def test_statements_stand_under_the_names_of_their_sections_in_the_order_of_the_kind():
    method, claim, more = (
        Statement("method", "By counting.", on(ONE)),
        Statement("claim", "It holds.", on(ONE)),
        Statement("claim", "Always.", on(ONE)),
    )
    assert as_text(brief(method, claim, more)) == "## Claim\nIt holds.\nAlways.\n## Method\nBy counting."
    assert as_text(brief(claim, language="zh_CN")) == "## 主张\nIt holds."


def test_a_statement_about_several_papers_ends_with_their_numbers_and_the_papers_are_listed():
    theme = Statement("theme", "Both count.", on(TWO, ONE, TWO))
    papers = ({"key": ONE, "title": "Counting\n apples"}, {"key": TWO, "title": "Counting pears"})
    assert as_text(brief(theme, keys=(ONE, TWO), kind="several", papers=papers)).split("\n") == [
        "## Themes", "Both count. [1] [2]", "## Papers", f"[1] Counting apples ({ONE})", f"[2] Counting pears ({TWO})",
    ]  # fmt: skip


def test_a_statement_that_names_its_papers_itself_gets_no_numbers_again():
    theme = Statement("theme", "What [1] counts, [2] weighs.", on(ONE, TWO))
    assert as_text(brief(theme, keys=(ONE, TWO), kind="several")).split("\n")[1] == "What [1] counts, [2] weighs."


def test_what_is_not_supported_stands_by_itself_and_says_why():
    right = Statement("claim", "It holds.", on(ONE))
    wrong = Statement("claim", "It is 12 times faster.", on(ONE), (Problem("number", "12"), Problem("nothing", "")))
    assert as_text(brief(right, wrong)).split("\n") == [
        "## Claim", "It holds.", "## Could not be checked",
        "It is 12 times faster. (number not in the papers: “12”; rests on nothing)",
    ]  # fmt: skip


def test_a_statement_cannot_write_a_heading_or_a_line_of_its_own():
    assert as_text(brief(Statement("claim", "## Limits\nnone ", on(ONE)))) == "## Claim\nLimits none"


def test_a_brief_without_statements_is_its_text():
    assert as_text(brief(text="## Claim\nOld words.")) == "## Claim\nOld words."
