"""Acting on papers of the feed: save, brief, "not for me", follow, cite, several at once; by mouse and keys."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Playwright, expect

from tests.e2e import feed_acting_states
from tests.e2e.browser import Browser
from tests.e2e.feed_acting_states import FOLLOWED, of_other_fields, of_this_week
from tests.e2e.feed_page import FeedPage, bring
from tests.e2e.reader import Reader, pair
from tests.e2e.service import Service
from tests.e2e.sites import HOSTS, Sites
from tests.e2e.test_accessibility import objections


@pytest.fixture(scope="module")
def of_these_days(
    playwright: Playwright, sites: Sites, upstream: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Reader]:
    """A browser and a service of their own: what is new in their pool are our own papers alone."""
    with (
        Service(tmp_path_factory.mktemp("feed"), upstream) as service,
        Browser(playwright, hosts=HOSTS, port=sites.port) as browser,
    ):
        pair(browser, service)
        bring(service, [*of_other_fields(), *of_this_week()])
        yield Reader(browser, service, sites)


@pytest.fixture
def reader(of_these_days: Reader) -> Iterator[Reader]:
    here = of_these_days
    here.starts_afresh()
    here.browser.worker.evaluate("chrome.storage.local.remove('feedPlaces')")
    for entry in FOLLOWED:
        here.service.ask("POST", "/radar", entry)
    yield here
    here.browser.close_pages()


@pytest.fixture
def feed(reader: Reader) -> FeedPage:
    """The feed of a reader who follows an author and two topics."""
    here = FeedPage.open(reader)
    here.numbered(5).wait_for()
    return here


def button(paper: Locator, name: str) -> Locator:
    return paper.get_by_role("button", name=name, exact=True)


def saved(reader: Reader) -> set[str]:
    return {item["paper"]["key"] for item in reader.service.ask("GET", "/library")["items"]}


def key_of(paper: Locator) -> str:
    return paper.get_attribute("data-key") or ""


def chosen(feed: FeedPage, *numbers: int) -> list[str]:
    """Choose the papers with these numbers; their keys."""
    for number in numbers:
        feed.numbered(number).locator(".pick input").check()
    return [key_of(feed.numbered(number)) for number in numbers]


def test_a_paper_is_saved_and_taken_out_again_each_with_undo(reader: Reader, feed: FeedPage) -> None:
    paper = feed.numbered(1)
    button(paper, "Save").click()
    feed.toast("Saved to the library.")
    expect(button(paper, "Saved")).to_have_attribute("aria-pressed", "true")
    assert saved(reader) == {key_of(paper)}
    button(paper, "Saved").click()
    feed.toast("Removed from the library.")
    expect(button(paper, "Save")).to_be_visible()
    assert saved(reader) == set()
    feed.page.locator("#undo").click()
    expect(button(paper, "Saved")).to_be_visible()
    assert saved(reader) == {key_of(paper)}


def test_what_is_saved_while_the_service_is_away_waits_and_reaches_the_library(reader: Reader, feed: FeedPage) -> None:
    first, second = feed.numbered(1), feed.numbered(2)
    reader.service.stop()
    try:
        button(first, "Save").click()
        feed.toast("Kept in the outbox")
        button(second, "Save").click()
        expect(button(second, "Save waits")).to_be_visible()
        button(second, "Save waits").click()
        expect(button(second, "Save")).to_be_visible()
    finally:
        reader.service.start()
    feed.page.locator("#outbox-send").click()
    expect(button(first, "Saved")).to_be_visible()
    assert saved(reader) == {key_of(first)}


def test_a_brief_unfolds_below_its_paper_and_is_kept(reader: Reader, feed: FeedPage) -> None:
    paper = feed.numbered(2)
    button(paper, "Brief").click()
    expect(paper.locator("#brief-pane .ending")).to_contain_text("statements checked")
    expect(paper.locator("#brief-pane .statement").first).to_be_visible()
    button(paper, "Brief").click()
    expect(feed.page.locator("#brief-pane")).to_have_count(0)
    (brief,) = reader.service.ask("GET", "/briefs")["items"]
    assert brief["keys"] == [key_of(paper)]
    feed.page.reload()
    expect(button(paper, "Brief")).to_have_attribute("title", "Show the brief")
    button(paper, "Brief").click()
    expect(paper.locator("#brief-pane .ending")).to_contain_text("statements checked")
    assert len(reader.service.ask("GET", "/briefs")["items"]) == 1


def test_not_for_me_leaves_a_line_from_which_it_comes_back(reader: Reader, feed: FeedPage) -> None:
    for number in (1, 2):
        paper = feed.numbered(number)
        button(paper, "Not for me").click()
        expect(button(paper, "Undo")).to_be_visible()
    feed.toast("Not for you.")
    keys = [key_of(feed.numbered(number)) for number in (1, 2)]
    button(feed.numbered(1), "Undo").click()
    expect(button(feed.numbered(1), "Not for me")).to_be_visible()
    feed.press("u")
    expect(button(feed.numbered(2), "Not for me")).to_be_visible()
    feed.page.reload()
    assert [key_of(feed.numbered(number)) for number in (1, 2)] == keys


def test_the_radar_tells_what_it_learned_from_that_and_forgets_it(reader: Reader) -> None:
    entry = reader.service.ask("POST", "/radar", {"kind": "topic", "value": "muon"})
    feed = FeedPage.open(reader, entry=entry["id"])
    feed.numbered(4).wait_for()
    for number in range(1, 5):
        button(feed.numbered(number), "Not for me").click()
        expect(button(feed.numbered(number), "Undo")).to_be_visible()
    feed.toast("Fewer papers on “Muon”.")
    button(feed.page.locator("#toast"), "Forget that").click()
    feed.toast("forgotten")
    assert all(weight["ignored"] for weight in reader.service.ask("GET", "/taste")["weights"])
    for _ in range(5):
        feed.press("u")
    expect(feed.page.locator(".gone-paper")).to_have_count(0)
    assert reader.service.ask("GET", "/taste")["weights"] == []


def test_an_author_is_followed_and_unfollowed_from_their_name(reader: Reader, feed: FeedPage) -> None:
    name = feed.numbered(1).locator(".authors .name:not(:has(mark))").first
    author = name.inner_text()
    name.click()
    feed.page.get_by_role("menuitem", name=f"Follow {author}").click()
    feed.toast(f"Following {author}.")
    followed = feed.numbered(1).locator(".authors .name", has_text=author)
    expect(followed.locator("mark")).to_have_text(author)
    followed.click()
    feed.page.get_by_role("menuitem", name=f"Stop following {author}").click()
    feed.toast(f"No longer following {author}.")
    expect(followed.locator("mark")).to_have_count(0)
    feed.press("u")
    expect(followed.locator("mark")).to_have_text(author)
    assert author in [entry["value"] for entry in reader.service.ask("GET", "/radar")["entries"]]


def test_several_papers_lead_to_one_brief_across_them(reader: Reader, feed: FeedPage) -> None:
    keys = chosen(feed, 1, 3)
    with reader.browser.context.expect_page() as opened:
        feed.page.get_by_role("button", name="Brief on 2 selected").click()
    opened.value.wait_for_selector(".statement")
    (brief,) = reader.service.ask("GET", "/briefs")["items"]
    assert (brief["kind"], brief["keys"]) == ("several", keys)


def test_several_papers_are_saved_cited_and_dismissed_each_with_one_undo(reader: Reader, feed: FeedPage) -> None:
    first = feed.numbered(1)
    first.locator(".pick input").check()
    feed.numbered(4).locator(".pick input").click(modifiers=["Shift"])
    expect(feed.page.locator("#bulk strong")).to_have_text("4 selected")
    keys = {key_of(feed.numbered(number)) for number in range(1, 5)}
    button(feed.page.locator("#bulk"), "Save").click()
    feed.toast("4 papers saved to the library.")
    assert saved(reader) == keys
    feed.page.locator("#undo").click()
    expect(button(first, "Save")).to_be_visible()
    assert saved(reader) == set()
    button(feed.page.locator("#bulk"), "Copy citation").click()
    expect(feed.page.locator("#cite-dialog pre")).to_contain_text("@misc{")
    assert feed.page.locator("#cite-dialog pre").inner_text().count("@misc{") == 4
    feed.press("Escape")
    button(feed.page.locator("#bulk"), "Not for me").click()
    feed.toast("4 papers are not for you.")
    expect(feed.page.locator(".gone-paper")).to_have_count(4)
    expect(feed.page.locator("#bulk")).to_be_hidden()
    feed.page.locator("#undo").click()
    expect(feed.page.locator(".gone-paper")).to_have_count(0)


def test_all_of_it_goes_by_keys_alone(reader: Reader, feed: FeedPage) -> None:
    feed.press("j", "j", "k")
    feed.has_focus("paper-0")
    first, second = feed.numbered(1), feed.numbered(2)
    feed.press("Enter")
    expect(first.locator("button.fold")).to_have_attribute("aria-expanded", "true")
    feed.press("s")
    expect(button(first, "Saved")).to_be_visible()
    feed.press("w")
    expect(first.locator(".evidence")).to_be_visible()
    feed.press("b")
    expect(first.locator("#brief-pane .ending")).to_be_visible()
    feed.press("b")
    expect(feed.page.locator("#brief-pane")).to_have_count(0)
    feed.press("c")
    expect(feed.page.locator("#cite-dialog pre")).to_contain_text("@misc{")
    feed.press("Escape")
    feed.has_focus("paper-0")
    feed.press("f")
    expect(feed.page.locator("#follow-dialog .chip").first).to_be_focused()
    feed.press("Escape", "j", "x")
    expect(button(second, "Undo")).to_be_visible()
    feed.has_focus("paper-1")
    feed.press("u")
    expect(button(second, "Not for me")).to_be_visible()
    feed.press("v", "j", "v")
    expect(feed.page.locator("#bulk strong")).to_have_text("2 selected")
    feed.press("Escape")
    expect(feed.page.locator("#bulk")).to_be_hidden()
    feed.press("?")
    expect(feed.page.get_by_role("dialog")).to_contain_text("not for me")
    feed.press("Escape")
    with reader.browser.context.expect_page() as opened:
        feed.press("o")
    assert opened.value.url.startswith("https://arxiv.org/abs/")


def test_what_was_saved_elsewhere_shows_when_the_reader_comes_back(reader: Reader, feed: FeedPage) -> None:
    paper = feed.numbered(3)
    reader.service.ask("POST", "/library", {"key": key_of(paper)})
    feed.page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
    expect(button(paper, "Saved")).to_be_visible()


STATES = [
    feed_acting_states.briefed,
    feed_acting_states.why,
    feed_acting_states.menu,
    feed_acting_states.author,
    feed_acting_states.follow,
    feed_acting_states.selected,
    feed_acting_states.dismissed,
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_act_is_accessible_and_fits_a_narrow_window(reader: Reader, scheme: str) -> None:
    for act in STATES:
        here = FeedPage.open(reader)
        here.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        here.page.set_viewport_size({"width": 320, "height": 640})
        here.numbered(1).wait_for()
        act(here)
        assert objections(here.page.evaluate) == "", act
        assert here.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), act
        here.page.close()
