"""The popup by the keyboard alone."""

import re

from tests.e2e.papers import MUON, own
from tests.e2e.popup import Popup
from tests.e2e.reader import Reader

TABS_AT_MOST = 60


def tabs_to(popup: Popup, name: str | re.Pattern[str]) -> None:
    """Press Tab until what has this name has the focus."""
    seen = []
    for _ in range(TABS_AT_MOST):
        focus = popup.focus()
        if focus == name if isinstance(name, str) else name.search(focus):
            return
        seen.append(focus)
        popup.key("Tab")
    raise AssertionError(f"Tab never reached {name!r}; it went through {seen}")


def test_an_author_is_followed_and_the_paper_saved_without_the_mouse(reader: Reader):
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.wait_for_rows()
        tabs_to(popup, "Qiang Liu")
        popup.key("Enter")
        popup.wait_for(lambda: popup.node("button", "Qiang Liu").pressed, "the author to be followed")
        assert popup.focus() == "Qiang Liu"
        tabs_to(popup, "Save")
        popup.key(" ")
        popup.node("button", "★ Saved")
        assert popup.focus() == "★ Saved"
    assert reader.service.followed() == ["Qiang Liu"]
    assert reader.service.saved() == [f"arxiv:{MUON}"]


def test_undo_is_reached_by_tab(reader: Reader):
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.wait_for_rows()
        tabs_to(popup, "Jonathan Li")
        popup.key("Enter")
        popup.node("button", "Undo")
        tabs_to(popup, "Undo")
        popup.key("Enter")
        popup.wait_for(lambda: reader.service.followed() == [], "the author to be let go")


def test_the_tabs_are_walked_by_arrows(reader: Reader):
    reader.service.ask("POST", "/library", {"key": f"arxiv:{MUON}"})
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.wait_for_rows()
        tabs_to(popup, re.compile("^Related"))
        popup.key("ArrowLeft")
        popup.wait_for(lambda: popup.focus() == "Library 1", "the library's tab to have the focus")
        popup.wait_for(lambda: [row.title for row in popup.rows()] == [own()[MUON].title], "the library")


def test_letters_walk_the_papers_save_and_turn_the_batch(reader: Reader):
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        first = popup.wait_for_rows()
        popup.key("j", "j")
        assert popup.focus() == first[1].title
        popup.key("k")
        assert popup.focus() == first[0].title
        popup.key("s")
        popup.wait_for(lambda: len(reader.service.saved()) == 1, "the paper to be saved")
        popup.key("n")
        popup.wait_for(lambda: popup.rows()[0].title != first[0].title, "the next batch")
        popup.key("p")
        popup.wait_for(lambda: popup.rows()[0].title == first[0].title, "the first batch")


def test_the_keys_are_shown_and_escape_closes_only_them(reader: Reader):
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.wait_for_rows()
        popup.key("?")
        popup.node("dialog")
        popup.key("Escape")
        popup.wait_for(lambda: not popup.nodes("dialog"), "the keys to be gone")
        assert popup.is_open
