"""Facts are bounded: too much of a kind is refused, a text that is too long is cut."""

import json

import pytest
from pydantic import ValidationError

from paper_radar.pages.facts import PageFacts


def test_the_address_alone_is_enough():
    assert PageFacts(url="https://example.org").items == []


@pytest.mark.parametrize(
    "unknown", [{"cookies": "x"}, {"items": [{"href": "x", "score": 1}]}, {"links": [{"src": "x"}]}]
)
def test_unknown_fields_are_refused(unknown):
    with pytest.raises(ValidationError):
        PageFacts.model_validate({"url": "https://example.org", **unknown})


def test_a_listing_of_more_than_two_thousand_rows_is_refused():
    rows = [{"href": "https://arxiv.org/abs/1706.03762"}] * 2_001

    assert len(PageFacts.model_validate({"url": "x", "items": rows[:2_000]}).items) == 2_000
    with pytest.raises(ValidationError):
        PageFacts.model_validate({"url": "x", "items": rows})


@pytest.mark.parametrize("meta", [[["name"]], [["name", "content", "more"]], [["name", 1]], "text"])
def test_meta_holds_pairs_of_texts(meta):
    with pytest.raises(ValidationError):
        PageFacts.model_validate({"url": "x", "meta": meta})


def test_a_long_text_is_cut_and_does_not_cost_the_page():
    read = PageFacts.model_validate(
        {"url": "x", "text": "a" * 1_000_000, "items": [{"href": "x", "title": "t" * 90_000}]}
    )

    assert (len(read.text), len(read.items[0].title)) == (20_000, 20_000)


def test_half_a_character_from_javascript_does_no_harm():
    read = PageFacts.model_validate(
        json.loads('{"url": "x", "text": "cut \\ud83d", "items": [{"href": "x", "title": null}]}')
    )

    assert read.text == "cut \ufffd"
    assert read.items[0].title == ""
