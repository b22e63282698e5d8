"""What the commands print of a paper; underlines in a terminal end with their line and begin anew in the next."""

import pytest

from paper_radar.papers.model import Paper, to_json
from paper_radar.printing import QUOTED, UNDERLINED, marked_lines, print_paper


def test_an_underline_ends_with_its_line_and_begins_anew_in_the_next() -> None:
    text = "before " * 12 + "implicit bias of steepest descent" + " after" * 12
    start = text.index("implicit")
    lines = list(marked_lines(text, [(start, start + 33)], UNDERLINED))
    assert len(lines) > 1
    assert all(line.count(UNDERLINED[0]) == line.count(UNDERLINED[1]) for line in lines)
    bare = " ".join(lines).replace(UNDERLINED[0], "").replace(UNDERLINED[1], "")
    assert bare == text
    quoted = " ".join(marked_lines(text, [(start, start + 33)], QUOTED))
    assert quoted == text.replace("implicit bias of steepest descent", "«implicit bias of steepest descent»")


def test_what_is_said_of_a_paper_on_hugging_face_follows_its_day(capsys: pytest.CaptureFixture[str]) -> None:
    paper = Paper(
        key="arxiv:2502.16982",
        title="Muon is Scalable",
        authors=("Jingyuan Liu",),
        primary_category="cs.LG",
        announced="2026-04-29",
        version=2,
        announce_type="replace",
        upvotes=1200,
        comments=1,
        code_url="https://github.com/x/y",
        summary="Muon trains large models in half the compute.",
        withdrawn=True,
    )
    print_paper({**to_json(paper), "hits": []}, explain=True)
    assert capsys.readouterr().out.splitlines() == [
        "Muon is Scalable",
        "  Jingyuan Liu · cs.LG · 2026-04-29 · revised v2 · ▲ 1,200 · 1 comment · https://github.com/x/y",
        "  withdrawn by its authors",
        "  AI summary on Hugging Face: Muon trains large models in half the compute.",
    ]


def test_of_a_paper_without_votes_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    paper = Paper(key="arxiv:2502.16982", title="Muon", announced="2026-04-29", source="arxiv", upvotes=0, comments=0)
    print_paper({**to_json(paper), "hits": []})
    assert capsys.readouterr().out.splitlines() == ["Muon", "  arxiv · 2026-04-29"]
