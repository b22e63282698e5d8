"""Redirects: each is a request of its own, at the gate of whose it is, and only along the web."""

import threading
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from tests.fakes.fast_time import FastTime
from tests.fakes.internet import FakeInternet
from tests.standins.server import Answer, Standin

from paper_radar.errors import RateLimitedError
from paper_radar.sources.errors import RefusedError
from paper_radar.sources.gate import Gate
from paper_radar.sources.gates import Gates
from paper_radar.sources.http import Http, Validators


@pytest.fixture
def source() -> Iterator[Standin]:
    with Standin() as standin:
        yield standin


@pytest.fixture
def other() -> Iterator[Standin]:
    with Standin() as standin:
        standin.route("/", lambda request: Answer(200, b"there"))
        yield standin


def quick(**changes: Any) -> Http:
    return Http(**{"timeouts": (5.0, 5.0), "pause": 0.01, **changes})


def to(location: str, status: int = 302) -> Answer:
    return Answer(status, b"", {"location": location})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_each_is_a_turn_at_the_gate(source: Standin, status: int):
    source.route("/old", lambda request: to("/new?cat=cs.LG", status))
    source.route("/new", lambda request: Answer(200, b"moved"))
    response = quick().get(f"{source.url}/old", gate=Gate(0.1))
    assert (response.body, response.url) == (b"moved", f"{source.url}/new?cat=cs.LG")
    first, second = source.log
    assert second.at - first.at >= 0.1


def test_the_body_of_a_redirect_is_not_read(source: Standin):
    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * 10_000

    source.route("/old", lambda request: Answer(302, headers={"location": "/new"}, chunks=endless()))
    source.route("/new", lambda request: Answer(200, b"moved"))
    assert quick().get(f"{source.url}/old", gate=Gate(0.0)).body == b"moved"


def test_redirects_that_go_round_in_a_circle_end(source: Standin):
    source.route("/", lambda request: to("/again"))
    with pytest.raises(RefusedError, match="redirects more than 5 times"):
        quick().get(source.url, gate=Gate(0.0))
    assert len(source.log) == 6


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://example.org/feed",
        "data:text/xml,<rss/>",
        "javascript:alert(1)",
        "http://[::1",
        "http://reader:secret@127.0.0.1/",
        "http://127.0.0.1:25/",
        "http://127.0.0.1:99999/",
    ],
)
def test_a_redirect_away_from_the_web_is_refused(source: Standin, location: str):
    source.route("/", lambda request: to(location))
    with pytest.raises(RefusedError):
        quick().get(source.url, gate=Gate(0.0))
    assert len(source.log) == 1


def test_a_redirect_without_a_place_is_no_answer(source: Standin):
    source.route("/", lambda request: Answer(302, b"somewhere"))
    with pytest.raises(RefusedError, match="HTTP 302"):
        quick().get(source.url, gate=Gate(0.0))


def test_validators_go_along_with_a_redirect(source: Standin):
    source.route("/old", lambda request: to("/new"))
    source.route("/new", lambda request: Answer(200, b"<rss/>", etag='"1"'))
    response = quick().get(f"{source.url}/old", gate=Gate(0.0), validators=Validators('"1"'))
    assert response.not_modified


class TestFromOneSiteToAnother:
    """A feed moves to another host, a DOI leads to its publisher: each site is asked at its own gate."""

    def gates(self, time: FastTime, **changes: Any) -> Gates:
        settings = {"jitter": lambda: 0.0, "clock": time.clock, "sleep": time.sleep, "now": time.now}
        return Gates(**{**settings, **changes})

    def test_the_other_site_is_asked_in_its_own_turn(self, source: Standin, other: Standin):
        time = FastTime()
        source.clock = other.clock = time.clock
        source.route("/", lambda request: to(f"{other.url}/feed"))
        gates = self.gates(time)
        with gates.of(other.url).turn():
            pass
        for _ in range(2):
            response = quick(gates=gates).get(f"{source.url}/rss", gate=gates.of(source.url))
            assert response.url == f"{other.url}/feed"
        assert [request.at for request in source.log] == [0, 2]
        assert [request.at for request in other.log] == [2, 4]

    def test_two_hosts_of_one_site_share_the_turn(self, source: Standin):
        """rss.arxiv.org sends on to arxiv.org: three seconds between the two all the same."""
        time = FastTime()
        source.clock = time.clock
        source.route("/rss", lambda request: to("http://arxiv.org/feed"))
        source.route("/feed", lambda request: Answer(200, b"<rss/>"))
        names = {"rss.arxiv.org": "151.101.3.42", "arxiv.org": "151.101.131.42"}
        internet = FakeInternet(names, dict.fromkeys(("151.101.3.42", "151.101.131.42"), source))
        gates = self.gates(time)
        http = quick(gates=gates, network=internet)
        for _ in range(2):
            assert http.get("http://rss.arxiv.org/rss", gate=gates.arxiv).url == "http://arxiv.org/feed"
        assert [request.at for request in source.log] == [0, 3, 6, 9]
        assert [request.headers["host"] for request in source.log] == ["rss.arxiv.org", "arxiv.org"] * 2

    def test_a_refusal_holds_the_site_that_refused_and_not_the_one_that_led_there(
        self, source: Standin, other: Standin
    ):
        time = FastTime()
        source.route("/", lambda request: to(other.url))
        other.queue("/", Answer(429))
        gates = self.gates(time)
        host = other.url.removeprefix("http://")
        with pytest.raises(RateLimitedError, match=host):
            quick(gates=gates).get(source.url, gate=gates.of(source.url))
        assert gates.of(other.url).until == "2026-11-21T14:15:00+00:00"
        assert gates.of(source.url).until == ""

    def test_a_short_refusal_there_is_waited_out_there(self, source: Standin, other: Standin):
        time = FastTime()
        source.clock = other.clock = time.clock
        source.route("/", lambda request: to(other.url))
        other.queue("/", Answer(503, b"", {"retry-after": "5"}))
        gates = self.gates(time)
        assert quick(gates=gates).get(source.url, gate=gates.of(source.url)).body == b"there"
        assert [request.at for request in other.log] == [0, 5]

    def test_a_site_on_hold_is_not_asked_by_way_of_a_redirect_either(self, source: Standin, other: Standin):
        time = FastTime()
        source.route("/", lambda request: to(other.url))
        gates = self.gates(time)
        gates.of(other.url).hold(3600)
        with pytest.raises(RateLimitedError):
            quick(gates=gates).get(source.url, gate=gates.of(source.url))
        assert other.log == []

    def test_two_sites_that_lead_to_each_other_do_not_wait_for_each_other_for_ever(
        self, source: Standin, other: Standin
    ):
        """Nobody holds one turn while waiting for another one."""
        source.route("/", lambda request: to(f"{other.url}/there"))
        other.route("/", lambda request: to(f"{source.url}/back"))
        gates = Gates(interval=0.0, jitter=lambda: 0.0)
        http = quick(gates=gates)
        ends: list[type[Exception]] = []

        def ask(url: str) -> None:
            try:
                http.get(url, gate=gates.of(url))
            except RefusedError as error:
                ends.append(type(error))

        _together(*[lambda url=url: ask(url) for url in (source.url, other.url)] * 2)  # type: ignore[misc]
        assert ends == [RefusedError] * 4

    def test_without_gates_every_turn_is_at_the_gate_given(self, source: Standin, other: Standin):
        source.route("/", lambda request: to(other.url))
        quick().get(source.url, gate=Gate(0.1))
        assert all(later.at - earlier.at >= 0.1 for earlier, later in pairwise([*source.log, *other.log]))


def _together(*calls: Callable[[], object]) -> None:
    threads = [threading.Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
        assert not thread.is_alive()
