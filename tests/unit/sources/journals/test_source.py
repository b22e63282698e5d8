"""A journal's feed as a source: real HTTP with a stand-in on loopback."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.fakes.internet import FakeInternet
from tests.standins.journals import Item, JournalsStandin
from tests.standins.server import Answer

from paper_radar.errors import RateLimitedError, SourceError
from paper_radar.sources.batch import Batch, Memory
from paper_radar.sources.errors import PrivateAddressError, TooLargeError, UnreadableError
from paper_radar.sources.gates import Gates
from paper_radar.sources.http import Http
from paper_radar.sources.journals.catalogue import Journal
from paper_radar.sources.journals.refused import ChallengeError, NoFeedError
from paper_radar.sources.journals.source import JournalFeed

NOW = datetime(2026, 6, 19, 9, 0, tzinfo=UTC)  # a Friday
PAPER = Item("A study of tests", doi="10.1000/test.1", authors=("Ada Lovelace", "Alan Turing"))


@pytest.fixture
def journals() -> Iterator[JournalsStandin]:
    with JournalsStandin() as standin:
        yield standin


def feed_at(url: str, *, private: bool = True, most_bytes: int = 10**7) -> JournalFeed:
    gates = Gates(interval=0.0, jitter=lambda: 0.0)
    http = Http(gates=gates, allow_private=private, retries=0, pause=0.0, most_bytes=most_bytes)
    return JournalFeed(Journal("tests", "Journal of Tests", url), http, gates, lambda: NOW)


def fetched(feed: JournalFeed, memory: Memory | None = None) -> Batch:
    (batch,) = feed.fetch(memory or {})
    return batch


@pytest.mark.parametrize("form", ["xml", "rdf", "atom"])
def test_the_papers_come_in_each_form(journals: JournalsStandin, form: str) -> None:
    journals.publish("tests", PAPER)
    (paper,) = fetched(feed_at(f"{journals.url}/tests.{form}")).papers
    assert (paper.key, paper.title, paper.authors) == ("doi:10.1000/test.1", PAPER.title, PAPER.authors)
    assert (paper.source, paper.venue, paper.announced) == ("feed:tests", "Journal of Tests", "2026-06-18")


def test_a_source_says_what_it_is(journals: JournalsStandin) -> None:
    feed = feed_at("https://journal.example/feed")
    assert (feed.name, feed.title, feed.url) == ("feed:tests", "Journal of Tests", "https://journal.example/feed")


def test_what_has_not_changed_is_not_sent_again(journals: JournalsStandin) -> None:
    feed = feed_at(journals.publish("tests", PAPER))
    first = fetched(feed)
    assert first.memory is not None and first.memory["etag"]
    again = fetched(feed, first.memory)
    assert (again.status, again.papers, again.memory) == (304, (), None)
    journals.publish("tests", Item("News of tests", doi="10.1000/test.2"))
    changed = fetched(feed, first.memory)
    assert (changed.status, len(changed.papers)) == (200, 2)


def test_what_was_told_of_another_address_is_not_told_to_this_one(journals: JournalsStandin) -> None:
    feed = feed_at(journals.publish("tests", PAPER))
    memory = fetched(feed).memory
    assert memory is not None
    assert fetched(feed, {**memory, "url": "https://elsewhere.example/"}).status == 200


def test_a_feed_is_fresh_as_long_as_it_and_its_server_say(journals: JournalsStandin) -> None:
    feed = feed_at(journals.publish("tests", PAPER))
    assert fetched(feed).fresh_until == ""
    journals.headers = {"cache-control": "max-age=7200"}
    assert fetched(feed).fresh_until == "2026-06-19T11:00:00+00:00"
    journals.head = "<ttl>180</ttl>"
    batch = fetched(feed)
    assert batch.fresh_until == "2026-06-19T12:00:00+00:00"
    # A 304 has no document; what it said before still holds.
    journals.headers = {}
    assert fetched(feed, batch.memory).fresh_until == "2026-06-19T12:00:00+00:00"


def test_skipped_days_are_waited_out(journals: JournalsStandin) -> None:
    feed = feed_at(journals.publish("tests", PAPER))
    journals.head = "<skipDays><day>Friday</day></skipDays>"
    assert fetched(feed).fresh_until == "2026-06-20T00:00:00+00:00"


def test_news_and_corrections_are_counted_in_the_note(journals: JournalsStandin) -> None:
    feed = feed_at(
        journals.publish("tests", PAPER, Item("Correction to: A study of tests"), Item("On us", kind="Editorial"))
    )
    batch = fetched(feed)
    assert (len(batch.papers), batch.note) == (1, "2 news items and corrections left out.")


def test_an_empty_feed_says_so(journals: JournalsStandin) -> None:
    feed = feed_at(journals.publish("tests"))
    assert fetched(feed).note == "The feed is in order but lists nothing."


HTML = {"content-type": "text/html"}
REFUSED = (
    (Answer(200, b"<html>please solve this captcha</html>", HTML), ChallengeError),
    (Answer(200, b"<!doctype html><title>Welcome</title>", HTML), NoFeedError),
    (Answer(200, b"", {"content-type": "application/xml"}), NoFeedError),
    (Answer(200, b'<?xml version="1.0"?><rss version="2.0"><channel><item>', {}), UnreadableError),
    (Answer(200, b"<rss>" + b"x" * 200_000, {}), TooLargeError),
    (Answer(200, b"<rss>" + b"x" * 200_000, {}, coding="gzip"), TooLargeError),
    (Answer(429, b"", {"retry-after": "3600"}), RateLimitedError),
    (Answer(500, b"oops"), SourceError),
)


@pytest.mark.parametrize(("answer", "error"), REFUSED, ids=lambda one: getattr(one, "__name__", ""))
def test_what_is_no_feed_is_an_error_and_no_paper(
    journals: JournalsStandin, answer: Answer, error: type[SourceError]
) -> None:
    journals.queue("/", answer)
    with pytest.raises(error):
        fetched(feed_at(f"{journals.url}/tests.xml", most_bytes=100_000))


def test_a_feed_in_a_private_network_is_not_asked(journals: JournalsStandin) -> None:
    with pytest.raises(PrivateAddressError, match="no public address"):
        fetched(feed_at(journals.publish("tests", PAPER), private=False))
    assert journals.requests() == []


def test_a_feed_that_redirects_into_a_private_network_is_refused(journals: JournalsStandin) -> None:
    names = {"feeds.example.org": "151.101.3.42", "192.168.1.1": "192.168.1.1"}
    internet = FakeInternet(names, {"151.101.3.42": journals, "192.168.1.1": journals})
    journals.queue("/", Answer(302, b"", {"location": "http://192.168.1.1/admin"}))
    gates = Gates(interval=0.0, jitter=lambda: 0.0)
    http = Http(gates=gates, retries=0, network=internet)
    journal = Journal("tests", "Journal of Tests", "http://feeds.example.org/tests.xml")
    with pytest.raises(PrivateAddressError, match=r"192\.168\.1\.1"):
        fetched(JournalFeed(journal, http, gates, lambda: NOW))
    assert internet.connected == ["151.101.3.42"]


def test_the_kept_memory_is_plain_values(journals: JournalsStandin) -> None:
    import json

    memory = fetched(feed_at(journals.publish("tests", PAPER))).memory
    assert memory is not None and json.loads(json.dumps(memory)) == memory


def test_a_paper_dated_tomorrow_was_announced_today(journals: JournalsStandin) -> None:
    late = replace(PAPER, day=NOW.date().replace(day=30))
    (paper,) = fetched(feed_at(journals.publish("tests", late))).papers
    assert (paper.published, paper.announced) == ("2026-06-30", "2026-06-19")
