"""Saving: a click keeps the paper, a closed popup and a restart do not lose it, and undo takes it back."""

import signal

from tests.e2e.papers import MUON, POLAR, own
from tests.e2e.reader import Reader


def test_a_saved_paper_is_still_saved_when_the_popup_is_opened_again(reader: Reader):
    page = reader.opens(own()[MUON])
    with reader.clicks_the_button(page) as popup:
        popup.click("button", "Save")
        popup.node("button", "★ Saved")
    assert reader.service.saved() == [f"arxiv:{MUON}"]
    with reader.clicks_the_button(page) as popup:
        assert popup.node("button", "★ Saved").pressed


def test_unsaving_can_be_undone(reader: Reader):
    page = reader.opens(own()[MUON])
    reader.service.ask("POST", "/library", {"key": f"arxiv:{MUON}", "note": "read before the seminar"})
    with reader.clicks_the_button(page) as popup:
        popup.click("button", "★ Saved")
        popup.node("button", "Save")
        assert reader.service.saved() == []
        popup.click("button", "Undo")
        popup.node("button", "★ Saved")
    (saved,) = reader.service.ask("GET", "/library")["items"]
    assert saved["note"] == "read before the seminar"


def test_a_related_paper_is_saved_by_its_star(reader: Reader):
    page = reader.opens(own()[MUON])
    with reader.clicks_the_button(page) as popup:
        popup.click("button", f"Save: {own()[POLAR].title}")
        popup.wait_for(lambda: reader.service.saved() == [f"arxiv:{POLAR}"], "the paper to be saved")
        popup.click("tab", "Library 1")
        assert [row.title for row in popup.wait_for_rows()] == [own()[POLAR].title]


def test_the_library_is_searched(reader: Reader):
    page = reader.opens(own()[MUON])
    for id in (MUON, POLAR, "2503.18089"):
        reader.service.ask("POST", "/library", {"key": f"arxiv:{id}"})
    with reader.clicks_the_button(page) as popup:
        popup.click("tab", "Library 3")
        popup.wait_for(lambda: len(popup.rows()) == 3, "three papers")
        popup.fill("Search your library", "polar", role="searchbox")
        popup.wait_for(lambda: [row.title for row in popup.rows()] == [own()[POLAR].title], "the one found")


def test_what_was_saved_outlives_a_service_that_is_killed(reader: Reader):
    page = reader.opens(own()[MUON])
    with reader.clicks_the_button(page) as popup:
        popup.click("button", "Save")
        popup.node("button", "★ Saved")
    reader.service.stop(signal.SIGKILL)
    reader.service.start()
    assert reader.service.saved() == [f"arxiv:{MUON}"]
    with reader.clicks_the_button(page) as popup:
        popup.node("button", "★ Saved")
