"""One reader's first day with the recorded papers, by keys alone: from the installation to the digest."""

import json
from pathlib import Path
from urllib.request import urlopen

import feedparser
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Begin
from tests.e2e.feed_page import FeedPage
from tests.e2e.first_run import FirstRun, arxiv_of_these_days
from tests.e2e.reader import Reader, pair
from tests.shared import needs_shared
from tests.standins.mail import mail_server

TOPICS = ("diffusion", "optimization", "training", "muon")


@needs_shared
def test_from_the_installation_to_the_digest(begin: Begin, recent_template: Path):
    with arxiv_of_these_days() as (_, environment):
        reader = begin(recent_template, paired=False, first_run=True, **environment)
        feed = runs_first(reader)
    while not (told := reader.service.ask("GET", "/feed?limit=100"))["settled"]:
        pass
    assert told["total"] > 2_000, "thousands of papers are on the radar"
    titles = [item["title"] for item in told["items"]]
    feed.page.reload()
    feed.begins(titles[:2])

    goes_through_batches(feed, titles)
    filters_by_a_chip(feed, told["total"])
    briefs_two_that_were_found(reader, feed)
    dismisses_and_takes_it_back(feed, titles)
    is_sent_the_digest(reader)


def runs_first(reader: Reader) -> FeedPage:
    """Connect, follow, see the first papers arrive."""
    page = reader.browser.welcome()
    assert page is not None
    start = FirstRun(page)
    start.at("connect")
    pair(reader.browser, reader.service)
    page.bring_to_front()
    start.at("follow")
    start.types("authors", "Difan Zou")
    start.types("topics", ", ".join(TOPICS))
    expect(start.chips("topics")).to_have_count(len(TOPICS))
    page.locator("#start-go").press("Enter")
    start.at("arrive")
    start.ends()
    expect(page.locator("ol.papers li").first).to_be_visible()
    page.locator("#start-open").press("Enter")
    start.over()
    assert reader.service.followed() == ["Difan Zou", *TOPICS]
    return FeedPage(page)


def goes_through_batches(feed: FeedPage, titles: list[str]) -> None:
    feed.press("n")
    feed.begins_at(21)
    feed.begins(titles[20:22])
    feed.press("n")
    feed.begins_at(41)
    feed.begins(titles[40:42])
    feed.page.go_back()
    feed.begins_at(21)
    feed.begins(titles[20:22])
    feed.press("p")
    feed.begins_at(1)
    feed.begins(titles[:2])


def filters_by_a_chip(feed: FeedPage, total: int) -> None:
    shows(feed, total)
    chip = feed.papers.locator(".chip.topic").first
    topic = chip.locator("b").inner_text()
    chip.press("Enter")
    expect(feed.page.locator("#filters-on")).to_contain_text(f"topic {topic}")
    expect(feed.papers.first).not_to_have_attribute("aria-setsize", str(total))
    for place in range(5):
        expect(feed.papers.nth(place).locator(".chip[aria-pressed=true]")).to_contain_text(topic)
    feed.page.get_by_role("button", name=f"Remove the filter topic {topic}").press("Enter")
    shows(feed, total)


def briefs_two_that_were_found(reader: Reader, feed: FeedPage) -> None:
    found = reader.service.ask("GET", "/search?q=spectral+norm&limit=3")
    feed.press("/")
    feed.page.keyboard.type("spectral norm")
    feed.begins([item["title"] for item in found["items"]])
    shows(feed, found["total"])
    feed.press("Escape", "v", "j", "v")
    expect(feed.page.locator("#bulk strong")).to_have_text("2 selected")
    with reader.browser.context.expect_page() as opened:
        feed.press("b")
    opened.value.wait_for_selector(".statement")
    opened.value.close()
    (brief,) = reader.service.ask("GET", "/briefs")["items"]
    assert (brief["kind"], brief["keys"]) == ("several", [item["key"] for item in found["items"][:2]])
    feed.page.bring_to_front()
    feed.press("Escape", "/", "ControlOrMeta+a", "Delete")
    feed.at("")


def dismisses_and_takes_it_back(feed: FeedPage, titles: list[str]) -> None:
    feed.begins(titles[:2])
    feed.press("Escape", "Escape", "x")  # from what was sought before to the box, and from there to the paper
    first = feed.numbered(1)
    expect(button(first, "Undo")).to_be_visible()
    feed.press("u")
    expect(button(first, "Not for me")).to_be_visible()
    feed.begins(titles[:2])


def is_sent_the_digest(reader: Reader) -> None:
    """By mail, once; and the newest papers as a feed that a program for feeds reads."""
    service = reader.service
    with mail_server() as (port, kept):
        mail = {"to": "reader@example.org", "host": "127.0.0.1", "port": port, "security": "none"}
        service.ask("PATCH", "/digest/settings", {"hour": 0, "timezone": "UTC", "mail": mail})
        best = service.ask("GET", "/digest")["items"]
        assert "was sent to reader@example.org" in service.command("digest", "--send")
        assert json.loads(service.command("--json", "digest", "--send"))["why"] == "told"
        (sent,) = kept.mails()
    text = sent.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert len(best) == 10 and all(item["url"] in text for item in best)
    with urlopen(service.url + service.ask("POST", "/digest/atom", {})["path"], timeout=60) as answer:
        feed = feedparser.parse(answer.read())
    keys = service.ask("GET", "/feed/keys")["keys"]
    links = {entry.link for entry in feed.entries}
    assert not feed.bozo and len(links) == 100
    assert links <= {key.replace("arxiv:", "https://arxiv.org/abs/") for key in keys}


def button(paper: Locator, name: str) -> Locator:
    return paper.get_by_role("button", name=name, exact=True)


def shows(feed: FeedPage, total: int) -> None:
    expect(feed.papers.first).to_have_attribute("aria-setsize", str(total))
