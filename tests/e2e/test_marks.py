"""Marks in the pages of arXiv and Hugging Face: what hits is seen and acted on where the reader browses."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page

from tests.e2e.marked import Marked
from tests.e2e.pages import abs_page, daily_page, hf_card, hf_paper_page, listing_page
from tests.e2e.papers import MUON, POLAR, UNLEARNING, own
from tests.e2e.popup import Popup, popups
from tests.e2e.reader import Reader
from tests.e2e.test_hostile_text import HOSTILE
from tests.shared import needs_shared

LISTING = "https://arxiv.org/list/cs.LG/recent?marks"
DAILY = "https://huggingface.co/papers"
COUNT = ".bar .count"
CHIPS = ".mark .chip"


@pytest.fixture(autouse=True)
def nothing_is_left(reader: Reader) -> Iterator[None]:
    yield
    reader.browser.worker.evaluate("chrome.storage.local.remove('marks')")
    for id in (MUON, POLAR, HOSTILE.arxiv_id):
        reader.service.ask("POST", "/feedback", {"key": f"arxiv:{id}"})
        reader.service.ask("DELETE", f"/feedback/arxiv:{id}")


def marked(reader: Reader, page: Page) -> Marked:
    return Marked(reader.browser, page)


def listing(reader: Reader) -> Marked:
    """Two of the sixty papers hit: Muon by an author, Polar by a topic."""
    reader.service.follow("author", "Lizhang Chen")
    reader.service.follow("topic", "polar")
    return marked(reader, reader.visits(LISTING, listing_page(list(own().values()))))


def popup_that_opened(reader: Reader) -> Popup:
    (target,) = reader.browser.wait_for(lambda: set(popups(reader.browser)), "the popup to open")
    return Popup(reader.browser, target)


# -- listings


@needs_shared
def test_a_recorded_listing_shows_why_beside_each_hit_and_how_many_there_are(reader: Reader):
    reader.service.follow("author", "Mary E Putman")
    reader.service.follow("topic", "kilonovae")
    marks = marked(reader, reader.visits("https://arxiv.org/list/astro-ph/new"))
    marks.waits_for(CHIPS, ["Mary E Putman", "topic kilonovae"])
    marks.waits_for(COUNT, ["2 of 97 on your radar"])
    author = marks.page.get_by_role("link", name="Mary E Putman").bounding_box()
    line = marks.box(".under")
    assert author
    assert (round(line["x"]), round(line["width"])) == (round(author["x"]), round(author["width"]))
    assert 0 <= author["y"] + author["height"] - line["y"] <= 4


@needs_shared
def test_a_recorded_search_is_marked(reader: Reader):
    reader.service.follow("author", "Diego Gonzalez Diaz")
    marks = marked(reader, reader.visits("https://arxiv.org/search/"))
    marks.waits_for(CHIPS, ["Diego Gonzalez Diaz"])


def test_the_keys_walk_the_hits_save_dismiss_and_open_the_brief(reader: Reader):
    marks = listing(reader)
    marks.waits_for(COUNT, ["2 of 60 on your radar"])
    page = marks.page
    page.keyboard.press("j")
    page.keyboard.press("s")
    reader.browser.wait_for(lambda: reader.service.saved() == [f"arxiv:{MUON}"], "the paper to be saved")
    assert marks.texts(".star") == ["★", "☆"]
    page.keyboard.press("j")
    page.keyboard.press("x")
    marks.waits_for(COUNT, ["1 of 60 on your radar1 / 1"])
    marks.waits_for(".told p", [f"“{own()[POLAR].title}” is no longer marked."])
    marks.press(".told button")
    marks.waits_for(CHIPS, ["Lizhang Chen", "topic polar"])
    page.keyboard.press("j")
    page.keyboard.press("b")
    popup = popup_that_opened(reader)
    with popup:
        popup.wait_for_text(own()[POLAR].title)
        popup.wait_for_text(re.compile("quoted|abstract|Write again", re.IGNORECASE))
        assert popup.node("tab", "Brief").properties["selected"]


def test_what_was_taken_out_by_the_star_comes_back_with_its_tags(reader: Reader):
    reader.service.ask("POST", "/library", {"key": f"arxiv:{MUON}", "tags": ["optimizers"], "note": "read twice"})
    marks = listing(reader)
    marks.waits_for(".star", ["★", "☆"])
    marks.press(".star")
    reader.browser.wait_for(lambda: reader.service.saved() == [], "the paper to be taken out")
    marks.waits_for(".told button")
    marks.press(".told button")
    reader.browser.wait_for(reader.service.saved, "the paper to come back")
    (saved,) = reader.service.ask("GET", "/library")["items"]
    assert (saved["tags"], saved["note"]) == (["optimizers"], "read twice")


def test_what_was_dismissed_is_taken_back_in_the_popup(reader: Reader):
    marks = listing(reader)
    marks.waits_for(COUNT)
    marks.page.keyboard.press("j")
    marks.page.keyboard.press("x")
    reader.sees_badge(marks.page, "1")
    with reader.clicks_the_button(marks.page) as popup:
        assert popup.wait_for_rows()[0].title == own()[POLAR].title
        popup.click("DisclosureTriangle", "1 not for you")
        popup.click("button", "Show again")
        marks.waits_for(CHIPS, ["Lizhang Chen", "topic polar"])


def test_a_chip_opens_the_popup_on_the_reasons_of_its_paper(reader: Reader):
    marks = listing(reader)
    marks.waits_for(CHIPS, ["Lizhang Chen", "topic polar"])
    marks.press(CHIPS, 1)
    with popup_that_opened(reader) as popup:
        popup.wait_for_text("is your topic")


def test_only_the_hits_are_shown_and_all_again(reader: Reader):
    marks = listing(reader)
    marks.waits_for(COUNT)
    before = marks.page.evaluate("document.documentElement.outerHTML")
    rows = marks.page.locator("#articles > dt")
    marks.press("#only")
    reader.browser.wait_for(lambda: rows.locator("visible=true").count() == 2, "two rows to be left")
    marks.press("#only")
    reader.browser.wait_for(lambda: rows.locator("visible=true").count() == 60, "all rows to be back")
    assert marks.page.evaluate("document.documentElement.outerHTML") == before


def test_what_is_typed_in_a_field_is_not_taken_for_keys(reader: Reader):
    marks = listing(reader)
    marks.waits_for(COUNT)
    marks.page.evaluate("document.body.prepend(Object.assign(document.createElement('input'), { id: 'query' }))")
    marks.page.locator("#query").press_sequentially("jsbxk? sb")
    marks.page.keyboard.press("Control+s")
    assert marks.page.locator("#query").input_value() == "jsbxk? sb"
    assert marks.texts(COUNT) == ["2 of 60 on your radar"]
    assert reader.service.saved() == []


def test_behind_a_dialog_of_the_page_no_key_is_taken(reader: Reader):
    marks = listing(reader)
    marks.waits_for(COUNT)
    marks.page.evaluate(
        """document.body.append(Object.assign(document.createElement('dialog'), { id: 'cite' }));
           document.querySelector('#cite').show(); document.activeElement.blur()"""
    )
    marks.page.keyboard.press("j")
    assert marks.texts(".at") == []
    marks.page.evaluate("document.querySelector('#cite').close()")
    marks.page.keyboard.press("j")
    marks.waits_for(".at")


def test_two_thousand_rows_are_marked_and_nothing_moves(reader: Reader):
    reader.service.follow("author", "Lizhang Chen")
    papers = [replace(own()[MUON], arxiv_id=f"2606.{place:05}", title=f"Paper {place}") for place in range(2_000)]
    others = [replace(paper, authors=("Nobody Inparticular",)) for paper in papers]
    rows = [papers[place] if place % 10 == 0 else others[place] for place in range(2_000)]
    url = reader.sites.put(f"{LISTING}&many", listing_page(rows))
    page = reader.browser.open(url)
    page.evaluate(
        "globalThis.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((one) =>"
        " moved += one.value)).observe({ type: 'layout-shift', buffered: true })"
    )
    marks = marked(reader, page)
    marks.waits_for(COUNT, ["200 of 2,000 on your radar"])
    reader.browser.wait_for(lambda: len(marks.texts(CHIPS)) == 200, "all marks to stand")
    assert page.evaluate("moved") == 0


def test_while_the_service_is_away_a_save_is_kept_and_told(reader: Reader):
    marks = listing(reader)
    marks.waits_for(COUNT)
    reader.service.stop()
    try:
        marks.press(".star")
        marks.waits_for(".told p", ["Kept: 1 save waits for the service."])
    finally:
        reader.service.start()
    with reader.clicks_the_button(marks.page) as popup:
        popup.wait_for_rows()
        reader.browser.wait_for(lambda: reader.service.saved() == [f"arxiv:{MUON}"], "the save to be sent")


# -- paper pages


def test_a_paper_page_marks_the_author_and_its_line_opens_the_popup(reader: Reader):
    reader.service.follow("author", "Qiang Liu")
    marks = marked(reader, reader.opens(own()[MUON]))
    assert marks.waits_for(COUNT) == ["On your radar: Qiang Liu"]
    author = marks.page.locator(".authors").get_by_text("Qiang Liu").bounding_box()
    assert author
    marks.waits_for(".under")
    assert round(marks.box(".under")["x"]) == round(author["x"])
    assert re.fullmatch(r"[\d,]+ (?:new )?related papers", marks.waits_for("#related")[0])
    marks.press("#related")
    with popup_that_opened(reader) as popup:
        popup.wait_for_rows()


def test_the_brief_of_a_paper_page_opens_by_its_key(reader: Reader):
    reader.service.follow("author", "Qiang Liu")
    marks = marked(reader, reader.opens(own()[MUON]))
    marks.waits_for(COUNT)
    marks.page.keyboard.press("b")
    with popup_that_opened(reader) as popup:
        popup.node("button", "Write again")


# -- Hugging Face


def test_cards_of_hugging_face_are_marked_and_follow_navigation_without_loads(reader: Reader):
    reader.service.follow("author", "Lizhang Chen")
    reader.service.follow("author", "Difan Zou")
    page = reader.visits(DAILY, daily_page(list(own().values())[:20]))
    marks = marked(reader, page)
    assert marks.waits_for(CHIPS) == ["Lizhang Chen"]
    page.evaluate(
        "(card) => { history.pushState({}, '', '/papers/trending');"
        " document.querySelector('#cards').innerHTML = card; }",
        hf_card(own()[UNLEARNING]),
    )
    marks.waits_for(CHIPS, ["Difan Zou"])
    page.evaluate(
        "history.pushState({}, '', '/papers/month/2026-06'); document.querySelector('#cards').replaceChildren()"
    )
    reader.browser.wait_for(lambda: not marks.texts(".mark, .bar"), "the marks to go")


def test_a_paper_page_of_hugging_face_has_its_line(reader: Reader):
    reader.service.follow("topic", "spectral norm")
    reader.service.follow("author", "Qiang Liu")
    url = f"https://huggingface.co/papers/{MUON}"
    marks = marked(reader, reader.visits(url, hf_paper_page(own()[MUON])))
    marks.waits_for(COUNT, ["On your radar: Qiang Liu, topic spectral norm"])
    marks.waits_for(".under")
    author = marks.page.get_by_role("button", name="Qiang Liu").bounding_box()
    assert author
    assert abs(marks.box(".under")["x"] - author["x"]) < 2


# -- on and off, and nobody else's business


def test_turned_off_on_a_site_nothing_is_left_behind_and_turned_on_it_is_back(reader: Reader):
    marks = listing(reader)
    marks.waits_for(COUNT)
    hub = marked(reader, reader.visits(DAILY, daily_page(list(own().values())[:20])))
    hub.waits_for(CHIPS)
    marks.page.bring_to_front()
    marks.page.keyboard.press("?")
    marks.waits_for("button.off")
    marks.press("button.off")
    reader.browser.wait_for(lambda: not marks.are_there(), "the marks to go from arXiv")
    assert "paper-radar" not in marks.page.content()
    marks.page.keyboard.press("s")
    assert reader.service.saved() == []
    assert hub.are_there()
    options = reader.opens_options()
    assert not options.get_by_label("On arXiv").is_checked()
    options.get_by_label("Mark papers in the pages").uncheck()
    reader.browser.wait_for(lambda: not hub.are_there(), "the marks to go from Hugging Face")
    options.get_by_label("Mark papers in the pages").check()
    options.get_by_label("On arXiv").check()
    reader.browser.wait_for(lambda: marks.are_there() and hub.are_there(), "the marks to be back")


def test_the_popup_turns_the_marks_of_its_site_off_and_on(reader: Reader):
    marks = listing(reader)
    marks.waits_for(COUNT)
    with reader.clicks_the_button(marks.page) as popup:
        popup.click("switch", "Marks on arXiv")
        reader.browser.wait_for(lambda: not marks.are_there(), "the marks to go")
        popup.click("switch", "Marks on arXiv")
        reader.browser.wait_for(marks.are_there, "the marks to be back")


@pytest.mark.parametrize("write", [listing_page, daily_page], ids=["arXiv", "Hugging Face"])
def test_hostile_titles_and_names_stay_words(reader: Reader, write):
    reader.service.follow("author", "Qiang Liu")
    reader.service.follow("author", HOSTILE.authors[0])
    url = f"{LISTING}&hostile" if write is listing_page else DAILY
    marks = marked(reader, reader.visits(url, write([HOSTILE])))
    marks.waits_for(CHIPS)
    marks.page.keyboard.press("j")
    marks.page.keyboard.press("x")
    marks.waits_for(".told p")
    assert marks.evaluate("root.querySelectorAll('img, script, iframe').length") == 0
    assert marks.page.evaluate("globalThis.harmed") is None


def test_the_page_itself_can_neither_read_the_marks_nor_press_them(reader: Reader):
    marks = listing(reader)
    marks.waits_for(COUNT)
    page = marks.page
    assert page.evaluate("document.querySelector('paper-radar-marks').shadowRoot") is None
    assert "on your radar" not in page.content() + page.inner_text("html")
    page.evaluate(
        "for (const key of ['j', 's', 'x', 'b']) dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))"
    )
    page.wait_for_timeout(300)
    assert reader.service.saved() == []
    assert marks.texts(CHIPS) == ["Lizhang Chen", "topic polar"]


def test_a_listing_in_a_layout_that_is_not_known_says_so_in_the_popup(reader: Reader):
    reader.service.follow("author", "Lizhang Chen")
    links = "".join(f'<p><a href="/abs/{paper.arxiv_id}">{paper.arxiv_id}</a></p>' for paper in own().values())
    page = reader.visits(f"{LISTING}&new-layout", f"<!doctype html><title>Recent</title><main>{links}</main>")
    with reader.clicks_the_button(page) as popup:
        popup.wait_for_text("Listing: 0 of 60 rows understood.")
        popup.wait_for_text("Open a paper to have it matched")
    assert not marked(reader, page).are_there()


def test_a_page_that_comes_back_from_the_browsers_memory_can_be_acted_on(reader: Reader):
    marks = listing(reader)
    marks.waits_for(COUNT)
    page = marks.page
    page.goto(reader.sites.put(f"https://arxiv.org/abs/{POLAR}", abs_page(own()[POLAR])))
    page.go_back()
    reader.sees_badge(page, "2")
    marks = marked(reader, page)
    marks.waits_for(COUNT)
    marks.press(".star")
    reader.browser.wait_for(lambda: reader.service.saved() == [f"arxiv:{MUON}"], "the paper to be saved")
