"""The page of briefs: the list and its search; one brief read, copied, printed, removed; the feed; papers chosen."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.e2e.briefs_page import ACROSS, ALONE, BriefsPage, across, alone, brief, keep, statement
from tests.e2e.library_page import LibraryPage
from tests.e2e.papers import MUON, POLAR, own
from tests.e2e.reader import Reader
from tests.e2e.test_accessibility import objections

TITLE = own()[MUON].title


def test_without_briefs_the_page_says_how_to_get_one(reader: Reader):
    here = BriefsPage.open(reader)
    expect(here.page.get_by_role("heading", name="No briefs yet")).to_be_visible()
    here.press("Open the library")
    reader.browser.wait_for(
        lambda: any("/library/library.html" in page.url for page in reader.browser.context.pages), "the library"
    )


def test_briefs_are_found_by_their_words_and_gone_back_to(reader: Reader):
    keep(reader, alone(), across())
    here = BriefsPage.open(reader)
    here.lists("Brief of 3 papers", TITLE)
    here.page.keyboard.press("/")
    here.page.keyboard.type("lion-k family")
    here.lists(TITLE)
    expect(here.page).to_have_url(re.compile(r"\?q=lion-k\+family$"))
    here.page.get_by_role("link", name=TITLE).click()
    here.is_titled(TITLE)
    here.page.go_back()
    here.lists(TITLE)
    expect(here.page.locator("#search")).to_have_value("lion-k family")
    here.page.locator("#search").fill("no brief has this")
    here.press("All briefs")
    here.counts("2 briefs")


def test_a_click_on_a_statement_shows_the_words_it_rests_on_and_what_is_wrong_is_folded(reader: Reader):
    keep(reader, alone())
    here = BriefsPage.open(reader, id=ALONE)
    here.is_titled(TITLE)
    assert "12 data sets" not in here.article().inner_text()
    here.page.get_by_text("Its update is read as steepest descent").click()
    expect(here.page.locator("blockquote mark").first).to_have_text(
        "Reading its update as steepest descent under a spectral norm"
    )
    here.page.get_by_text("1 statement could not be checked").click()
    expect(here.page.get_by_text("This number is not in the paper: 12")).to_be_visible()
    expect(here.page.get_by_text("3 of 4 statements checked")).to_be_visible()


def test_a_brief_is_removed_and_put_back(reader: Reader):
    keep(reader, alone(), across())
    here = BriefsPage.open(reader, id=ACROSS)
    here.is_titled("Brief of 3 papers")
    here.press("Remove")
    here.toast("Brief removed.")
    here.lists(TITLE)
    here.press("Undo")
    here.lists("Brief of 3 papers", TITLE)
    here.press(f"Remove the brief: {TITLE}")
    here.lists("Brief of 3 papers")


def test_what_is_printed_has_its_quotations_and_addresses_and_nothing_of_the_page(reader: Reader):
    keep(reader, across())
    here = BriefsPage.open(reader, id=ACROSS)
    here.is_titled("Brief of 3 papers")
    expect(here.page.locator("blockquote")).to_have_count(0)
    here.page.emulate_media(media="print")
    here.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(here.page.locator("blockquote")).to_have_count(4)
    for part in (".tools", "nav", "#toast", ".costs"):
        expect(here.page.locator(part)).to_be_hidden()
    address = "getComputedStyle(document.querySelector('.sources a'), '::after').content"
    assert f"arxiv.org/abs/{MUON}" in here.page.locator(".sources a").first.get_attribute("href")  # type: ignore[operator]
    assert "attr(href)" in here.page.evaluate(address) or MUON in here.page.evaluate(address)
    here.page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(here.page.locator("blockquote")).to_have_count(0)


def test_it_is_copied_as_markdown_with_its_sources(reader: Reader):
    keep(reader, alone())
    here = BriefsPage.open(reader, id=ALONE)
    here.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    here.page.evaluate("navigator.clipboard.writeText('')")
    here.press("Copy as Markdown")
    # Not its "Copied", which stands for a moment only.
    text = reader.browser.wait_for(lambda: here.page.evaluate("navigator.clipboard.readText()"), "what is copied")
    assert f"https://arxiv.org/abs/{MUON}" in text
    assert "placed in the Lion-K family" in text


def test_the_feeds_papers_become_one_brief_with_an_address_of_its_own(reader: Reader):
    here = BriefsPage.open(reader, feed="")
    expect(here.page.get_by_role("heading", name="Nothing hit your radar in the last 30 days")).to_be_visible()
    today = datetime.now(UTC).date().isoformat()
    for number, category in enumerate(("cs.LG", "q-bio.PE"), 1):
        paper = {
            "key": f"arxiv:2611.9000{number}",
            "arxiv_id": f"2611.9000{number}",
            "title": f"Quokkas in {category}",
            "abstract": f"We show that quokkas of {category} smile at visitors. In trials, all {number + 4} smiled.",
            "categories": [category],
            "published": today,
            "url": f"https://arxiv.org/abs/2611.9000{number}",
            "source": "arxiv",
        }
        reader.service.ask("POST", "/pool", {"papers": [paper]})
    reader.service.follow("topic", "quokkas")
    here.press("All briefs")
    here.page.locator("#feed-first").click()
    here.is_titled("Brief of 2 papers")
    expect(here.page).to_have_url(re.compile(r"\?id=[0-9a-f]{24}$"))
    expect(here.page.locator(".sources li")).to_have_count(2)
    here.is_written()
    here.page.go_back()
    here.counts("1 brief")


def test_papers_selected_in_the_library_become_one_brief(reader: Reader):
    for id in (MUON, POLAR):
        reader.service.ask("POST", "/library", {"key": f"arxiv:{id}"})
    library = LibraryPage.open(reader)
    library.page.locator(".pick").first.click()
    library.page.locator("#bulk-all").click()
    with library.page.context.expect_page() as opened:
        library.page.locator("#bulk-brief").click()
    here = BriefsPage(opened.value)
    here.is_titled("Brief of 2 papers")
    expect(here.page).to_have_url(re.compile(r"\?id=[0-9a-f]{24}$"))
    expect(here.page.locator(".sources li")).to_have_count(2)
    here.is_written()


def test_language_and_length_are_changed_and_the_former_brief_is_one_step_back(reader: Reader):
    id = reader.service.ask("POST", "/briefs", {"keys": [f"arxiv:{POLAR}"], "extractive": True})["id"]
    here = BriefsPage.open(reader, id=id)
    here.is_titled(own()[POLAR].title)
    expect(here.page.locator("#language-en")).to_have_attribute("aria-pressed", "true")
    here.press("简体中文")
    expect(here.page.locator("#language-zh_CN")).to_have_attribute("aria-pressed", "true")
    expect(here.article()).to_have_attribute("lang", "zh-CN")
    expect(here.page).not_to_have_url(re.compile(id))
    here.is_written()
    here.page.go_back()
    expect(here.article()).to_have_attribute("lang", "en")
    expect(here.page.locator("#language-en")).to_have_attribute("aria-pressed", "true")


def test_a_saved_paper_shows_its_brief_and_is_found_by_its_words(reader: Reader):
    reader.service.ask("POST", "/library", {"key": f"arxiv:{MUON}"})
    reader.service.ask("POST", "/library", {"key": f"arxiv:{POLAR}"})
    keep(reader, alone())
    library = LibraryPage.open(reader, q="decoupled weights obey")
    library.shows([TITLE])
    details = library.opens(TITLE)
    expect(details.locator(".of-brief li")).to_contain_text("whose weights obey a spectral norm")
    expect(details.locator(".of-brief mark").first).to_be_visible()
    details.get_by_role("link", name="Read the brief").click()
    BriefsPage(library.page).is_titled(TITLE)


def test_the_key_b_briefs_the_paper_that_is_current_and_its_details_show_it_when_one_comes_back(reader: Reader):
    reader.service.ask("POST", "/library", {"key": f"arxiv:{POLAR}"})
    library = LibraryPage.open(reader)
    details = library.opens(own()[POLAR].title)
    expect(details.get_by_role("button", name="Brief this paper")).to_be_visible()
    keep(reader, brief(ALONE, [POLAR], [statement("claim", "A swift step.", (POLAR, "stable in half precision"))]))
    with library.page.context.expect_page() as opened:
        library.press("b")
    here = BriefsPage(opened.value)
    here.is_titled(own()[POLAR].title)
    here.is_written()
    library.page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
    expect(details.get_by_role("link", name="Read the brief")).to_be_visible()


def test_the_page_without_a_service_says_how_to_start_it(reader: Reader):
    reader.service.stop()
    try:
        here = BriefsPage.open(reader)
        expect(here.page.get_by_role("alert")).to_contain_text("make run")
    finally:
        reader.service.start()
    here.press("Try again")
    expect(here.page.get_by_role("heading", name="No briefs yet")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(reader: Reader, scheme: str):
    here = BriefsPage.open(reader)
    here.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    here.page.locator("#feed-first").wait_for()
    assert objections(here.page.evaluate) == ""
    keep(reader, alone(), across())
    here.page.reload()
    here.counts("2 briefs")
    assert objections(here.page.evaluate) == ""
    here.page.get_by_role("link", name=TITLE).click()
    here.is_titled(TITLE)
    here.page.locator(".cite").first.click()
    here.page.locator("details.unchecked summary").click()
    assert objections(here.page.evaluate) == ""
