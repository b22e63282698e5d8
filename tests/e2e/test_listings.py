"""Listings: the popup shows the papers of the page that hit, and nothing else of it."""

import re

from tests.e2e.pages import daily_page, hf_card, listing_page
from tests.e2e.papers import MUON, POLAR, UNLEARNING, own
from tests.e2e.reader import Reader
from tests.shared import needs_shared

LISTING = "https://arxiv.org/list/cs.LG/recent"
DAILY = "https://huggingface.co/papers"


def test_a_listing_shows_only_the_papers_that_hit(reader: Reader):
    reader.service.follow("author", "Lizhang Chen")
    reader.service.follow("topic", "polar")
    page = reader.visits(LISTING, listing_page(list(own().values())))
    reader.sees_badge(page, "2")
    with reader.clicks_the_button(page) as popup:
        assert [row.title for row in popup.wait_for_rows()] == [own()[MUON].title, own()[POLAR].title]
        assert "Lizhang Chen" in popup.rows()[0].text
        assert "polar" in popup.rows()[1].text


def test_broken_rows_are_counted_and_the_others_understood(reader: Reader):
    reader.service.follow("author", "Lizhang Chen")
    broken = [
        "<dt><a name='item9'>[9]</a></dt><dd></dd>",
        "<dt><a href='/abs/' title='Abstract'>arXiv:</a></dt><dd>?</dd>",
    ]
    page = reader.visits(f"{LISTING}?skip=0", listing_page(list(own().values()), broken=broken))
    reader.sees_badge(page, "1")
    with reader.clicks_the_button(page) as popup:
        popup.wait_for_text(re.compile(r"60\D+62"))


def test_a_listing_without_hits_says_so(reader: Reader):
    reader.service.follow("author", "Nobody Inparticular")
    page = reader.visits(LISTING, listing_page(list(own().values())))
    with reader.clicks_the_button(page) as popup:
        popup.wait_for_text("60")
        assert popup.rows() == []
    assert reader.browser.badge(page) == ""


@needs_shared
def test_a_recorded_listing_of_arxiv_lights_up(reader: Reader):
    reader.service.follow("author", "Mary E Putman")
    reader.service.follow("topic", "kilonovae")
    page = reader.visits("https://arxiv.org/list/astro-ph/new")
    reader.sees_badge(page, "2")


@needs_shared
def test_a_recorded_search_of_arxiv_lights_up(reader: Reader):
    reader.service.follow("author", "Diego Gonzalez Diaz")
    page = reader.visits("https://arxiv.org/search/")
    reader.sees_badge(page, "1")  # one paper, listed as two of its versions
    with reader.clicks_the_button(page) as popup:
        popup.wait_for(lambda: "Micromegas" in popup.text, "the paper on Micromegas")


def test_the_daily_papers_of_hugging_face_light_up(reader: Reader):
    reader.service.follow("author", "Lizhang Chen")
    page = reader.visits(DAILY, daily_page(list(own().values())[:20]))
    reader.sees_badge(page, "1")
    with reader.clicks_the_button(page) as popup:
        assert [row.title for row in popup.wait_for_rows()] == [own()[MUON].title]


def test_cards_that_change_without_a_load_are_read_anew(reader: Reader):
    reader.service.follow("author", "Difan Zou")
    page = reader.visits(DAILY, daily_page(list(own().values())[:20]))
    with reader.clicks_the_button(page) as popup:
        popup.wait_for_text("20")
    assert reader.browser.badge(page) == ""
    card = hf_card(own()[UNLEARNING])
    page.evaluate(
        "(card) => { history.pushState({}, '', '/papers/trending');"
        " document.querySelector('#cards').innerHTML = card; }",
        card,
    )
    reader.sees_badge(page, "1")
    with reader.clicks_the_button(page) as popup:
        assert [row.title for row in popup.wait_for_rows()] == [own()[UNLEARNING].title]
