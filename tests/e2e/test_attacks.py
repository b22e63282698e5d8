"""What a hostile page can try against the service and the extension, in a real browser; none of it changes anything."""

import json
from collections.abc import Iterator
from html import escape
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page

from tests.e2e.browser import REBOUND
from tests.e2e.reader import Reader
from tests.standins.server import Answer, Standin

EVIL = "https://evil.example.org"
ENTRY = {"kind": "author", "value": "Mallory"}


@pytest.fixture
def victim(reader: Reader) -> Iterator[Reader]:
    """A reader who follows one author and is paired; whatever the page did, they still do and are."""
    reader.service.follow("author", "Difan Zou")
    before = reader.browser.worker.evaluate("chrome.storage.local.get('connection')")
    yield reader
    assert reader.service.followed() == ["Difan Zou"]
    assert reader.service.saved() == []
    assert reader.browser.worker.evaluate("chrome.storage.local.get('connection')") == before


def posts_a_form(page: Page, url: str, body: str) -> None:
    """A top-level form POST as text/plain: what no browser stops on its way to loopback."""
    name, _, value = body.partition("=")
    page.set_content(
        f'<form method="post" enctype="text/plain" action="{escape(url)}">'
        f'<input name="{escape(name)}" value="{escape(value)}"></form>'
    )
    with page.expect_navigation():
        page.evaluate("document.forms[0].submit()")


@pytest.mark.parametrize("route", ["radar", "library", "refresh", "feedback", "pair", "pool", "briefs"])
def test_a_form_that_a_page_posts_is_refused(victim: Reader, route: str):
    page = victim.visits(f"{EVIL}/", "<!doctype html><title>prize</title>")
    url = f"{victim.service.url}/api/v1/{route}"
    # With one "=" in it, the body of a text/plain form can be valid JSON.
    with page.expect_response(url) as answered:
        posts_a_form(page, url, json.dumps({**ENTRY, "paper": "="}))
    assert answered.value.status in (401, 403, 415)


def test_a_page_cannot_reach_the_service_by_fetch(victim: Reader):
    page = victim.visits(f"{EVIL}/", "<!doctype html><title>prize</title>")
    for options in ({"mode": "no-cors"}, {"headers": {"content-type": "application/json"}}):
        sent = {"method": "POST", "body": json.dumps(ENTRY), **options}
        assert page.evaluate(_FETCH, [f"{victim.service.url}/api/v1/radar", sent]) == "failed"


def test_a_page_that_may_ask_loopback_is_refused_by_the_service_itself(victim: Reader):
    victim.browser.context.grant_permissions(["local-network-access"], origin=EVIL)
    try:
        page = victim.visits(f"{EVIL}/", "<!doctype html><title>prize</title>")
        url = f"{victim.service.url}/api/v1/radar"
        json_post = {"method": "POST", "body": json.dumps(ENTRY), "headers": {"content-type": "application/json"}}
        blind_post = {"method": "POST", "body": json.dumps(ENTRY), "mode": "no-cors"}
        assert page.evaluate(_FETCH, [url, json_post]) == "failed"
        assert page.evaluate(_FETCH, [url, blind_post]) == "opaque 0"  # it went out, and what came back is hidden
        assert page.evaluate(_FETCH, [f"{victim.service.url}/api/v1/health", {}]) == "failed"
    finally:
        victim.browser.context.clear_permissions()


def test_a_name_that_was_rebound_to_loopback_is_refused(victim: Reader):
    page = victim.browser.context.new_page()
    for path in ("/pair", "/api/v1/health", "/api/v1/radar"):
        answer = page.goto(f"http://{REBOUND}:{victim.service.port}{path}")
        assert answer is not None
        assert answer.status == 403, path


@pytest.mark.parametrize(
    "host", ["evil.example.org", "127.0.0.1.evil.example.org", "localhost.evil.example.org:80", ""]
)
def test_a_wrong_host_gets_no_answer_of_substance(victim: Reader, host: str):
    request = Request(f"{victim.service.url}/api/v1/health", headers={"Host": host})
    with pytest.raises(HTTPError) as refused:
        urlopen(request, timeout=10)
    assert refused.value.code in (400, 403)


def test_a_page_cannot_tell_that_the_extension_is_there(victim: Reader):
    page = victim.visits(f"{EVIL}/", "<!doctype html><title>prize</title>")
    for path in ("manifest.json", "popup/popup.html", "icons/radar-16.png", "shared/theme.css"):
        assert page.evaluate(_FETCH, [f"{victim.browser.origin}/{path}", {}]) == "failed"
    assert page.evaluate("globalThis.chrome?.runtime?.sendMessage === undefined")


def test_a_page_on_loopback_that_is_not_the_service_cannot_take_the_pairing_over(victim: Reader):
    with Standin() as other:
        body = b'<!doctype html><main id="paper-radar-pair" data-api="1" data-state="waiting"></main>'
        other.route("/pair", lambda request: Answer(200, body, {"content-type": "text/html"}))
        page = victim.browser.open(f"{other.url}/pair#ABCD-EFGH")
        page.wait_for_selector("#paper-radar-pair[data-state=failed]", state="attached")


def test_a_page_cannot_hand_facts_of_another_site_to_the_service(victim: Reader):
    # The page's own script speaks in the page's world, where the content script's function is not.
    page = victim.visits("https://arxiv.org/list/cs.LG/recent?evil", "<!doctype html><title>listing</title>")
    assert page.evaluate("typeof globalThis.paperRadar") == "undefined"


_FETCH = """async ([url, options]) => {
  try {
    const answer = await fetch(url, options);
    return `${answer.type} ${answer.status}`;
  } catch {
    return 'failed';
  }
}"""
