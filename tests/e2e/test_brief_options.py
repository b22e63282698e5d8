"""The options of briefs over a real service: a model of those that are there, a budget that ends the day's briefs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.papers import own
from tests.e2e.reader import Reader

PAID, BEYOND = "2506.13715", "2506.08360"


@pytest.fixture
def choosing(reader: Reader) -> Iterator[Reader]:
    """The reader, whose choices are taken back."""
    before = reader.service.ask("GET", "/settings")
    yield reader
    reader.service.ask("PATCH", "/settings", {name: before[name] for name in ("groq_model", "daily_tokens")})


def test_a_model_is_chosen_and_a_budget_ends_the_days_briefs(choosing: Reader):
    reader = choosing
    page = reader.opens_options()
    page.locator("#models").click()
    page.locator(".models .picked-names button", has_text="openai/gpt-oss-120b").click()
    expect(page.locator("#toast")).to_contain_text("gpt-oss-120b")
    assert reader.service.ask("GET", "/settings")["groq_model"] == "openai/gpt-oss-120b"

    begun = reader.service.ask("POST", "/briefs", {"keys": [own()[PAID].key]})
    with reader.clicks_the_button(reader.opens(own()[PAID])) as popup:
        popup.click("button", "Brief")
        popup.wait_for_text("statements checked")
    assert reader.service.ask("GET", f"/briefs/{begun['id']}")["model"] == "openai/gpt-oss-120b"

    page.locator("#budget").fill("1")
    page.locator("#budget").press("Enter")
    expect(page.locator("#brief-usage")).to_contain_text("of 1 tokens")
    with reader.clicks_the_button(reader.opens(own()[BEYOND])) as popup:
        popup.click("button", "Brief")
        popup.wait_for_text("Today's budget of 1 tokens is used up")
        popup.click("button", "Without a model")
        popup.wait_for_text("chosen without a model")
