"""The words of a model become plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.briefs.wording import quoted, stated


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("**Muon** is *fast* and __light__.", "Muon is fast and light."),
        ("- It uses `AdamW`.", "It uses AdamW."),
        ("## It works", "It works"),
        ("1. It works", "It works"),
        ("See [the code](https://evil.example/x) and [1](#ref).", "See the code and [1]."),
        ("![x](javascript:alert(1)) It works", "x It works"),
        ("At <https://example.org/a>.", "At https://example.org/a."),
        ("<b>Bold</b><br>line <img src=x onerror=alert(1)>end", "Bold line end"),
        ("<script>alert(1)</script>It works", "It works"),
        ("It works【1†L3-L5】.", "It works[1]."),
        ("A &amp; B &lt; C", "A & B < C"),
        ("$\\alpha$-mixing at $10^{-3}$", "α-mixing at 10⁻³"),
        ("two\n\nlines\tand\u2028more", "two lines and more"),
        ("turned \u202egnorw\u202c and hid\u200bden\U000e0041", "turned gnorw and hidden"),
        ("a * b * c, x*y*z and snake_case_name", "a * b * c, x*y*z and snake_case_name"),
        ("f[x](y) and P(a<b and c>d)", "f[x](y) and P(a<b and c>d)"),
        ("The token <think> is kept [2].", "The token <think> is kept [2]."),
    ],
)
def test_a_statement_is_plain_text(given, shown):
    assert stated(given) == shown


@pytest.mark.parametrize(
    ("given", "looked_for"),
    [
        ("“We sort\n lists.”", "We sort lists."),
        ('"We" and "they"', '"We" and "they"'),
        ("the *-algebra `x`", "the *-algebra `x`"),
        ("it's", "it's"),
        ("“[T]hey sort [1] lists”", "They sort [1] lists"),
        ("[1] sorts", "[1] sorts"),
        ('"', '"'),
    ],
)
def test_a_quotation_keeps_the_paper_s_own_marks(given, looked_for):
    assert quoted(given) == looked_for


@given(st.text(max_size=200))
def test_any_words_become_one_line_that_a_file_takes(text):
    for made in (stated(text), quoted(text)):
        assert "\n" not in made
        made.encode()


@given(st.text(alphabet="*_`[]()<>&$\\#-: ha/.", max_size=400))
def test_marks_in_any_order_take_no_time(text):
    stated(text * 4)
