"""Why: the exact words underlined, the rule as a sentence, and the reader's word on it, which holds until undone."""

import re

from tests.e2e.pages import listing_page
from tests.e2e.papers import MUON, POLAR, own
from tests.e2e.popup import Popup
from tests.e2e.reader import Reader
from tests.e2e.test_keyboard import tabs_to

LISTING = "https://arxiv.org/list/cs.LG/recent"


def underlined(popup: Popup, where: str) -> list[str]:
    """The words underlined in what the selector finds, as they are read."""
    words = popup.evaluate(f"[...document.querySelectorAll({where + ' mark'!r})].map((mark) => mark.innerText)")
    return list(words or [])


def chips(popup: Popup) -> list[str]:
    """What of the radar hit the page's own paper; the reasons of the rows may read the same."""
    return list(popup.evaluate("[...document.querySelectorAll('.chip')].map((chip) => chip.innerText)") or [])


def expanded(popup: Popup, name: str | re.Pattern[str]) -> bool:
    return popup.node("button", name).properties.get("expanded") is True


def test_the_exact_words_are_underlined_in_title_and_authors(reader: Reader):
    reader.service.follow("author", "Liu, Qiang")
    reader.service.follow("author", "J. Li")
    reader.service.follow("topic", "spectral norms")
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.node("heading", own()[MUON].title)
        assert underlined(popup, "h1") == ["Spectral Norm"]
        assert underlined(popup, ".authors") == ["Jonathan Li", "Qiang Liu"]


def test_a_chip_opens_by_keyboard_and_says_the_rule_in_a_sentence(reader: Reader):
    reader.service.follow("topic", "weight decay")
    chip = re.compile("topic.*weight decay")
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.wait_for_rows()
        tabs_to(popup, chip)
        assert not expanded(popup, chip)
        popup.key("Enter")
        popup.wait_for_text("“weight decay” is your topic, word for word.")
        assert expanded(popup, chip)
        assert underlined(popup, "blockquote") == ["weight decay"]
        quoted = popup.evaluate("document.querySelector('blockquote').innerText")
        assert quoted in own()[MUON].abstract
        assert quoted.endswith(".")
        assert quoted != own()[MUON].abstract
        popup.key("Tab", "Tab", "Enter")
        popup.wait_for(lambda: popup.focus() == "Hide the abstract", "the abstract")
        assert popup.evaluate("document.querySelector('.abstract').innerText") == own()[MUON].abstract
        popup.key("Escape")
        assert popup.focus() == "Show the abstract"
        popup.key("Escape")
        assert not expanded(popup, chip)
        assert chip.search(popup.focus())
        assert popup.is_open


def test_not_this_person_takes_the_hit_away_until_it_is_undone(reader: Reader):
    reader.service.follow("author", "Q. Liu")
    chip = re.compile("^perhaps Q. Liu$")
    page = reader.opens(own()[MUON])
    reader.sees_badge(page, "1")
    with reader.clicks_the_button(page) as popup:
        popup.click("button", chip)
        popup.wait_for_text("“Qiang Liu” may be Q. Liu: the surname is the same")
        popup.click("button", "Not this person")
        popup.wait_for(lambda: not popup.nodes("button", chip), "no such hit")
        assert underlined(popup, ".authors") == []
        assert popup.focus() == "Brief"
        popup.click("button", "Undo")
        popup.node("button", chip)
        popup.click("button", "Not this person")  # unfolded as it was
        popup.wait_for(lambda: not popup.nodes("button", chip), "no such hit")
    page.reload()
    reader.sees_badge(page, "")
    with reader.clicks_the_button(page) as popup:
        popup.node("heading", own()[MUON].title)
        assert not popup.nodes("button", chip)


def test_the_same_person_is_a_match_from_then_on(reader: Reader):
    reader.service.follow("author", "Q. Liu")
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.click("button", re.compile("^perhaps Q. Liu$"))
        popup.click("button", "Same person")
        popup.node("button", re.compile("^author Q. Liu$"))
        popup.click("button", "Undo")
        popup.node("button", re.compile("^perhaps Q. Liu$"))


def test_a_topic_is_muted_here_and_nowhere_else(reader: Reader):
    reader.service.follow("topic", "Muon")
    page = reader.opens(own()[MUON])
    with reader.clicks_the_button(page) as popup:
        popup.click("button", re.compile("^topic Muon$"))
        popup.click("button", "Mute this topic here")
        popup.wait_for(lambda: chips(popup) == [], "no such hit")
        popup.click("button", "Undo")
        popup.wait_for(lambda: len(chips(popup)) == 1, "the hit to be back")
        popup.click("button", "Mute this topic here")
        popup.wait_for(lambda: chips(popup) == [], "no such hit")
        polar = next(row for row in popup.rows() if row.title == own()[POLAR].title)
        assert "topic Muon" in polar.text
    page.reload()
    reader.sees_badge(page, "")
    with reader.clicks_the_button(reader.opens(own()[POLAR])) as popup:
        popup.wait_for(lambda: len(chips(popup)) == 1, "the hit on another paper")


def test_the_reasons_of_a_row_unfold_by_keyboard_and_its_title_is_underlined_meanwhile(reader: Reader):
    reader.service.follow("topic", "Muon")
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        rows = popup.wait_for_rows()
        place = next(place for place, row in enumerate(rows) if row.title == own()[POLAR].title)
        popup.key(*"j" * (place + 1))
        assert popup.focus() == own()[POLAR].title
        popup.key("Tab", " ")
        reasons = re.compile("topic Muon")
        popup.wait_for_text("“Muon” is your topic")
        row = f"li:nth-child({place + 1})"
        assert "Muon" in underlined(popup, f"{row} h2")
        assert own()[POLAR].authors[0] in popup.rows()[place].text
        assert [one.title for one in popup.rows()] == [one.title for one in rows]
        popup.key("Escape")
        popup.wait_for(lambda: underlined(popup, row) == [], "the row to be folded")
        assert reasons.search(popup.focus())
        popup.key("w")
        popup.wait_for_text("“Muon” is your topic")


def test_not_for_me_takes_a_paper_out_of_the_order_and_undo_puts_it_back(reader: Reader):
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        before = [row.title for row in popup.wait_for_rows()]
        popup.click("button", re.compile("^shares"), nth=1)
        popup.click("button", "Not for me")
        popup.wait_for(lambda: before[1] not in [row.title for row in popup.rows()], "the row to leave")
        after = [row.title for row in popup.rows()]
        assert after[: len(before) - 1] == [title for title in before if title != before[1]]
        popup.click("button", "Undo")
        popup.wait_for(lambda: [row.title for row in popup.rows()] == before, "the row to be back in its place")


def test_a_key_says_not_for_me_and_the_focus_goes_to_the_next_paper(reader: Reader):
    page = reader.opens(own()[MUON])
    with reader.clicks_the_button(page) as popup:
        before = [row.title for row in popup.wait_for_rows()]
        key = popup.evaluate("document.querySelector('ol.papers li').dataset.key")
        popup.key("j", "x")
        popup.wait_for(lambda: popup.rows()[0].title == before[1], "the first row to leave")
        popup.key("j")
        assert popup.focus() == before[2]
    with reader.clicks_the_button(page) as popup:
        assert popup.wait_for_rows()[0].title == before[1]
    reader.service.ask("DELETE", f"/feedback/{key}")  # the next case knows nothing of it


def test_a_paper_of_a_listing_says_why_and_leaves_when_the_reader_says_so(reader: Reader):
    reader.service.follow("author", "L. Chen")
    reader.service.follow("topic", "polar")
    page = reader.visits(LISTING, listing_page(list(own().values())))
    reader.sees_badge(page, "2")
    with reader.clicks_the_button(page) as popup:
        assert [row.title for row in popup.wait_for_rows()] == [own()[MUON].title, own()[POLAR].title]
        popup.click("button", re.compile("^perhaps by Lizhang Chen"))
        assert underlined(popup, ".names") == ["Lizhang Chen"]
        popup.click("button", "Not this person")
        popup.wait_for(lambda: [row.title for row in popup.rows()] == [own()[POLAR].title], "the paper to leave")
        reader.sees_badge(page, "1")
        popup.click("button", "Undo")
        popup.wait_for(lambda: len(popup.rows()) == 2, "the paper to be back")
