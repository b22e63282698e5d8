"""Saving from any page in the real popup: what is read, put right, merged, learned, undone, and kept while away."""

from paper_radar.papers.model import Paper
from tests.e2e.pages import publisher_page
from tests.e2e.papers import MUON, own
from tests.e2e.popup import Popup
from tests.e2e.reader import Reader
from tests.e2e.saving_states import (
    ARTICLE,
    CHALLENGE,
    HOME,
    SHUFFLED,
    SITE,
    form,
    is_there,
    papers_page,
    press,
    shuffled_page,
)


def value(popup: Popup, name: str) -> str:
    return str(popup.evaluate(f"document.querySelector('#field-{name}').value"))


def saved(reader: Reader) -> list[dict[str, object]]:
    return list(reader.service.ask("GET", "/library")["items"])


def told(popup: Popup) -> str:
    is_there(popup, ".outcome .note")
    return str(popup.evaluate("document.querySelector('.outcome').innerText"))


def forget_corrections(reader: Reader) -> None:
    for site in reader.service.ask("GET", "/corrections")["corrections"]:
        reader.service.ask("DELETE", f"/corrections/{site['host']}")


def test_the_form_is_filled_and_sent_by_the_keyboard_alone(reader: Reader):
    reader.service.ask("POST", "/library", {"key": f"arxiv:{MUON}", "tags": ["sediment cores"]})
    with reader.clicks_the_button(reader.visits(ARTICLE.url, publisher_page(ARTICLE))) as popup:
        form(popup)
        assert popup.evaluate(
            "document.querySelector('#main').scrollWidth <= document.querySelector('#main').clientWidth"
        )
        popup.evaluate("document.querySelector('#own-tags').focus()")
        popup.type("floods,")
        popup.type("sed")
        is_there(popup, "[role=option]")
        popup.key("ArrowDown", "Enter")
        popup.key("Tab")
        assert popup.focus() == "Note"
        popup.type("Ask Ada.")
        popup.key("Tab", "ArrowRight", "Tab", "ArrowRight", "ArrowRight", "ArrowRight", "Tab")
        assert popup.focus() == "Save"
        popup.key("Enter")
        assert "Saved to the library." in told(popup)
    record = next(item for item in saved(reader) if item["tags"] == ["floods", "sediment cores"])
    assert (record["note"], record["status"], record["stars"]) == ("Ask Ada.", "reading", 3)


def test_what_another_part_of_the_page_says_is_taken_by_a_click_and_learned(reader: Reader):
    forget_corrections(reader)
    with reader.clicks_the_button(reader.visits(SHUFFLED.url, shuffled_page(SHUFFLED))) as popup:
        form(popup)
        assert value(popup, "authors") == "Ada Example; Björn Beispiel"
        press(popup, "#where-authors")
        popup.click("button", "Björn Beispiel; Ada Example from citation tags")
        popup.click("button", "Save")
        popup.wait_for_text("From now on, “Authors” on journal.example.org is taken from citation tags.")
        assert reader.service.ask("GET", "/corrections")["corrections"] != []
        popup.click("button", "Undo", nth=1)
        popup.wait_for(lambda: reader.service.ask("GET", "/corrections")["corrections"] == [], "it to be forgotten")
    (record,) = saved(reader)
    assert record["paper"]["authors"] == ["Björn Beispiel", "Ada Example"]  # type: ignore[index]


def test_a_merge_is_told_and_undone(reader: Reader):
    preprint = {"key": "arxiv:2603.00007", "arxiv_id": "2603.00007", "version": 1}
    known = {**preprint, "title": ARTICLE.title, "authors": list(ARTICLE.authors)}
    reader.service.ask("POST", "/library", {"paper": known, "note": "Mine."})
    with reader.clicks_the_button(reader.visits(ARTICLE.url, publisher_page(ARTICLE))) as popup:
        form(popup)
        popup.click("button", "Save")
        assert "New in it: the published version" in told(popup)
        assert reader.service.saved() == ["arxiv:2603.00007"]
        popup.click("button", "These are two papers")
        popup.wait_for(lambda: len(reader.service.saved()) == 2, "two papers")
    assert {item["note"] for item in saved(reader)} == {"Mine.", ""}


def test_a_saved_page_shows_its_record_which_is_changed_removed_and_brought_back(reader: Reader):
    page = reader.visits(ARTICLE.url, publisher_page(ARTICLE))
    reader.service.ask("POST", "/library", {"paper": {"key": ARTICLE.key, "title": "Mine", "doi": ARTICLE.doi}})
    with reader.clicks_the_button(page) as popup:
        form(popup)
        assert value(popup, "title") == "Mine"
        popup.click("radio", "4 stars")
        popup.click("button", "Update")
        assert "Updated." in told(popup)
        popup.click("button", "Remove")
        popup.click("button", "Undo")
        popup.wait_for(lambda: popup.nodes("button", "Update"), "the record again")
    (record,) = saved(reader)
    assert (record["stars"], record["paper"]["title"]) == (4, "Mine")  # type: ignore[index]


def test_a_page_that_asks_who_we_are_and_a_front_page_give_their_link_marked_as_such(reader: Reader):
    for url, html, words in (
        (f"{SITE}/articles/9", CHALLENGE, "asks whether you are human"),
        (f"{SITE}/", HOME, "the front page of a site"),
    ):
        with reader.clicks_the_button(reader.visits(url, html)) as popup:
            popup.wait_for_text(words)
            popup.click("button", "Save the link")
            assert "Saved to the library." in told(popup)
    assert {item["paper"]["url"] for item in saved(reader)} == {f"{SITE}/articles/9", f"{SITE}/"}  # type: ignore[index]


def test_a_list_of_papers_is_saved_one_by_one_or_all_at_once(reader: Reader):
    papers: list[Paper] = [*own().values()][:4]
    with reader.clicks_the_button(reader.visits(f"{SITE}/lab/papers", papers_page(papers))) as popup:
        popup.wait_for_rows()
        popup.click("button", f"Save: {papers[1].title}")
        popup.wait_for(lambda: reader.service.saved() == [papers[1].key], "one to be saved")
        popup.click("button", "Save all")
        popup.wait_for_text("3 papers saved.")
        assert set(reader.service.saved()) == {paper.key for paper in papers}
        popup.click("button", "Undo")
        popup.wait_for(lambda: reader.service.saved() == [papers[1].key], "the three to go")
    # The pool knows more than a list of links does.
    pooled = reader.service.ask("GET", f"/pool/{papers[1].key}")["paper"]
    assert saved(reader)[0]["paper"]["abstract"] == pooled["abstract"] != ""  # type: ignore[index]


def test_while_the_service_is_away_a_page_is_saved_all_the_same(reader: Reader):
    page = reader.visits(SHUFFLED.url, shuffled_page(SHUFFLED))
    reader.service.stop()
    try:
        with reader.clicks_the_button(page) as popup:
            popup.wait_for_text("make run")
            popup.evaluate("document.querySelector('#own-note').focus()")
            popup.type("For later")
            popup.click("button", "Save")
            assert "Kept in the outbox" in told(popup)
            popup.wait_for_text("1 save waits for the service")
    finally:
        reader.service.start()
    with reader.clicks_the_button(page) as popup:
        popup.wait_for(lambda: reader.service.saved() == [SHUFFLED.key], "it to be sent")
    (record,) = saved(reader)
    assert (record["note"], record["paper"]["title"]) == ("For later", SHUFFLED.title)  # type: ignore[index]


def test_a_paper_of_arxiv_that_is_saved_takes_tags_and_stars_there(reader: Reader):
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.wait_for_rows()
        popup.click("button", "Save")
        popup.click("button", "Edit")
        popup.wait_for(lambda: popup.focus() == "Tags", "the tags to have the focus")
        popup.type("muon, ")
        popup.click("radio", "5 stars")
        popup.click("button", "Update")
        popup.wait_for_text("Updated.")
    (record,) = saved(reader)
    assert (record["tags"], record["stars"]) == (["muon"], 5)
