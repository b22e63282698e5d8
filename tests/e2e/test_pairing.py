"""Pairing: without typing, by hand, and what is said when it does not work."""

from tests.e2e.conftest import Begin
from tests.e2e.papers import MUON, own
from tests.e2e.reader import Reader


def test_opening_the_printed_address_pairs_with_no_typing(begin: Begin):
    reader = begin(paired=False)
    page = reader.browser.open(reader.service.pairing_page)
    page.get_by_role("heading", name="Connected").wait_for()
    assert "#" not in page.url  # the code is used up and gone from the address bar
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.node("heading", own()[MUON].title)
        assert reader.service.followed() == []


def test_a_page_that_was_open_before_pairing_lights_up(begin: Begin):
    reader = begin(paired=False)
    reader.service.follow("author", "Qiang Liu")
    paper = reader.opens(own()[MUON])
    reader.browser.open(reader.service.pairing_page)
    paper.bring_to_front()
    reader.sees_badge(paper, "1")


def test_unpaired_the_popup_says_how_to_pair(begin: Begin):
    reader = begin(paired=False)
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.wait_for_text("make run")
        assert own()[MUON].title not in popup.text


def test_the_options_take_another_address_and_a_code_by_hand(begin: Begin):
    reader = begin(paired=False)
    address, _, code = reader.service.new_pairing_page().partition("/pair#")
    options = reader.opens_options()
    options.get_by_label("Address of the service").fill(address)
    options.get_by_label("Pairing code, as the service shows it").fill(code.lower())
    options.get_by_role("button", name="Connect", exact=True).click()
    options.get_by_text("Connected.").wait_for()
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.node("heading", own()[MUON].title)


def test_a_code_works_once(begin: Begin):
    reader = begin()
    used = reader.service.new_pairing_page()
    reader.browser.open(used).wait_for_selector("#paper-radar-pair[data-state=paired]")
    again = reader.browser.open(used)
    again.wait_for_selector("#paper-radar-pair[data-state=failed]")
    assert "code" in again.locator("#message").inner_text()


def test_a_token_that_was_revoked_leads_back_to_pairing(reader: Reader):
    page = reader.opens(own()[MUON])
    connection = reader.browser.worker.evaluate("chrome.storage.local.get('connection')")
    reader.browser.worker.evaluate(
        "async () => { const { connection } = await chrome.storage.local.get('connection');"
        " await chrome.storage.local.set({ connection: { ...connection, token: 'void' } }); }"
    )
    try:
        with reader.clicks_the_button(page) as popup:
            popup.wait_for_text("paper-radar pair --open")
    finally:
        reader.browser.worker.evaluate("(kept) => chrome.storage.local.set(kept)", connection)
