"""Saving while the service is away: kept, told, sent in order and once, whatever ends and begins meanwhile."""

import signal
from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e import outbox_states
from tests.e2e.conftest import Begin
from tests.e2e.pages import abs_page, listing_page, publisher_page
from tests.e2e.papers import MUON, POLAR, UNLEARNING, own
from tests.e2e.reader import Reader, pair
from tests.e2e.saving_states import ARTICLE
from tests.e2e.service import Service
from tests.e2e.test_accessibility import clear, objections

LINKED = "10.5555/linked.2026"


@pytest.fixture
def away(reader: Reader) -> Iterator[Reader]:
    """The reader whose service was killed; it runs again for the cases after."""
    reader.service.stop(signal.SIGKILL)
    yield reader
    if not reader.service.runs:
        reader.service.start()
    reader.browser.wait_for(lambda: send(reader) == 0, "the outbox to be empty")


def choose(reader: Reader, item: str, url: str, **info: Any) -> None:
    """Choose from the context menu over the tab that shows `url`."""
    reader.browser.worker.evaluate(
        """async ([url, info]) => {
             const tab = (await chrome.tabs.query({})).find((one) => one.url === url || one.active);
             chrome.contextMenus.onClicked.dispatch(info, tab);
           }""",
        [url, {"menuItemId": item, "frameId": 0, **info}],
    )


def press(reader: Reader, url: str) -> None:
    """Press the keys that save the page in front."""
    reader.browser.worker.evaluate(
        """async (url) => {
             const tab = (await chrome.tabs.query({})).find((one) => one.url === url);
             chrome.commands.onCommand.dispatch('save-page', tab);
           }""",
        url,
    )


def waits(reader: Reader, count: int) -> None:
    """As many saves wait, and every tab's button says so."""
    page = reader.browser.context.pages[-1]
    reader.sees_badge(page, f"↑{count}" if count else "")


def send(reader: Reader) -> int:
    """Have what waits be sent, as the alarm does each minute; how many wait then."""
    return int(
        reader.browser.worker.evaluate(
            """async () => {
                 chrome.alarms.onAlarm.dispatch({ name: 'outbox', scheduledTime: Date.now() });
                 const { outbox = [] } = await chrome.storage.local.get('outbox');
                 return outbox.length;
               }"""
        )
    )


def in_order(reader: Reader) -> list[str]:
    """Keys of the library, the first saved first."""
    items = reader.service.ask("GET", "/library?limit=200")["items"]
    return [item["paper"]["key"] for item in sorted(items, key=lambda item: str(item["saved_at"]))]


def test_what_is_saved_while_the_service_is_away_is_sent_in_its_order_when_it_is_back(away: Reader):
    page = away.opens(own()[MUON])
    press(away, page.url)
    waits(away, 1)
    choose(away, "save-link", page.url, linkUrl=f"https://arxiv.org/abs/{POLAR}")
    waits(away, 2)
    words = f"E. Xample: A linked paper. 2026. doi:{LINKED}."
    choose(away, "save-selection", page.url, selectionText=words)
    waits(away, 3)
    assert away.browser.worker.evaluate("chrome.alarms.get('outbox').then(Boolean)"), "tried again without a hand"
    away.service.start()
    away.browser.wait_for(lambda: send(away) == 0, "all to be sent")
    assert in_order(away) == [f"arxiv:{MUON}", f"arxiv:{POLAR}", f"doi:{LINKED}"]
    waits(away, 0)


def test_a_visit_to_a_paper_page_sends_what_waits_without_a_word(away: Reader):
    page = away.opens(own()[MUON])
    press(away, page.url)
    waits(away, 1)
    away.service.start()
    away.opens(own()[POLAR])
    away.browser.wait_for(lambda: away.service.saved() == [f"arxiv:{MUON}"], "the paper to be saved")
    waits(away, 0)


def test_the_popup_saves_and_says_what_waits(reader: Reader):
    page = reader.visits(ARTICLE.url, publisher_page(ARTICLE))
    with reader.clicks_the_button(page) as popup:
        popup.node("button", "Save")
        reader.service.stop(signal.SIGKILL)
        popup.click("button", "Save")
        popup.wait_for_text("1 save waits for the service")
        popup.click("button", "Try now")
        popup.wait_for_text("The service is not running.")
        assert reader.browser.badge(page) == "↑1"
        reader.service.start()
        popup.click("button", "Try now")
        popup.wait_for(lambda: reader.service.saved() == [ARTICLE.key], "the article to be saved")
        popup.wait_for(lambda: "waits for the service" not in popup.text, "the line to go")


def test_a_save_outlives_the_browser(begin: Begin):
    reader = begin()
    page = reader.opens(own()[MUON])
    reader.service.stop(signal.SIGKILL)
    press(reader, page.url)
    waits(reader, 1)
    reader.browser.restart()
    waits(reader, 1)
    reader.service.start()
    reader.browser.restart()  # the start alone sends it
    reader.browser.wait_for(lambda: reader.service.saved() == [f"arxiv:{MUON}"], "the paper to be saved")
    waits(reader, 0)


def test_what_waits_goes_to_the_service_that_is_paired_next_wherever_it_listens(begin: Begin):
    reader = begin()
    page = reader.opens(own()[MUON])
    reader.service.stop(signal.SIGKILL)
    press(reader, page.url)
    waits(reader, 1)
    with Service(reader.service.folder) as moved:
        assert moved.port != reader.service.port
        pair(reader.browser, moved)
        reader.browser.wait_for(lambda: moved.saved() == [f"arxiv:{MUON}"], "the paper to be saved")
    waits(reader, 0)


def test_a_link_that_leads_to_no_known_paper_is_saved_with_its_text(reader: Reader):
    page = reader.opens(own()[MUON])
    url = "https://journal.example.org/pdfs/9"
    page.evaluate(
        "([url]) => { const a = document.createElement('a'); a.href = url; a.textContent = 'On Rivers That"
        " Forget'; document.body.append(a); }",
        [url],
    )
    choose(reader, "save-link", page.url, linkUrl=url)
    reader.browser.wait_for(lambda: reader.service.saved() == [f"url:{url}"], "the link to be saved")
    (saved,) = reader.service.ask("GET", "/library")["items"]
    assert saved["paper"]["title"] == "On Rivers That Forget"


def test_a_selected_title_of_a_listing_saves_that_paper(reader: Reader):
    page = reader.visits("https://arxiv.org/list/cs.LG/recent", listing_page([own()[MUON], own()[UNLEARNING]]))
    choose(reader, "save-selection", page.url, selectionText=own()[UNLEARNING].title)
    reader.browser.wait_for(lambda: reader.service.saved() == [f"arxiv:{UNLEARNING}"], "the paper to be saved")


def test_words_that_name_no_paper_are_told_on_the_button(reader: Reader):
    page = reader.visits(f"https://arxiv.org/abs/{MUON}", abs_page(own()[MUON]))
    choose(reader, "save-selection", page.url, selectionText="of the and")
    reader.sees_badge(page, "!")
    assert reader.service.saved() == []


def test_a_refused_save_can_be_looked_at_thrown_away_and_taken_back(reader: Reader):
    page = reader.visits("https://arxiv.org/list/cs.LG/recent", listing_page([own()[MUON], own()[UNLEARNING]]))
    press(reader, page.url)  # a listing is no paper
    options = reader.opens_options()
    row = options.locator("#outbox li")
    row.get_by_text("shows no single paper").wait_for()
    row.get_by_role("button", name="Throw away").click()
    row.wait_for(state="detached")
    options.get_by_role("button", name="Undo").click()
    row.get_by_role("button", name="Save the link only").click()
    row.wait_for(state="detached")  # it waits by now, and is sent next
    reader.browser.wait_for(lambda: reader.service.saved() == [f"url:{page.url}"], "the link to be saved")
    assert options.locator("#outbox kbd").all_inner_texts() == ["Alt", "Shift", "S"]


def test_the_outbox_is_accessible(reader: Reader):
    page = reader.opens(own()[MUON])
    reader.service.stop()
    outbox_states.fill(reader)
    try:
        for scheme in ("light", "dark"):
            with reader.clicks_the_button(page) as popup:
                outbox_states.unfolded(popup)
                assert clear(popup, scheme) == ""
        options = reader.opens_options()
        outbox_states.drawn(options)
        assert objections(options.evaluate) == ""
    finally:
        outbox_states.clear(reader)
        reader.service.start()
