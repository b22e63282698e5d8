"""The material of a full brief: whence its text is, when it is asked for, and when it is not waited for."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from paper_radar.briefs.full_text import FullTexts
from paper_radar.briefs.full_text.texts import ABSENT_FOR, MOST_KEPT
from paper_radar.briefs.material import Material, of_abstract
from paper_radar.papers.model import Paper
from paper_radar.sources.errors import UnreachableError
from paper_radar.sources.interruption import pause
from tests.unit.briefs.full_text.papers import KETTLE, PAGE

GO = threading.Event()


class Sites:
    """arXiv and ar5iv as a function: `pages` by site, a page, an error, or None for what they have not."""

    def __init__(self, **pages: bytes | Exception | None) -> None:
        self.pages = pages
        self.asked: list[tuple[str, str, int | None]] = []
        self.before: Callable[[], None] = lambda: None

    def __call__(self, site: str, arxiv_id: str, version: int | None) -> bytes | None:
        self.asked.append((site, arxiv_id, version))
        self.before()
        page = self.pages.get(site)
        if isinstance(page, Exception):
            raise page
        return page


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def leave() -> Iterator[threading.Event]:
    """What a fetch that hangs waits for; at the end of the test it is let go."""
    event = threading.Event()
    yield event
    event.set()


def material(texts: FullTexts, paper: Paper = KETTLE, length: str = "full", stop: threading.Event = GO) -> Material:
    return texts.material_of(1, paper, ("topic boiling",), length, stop)


def test_a_full_brief_is_made_from_the_sections_of_arxiv_s_html_behind_the_abstract():
    sites = Sites(html=PAGE.encode())
    found = material(FullTexts(sites))
    assert (found.origin, found.number, found.paper, found.why) == ("html", 1, KETTLE, ("topic boiling",))
    assert (found.parts[0].name, found.parts[0].text) == ("Abstract", KETTLE.abstract)
    assert found.parts[1].name == "1 Introduction"
    assert sites.asked == [("html", "2602.11557", 2)]


@pytest.mark.parametrize("trouble", [None, b"<html>No HTML for this paper", UnreachableError("away")])
def test_where_arxiv_has_no_page_ar5iv_is_asked(trouble: bytes | Exception | None):
    assert material(FullTexts(Sites(html=trouble, ar5iv=PAGE.encode()))).origin == "ar5iv"


@pytest.mark.parametrize("trouble", [None, b"\0", UnreachableError("away"), RuntimeError("a mistake of ours")])
def test_where_nobody_has_one_the_brief_is_made_from_the_abstract(trouble: bytes | Exception | None):
    assert material(FullTexts(Sites(html=trouble, ar5iv=trouble))) == of_abstract(1, KETTLE, ("topic boiling",))


@pytest.mark.parametrize(
    ("paper", "length"),
    [(KETTLE, "short"), (replace(KETTLE, arxiv_id=""), "full"), (replace(KETTLE, withdrawn=True), "full")],
)
def test_nobody_is_asked_for_a_short_brief_or_a_paper_that_is_not_or_no_more_on_arxiv(paper: Paper, length: str):
    sites = Sites(html=PAGE.encode())
    assert material(FullTexts(sites), paper, length).origin == "abstract"
    assert sites.asked == []


def test_a_text_is_fetched_once_and_cut_to_the_room():
    sites = Sites(html=PAGE.encode())
    texts = FullTexts(sites, room=900)
    assert material(texts) == material(texts)
    assert len(sites.asked) == 1
    assert sum(len(part.text) for part in material(texts).parts) < 900 * 4


def test_another_version_is_another_text():
    sites = Sites(html=PAGE.encode())
    texts = FullTexts(sites)
    material(texts)
    material(texts, replace(KETTLE, version=3))
    assert [version for _, _, version in sites.asked] == [2, 3]


def test_the_longest_unused_text_is_given_up_first():
    sites = Sites(html=PAGE.encode())
    texts = FullTexts(sites)
    for version in range(1, MOST_KEPT + 1):
        material(texts, replace(KETTLE, version=version))
    material(texts, replace(KETTLE, version=1))
    material(texts, replace(KETTLE, version=MOST_KEPT + 1))
    sites.asked.clear()
    material(texts, replace(KETTLE, version=1))
    assert sites.asked == []
    material(texts, replace(KETTLE, version=2))
    assert len(sites.asked) == 1


def test_what_nobody_has_is_not_asked_for_again_before_a_while_has_passed():
    sites, clock = Sites(), Clock()
    texts = FullTexts(sites, clock=clock)
    material(texts)
    clock.now = ABSENT_FOR - 1
    assert material(texts).origin == "abstract"
    assert len(sites.asked) == 2
    clock.now = ABSENT_FOR + 1
    sites.pages["html"] = PAGE.encode()
    assert material(texts).origin == "html"


def test_a_site_that_could_not_be_asked_is_asked_again_the_next_time():
    sites = Sites(html=UnreachableError("away"))
    texts = FullTexts(sites)
    material(texts)
    sites.pages["html"] = PAGE.encode()
    assert material(texts).origin == "html"


def test_a_brief_that_is_cancelled_does_not_wait_for_its_text_and_the_fetch_ends():
    sites, stop, ended = Sites(html=PAGE.encode()), threading.Event(), threading.Event()

    def hang() -> None:
        stop.set()
        try:
            pause(600)
        finally:
            ended.set()

    sites.before = hang
    assert material(FullTexts(sites), stop=stop).origin == "abstract"
    assert ended.wait(30)


def test_after_a_while_the_abstract_must_do_and_the_text_is_there_for_the_next_brief(leave: threading.Event):
    sites = Sites(html=PAGE.encode())

    def hang() -> None:
        leave.wait(60)

    sites.before = hang
    texts = FullTexts(sites, patience=0.0)
    assert material(texts).origin == "abstract"
    leave.set()
    while material(texts).origin == "abstract":  # it comes as soon as the thread has it
        pass
    assert len(sites.asked) == 1


def test_two_briefs_of_one_paper_wait_for_the_same_fetch(leave: threading.Event):
    sites, asked = Sites(html=PAGE.encode()), threading.Event()

    def wait() -> None:
        asked.set()
        leave.wait(60)

    sites.before = wait
    texts = FullTexts(sites, patience=60.0)
    found: list[Material] = []
    threads = [threading.Thread(target=lambda: found.append(material(texts))) for _ in range(2)]
    threads[0].start()
    assert asked.wait(30)
    threads[1].start()
    leave.set()
    for thread in threads:
        thread.join(30)
    assert [each.origin for each in found] == ["html", "html"]
    assert len(sites.asked) == 1
