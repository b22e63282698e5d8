"""Text reads well for people and compares well for machines, whatever came in."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.papers.text import fold, plain, stem, terms, words


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Attention  Is\nAll You\tNeed ", "Attention Is All You Need"),
        ("<i>Escherichia coli</i> and H<sub>2</sub>O", "Escherichia coli and H2O"),
        ('<jats:title>Abstract</jats:title><jats:p class="x">We show</jats:p>', "Abstract We show"),
        ("&lt;p&gt;Twice &amp;amp; escaped&lt;/p&gt;", "Twice & escaped"),
        ("Let's <think> about <EASY> tasks", "Let's <think> about <EASY> tasks"),
        ("if a<b and b>c then", "if a<b and b>c then"),
        ("<script>alert(1)</script><img src=x onerror=alert(1)>Title", "Title"),
        ("AT&T and R&D;", "AT&T and R&D;"),
        ("zero\u200bwidth, soft\u00adhyphen, \u202eturned", "zerowidth, softhyphen, turned"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("", ""),
    ],
)
def test_markup_and_what_nobody_sees_is_left_out(raw, shown):
    assert plain(raw) == shown


@given(st.text(alphabet=st.sampled_from(list("<>&;/!-=\"' abip#x1")), max_size=80) | st.text(max_size=80))
def test_any_text_becomes_one_line_that_a_file_takes(text):
    shown = plain(text)

    assert shown == " ".join(shown.split())
    shown.encode("utf-8")


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("Schrödinger", "schrodinger"),
        ("ŁUKASZ Øystein Weiß Þór", "lukasz oystein weiss thor"),
        ("Navier–Stokes", "navier-stokes"),
        ("d’Alembert", "d'alembert"),
        ("ℓ₁ ﬁt", "l1 fit"),
        ("がくしゅう", "がくしゅう"),
        ("한국어", "한국어"),
        ("İstanbul", "istanbul"),
    ],
)
def test_letters_fold_to_what_people_type(raw, folded):
    assert fold(raw) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


def test_words_keep_compounds_and_runs_of_chinese_together():
    assert words("Low-rank Köhler's 深度学习 for GPT-4") == ["low-rank", "kohler's", "深度学习", "for", "gpt-4"]


def test_terms_are_stems_without_stop_words_numbers_and_letters():
    assert terms("The 3 networks were trained in 2025 with x and GPT4") == ["network", "train", "gpt4"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pre-training", "pretraining"),
        ("non-convex", "nonconvex"),
        ("Navier–Stokes", "Navier-Stokes"),
        ("GPT-4", "GPT4"),
    ],
)
def test_a_compound_meets_its_other_spelling(one, other):
    assert set(terms(one)) & set(terms(other))


def test_chinese_gives_pairs_of_characters():
    assert terms("深度学习") == ["深度", "度学", "学习"]
    assert terms("我") == ["我"]


@given(st.text(max_size=200))
def test_terms_of_any_text_hold_no_space_and_no_capital(text):
    for term in terms(text):
        assert term and term == term.lower() and not any(letter.isspace() for letter in term)
        assert len(term) <= 40


def test_stems_are_right_in_eight_threads_at_once():
    numbered = [
        f"optimiz{'ing' if n % 2 else 'ation'}{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}ions" for n in range(4000)
    ]
    alone = [terms(text) for text in numbered]
    stem.cache_clear()

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda text: [stem(word) for word in words(text)], numbered))

    assert together == alone
