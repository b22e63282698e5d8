"""Pages that are no abs page: Hugging Face papers, PDF tabs by their address alone, and any page by the save form."""

import re

from tests.e2e.pages import hf_paper_page, pdf, publisher_page
from tests.e2e.papers import MUON, UNLEARNING, own
from tests.e2e.reader import Reader
from tests.e2e.saving_states import ARTICLE


def test_a_paper_page_of_hugging_face_lights_up(reader: Reader):
    reader.service.follow("author", "Qiang Liu")
    page = reader.visits(f"https://huggingface.co/papers/{MUON}", hf_paper_page(own()[MUON]))
    reader.sees_badge(page, "1")
    with reader.clicks_the_button(page) as popup:
        popup.node("heading", own()[MUON].title)
        assert "shares" in popup.wait_for_rows()[0].text


def test_a_click_from_the_daily_papers_to_a_paper_is_followed_without_a_load(reader: Reader):
    reader.service.follow("author", "Difan Zou")
    page = reader.visits(f"https://huggingface.co/papers/{MUON}", hf_paper_page(own()[MUON]))
    with reader.clicks_the_button(page) as popup:
        popup.node("heading", own()[MUON].title)
    # The site's own scripts change the address and the page's inside; data-props stays behind.
    page.evaluate(
        "([id, title]) => { history.pushState({}, '', `/papers/${id}`);"
        " document.querySelector('h1').textContent = title; }",
        [UNLEARNING, own()[UNLEARNING].title],
    )
    reader.sees_badge(page, "1")
    with reader.clicks_the_button(page) as popup:
        popup.node("heading", own()[UNLEARNING].title)


def test_a_pdf_tab_is_known_by_its_address(reader: Reader):
    reader.service.follow("author", "Qiang Liu")
    url = reader.sites.put(f"https://arxiv.org/pdf/{MUON}v2", pdf(), "application/pdf")
    page = reader.browser.open(url)
    reader.sees_badge(page, "1")
    with reader.clicks_the_button(page) as popup:
        popup.node("heading", own()[MUON].title)


def test_the_form_saves_an_article_from_a_publishers_page(reader: Reader):
    page = reader.visits(ARTICLE.url, publisher_page(ARTICLE))
    with reader.clicks_the_button(page) as popup:
        popup.wait_for(
            lambda: popup.evaluate("document.querySelector('#field-title')?.value") == ARTICLE.title, "title"
        )
        popup.fill("Tags", "floods, rivers", role="combobox")
        popup.click("button", "Save")
        popup.wait_for(lambda: reader.service.saved() == [ARTICLE.key], "the article to be saved")
    (saved,) = reader.service.ask("GET", "/library")["items"]
    kept = saved["paper"]
    assert (kept["title"], tuple(kept["authors"]), kept["published"]) == (ARTICLE.title, ARTICLE.authors, "2026-03-05")
    assert (kept["venue"], kept["pdf_url"]) == (ARTICLE.venue, ARTICLE.pdf_url)
    assert saved["tags"] == ["floods", "rivers"]


def test_what_the_reader_corrects_is_what_is_saved(reader: Reader):
    page = reader.visits(ARTICLE.url, publisher_page(ARTICLE))
    with reader.clicks_the_button(page) as popup:
        popup.wait_for(
            lambda: popup.evaluate("document.querySelector('#field-title')?.value") == ARTICLE.title, "title"
        )
        popup.evaluate(
            "document.querySelector('#field-title').focus(), document.querySelector('#field-title').select()"
        )
        popup.type("Rivers That Remember")
        popup.click("button", "Save")
        popup.wait_for(lambda: reader.service.saved() == [ARTICLE.key], "the article to be saved")
    assert reader.service.ask("GET", "/library")["items"][0]["paper"]["title"] == "Rivers That Remember"


def test_nothing_is_sent_for_another_page_until_the_button_is_clicked(reader: Reader):
    page = reader.visits(ARTICLE.url, publisher_page(ARTICLE))
    kept = reader.browser.worker.evaluate("chrome.storage.session.get()")
    assert ARTICLE.title not in str(kept)
    assert reader.browser.badge(page) == ""


def test_a_page_without_a_paper_can_be_saved_by_hand(reader: Reader):
    page = reader.visits("https://journal.example.org/about", "<!doctype html><title>About us</title><p>Hello</p>")
    with reader.clicks_the_button(page) as popup:
        popup.wait_for(lambda: popup.evaluate("document.querySelector('#field-title')?.value") == "About us", "title")
        popup.click("button", re.compile("^Save"))
        popup.wait_for(lambda: reader.service.saved() == ["url:https://journal.example.org/about"], "it to be saved")
