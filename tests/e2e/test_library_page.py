"""The library's own page: search, filters, edits in place, many at once, the keyboard alone, and 10,000 papers."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import library_states
from tests.e2e.library_page import LibraryPage, fill
from tests.e2e.papers import MUON, POLAR, own
from tests.e2e.reader import Reader
from tests.e2e.test_accessibility import objections


def saves(reader: Reader, id: str, **own_fields: object) -> str:
    reader.service.ask("POST", "/library", {"key": f"arxiv:{id}", **own_fields})
    return own()[id].title


def test_an_empty_library_says_how_to_fill_it(reader: Reader):
    page = LibraryPage.open(reader)
    expect(page.page.get_by_role("heading", name="Your library is empty")).to_be_visible()
    expect(page.page.get_by_text("click the radar in the toolbar")).to_be_visible()
    page.counts("0 papers")


def test_the_popup_opens_the_page_in_one_tab_with_what_was_searched(reader: Reader):
    polar = saves(reader, POLAR)
    saves(reader, MUON)
    paper = reader.opens(own()[MUON])
    for query in ("", "polar"):
        with reader.clicks_the_button(paper) as popup:
            popup.click("tab", "Library 2")
            popup.wait_for_rows()
            if query:
                popup.fill("Search your library", query, role="searchbox")
            popup.click("button", "Open the library ↗")
            reader.browser.wait_for(lambda popup=popup: not popup.is_open, "the popup to close")
    (tab,) = [page for page in reader.browser.context.pages if "/library/library.html" in page.url]
    page = LibraryPage(tab)
    page.shows([polar])
    assert page.page.locator("#search").input_value() == "polar"


def test_search_and_filters_combine_stand_in_the_address_and_are_gone_back_from(reader: Reader):
    muon = saves(reader, MUON, tags=["optimizers", "theory"], status="read")
    polar = saves(reader, POLAR, tags=["optimizers"])
    page = LibraryPage.open(reader)
    page.shows([polar, muon])
    page.page.get_by_role("button", name="optimizers 2", exact=True).click()
    expect(page.page).to_have_url(re.compile(r"\?tag=optimizers$"))
    page.page.get_by_role("button", name="Read 1", exact=True).click()
    page.shows([muon])
    page.page.locator("#search").press_sequentially("spectral norm")
    expect(page.page).to_have_url(re.compile(r"\?q=spectral\+norm&tag=optimizers&status=read$"))
    expect(page.page.locator("h2 mark").first).to_have_text("Spectral")
    address = page.page.url
    page.page.go_back()
    assert page.page.locator("#search").input_value() == ""
    page.page.go_back()
    page.shows([polar, muon])
    page.page.go_forward()
    page.shows([muon])
    again = LibraryPage(reader.browser.open(address))
    again.shows([muon])
    again.page.get_by_role("button", name="Remove the filter Read").click()
    again.page.locator("#search").fill("")
    again.shows([polar, muon])


def test_where_nothing_is_found_the_page_says_what_to_give_up(reader: Reader):
    saves(reader, MUON, tags=["optimizers"], status="read")
    saves(reader, POLAR, tags=["optimizers"])
    page = LibraryPage.open(reader, q="polar", status="read")
    expect(page.page.get_by_role("heading", name="Nothing found")).to_be_visible()
    page.page.get_by_role("button", name="without Read 1").click()
    page.shows([own()[POLAR].title])
    page.page.locator("#search").fill("nothing has such words")
    page.page.get_by_role("button", name="Show all papers").click()
    page.counts("2 papers")
    assert page.focus() == "search"


def test_a_paper_is_edited_in_place(reader: Reader):
    muon = saves(reader, MUON, tags=["theory"])
    saves(reader, POLAR, tags=["optimizers"])
    page = LibraryPage.open(reader)
    details = page.opens(muon)
    details.get_by_role("radio", name="Reading").click()
    details.get_by_role("radio", name="4 stars").click()
    details.get_by_label("Tags", exact=True).press_sequentially("opt")
    details.get_by_role("option", name="optimizers").click()
    details.get_by_label("Note").fill("Theorem 2")
    details.get_by_label("Note").blur()
    row = page.row(muon)
    expect(row.locator(".meta")).to_contain_text("Theorem 2")
    expect(row.locator(".meta")).to_contain_text("optimizers")
    saved = reader.service.ask("GET", f"/library/arxiv:{MUON}")
    assert (saved["status"], saved["stars"], saved["note"]) == ("reading", 4, "Theorem 2")
    assert saved["tags"] == ["theory", "optimizers"]
    assert page.page.url.endswith(f"open=arxiv%3A{MUON}")


def test_a_field_is_corrected_and_the_correction_undone(reader: Reader):
    muon = saves(reader, MUON)
    page = LibraryPage.open(reader)
    details = page.opens(muon)
    details.get_by_role("button", name="Edit").click()
    assert page.focus() == "edit-title"
    details.get_by_label("Title").fill("A better title")
    details.get_by_label("Authors").fill("Ada Lovelace; Alan Turing")
    details.get_by_role("button", name="Keep").click()
    page.shows(["A better title"])
    expect(details).to_contain_text("Title, Authors corrected by you")
    assert page.focus() == "edit"
    page.page.get_by_role("button", name="Undo").click()
    page.shows([muon])
    assert reader.service.ask("GET", f"/library/arxiv:{MUON}")["paper"]["authors"] == list(own()[MUON].authors)


def test_many_are_chosen_tagged_and_removed_each_with_its_undo(reader: Reader):
    fill(reader, 60)
    page = LibraryPage.open(reader, sort="title")
    page.counts("60 papers")
    boxes = page.page.locator(".pick")
    boxes.nth(1).click()
    boxes.nth(4).click(modifiers=["Shift"])
    expect(page.page.locator("#bulk")).to_contain_text("4 selected")
    page.page.get_by_role("button", name="Tags…").click()
    page.page.get_by_label("Add tags").fill("for the seminar")
    page.page.get_by_role("button", name="Apply").click()
    page.toast("4 papers changed.")
    total = "/library/facets?tag=for+the+seminar"
    assert reader.service.ask("GET", total)["total"] == 4
    page.page.get_by_role("button", name="Undo").click()
    expect(page.page.locator(".chip", has_text="for the seminar")).to_have_count(0)
    assert reader.service.ask("GET", total)["total"] == 0
    page.page.get_by_role("button", name="Select all 60").click()
    page.page.locator("#bulk").get_by_role("button", name="Remove").click()
    expect(page.page.get_by_role("heading", name="Your library is empty")).to_be_visible()
    page.page.get_by_role("button", name="Undo").click()
    page.counts("60 papers")
    expect(page.page.locator("#bulk")).to_be_hidden()


def test_the_whole_page_is_walked_by_keys(reader: Reader):
    fill(reader, 40)
    page = LibraryPage.open(reader, sort="title")
    page.counts("40 papers")
    titles = page.titles()
    page.press("j", "j", "j")
    assert page.focus().startswith("title ")
    expect(page.page.locator(":focus")).to_have_text(titles[2])
    page.press("k", "x")
    expect(page.page.locator("#bulk")).to_contain_text("1 selected")
    page.press("5")
    page.toast("1 paper changed.")
    expect(page.row(titles[1]).locator(".stars")).to_have_text("★★★★★")
    expect(page.page.locator(":focus")).to_have_text(titles[1])
    page.press("Escape", "Enter")
    page.page.locator(".details").wait_for()
    page.press("t")
    assert page.focus() == "own-tags"
    page.page.keyboard.type("walked by keys,")
    expect(page.row(titles[1]).locator(".meta")).to_contain_text("walked by keys")
    page.press("Escape")
    expect(page.page.locator(".details")).to_have_count(0)
    expect(page.page.locator(":focus")).to_have_text(titles[1])
    page.press("#")
    page.toast("1 paper removed")
    page.counts("39 papers")
    expect(page.page.locator(":focus")).to_have_text(titles[2])
    page.press("u")
    page.counts("40 papers")
    page.press("/")
    page.page.keyboard.type("muon")
    expect(page.page.locator("#told")).to_have_text(re.compile("found"))
    page.press("ArrowDown")
    assert page.focus().startswith("title ")
    page.press("?")
    expect(page.page.get_by_role("dialog")).to_contain_text("open or close the paper")


def test_ten_thousand_papers_are_walked_with_a_few_in_the_document(reader: Reader):
    fill(reader, 10_000)
    page = LibraryPage.open(reader, sort="title")
    page.counts("10,000 papers")
    first = page.titles()[0]
    for share in (0.5, 1.0):
        page.page.evaluate(f"scrollTo(0, document.body.scrollHeight * {share})")
        page.page.wait_for_timeout(50)  # until what is to be drawn there is asked for
        expect(page.page.locator("div.waiting")).to_have_count(0)
        assert len(page.titles()) < 60
    expect(page.page.locator("div.paper").last).to_have_attribute("aria-posinset", "10000")
    page.page.evaluate("scrollTo(0, 0)")
    expect(page.page.locator("div.paper h2").first).to_have_text(first)
    page.page.keyboard.press("a")
    expect(page.page.locator("#bulk")).to_contain_text("10,000 selected")
    page.press("Escape")
    expect(page.page.locator("#bulk")).to_be_hidden()


def test_without_the_service_the_page_says_how_to_start_it_and_comes_back(reader: Reader):
    muon = saves(reader, MUON)
    page = LibraryPage.open(reader)
    page.shows([muon])
    reader.service.stop()
    try:
        page.page.locator("#search").fill("muon")
        expect(page.page.get_by_role("alert")).to_contain_text("Try again")
        page.page.reload()
        expect(page.page.get_by_text("make run")).to_be_visible()
    finally:
        reader.service.start()
    page.page.get_by_role("button", name="Try again").click()
    page.shows([muon])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_in_its_states(reader: Reader, scheme: str):
    page = LibraryPage.open(reader)
    page.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.counts("0 papers")
    assert objections(page.page.evaluate) == ""
    library_states.fill_for_pictures(reader, 30)
    for asked, act in (
        ({}, library_states.rows),
        ({}, library_states.unfolded),
        ({}, library_states.edited),
        ({}, library_states.tags),
        ({"q": "muon", "year": "1999"}, lambda here: here.page.locator("#nothing").wait_for()),
    ):
        here = LibraryPage.open(reader, **asked)
        here.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        act(here)
        assert objections(here.page.evaluate) == "", act


def test_news_of_a_paper_are_told_until_they_were_seen(reader: Reader):
    library_states.fill_for_pictures(reader, 12)
    page = LibraryPage.open(reader)
    expect(page.page.locator(".news")).to_have_count(3)
    news = page.page.get_by_text("A new version is out: v3")
    news.locator("..").get_by_role("button", name="Seen").click()
    expect(page.page.locator(".news")).to_have_count(2)
    page.page.reload()
    expect(page.page.locator(".news")).to_have_count(2)
    expect(page.page.get_by_text("Now published: NeurIPS 2026")).to_be_visible()


@pytest.mark.parametrize("width", [320, 550])
def test_nothing_is_cut_off_where_the_window_is_narrow_or_magnified(reader: Reader, width: int):
    library_states.fill_for_pictures(reader, 12)
    for act in (library_states.unfolded, library_states.edited, library_states.selected):
        page = LibraryPage.open(reader)
        page.page.set_viewport_size({"width": width, "height": 640})
        act(page)
        assert page.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), act
    page.press("Escape")
    page.page.get_by_role("button", name="Filters").click()
    page.page.get_by_role("button", name=re.compile("^seminar")).first.click()
    expect(page.page).to_have_url(re.compile("tag=seminar"))


def test_a_long_tag_is_cut_short_and_widens_no_column(reader: Reader):
    long = "Computer Science - Machine Learning and " + "everything" * 5
    saves(reader, MUON, tags=[long])
    page = LibraryPage.open(reader, tag=[long])
    expect(page.page.get_by_role("button", name=f"{long} 1")).to_be_visible()
    for place in ("#filters", "#list", "html"):
        assert page.page.locator(place).evaluate("(place) => place.scrollWidth <= place.clientWidth"), place


def test_the_library_is_printed_as_a_list_without_its_controls(reader: Reader):
    fill(reader, 200)
    page = LibraryPage.open(reader)
    page.counts("200 papers")
    page.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.page.emulate_media(media="print")
    expect(page.page.locator("#bar")).to_be_hidden()
    expect(page.page.locator("h2 button.title").first).to_be_visible()
    expect(page.page.get_by_text(re.compile("of 200 papers are printed"))).to_be_visible()


def test_what_was_merged_wrongly_is_two_papers_again_and_one_by_undo(reader: Reader):
    page_of_it = {
        "key": "url:https://lab.example/rivers",
        "title": "Rivers That Remember Floods",
        "authors": ["Ada Example"],
    }
    article = {
        "key": "doi:10.5555/rivers",
        "doi": "10.5555/rivers",
        "title": page_of_it["title"],
        "authors": ["Ada Example"],
    }
    for paper in (page_of_it, article):
        reader.service.ask("POST", "/library", {"paper": paper})
    page = LibraryPage.open(reader)
    page.counts("1 paper")
    details = page.opens("Rivers That Remember Floods")
    expect(details).to_contain_text("url:https://lab.example/rivers")
    details.get_by_role("button", name="These are two papers").click()
    page.counts("2 papers")
    page.page.get_by_role("button", name="Undo").click()
    page.counts("1 paper")
    expect(page.row("Rivers That Remember Floods")).to_have_count(1)
