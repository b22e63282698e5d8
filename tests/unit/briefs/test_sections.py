"""The form of a brief's text, whatever a model writes and however it arrives."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paper_radar.briefs.sections import LABELS, LANGUAGES, ROLES, Tidy, tidied

MARKED = st.text(alphabet="ab #*-_`>\n•.:主<think/>\u202e\r", max_size=200)
PIECES = st.lists(MARKED, max_size=12)


def fed(pieces):
    tidy = Tidy()
    return [*(tidy.feed(piece) for piece in pieces), tidy.finish()]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("## Claim\nIt works.", "## Claim\nIt works."),
        ("# Claim #\n\n\nIt works.\n", "## Claim\nIt works."),
        ("###Claim:\nIt works.", "## Claim\nIt works."),
        ("**Claim**\nIt works.", "## Claim\nIt works."),
        ("**Claim:**\nIt works.", "## Claim\nIt works."),
        ("## **Claim**\nIt **really** works.", "## Claim\nIt really works."),
        ("## 主张：\n有效。", "## 主张\n有效。"),
        ("- It works.\n* And well.\n• Always.", "It works.\nAnd well.\nAlways."),
        ("- ## It works.", "It works."),
        ("---\nIt works.\n***", "It works."),
        ("```text\nIt works.\n```", "It works."),
        ("-5 dB is the gain of 2*3 and a**b", "-5 dB is the gain of 2*3 and ab"),
        ("<think>Let me see.\n## Claim</think>\n## Claim\nIt works.", "## Claim\nIt works."),
        ("<think>never ends", ""),
        ("a < b and <thin> is no tag, nor is </think>", "a < b and <thin> is no tag, nor is </think>"),
        ("It\u202e works.\x00\ufeff\ud800", "It works."),
        ("One\u2028two\u2029three\tfour", "One two three four"),
        ("##\n", ""),
        ("", ""),
    ],
)
def test_any_markdown_becomes_headings_and_paragraphs(written, shown):
    assert tidied(written) == shown


@given(PIECES)
@example(["**Claim", "**\nIt"])
@example(["<th", "ink>secret</thi", "nk>shown"])
@example(["- - - - - - - - - - - - - - - - - - - - -", " - x"])
@example(["a paragraph long enough to be shown before its end *", "*bold** and more"])
def test_the_text_is_the_same_wherever_it_was_split(pieces):
    assert "".join(fed(pieces)) == tidied("".join(pieces))


@given(MARKED)
def test_only_headings_and_paragraphs_come_out(text):
    lines = tidied(text).split("\n")
    assert all(line.strip() for line in lines) or lines == [""]
    assert all(line.startswith("## ") and line[3:].strip() for line in lines if line.startswith("#"))
    assert not any(mark in line for line in lines for mark in ("**", "\u202e", "\r"))


@given(MARKED)
def test_tidying_twice_changes_nothing_more_of_plain_text(text):
    plain = text.replace("<", "").replace("#", "").replace("*", "").replace("-", "").replace("_", "").replace("`", "")
    assert tidied(tidied(plain)) == tidied(plain)


def test_text_is_shown_before_its_line_ends():
    tidy = Tidy()
    assert tidy.feed("This sentence is already long enough to be shown") != ""


def test_each_language_names_every_section():
    assert all(LABELS[language][role] for language in LANGUAGES for role in ROLES)
