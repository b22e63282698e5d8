"""Two people of one name: the options tell them apart, the reader says who is meant, and the other's papers are out."""

from dataclasses import replace

from playwright.sync_api import Page, expect

from paper_radar.papers.model import Paper, to_json
from tests.e2e.conftest import Begin
from tests.e2e.papers import MUON, own
from tests.e2e.reader import Reader
from tests.e2e.test_accessibility import objections

NAME = "Rosalind Thompson"


def paper(id: str, title: str, category: str, *coauthors: str) -> Paper:
    return replace(
        own()[MUON],
        key=f"arxiv:{id}",
        arxiv_id=id,
        title=title,
        abstract="",
        authors=(*coauthors, NAME),
        categories=(category,),
        primary_category=category,
        url=f"https://arxiv.org/abs/{id}",
        pdf_url=f"https://arxiv.org/pdf/{id}",
    )


LEARNING = [
    paper("2606.90001", "Steepest Descent and Its Bias", "cs.LG", "Ada Lovelace", "Emmy Noether"),
    paper("2606.90002", "Margins of Deep Networks", "cs.LG", "Emmy Noether", "Sonya Kovalevskaya"),
]
STARS = [
    paper("2606.90003", "Dark Matter in Dwarf Galaxies", "astro-ph.GA", "Vera Rubin"),
    paper("2606.90004", "Rotation Curves Revisited", "astro-ph.GA", "Vera Rubin", "Cecilia Payne"),
]


def with_namesakes(begin: Begin) -> Reader:
    reader = begin()
    reader.service.ask("POST", "/pool", {"papers": [to_json(paper) for paper in (*LEARNING, *STARS)]})
    reader.service.follow("author", NAME)
    return reader


def card(options: Page, coauthor: str):
    return options.locator(".people li[data-papers]", has_text=coauthor)


def test_two_people_of_one_name_are_told_apart_and_one_is_chosen(begin: Begin):
    reader = with_namesakes(begin)
    page = reader.opens(STARS[0])
    reader.sees_badge(page, "1")
    options = reader.opens_options()
    line = options.get_by_text("Papers by two people of this name")
    line.click()
    expect(card(options, "Emmy Noether")).to_contain_text("cs.LG · 2 papers")
    expect(card(options, "Vera Rubin")).to_contain_text("Dark Matter in Dwarf Galaxies")
    card(options, "Vera Rubin").get_by_role("button", name="Someone else").click()
    expect(card(options, "Vera Rubin").get_by_role("button", name="Take back")).to_be_focused()
    page.bring_to_front()
    reader.sees_badge(page, "")
    options.bring_to_front()
    options.get_by_role("button", name="Undo").click()
    expect(card(options, "Vera Rubin").get_by_role("button", name="Someone else")).to_be_visible()
    page.bring_to_front()
    reader.sees_badge(page, "1")


def test_who_is_meant_is_said_with_the_keyboard_alone(begin: Begin):
    reader = with_namesakes(begin)
    options = reader.opens_options()
    summary = options.locator(".people summary")
    summary.focus()
    options.keyboard.press("Enter")
    for _ in range(20):
        options.keyboard.press("Tab")
        if "This is who I follow" in options.evaluate("document.activeElement.textContent"):
            break
    options.keyboard.press("Enter")
    expect(options.get_by_text("Who you follow")).to_be_visible()
    assert objections(options.evaluate) == ""
    expect(card(options, "Emmy Noether").get_by_role("button", name="Take back")).to_be_focused()
    (entry,) = reader.service.ask("GET", "/radar")["entries"]
    assert {sighting["categories"][0] for sighting in entry["same"]} == {"cs.LG"}
    assert {sighting["categories"][0] for sighting in entry["others"]} == {"astro-ph.GA"}


def test_a_name_that_one_person_bears_has_no_such_line(begin: Begin):
    reader = begin()
    reader.service.ask("POST", "/pool", {"papers": [to_json(paper) for paper in LEARNING]})
    reader.service.follow("author", NAME)
    with_line = reader.opens_options()
    with_line.get_by_role("button", name=f"Edit: {NAME}").wait_for()
    with_line.wait_for_load_state("networkidle")
    expect(with_line.locator(".people")).to_be_empty()
