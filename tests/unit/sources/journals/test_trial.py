"""Trying an address that a reader pasted."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from tests.fakes.internet import FakeInternet
from tests.standins.journals import HTML, Item, JournalsStandin, page
from tests.standins.server import Answer

from paper_radar.sources.errors import PrivateAddressError, RefusedError
from paper_radar.sources.gates import Gates
from paper_radar.sources.http import Http, Response
from paper_radar.sources.journals.catalogue import own_id
from paper_radar.sources.journals.refused import NoFeedError
from paper_radar.sources.journals.trial import Tried, feed_link, try_address, typed_address

NOW = datetime(2026, 6, 19, 9, 0, tzinfo=UTC)
PAPER = Item("A study of tests", doi="10.1000/test.1", authors=("Ada Lovelace",))


@pytest.fixture
def journals() -> Iterator[JournalsStandin]:
    with JournalsStandin() as standin:
        yield standin


def tried(text: str, *, private: bool = True) -> Tried:
    gates = Gates(interval=0.0, jitter=lambda: 0.0)
    return try_address(text, Http(gates=gates, allow_private=private, retries=0, pause=0.0), gates, lambda: NOW)


def test_a_feed_is_taken_under_the_name_it_gives_itself(journals: JournalsStandin) -> None:
    url = journals.publish("tests", PAPER, title="Wiley: Annals of Tests: Table of Contents")
    found = tried(url)
    assert (found.journal.id, found.journal.name, found.journal.url) == (own_id(url), "Annals of Tests", url)
    assert [paper.venue for paper in found.batch.papers] == ["Annals of Tests"] and found.note == ""


def test_the_page_of_a_journal_leads_to_its_feed_and_it_is_said(journals: JournalsStandin) -> None:
    feed = journals.publish("tests", PAPER)
    found = tried(f"{journals.url}/tests")
    assert found.journal.url == feed and found.note == f"The page names its feed, {feed}: that one was taken."
    assert len(found.batch.papers) == 1


def test_a_page_that_leads_to_another_page_is_followed_once_only(journals: JournalsStandin) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/next">'
    journals.route("/page", lambda request: Answer(200, page(link), dict(HTML)))
    journals.route("/next", lambda request: Answer(200, page(link), dict(HTML)))
    with pytest.raises(NoFeedError, match="a web page in place of a feed"):
        tried(f"{journals.url}/page")
    assert len(journals.requests()) == 2


def test_a_page_without_a_feed_is_refused(journals: JournalsStandin) -> None:
    journals.route("/page", lambda request: Answer(200, page(""), dict(HTML)))
    with pytest.raises(NoFeedError):
        tried(f"{journals.url}/page")


def test_a_private_address_is_refused(journals: JournalsStandin) -> None:
    with pytest.raises(PrivateAddressError):
        tried(journals.publish("tests", PAPER), private=False)


def test_a_page_that_names_a_feed_in_a_private_network_does_not_lead_there(journals: JournalsStandin) -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="http://router.example.org/feed">'
    journals.route("/page", lambda request: Answer(200, page(head), dict(HTML)))
    names = {"journal.example.org": "151.101.3.42", "router.example.org": "192.168.1.1"}
    internet = FakeInternet(names, {"151.101.3.42": journals, "192.168.1.1": journals})
    gates = Gates(interval=0.0, jitter=lambda: 0.0)
    with pytest.raises(PrivateAddressError, match="router"):
        try_address(
            "http://journal.example.org/page", Http(gates=gates, retries=0, network=internet), gates, lambda: NOW
        )
    assert internet.connected == ["151.101.3.42"]


TYPED = {
    "www.nature.com/nature.rss": "https://www.nature.com/nature.rss",
    "  https://www.nature.com/nature.rss ": "https://www.nature.com/nature.rss",
    "feed://www.nature.com/nature.rss": "https://www.nature.com/nature.rss",
    "feed:https://www.nature.com/nature.rss": "https://www.nature.com/nature.rss",
    "http://www.nature.com/nature.rss": "http://www.nature.com/nature.rss",
    "localhost:8000/feed": "https://localhost:8000/feed",
}


@pytest.mark.parametrize("text", TYPED)
def test_an_address_may_be_typed_in_short(text: str) -> None:
    assert typed_address(text) == TYPED[text]


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "file:///etc/passwd", "ftp://a.example/x", "", "https://", "a b"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        typed_address(text)


LINKS = {
    '<link rel="alternate" type="application/rss+xml" href="/a.xml">': "https://j.example/a.xml",
    '<LINK REL="alternate" TYPE="application/atom+xml" HREF="https://k.example/b">': "https://k.example/b",
    '<base href="https://l.example/x/"><link rel=alternate type=application/rss+xml href=c>': "https://l.example/x/c",
    '<link rel="stylesheet" href="/s.css"><link rel="alternate" hreflang="de" href="/de">': "",
    '<link rel="alternate" type="application/rss+xml" href="/comments/feed">'
    '<link rel="alternate" type="application/rss+xml" href="/papers.xml">': "https://j.example/papers.xml",
}


@pytest.mark.parametrize("head", LINKS)
def test_the_feed_that_a_page_names_is_found(head: str) -> None:
    assert feed_link(Response(200, {"content-type": "text/html"}, page(head), "https://j.example/")) == LINKS[head]


def test_a_page_that_names_a_script_as_its_feed_is_refused() -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">'
    with pytest.raises(RefusedError):
        feed_link(Response(200, {"content-type": "text/html"}, page(head), "https://j.example/"))
