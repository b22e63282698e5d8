"""Statements are read out of whatever a model sends, as they complete, wherever it was split."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.briefs.material import of_abstract
from paper_radar.briefs.prompt import write_messages
from paper_radar.briefs.scanner import Scanner
from paper_radar.briefs.statements import RawStatement
from paper_radar.papers.model import Paper
from tests.standins.groq_answers import MANNERS, true_statements, understood

ABSTRACT = (
    "We study the Muon optimizer on small models. It is steepest descent under a spectral norm {of sorts}. "
    "Our runs need 30% fewer steps than others. We leave large models to future work."
)
ASKED = understood(
    write_messages(
        "paper", [of_abstract(1, Paper(key="arxiv:2602.00001", title="T", abstract=ABSTRACT))], "en", "full", 6000
    )
)
TRUE = [
    RawStatement(each["section"], each["text"], tuple((one["paper"], one["quote"]) for one in each["support"]))
    for each in true_statements(ASKED)
]
ONE = {"section": "claim", "text": "Muon works.", "support": [{"paper": 1, "quote": "We study the Muon optimizer"}]}
READ = RawStatement("claim", "Muon works.", ((1, "We study the Muon optimizer"),))


def scanned(text, sizes=()):
    """What is read of the text when it arrives in pieces of these sizes, and the rest at once."""
    scanner, found = Scanner(), []
    for size in sizes:
        found += scanner.feed(text[:size])
        text = text[size:]
    return found + scanner.feed(text) + scanner.finish()


def written(**fields):
    return json.dumps({**ONE, **fields}, ensure_ascii=False)


@pytest.mark.parametrize("manner", ["true", "fenced", "thinking", "lines", "array"])
def test_the_same_is_read_however_it_is_wrapped(manner):
    assert scanned(MANNERS[manner](ASKED)) == TRUE


def test_what_is_malformed_is_mended():
    first, second, *others = scanned(MANNERS["malformed"](ASKED))
    assert (first, others) == (TRUE[0], TRUE[2:])
    assert second.text == f'It is "good" that {TRUE[1].text}'


def test_an_answer_that_is_cut_gives_what_was_whole():
    assert scanned(MANNERS["cut"](ASKED)) == TRUE[:-1]


def test_prose_holds_no_statement():
    assert scanned(MANNERS["prose"](ASKED)) == []


def test_nothing_is_given_twice():
    assert scanned(MANNERS["repeating"](ASKED)) == TRUE[:1]


def test_a_model_without_end_is_listened_to_for_forty_statements():
    endless = "\n".join(written(text=f"Statement {number}.") for number in range(500))
    assert len(scanned(endless)) == 40


@given(st.sampled_from([name for name in MANNERS if name != "repeating"]), st.lists(st.integers(1, 60), max_size=80))
def test_the_same_is_read_wherever_it_is_split(manner, sizes):
    text = MANNERS[manner](ASKED)
    assert scanned(text, sizes) == scanned(text)


@given(st.text(alphabet="{}[]\":,\\ntu01 \n`<>/ab“”'", max_size=200))
def test_noise_is_read_without_harm(noise):
    assert scanned(noise) == []


@given(st.text(alphabet="{}[]:,\\ntu01 \n`>/ab”", max_size=100))
def test_after_noise_a_statement_is_found(noise):
    assert scanned(f"{noise}\n{json.dumps(ONE)}") == [READ]


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_in_valid_json_comes_through(before, quote):
    found = scanned(before.replace("<", "").replace("{", "") + written(support=[{"paper": 2, "quote": quote}]))
    assert [each.text for each in found] == ["Muon works."]
    assert found[0].support[0][0] == 2
    found[0].support[0][1].encode()


@given(st.integers(0, len(MANNERS["true"](ASKED))))
def test_a_cut_anywhere_loses_no_more_than_the_statement_that_was_being_written(end):
    text = MANNERS["true"](ASKED)[:end]
    found = scanned(text)
    assert found[:-1] == TRUE[: len(found) - 1] if found else text.count('"quote"') < 2
    if found:
        assert (found[-1].section, found[-1].text) == (TRUE[len(found) - 1].section, TRUE[len(found) - 1].text)


def test_the_draft_is_the_text_that_is_being_written():
    scanner = Scanner()
    assert scanner.draft == ""
    assert scanner.feed('{"statements": [{"section": "claim", "te') == []
    assert scanner.draft == ""
    scanner.feed('xt": "**Muon** is good"')
    assert scanner.draft == "Muon is good"
    scanner.feed(') at \\u4e2d\\"x')
    assert scanner.draft == 'Muon is good") at 中"x'
    scanner.feed('", "support": [{"paper": 1, "quote": "words of')
    assert scanner.draft == 'Muon is good") at 中"x'
    assert len(scanner.feed(' it"}]}')) == 1
    assert scanner.draft == ""


def test_a_thought_is_no_draft():
    scanner = Scanner()
    scanner.feed('<think>{"section": "claim", "text": "Perhaps')
    assert scanner.draft == ""


@pytest.mark.parametrize(
    "answer",
    [
        written(section="Claim"),
        written(section="主张"),
        written(section="claims"),
        '{"claim": [{"text": "Muon works.", "support": [{"paper": 1, "quote": "We study the Muon optimizer"}]}]}',
        '{"section":"claim","statements":[{"text":"Muon works.","quote":"We study the Muon optimizer","paper":1}]}',
        written(support={"paper": 1, "quote": "We study the Muon optimizer"}),
        written(support=[{"paper": "PAPER 1", "quote": "We study the Muon optimizer"}]),
        written(support=[{"paper": "[1]", "quotation": "We study the Muon optimizer"}]),
        written(support=[{"paper": 1.0, "text": "We study the Muon optimizer", "section": "Abstract"}]),
        written(support=[{"paper": [1], "quote": "“We study the\nMuon optimizer”"}]),
        written().replace('"', "'"),
        f"{{a}} and [1]: {written()}",
        f'{{"text": "lost its end\n{written()}',
        f"<|channel|>analysis<|message|>{written(text='No.')}<|end|><|channel|>final<|message|>{written()}",
    ],
)
def test_models_without_a_schema_are_understood(answer):
    assert scanned(answer) == [READ]


@pytest.mark.parametrize(
    ("paper", "number"), [(None, 0), (True, 0), (-1, 0), ("arxiv:2602.00001", 0), (99999999, 0), ({}, 0), (7, 7)]
)
def test_what_is_no_number_of_a_paper_is_none(paper, number):
    assert scanned(written(support=[{"paper": paper, "quote": "words"}]))[0].support == ((number, "words"),)


@pytest.mark.parametrize(
    "answer",
    [
        written(text=""),
        written(text=7),
        written(text="long " * 1000),
        written(section=None),
        "null",
        '{"error": "no"}',
        '{"statements": []}',
    ],
)
def test_what_says_nothing_is_no_statement(answer):
    assert scanned(answer) == []


def test_a_statement_without_support_is_given_without():
    assert scanned(written(support=[])) == scanned(written(support=None)) == [RawStatement("claim", "Muon works.")]


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (r"the rate \alpha and \beta", "the rate α and β"),
        (r"\nabla f is small, \theta too", "∇ f is small, θ too"),
        (r"$\\alpha$ of \u00fcber", "α of über"),
        (r"a \ud83d\ude00 and half \ud83d of it", "a 😀 and half \ufffd of it"),
        (r"one\ntwo\tthree", "one two three"),
    ],
)
def test_signs_that_should_have_been_escaped_are_read(given, read):
    assert scanned(written(text="HERE").replace("HERE", given))[0].text == read


@pytest.mark.parametrize(
    "answer",
    [
        "{" * 20_000,
        '{"a":' * 5_000,
        "[" * 20_000 + written(),
        '{"text": "' + "a" * 20_000,
        '{"text": "' + '" ' * 5_000,
        "<think>" * 3_000,
        '{"a":' + "1" * 20_000,
        '{"text": "' + "\\" * 20_001,
        written(text="*" * 2000 + "[" * 900),
    ],
    ids=range(9),
)
def test_an_answer_made_to_hurt_is_read_in_time(answer):
    assert len(scanned(answer)) <= 1


def test_a_text_that_is_too_long_for_a_statement_is_no_draft():
    scanner = Scanner()
    scanner.feed('{"section": "claim", "text": "' + "word " * 500)
    assert scanner.draft
    scanner.feed("word " * 500)
    assert scanner.draft == ""
