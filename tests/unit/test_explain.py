"""The sentences on why something hit: one for each rule, the popup's own, and the words marked where they stand."""

import json
from typing import Any

import pytest

from paper_radar.explain import SENTENCES, marked, quotation, sentence
from tests.shared import ROOT

PAPER = {
    "title": "Muon and 𝓗-spaces",
    "authors": ["Ada Lovelace", "Zou, Difan"],
    "abstract": "First one. We study implicit bias, e.g. of J. Smith et al. and of Muon. Last one.",
    "categories": ["cs.LG"],
}


def hit(text: str, **fields: Any) -> dict[str, Any]:
    """A hit on the words in the abstract, or in the field that is named."""
    field, index = fields.get("field", "abstract"), fields.get("index", 0)
    whole = PAPER[field] if isinstance(PAPER[field], str) else PAPER[field][index]
    start = whole.index(text)
    told = {"kind": "topic", "value": text, "level": "match", "rule": "phrase", "field": field, "index": index}
    return {**told, "text": text, "start": start, "end": start + len(text), **fields}


def read(shown: dict[str, Any], *others: dict[str, Any]) -> str:
    text, spans = quotation({**PAPER, "hits": [shown, *others]}, shown)
    return marked(text, spans, "[]")


def test_every_sentence_is_the_popups_own_and_none_of_its_is_missing() -> None:
    locale = json.loads((ROOT / "extension" / "_locales" / "en" / "messages.json").read_text())
    popup = {name.removeprefix("rule_"): said["message"] for name, said in locale.items() if name.startswith("rule_")}
    here = {rule: said.replace("{found}", "$1").replace("{followed}", "$2") for rule, said in SENTENCES.items()}
    assert here == popup


@pytest.mark.parametrize(
    ("found", "followed", "rule", "level", "said"),
    [
        ("Zou, Difan", "Difan Zou", "same", "match", "“Zou, Difan” is Difan Zou with the family name first."),
        ("Difan Zou", "Difan Zou", "same", "match", "“Difan Zou” is exactly the name you follow."),
        ("DIFAN ZOU", "Difan Zou", "same", "match", "“DIFAN ZOU” is the name of Difan Zou, whom you follow."),
        (
            "Wei Chen",
            "Weichen",
            "spacing",
            "possible",
            "“Wei Chen” may be Weichen: the names agree, but not beyond doubt.",
        ),
        ("A. Lovelace", "Ada Lovelace", "not-heard-of", "match", "“A. Lovelace” is Ada Lovelace, whom you follow."),
    ],
)
def test_the_rule_is_one_plain_sentence(found: str, followed: str, rule: str, level: str, said: str) -> None:
    author = {"kind": "author", "text": found, "value": followed, "rule": rule, "level": level}
    assert sentence(author) == said


def test_a_topic_in_another_form_is_told_as_such() -> None:
    assert sentence(hit("Muon", value="muon")) == "“Muon” is your topic, word for word."
    assert sentence(hit("Muon", value="{Muons}")) == "“Muon” is your topic {Muons} in another form."


def test_of_the_abstract_the_whole_sentence_is_quoted_with_all_hits_in_it() -> None:
    assert read(hit("implicit bias"), hit("Muon"), hit("First")) == (
        "We study [implicit bias], e.g. of J. Smith et al. and of [Muon]."
    )


def test_title_and_name_are_quoted_whole_and_a_category_not_at_all() -> None:
    assert read(hit("𝓗-spaces", field="title"), hit("Muon", field="title")) == "[Muon] and [𝓗-spaces]"
    assert read(hit("Zou, Difan", kind="author", field="authors", index=1)) == "[Zou, Difan]"
    assert read(hit("cs.LG", kind="category", field="categories")) == ""


def test_words_that_overlap_are_marked_as_one() -> None:
    assert read(hit("implicit bias"), hit("bias, e.g."), hit("study")) == (
        "We [study] [implicit bias, e.g.] of J. Smith et al. and of Muon."
    )


def test_an_answer_without_the_abstract_still_shows_the_words() -> None:
    found = hit("implicit bias")
    text, spans = quotation({**PAPER, "abstract": "", "hits": [found]}, found)
    assert marked(text, spans, "[]") == "[implicit bias]"
