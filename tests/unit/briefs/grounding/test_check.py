"""A statement of a model, checked against the papers of its brief."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.briefs.grounding import checked
from paper_radar.briefs.material import Material, Part, of_abstract
from paper_radar.briefs.statements import Passage, Problem, RawStatement
from paper_radar.papers.model import Paper

ONE = of_abstract(
    1,
    Paper(
        key="arxiv:2602.00001",
        arxiv_id="2602.00001",
        title="Sparse Attention for Proteins",
        abstract="Proteins fold. We propose SparseFold, which improves accuracy by 12.5% on CASP15 with three layers. "
        "It does not need alignments, which others take from 40,000 sequences.",
        authors=("Ada Lovelace",),
        published="2026-02-17",
    ),
    why=("topic Hopfield networks",),
)
TWO = of_abstract(
    2,
    Paper(
        key="doi:10.1000/xyz",
        doi="10.1000/xyz",
        title="Dense Attention",
        abstract="We measure dense attention on 7 tasks. Memory grows with the square of the length.",
        published="2025-01-01",
    ),
)
QUOTE = "improves accuracy by 12.5% on CASP15"


def problems(text, *support, section="claim"):
    statement = checked(RawStatement(section, text, support or ((1, QUOTE),)), [ONE, TWO], "several")
    return None if statement is None else [(one.fault, one.text) for one in statement.problems]


def claim(text, *support):
    return problems(text, *support, section="theme")


def test_a_passage_has_the_words_of_the_paper_in_the_sentence_around_them():
    statement = checked(RawStatement("claim", "Accuracy rises by 12.5%.", ((1, QUOTE.upper()),)), [ONE], "paper")
    assert statement.passages == (
        Passage("arxiv:2602.00001", "Abstract", "We propose SparseFold, which ", QUOTE, " with three layers."),
    )
    assert statement.is_supported


@pytest.mark.parametrize(
    "text",
    [
        "SparseFold gains 12.5 percent in accuracy.",
        "SparseFold 在 CASP15 上准确率提高 12.5%，只用三层。",
        "Lovelace proposes SparseFold in 2026, of interest to whom Hopfield networks interest.",
        "Accuracy rises by about 12%, see [1] and arXiv:2602.00001.",
        "Of the two papers this one improves accuracy.",
    ],
)
def test_what_the_paper_says_is_supported(text):
    assert claim(text) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Accuracy rises by 21.5%.", ("number", "21.5%")),
        ("Accuracy rises in 17 cases.", ("number", "17")),  # the day of publication vouches for no number
        ("准确率提高百分之十五。", ("number", "百分之十五")),
        ("SparseFold 用四层网络提高准确率。", ("number", "四层")),
        ("Accuracy on CASP14 rises.", ("name", "CASP14")),
        ("Accuracy beats that of AlphaFold.", ("name", "AlphaFold")),
        ("准确率优于 ESMFold。", ("name", "ESMFold")),
        ("Accuracy rises as in [3].", ("paper", "[3]")),
        ("Accuracy of [2] rises.", ("nothing", "[2]")),  # of which nothing is quoted
        ("Accuracy rises (arXiv:2602.00002).", ("paper", "arXiv:2602.00002")),
        ("Accuracy rises: https://evil.example/", ("paper", "https://evil.example/")),
        ("Surgeons operate earlier.", ("sense", QUOTE)),  # true words, another matter
        ("It does not improve accuracy.", ("sense", QUOTE)),
    ],
)
def test_what_it_does_not_say_is_a_problem(text, problem):
    assert claim(text) == [problem]


@pytest.mark.parametrize(
    ("support", "problem"),
    [
        ((3, QUOTE), ("paper", "3")),
        ((2, QUOTE), ("quotation", QUOTE)),  # right words, wrong number
        ((1, "improves accuracy by 21.5% on CASP15"), ("quotation", "improves accuracy by 21.5% on CASP15")),
        ((1, "improves accuracy"), ("quotation", "improves accuracy")),  # too short
        ((1, "  "), ("nothing", "")),
    ],
)
def test_a_quotation_that_is_not_in_its_paper_is_a_problem(support, problem):
    assert problem in claim("Accuracy rises.", support)


def test_one_of_two_quotations_is_enough_to_doubt():
    assert claim("Accuracy rises, memory grows.", (1, QUOTE), (2, "Memory grows with the length")) == [
        ("quotation", "Memory grows with the length")
    ]
    assert claim("Accuracy rises, memory grows.", (1, QUOTE), (2, "Memory grows with the square of the length")) == []


def test_each_paper_that_is_named_is_quoted_unless_it_is_only_to_be_read_later():
    text = "Read [1] for its accuracy, then [2]."
    assert problems(text, (1, QUOTE), section="connection") == [("nothing", "[2]")]
    assert problems(text, (1, QUOTE), section="first") == []
    assert problems("Read [2] for its accuracy.", (1, QUOTE), section="first") == [("nothing", "[2]")]


def test_a_title_may_be_quoted():
    statement = checked(
        RawStatement("claim", "It is on proteins.", ((1, "Sparse Attention for Proteins"),)), [ONE], "paper"
    )
    assert statement.is_supported
    assert statement.passages[0].part == "Title"


def test_numbers_and_names_of_another_paper_do_not_count():
    assert claim("Accuracy rises on 7 tasks.") == [("number", "7")]


def test_a_statement_without_quotations_rests_on_nothing():
    statement = checked(RawStatement("claim", "Accuracy rises."), [ONE], "paper")
    assert statement.problems == (Problem("nothing", ""),)


@pytest.mark.parametrize(
    "raw", [RawStatement("claim", " \n"), RawStatement("praise", "It is good."), RawStatement("", "a")]
)
def test_what_says_nothing_or_is_of_no_section_is_no_statement(raw):
    assert checked(raw, [ONE], "paper") is None


def test_the_name_of_a_section_may_be_in_capitals():
    assert checked(RawStatement(" Claim ", "Accuracy rises.", ((1, QUOTE),)), [ONE], "paper").section == "claim"


@pytest.mark.parametrize(
    ("text", "number"),
    [("它有 700 亿参数。", "700 亿"), ("它有三十五亿参数。", "三十五亿"), ("它有四个阶段。", "四个")],
)
def test_a_chinese_number_is_told_with_its_measure_and_without_half_of_the_word_behind(text, number):
    assert ("number", number) in problems(text, section="theme")


def test_the_part_that_has_the_words_exactly_is_shown():
    parts = (
        Part("Abstract", "We improve the accuracy by 12.5% on graphs."),
        Part("3 Results", "Improve accuracy by 12.5% on graphs."),
    )
    paper = Material(1, ONE.paper, parts, origin="html")
    statement = checked(
        RawStatement("claim", "Accuracy.", ((1, "improve accuracy by 12.5% on graphs"),)), [paper], "paper"
    )
    assert [one.part for one in statement.passages] == ["3 Results"]


_WILD = st.text(alphabet='aAfi 12.5%[]…"“”$\\^-–百三不:/\n准', max_size=80)


@given(_WILD, _WILD, st.integers(-1, 3))
def test_any_answer_gives_a_statement_whose_passages_stand_in_the_papers(text, quote, number):
    statement = checked(RawStatement("theme", text, ((number, quote),)), [ONE, TWO], "several")
    if statement is None:
        assert not text.strip()
        return
    assert statement.passages or statement.problems
    for one in statement.passages:
        paper = next(material for material in (ONE, TWO) if material.paper.key == one.key)
        assert one.before + one.quote + one.after in f"{paper.paper.abstract}\n{paper.paper.title}"


@given(st.data())
def test_a_sentence_of_a_paper_supports_itself(data):
    paper = data.draw(st.sampled_from([ONE, TWO]))
    sentence = data.draw(st.sampled_from([part for part in paper.paper.abstract.split(". ") if len(part.split()) > 3]))
    assert claim(sentence, (paper.number, sentence)) == []


def test_a_hostile_answer_takes_no_time_to_speak_of():
    for piece in ("[1", "a.", "10.1/", "https://", "百分之", "A-", "…", "not ", "1,", "\\", "两个"):
        checked(RawStatement("claim", piece * 20_000, ((1, piece * 20_000),) * 12), [ONE], "paper")


def test_what_is_wrong_with_a_statement_of_numbers_alone_is_told_in_bounds():
    said = "We find " + " ".join(map(str, range(1000, 1250)))
    statement = checked(RawStatement("claim", said, ((1, QUOTE),)), [ONE], "paper")
    assert statement is not None
    assert 30 <= len(statement.problems) <= 40
