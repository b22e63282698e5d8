"""A paper's page lights up: the badge, what hit and why, following by a click, and the related papers with reasons."""

import re

from tests.e2e.papers import MUON, POLAR, UNLEARNING, own
from tests.e2e.reader import Reader
from tests.shared import needs_shared


def test_the_badge_counts_the_hits_before_the_popup_is_opened(reader: Reader):
    reader.service.follow("author", "Qiang Liu")
    reader.service.follow("topic", "spectral norm")
    reader.sees_badge(reader.opens(own()[MUON]), "2")


def test_a_page_without_hits_has_no_badge(reader: Reader):
    reader.service.follow("author", "Difan Zou")
    page = reader.opens(own()[MUON])
    with reader.clicks_the_button(page) as popup:
        popup.node("heading", own()[MUON].title)
    assert reader.browser.badge(page) == ""


def test_the_popup_shows_what_hit_with_its_evidence(reader: Reader):
    reader.service.follow("author", "Liu, Qiang")
    reader.service.follow("topic", "spectral norms")
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.click("button", re.compile("^topic.*spectral norms"))
        popup.wait_for_text("“Spectral Norm” is your topic spectral norms in another form.")
        popup.click("button", re.compile("^author.*Liu, Qiang"))
        popup.wait_for_text("“Qiang Liu” is the name of Liu, Qiang, whom you follow.")


def test_a_click_on_an_author_follows_and_undo_takes_it_back(reader: Reader):
    page = reader.opens(own()[MUON])
    with reader.clicks_the_button(page) as popup:
        popup.click("button", "Jonathan Li")
        popup.wait_for(lambda: popup.node("button", "Jonathan Li").pressed, "the author to be followed")
        assert reader.service.followed() == ["Jonathan Li"]
        reader.sees_badge(page, "1")
        popup.click("button", "Undo")
        popup.wait_for(lambda: not popup.node("button", "Jonathan Li").pressed, "the author to be let go")
        assert reader.service.followed() == []
        reader.sees_badge(page, "")


def test_a_click_on_a_followed_author_unfollows_and_undo_restores_the_same_entry(reader: Reader):
    entry = reader.service.follow("author", "Jonathan Li")
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.click("button", "Jonathan Li")
        popup.wait_for(lambda: not popup.node("button", "Jonathan Li").pressed, "the author to be let go")
        assert reader.service.followed() == []
        popup.click("button", "Undo")
        popup.wait_for(lambda: popup.node("button", "Jonathan Li").pressed, "the author to be back")
    assert [kept["id"] for kept in reader.service.ask("GET", "/radar")["entries"]] == [entry["id"]]


def test_a_topic_is_followed_from_the_page(reader: Reader):
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.click("button", "Follow topic…")
        popup.fill("topic", "weight decay")
        popup.key("Enter")
        popup.node("button", re.compile("topic.*weight decay"))
    assert reader.service.followed() == ["weight decay"]


def test_related_papers_come_with_reasons(reader: Reader):
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        rows = popup.wait_for_rows()
        assert own()[POLAR].title in [row.title for row in rows]
        assert own()[MUON].title not in [row.title for row in rows]
        assert all("shares" in row.text for row in rows)
        polar = next(row for row in rows if row.title == own()[POLAR].title)
        assert "Muon" in polar.text


def test_a_related_paper_that_hits_the_radar_says_so(reader: Reader):
    reader.service.follow("author", "Robert Gower")
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        rows = popup.wait_for_rows()
        polar = next(row for row in rows if row.title == own()[POLAR].title)
        assert "Robert Gower" in polar.text


def test_following_changes_no_row_under_the_hand(reader: Reader):
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        before = [row.title for row in popup.wait_for_rows()]
        popup.click("button", "Qiang Liu")
        popup.wait_for(lambda: popup.node("button", "Qiang Liu").pressed, "the author to be followed")
        assert [row.title for row in popup.rows()] == before


def test_a_muted_topic_takes_related_papers_away(reader: Reader):
    reader.service.follow("topic", "polar", negative=True)
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        assert own()[POLAR].title not in [row.title for row in popup.wait_for_rows()]


def test_the_same_author_on_another_page_is_found_again(reader: Reader):
    with reader.clicks_the_button(reader.opens(own()[UNLEARNING])) as popup:
        popup.click("button", "Difan Zou")
        popup.wait_for(lambda: popup.node("button", "Difan Zou").pressed, "the author to be followed")
    reader.sees_badge(reader.opens(own()["2506.04695"]), "1")


def test_an_empty_radar_says_what_to_do(reader: Reader):
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.wait_for_rows()
        popup.wait_for_text("radar is empty")


@needs_shared
def test_a_recorded_page_of_arxiv_lights_up(reader: Reader):
    reader.service.follow("author", "Silvio Peroni")
    reader.service.follow("topic", "open citations")
    page = reader.visits("https://arxiv.org/abs/1902.02534")
    reader.sees_badge(page, "2")
    with reader.clicks_the_button(page) as popup:
        popup.node("heading", re.compile("Crowdsourcing open citations with CROCI"))
        popup.node("button", re.compile("author.*Silvio Peroni"))


@needs_shared
def test_the_math_of_a_recorded_title_is_readable(reader: Reader):
    page = reader.visits("https://arxiv.org/abs/0704.0054")
    with reader.clicks_the_button(page) as popup:
        title = popup.node("heading", re.compile("The Hardy-Lorentz Spaces")).name
    assert "Rⁿ" in title
    assert not set("${}\\") & set(title)
