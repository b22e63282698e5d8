"""The service stops and starts again, the worker dies between two actions: nothing is lost, and the popup says so."""

import signal

import pytest

from tests.e2e.conftest import Begin
from tests.e2e.pages import pdf
from tests.e2e.papers import MUON, POLAR, own
from tests.e2e.reader import Reader


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=["stopped", "killed"])
def test_without_the_service_the_popup_says_the_command_and_recovers(reader: Reader, how: signal.Signals):
    reader.service.follow("author", "Qiang Liu")
    page = reader.opens(own()[POLAR])
    reader.service.stop(how)
    try:
        fresh = reader.opens(own()[MUON])
        with reader.clicks_the_button(fresh) as popup:
            popup.wait_for_text("make run")
            reader.service.start()
            popup.click("button", "Try again")
            popup.node("heading", own()[MUON].title)
            popup.wait_for_rows()
        reader.sees_badge(fresh, "1")
    finally:
        if not reader.service.runs:
            reader.service.start()
    page.bring_to_front()


def test_what_was_known_of_a_page_is_shown_while_the_service_is_away(reader: Reader):
    page = reader.opens(own()[MUON])
    with reader.clicks_the_button(page) as popup:
        first = [row.title for row in popup.wait_for_rows()]
    reader.service.stop()
    try:
        with reader.clicks_the_button(page) as popup:
            popup.wait_for_text("make run")
            assert [row.title for row in popup.rows()] == first
    finally:
        reader.service.start()


def test_an_action_that_fails_says_so_and_changes_nothing(reader: Reader):
    page = reader.opens(own()[MUON])
    with reader.clicks_the_button(page) as popup:
        popup.wait_for_rows()
        reader.service.stop()
        try:
            popup.click("button", "Save")
            popup.wait_for(lambda: popup.evaluate("document.querySelector('#toast').innerText.trim()"), "a word")
            assert not popup.node("button", "Save").pressed
        finally:
            reader.service.start()
        popup.click("button", "Save")
        popup.node("button", "★ Saved")


def test_a_worker_that_dies_between_two_actions_is_not_missed(reader: Reader):
    reader.service.follow("author", "Qiang Liu")
    page = reader.opens(own()[MUON])
    reader.sees_badge(page, "1")
    reader.browser.kill_worker()
    with reader.clicks_the_button(page) as popup:
        popup.node("heading", own()[MUON].title)
        reader.browser.kill_worker()
        popup.click("button", "Jonathan Li")
        popup.wait_for(lambda: popup.node("button", "Jonathan Li").pressed, "the author to be followed")
        reader.browser.kill_worker()
        popup.click("button", "Save")
        popup.node("button", "★ Saved")
    reader.sees_badge(page, "2")
    reader.browser.kill_worker()
    reader.sees_badge(reader.opens(own()[POLAR]), "")
    assert sorted(reader.service.followed()) == ["Jonathan Li", "Qiang Liu"]


def test_an_empty_pool_is_filled_from_the_popup(begin: Begin):
    reader = begin()
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.click("button", "Fetch papers")
        rows = popup.wait_for_rows()
        assert own()[POLAR].title in [row.title for row in rows]


def test_a_pdf_of_a_paper_that_the_pool_lacks_is_asked_of_arxiv(begin: Begin):
    reader = begin()
    reader.service.follow("author", "Qiang Liu")
    page = reader.browser.open(reader.sites.put(f"https://arxiv.org/pdf/{MUON}", pdf(), "application/pdf"))
    reader.sees_badge(page, "1")
