"""The first run: from the installation to the first papers, by the keyboard, and with nothing found."""

from playwright.sync_api import expect

from tests.e2e.conftest import Begin
from tests.e2e.feed_page import FeedPage
from tests.e2e.first_run import FirstRun, arxiv_of_these_days
from tests.e2e.papers import MUON, own
from tests.e2e.reader import Reader, pair
from tests.e2e.test_accessibility import objections


def _welcome(reader: Reader) -> FirstRun:
    page = reader.browser.welcome()
    assert page is not None
    return FirstRun(page)


def _is_accessible(here: FirstRun) -> None:
    """To axe, light and dark; and nothing is wider than a narrow window."""
    for scheme in ("light", "dark"):
        here.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        assert objections(here.page.evaluate) == ""
    size = here.page.viewport_size
    here.page.set_viewport_size({"width": 320, "height": 700})
    assert here.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if size:
        here.page.set_viewport_size(size)


def test_from_the_installation_to_the_first_papers(begin: Begin):
    with arxiv_of_these_days() as (arxiv, environment):
        reader = begin(paired=False, first_run=True, **environment)
        here = _welcome(reader)
        here.at("connect")
        expect(here.page.locator("#start-connect")).to_contain_text("make run")
        _is_accessible(here)
        reader.opens(own()[MUON])
        pair(reader.browser, reader.service)
        here.at("follow")
        here.page.bring_to_front()
        expect(here.offered("author").first).to_have_text("+Lizhang Chen")

        here.types("authors", "James Zou")
        here.types("topics", "implicit bias, spectral norm")
        here.gives_bibtex()
        here.offered("author").filter(has_text="Emmy Noether").click()
        expect(here.offered("topic").first).to_contain_text("benign overfitting", ignore_case=True)
        here.names_author_page()
        here.offered("author").filter(has_text="Difan Zou").click()
        assert here.chips("authors").all_inner_texts() == ["James Zou\n×", "Emmy Noether\n×", "Difan Zou\n×"]
        here.page.reload()
        expect(here.chips("topics")).to_have_count(2)
        here.names_author_page()
        expect(here.offered("author").first).to_be_visible()
        _is_accessible(here)
        here.goes()

        here.at("arrive")
        here.ends()
        assert any(request.path.startswith("/a/zou_d_1") for request in arxiv.log)
        expect(here.page.locator("ol.papers li").first).to_be_visible()
        _is_accessible(here)
        here.page.locator("#start-open").click()
        here.over()
        feed = FeedPage(here.page)
        expect(feed.papers.first).to_be_visible()
        entries = reader.service.ask("GET", "/radar")["entries"]
        assert {(entry["value"], entry["author_id"]) for entry in entries} == {
            ("James Zou", ""),
            ("Emmy Noether", ""),
            ("Difan Zou", "zou_d_1"),
            ("implicit bias", ""),
            ("spectral norm", ""),
        }
        here.page.reload()
        expect(feed.papers.first).to_be_visible()
        here.over()


def test_where_nothing_hits_there_are_ways_on_and_back(begin: Begin):
    with arxiv_of_these_days() as (_, environment):
        here = FirstRun.open(begin(**environment))
        here.at("follow")
        here.types("topics", "unheard-of subject")
        here.goes()
        here.ends()
        expect(here.page.locator("#start-none")).to_be_visible()
        _is_accessible(here)
        here.page.locator("#start-more").click()
        here.at("follow")
        here.goes()
        here.ends()
        here.page.locator("#start-everything").click()
        here.over()
        expect(here.page).to_have_url(f"{here.page.url.split('?')[0]}?tab=categories")
        expect(FeedPage(here.page).papers.first).to_be_visible()


def test_by_keys_alone_put_off_taken_up_again_and_taken_back(begin: Begin):
    reader = begin()
    here = FirstRun.open(reader)
    here.at("follow")
    here.page.locator("#start-skip").press("Enter")
    here.over()
    here.page.reload()
    begins = here.page.locator("#begin")
    expect(begins).to_be_visible()
    here.over()
    begins.press("Enter")
    here.at("follow")
    expect(here.page.locator("#start-title")).to_be_focused()

    for _ in range(12):
        here.page.keyboard.press("Tab")
        if here.page.locator("#start-authors").evaluate("field => field === document.activeElement"):
            break
    here.page.evaluate("navigator.clipboard.writeText('1. Zou, Difan\\n2. Ada Lovelace; Emmy Noether\\n')")
    here.page.keyboard.press("Control+v")
    expect(here.chips("authors")).to_have_count(3)
    here.page.keyboard.press("Backspace")
    expect(here.chips("authors")).to_have_count(2)
    here.types("authors", "https://arxiv.org/abs/2602.11557")
    expect(here.page.locator("#start-problem")).to_contain_text("no page of an author")
    expect(here.chips("authors")).to_have_count(2)
    here.page.locator("#start-go").press("Enter")
    here.at("arrive")
    assert reader.service.followed() == ["Zou, Difan", "Ada Lovelace"]
    here.page.locator("#undo").press("Enter")
    here.at("follow")
    reader.browser.wait_for(lambda: reader.service.followed() == [], "the undo")
    expect(here.chips("authors")).to_have_count(2)
