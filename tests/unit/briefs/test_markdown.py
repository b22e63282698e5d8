"""A brief as Markdown: citations, footnotes, what could not be checked, and nothing of others as markup."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.briefs.markdown import as_markdown
from paper_radar.briefs.model import Brief
from paper_radar.briefs.sections import LABELS
from paper_radar.briefs.statements import Passage, Problem, Statement

ONE, TWO = "arxiv:2602.00001", "doi:10.1016/s0022(1)"


def paper(key, title, url, **more):
    return {"key": key, "title": title, "authors": [], "published": "", "url": url, "venue": "", "version": 1, **more}


def quoted(quote, key=ONE):
    return Passage(key, "Abstract", "", quote, "")


BRIEF = Brief(
    id="x",
    keys=(ONE,),
    language="en",
    length="short",
    state="done",
    origin="groq",
    model="openai/gpt-oss-20b",
    papers=(
        paper(ONE, "On Bias", "https://arxiv.org/abs/2602.00001", authors=["A", "B", "C", "D"], published="2026-02-01"),
    ),
    read={ONE: "html"},
    statements=(
        Statement("evidence", "It wins.", (quoted("It outperforms others."),)),
        Statement("claim", "It is new.", (quoted("a new method"), quoted("unlike others"))),
        Statement("claim", "It is 90% faster.", (), (Problem("number", "90%"), Problem("nothing", ""))),
    ),
    updated="2026-11-21T10:00:00+00:00",
)
SEVERAL = replace(
    BRIEF,
    kind="several",
    keys=(ONE, TWO),
    papers=(*BRIEF.papers, paper(TWO, "Elsewhere", "https://doi.org/10.1016/s0022(1)", venue="J. Tests")),
    read={ONE: "abstract", TWO: "abstract"},
    statements=(
        Statement("theme", "Both are new.", (quoted("a new method"), quoted("so new", TWO), quoted("newer", TWO))),
        Statement("first", "Read [2] first.", (quoted("a survey", TWO),)),
    ),
)


def test_a_brief_of_one_paper_has_its_sections_in_order_and_its_quotations_as_footnotes():
    assert as_markdown(BRIEF) == (
        "# [On Bias](https://arxiv.org/abs/2602.00001)\n\n"
        "A, B, C et al. · 2026-02-01 · read: full text (arXiv)\n\n"
        "## Claim\n\n- It is new.[^1][^2]\n\n"
        "## Evidence\n\n- It wins.[^3]\n\n"
        "## Could not be checked\n\n- ~~It is 90% faster.~~ (number not in the papers: “90%”; rests on nothing)\n\n"
        "---\n\n2 of 3 statements checked against the papers · openai/gpt-oss-20b · 2026-11-21\n\n"
        "[^1]: Abstract: “a new method”\n[^2]: Abstract: “unlike others”\n[^3]: Abstract: “It outperforms others.”\n"
    )


def test_a_brief_of_several_papers_numbers_them_once_where_the_text_does_not():
    assert as_markdown(SEVERAL) == (
        "# Brief of 2 papers\n\n"
        "## Themes\n\n- Both are new. \\[1\\][^1] \\[2\\][^2][^3]\n\n"
        f"## {LABELS['en']['first']}\n\n- Read \\[2\\] first.[^4]\n\n"
        "## Papers\n\n"
        "1. [On Bias](https://arxiv.org/abs/2602.00001) · A, B, C et al. · 2026-02-01 · read: abstract\n"
        "2. [Elsewhere](https://doi.org/10.1016/s0022%281%29) · J. Tests · read: abstract\n\n"
        "---\n\n2 of 2 statements checked against the papers · openai/gpt-oss-20b · 2026-11-21\n\n"
        "[^1]: \\[1\\] Abstract: “a new method”\n[^2]: \\[2\\] Abstract: “so new”\n"
        "[^3]: \\[2\\] Abstract: “newer”\n[^4]: \\[2\\] Abstract: “a survey”\n"
    )


def test_a_statement_that_is_its_own_quotation_is_told_once():
    said = Statement("theme", "We propose it.", (quoted("we propose  it."), quoted("It is new.", TWO)))
    told = as_markdown(replace(SEVERAL, statements=(said,), origin="extractive"))
    assert "- We propose it. \\[1\\] \\[2\\][^1]\n" in told
    assert told.endswith("\n[^1]: \\[2\\] Abstract: “It is new.”\n")
    alone = replace(BRIEF, statements=(Statement("claim", "We propose it.", (quoted("We propose it"),)),))
    assert "[^" not in as_markdown(alone)


def test_in_chinese_all_but_the_quotations_is_chinese():
    told = as_markdown(replace(SEVERAL, language="zh_CN", origin="extractive", model=""))
    assert told.startswith("# 2 篇论文的简报\n\n## 主题\n")
    assert "2 条陈述中有 2 条已对照论文核实 · 摘自论文原句，未用模型 · 2026-11-21" in told
    assert "“a new method”" in told


@pytest.mark.parametrize("change", [{"state": "cancelled"}, {"finish_reason": "length"}])
def test_what_is_not_whole_says_so(change):
    assert " · incomplete · " in as_markdown(replace(BRIEF, **change))


def test_a_brief_written_before_there_were_statements_is_its_text():
    told = as_markdown(replace(BRIEF, statements=(), text="## Claim\nIt is new.\n- 1. It *wins*.", papers=()))
    assert told.startswith("# arxiv:2602.00001\n\n")
    assert "## Claim\n\nIt is new.\n\n\\- 1. It \\*wins\\*.\n" in told


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "[click](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "https://evil.example and www.evil.example",
    "# heading",
    "## heading\n\n---\n\n| a | b |",
    "1. list",
    "- list",
    "```js",
    "&lt;script&gt;",
    "$\\href{https://evil.example}{x}$",
    "[^1]: footnote",
    "</p>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_others_wrote_is_markup(text):
    assert_no_markup(text)


@given(st.text(alphabet="ab1 .:/\\`*_[]<>#|~$&{}!()-+=w\n\"'", max_size=40))
def test_whatever_others_write_is_no_markup(text):
    assert_no_markup(text)


def assert_no_markup(text):
    brief = replace(
        SEVERAL,
        papers=(paper(ONE, text, "", venue=text, authors=[text]),),
        statements=(
            Statement("theme", text, (quoted(text),)),
            Statement("theme", text, (), (Problem("quotation", text),)),
        ),
        model=text,
    )
    plain = as_markdown(replace(brief, papers=(paper(ONE, "T", ""),), statements=(), model="m"))
    told = as_markdown(brief)
    ours = re.compile(r"\\[!-/:-@\[-`{-~]|\[\^1\]|~~|^## |^# |^- |^\d\. |^---$", re.MULTILINE)
    rest = ours.sub(" ", told)
    assert not re.search(r"[\[\]<>`*_#|~$&!]|://|www\.", rest), rest
    assert len(plain.splitlines()) < len(told.splitlines()) < 30


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//evil.example", "data:text/html,x", "https://", "http://[x", ""]
)
def test_only_addresses_of_pages_are_links(url):
    told = as_markdown(replace(BRIEF, papers=(paper(ONE, "On Bias", url),)))
    assert told.startswith("# On Bias\n")


def test_an_address_ends_where_it_ends():
    url = 'https://a.example/x) [click](https://evil.example "t'
    first = as_markdown(replace(BRIEF, papers=(paper(ONE, "On Bias", url),))).splitlines()[0]
    assert re.fullmatch(r"# \[On Bias\]\(https://a\.example/[^\s()\[\]\"]*\)", first)
