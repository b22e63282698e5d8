"""The digest as a reader has it: its options, a mail that arrives, a feed for feed readers, and one notification."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import feedparser
import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.e2e.browser import EXTENSION, Browser
from tests.e2e.conftest import Begin
from tests.e2e.feed_page import bring, corpus, recent
from tests.e2e.papers import OWN
from tests.e2e.reader import Reader, pair
from tests.e2e.service import Service
from tests.e2e.sites import HOSTS, Sites
from tests.standins.mail import mail_server

BEST = "Muon Optimizes Under Spectral Norm Constraints"  # by an author, and on a topic


def filled(service: Service) -> None:
    """A radar, and papers of these days that hit it."""
    service.follow("author", "Qiang Liu")
    service.follow("topic", "muon")
    bring(service, recent(corpus(OWN)))


def test_mail_is_set_up_tried_and_brings_the_days_papers_and_a_feed_reader_finds_them(begin: Begin):
    reader = begin()
    filled(reader.service)
    page = reader.opens_options()
    with mail_server() as (port, kept):
        page.locator("#digest-mail").check()
        expect(page.locator("#digest-to")).to_be_focused()
        for name, value in {"to": "reader@example.org", "host": "127.0.0.1", "port": str(port)}.items():
            page.locator(f"#digest-{name}").fill(value)
        page.locator("#digest-security").select_option("none")
        page.locator("#digest-test").click()
        expect(page.locator("#digest-last")).to_contain_text("on its way to reader@example.org")
        reader.browser.wait_for(lambda: len(kept.mails()) == 2, "the test mail, and the digest that was due")
        (digest,) = [mail for mail in kept.mails() if BEST in mail.get_body(("plain",)).get_content()]
        assert re.search(r"\d new papers? on your radar", digest["Subject"]) and digest["To"] == "reader@example.org"
    page.reload()
    expect(page.locator("#digest-last")).to_contain_text("Last sent")
    expect(page.locator("#digest-to")).to_have_value("reader@example.org")
    page.locator("#digest-preview summary").click()
    expect(page.locator("#digest-preview pre")).to_contain_text(BEST)

    page.locator("#atom-make").click()
    expect(page.locator("#atom-renew")).to_be_focused()
    address = page.locator(".atom code.command span").inner_text()
    with urlopen(address, timeout=20) as answer:
        feed = feedparser.parse(answer.read())
    assert not feed.bozo and BEST in [entry.title for entry in feed.entries]
    page.locator("#atom-end").click()
    page.locator("#atom-sure").click()
    page.locator("#atom-make").wait_for()
    assert reader.service.request("GET", address.removeprefix(reader.service.url))[0] in (401, 403, 404)


def test_a_server_that_is_not_there_is_told_with_what_to_do(begin: Begin):
    page = begin().opens_options()
    page.locator("#digest-mail").check()
    for name, value in {"to": "reader@example.org", "host": "127.0.0.1", "port": "1"}.items():
        page.locator(f"#digest-{name}").fill(value)
    page.locator("#digest-test").click()
    expect(page.locator("#digest-last")).to_contain_text("Nothing listens at 127.0.0.1:1. Check server and port")
    page.locator("#digest-mail").uncheck()
    expect(page.locator("#digest-next")).to_contain_text("Off")


@pytest.fixture
def allowed(playwright: Playwright, sites: Sites, upstream: dict[str, str], tmp_path: Path) -> Iterator[Reader]:
    """A reader whose browser lets the extension show notifications: no headless one asks."""
    extension = tmp_path / "extension"
    shutil.copytree(EXTENSION, extension)
    manifest = json.loads((extension / "manifest.json").read_text())
    manifest["permissions"] += manifest.pop("optional_permissions")
    (extension / "manifest.json").write_text(json.dumps(manifest))
    with (
        Service(tmp_path / "service", upstream) as service,
        Browser(playwright, hosts=HOSTS, port=sites.port, extension=extension) as browser,
    ):
        pair(browser, service)
        filled(service)
        yield Reader(browser, service, sites)


def notifications(browser: Browser) -> list[str]:
    """Those that are shown now."""
    return list(browser.worker.evaluate("chrome.notifications.getAll().then(Object.keys)"))


def look(page: Page) -> None:
    """What the alarm does, waited for: a page asks the background to look for a digest."""
    page.evaluate("chrome.runtime.sendMessage({ type: 'digest' })")


def test_a_notification_is_shown_once_over_deaths_and_restarts_and_leads_to_the_feed(allowed: Reader):
    browser, service = allowed.browser, allowed.service
    page = allowed.opens_options()
    page.locator("#digest-notification").check()
    (shown,) = browser.wait_for(lambda: notifications(browser), "the notification")
    assert shown == f"digest {service.ask('GET', '/digest')['day']}"
    assert service.ask("GET", "/digest")["told"]["notification"]
    assert browser.worker.evaluate("chrome.alarms.get('digest').then((alarm) => alarm.name)") == "digest"

    browser.worker.evaluate("(id) => chrome.notifications.onClicked.dispatch(id)", shown)
    browser.wait_for(lambda: any("feed/feed.html" in one.url for one in browser.context.pages), "the feed")
    browser.wait_for(lambda: not notifications(browser), "the notification to go")

    browser.kill_worker()
    look(page)
    assert notifications(browser) == []
    browser.restart()
    look(allowed.opens_options())
    assert notifications(browser) == []
