"""Underlines in a terminal: one that goes on in the next line ends with the line and begins anew."""

from paper_radar.printing import QUOTED, UNDERLINED, marked_lines


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
