"""Private networks: addresses that a reader or a feed gave never lead this service's hand into one."""

from collections.abc import Iterator
from ipaddress import IPv4Address
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.internet import FakeInternet
from tests.standins.server import Answer, Standin

from paper_radar.sources.connections import Internet, Network, is_public
from paper_radar.sources.errors import PrivateAddressError, RefusedError, UnreachableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http

PRIVATE = {
    "this machine": ["127.0.0.1", "127.1.2.3", "::1"],
    "nowhere": ["0.0.0.0", "0.1.2.3", "::"],
    "private networks": ["10.0.0.7", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
    "unique local": ["fc00::1", "fd12:3456::1"],
    "site local": ["fec0::1"],
    "a link": ["169.254.1.1", "169.254.169.254", "fe80::1", "fe80::1%eth0"],
    "a carrier's inside": ["100.64.0.1", "100.127.255.255"],
    "groups": ["224.0.0.1", "239.255.255.250", "ff02::1", "255.255.255.255"],
    "documents and benchmarks": ["192.0.2.1", "198.18.0.1", "203.0.113.9", "2001:db8::1"],
    "reserved": ["240.0.0.1", "192.0.0.1"],
    "mapped": ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe"],
    "compatible": ["::127.0.0.1", "::10.0.0.1"],
    "translated": ["64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::a00:1"],
    "tunnelled": ["2002:7f00:1::1", "2002:a00:1::1", "2001:0:4136:e378:8000:63bf:f5ff:fffe"],
    "no address at all": ["", "example.org", "127.0.0.1.5", "2130706433"],
}
PUBLIC = [
    "151.101.3.42",
    "8.8.8.8",
    "2606:4700::1111",
    "64:ff9b::808:808",
    "::ffff:8.8.8.8",
    "100.128.0.1",
    "172.32.0.1",
]


@pytest.mark.parametrize("address", [address for addresses in PRIVATE.values() for address in addresses])
def test_an_address_where_not_everybody_may_be_is_not_public(address: str):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_on_the_internet_is_public(address: str):
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_alike_however_ipv6_writes_it(address: IPv4Address):
    assert is_public(f"::ffff:{address}") == is_public(f"64:ff9b::{address}") == is_public(str(address))


@pytest.fixture
def inside() -> Iterator[Standin]:
    """A server in a private network: nothing may reach it."""
    with Standin() as standin:
        standin.route("/", lambda request: Answer(200, b"the router's page"))
        yield standin


@pytest.fixture
def feed() -> Iterator[Standin]:
    """A server on the internet, at 151.101.3.42."""
    with Standin() as standin:
        standin.route("/", lambda request: Answer(200, b"<rss/>"))
        yield standin


def get(network: Network, address: str, **changes: Any) -> bytes:
    http = Http(**{"timeouts": (5.0, 5.0), "retries": 2, "pause": 0.0, "network": network, **changes})
    return http.get(address, gate=Gate(0.0), public_only=True).body


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "LOCALHOST",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "0.0.0.0",
        "0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
    ],
)
def test_this_machine_is_refused_however_it_is_written_and_hears_nothing(inside: Standin, host: str):
    """By the system's own resolver, which takes all these forms."""
    with pytest.raises(PrivateAddressError):
        get(Internet(), f"http://{host}:{inside.url.rpartition(':')[2]}/")
    assert (inside.log, inside.most_open) == ([], 0)


@pytest.mark.parametrize("host", ["localhost.", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "１２７.0.0.1", "127。0。0。1", "%31%32%37.0.0.1"])
def test_forms_that_some_programs_take_lead_nowhere_either(inside: Standin, host: str):
    with pytest.raises((RefusedError, UnreachableError)):
        get(Internet(), f"http://{host}:{inside.url.rpartition(':')[2]}/")
    assert (inside.log, inside.most_open) == ([], 0)


def test_a_public_feed_is_fetched(feed: Standin):
    internet = FakeInternet({"feeds.example.org": "151.101.3.42"}, {"151.101.3.42": feed})
    assert get(internet, "http://feeds.example.org/rss") == b"<rss/>"
    assert feed.log[0].headers["host"] == "feeds.example.org"


def test_a_host_in_any_script_is_looked_up_by_its_name_in_ascii(feed: Standin):
    internet = FakeInternet({"xn--bcher-kva.example": "151.101.3.42"}, {"151.101.3.42": feed})
    assert get(internet, "http://bücher.example/rss") == b"<rss/>"
    assert feed.log[0].headers["host"] == "xn--bcher-kva.example"


def test_the_refusal_names_the_host_and_its_address_and_how_to_allow_it():
    with pytest.raises(PrivateAddressError) as caught:
        get(FakeInternet({"feeds.example.org": "10.0.0.7"}, {}), "http://feeds.example.org/rss")
    error = caught.value
    assert error.code == "source_private_address"
    assert error.message == "feeds.example.org is at 10.0.0.7, which is no public address."
    assert "PAPER_RADAR_PRIVATE_FEEDS=1" in error.hint


def test_what_is_private_is_looked_up_once_and_not_connected_to(inside: Standin):
    internet = FakeInternet({"feeds.example.org": "192.168.1.1"}, {"192.168.1.1": inside})
    with pytest.raises(PrivateAddressError):
        get(internet, "http://feeds.example.org/")
    assert (internet.looked_up, internet.connected) == (["feeds.example.org"], [])


def test_the_inside_of_a_cloud_is_refused_by_its_name_too(inside: Standin):
    internet = FakeInternet({"metadata.google.internal": "169.254.169.254"}, {"169.254.169.254": inside})
    with pytest.raises(PrivateAddressError, match=r"169\.254\.169\.254"):
        get(internet, "http://metadata.google.internal/computeMetadata/v1/")


def test_a_name_that_turns_private_after_it_was_judged_is_connected_to_where_it_was_judged(
    inside: Standin, feed: Standin
):
    """DNS rebinding: the first look gives a public address, every later one the router's."""
    names = {"rebind.example.org": [["151.101.3.42"], ["192.168.1.1"]]}
    internet = FakeInternet(names, {"151.101.3.42": feed, "192.168.1.1": inside})
    assert get(internet, "http://rebind.example.org/") == b"<rss/>"
    with pytest.raises(PrivateAddressError, match=r"192\.168\.1\.1"):
        get(internet, "http://rebind.example.org/")
    assert (internet.connected, inside.log) == (["151.101.3.42"], [])


def test_a_name_that_turns_private_between_two_attempts_is_refused_at_the_second(inside: Standin, feed: Standin):
    names = {"rebind.example.org": [["151.101.3.42"], ["192.168.1.1"]]}
    internet = FakeInternet(names, {"151.101.3.42": feed, "192.168.1.1": inside})
    feed.queue("/", Answer(500))
    with pytest.raises(PrivateAddressError):
        get(internet, "http://rebind.example.org/")
    assert (len(feed.log), inside.log) == (1, [])


def test_of_several_addresses_the_private_ones_are_passed_over(inside: Standin, feed: Standin):
    names = {"both.example.org": [["192.168.1.1", "fd00::1", "151.101.3.42"]]}
    internet = FakeInternet(names, {"151.101.3.42": feed, "192.168.1.1": inside})
    assert get(internet, "http://both.example.org/") == b"<rss/>"
    assert internet.connected == ["151.101.3.42"]


def test_an_address_that_does_not_answer_gives_way_to_the_next(feed: Standin):
    names = {"two.example.org": [["2606:4700::1111", "151.101.3.42"]]}
    internet = FakeInternet(names, {"151.101.3.42": feed})
    assert get(internet, "http://two.example.org/") == b"<rss/>"
    assert internet.connected == ["2606:4700::1111", "151.101.3.42"]


def test_a_name_with_addresses_without_end_is_tried_at_four():
    internet = FakeInternet({"many.example.org": [[f"8.8.8.{last}" for last in range(256)]]}, {})
    with pytest.raises(UnreachableError):
        get(internet, "http://many.example.org/", retries=0)
    assert len(internet.connected) == 4


def test_a_name_that_nobody_knows_is_unreachable_and_not_private():
    with pytest.raises(UnreachableError, match=r"gone\.example\.org cannot be reached"):
        get(FakeInternet({}, {}), "http://gone.example.org/")


@pytest.mark.parametrize("location", ["http://router.example.org/", "http://192.168.1.1/admin", "//192.168.1.1/admin"])
def test_a_redirect_to_a_private_address_is_refused(inside: Standin, feed: Standin, location: str):
    feed.queue("/rss", Answer(302, b"", {"location": location}))
    names = {"feeds.example.org": "151.101.3.42", "router.example.org": "192.168.1.1", "192.168.1.1": "192.168.1.1"}
    with pytest.raises(PrivateAddressError, match=r"192\.168\.1\.1"):
        get(FakeInternet(names, {"151.101.3.42": feed, "192.168.1.1": inside}), "http://feeds.example.org/rss")
    assert (len(feed.log), inside.log) == (1, [])


def test_addresses_that_are_ours_may_be_where_they_like(inside: Standin):
    """Those of the settings: a mirror of arXiv in the house."""
    assert Http(retries=0).get(inside.url, gate=Gate(0.0)).body == b"the router's page"


def test_a_reader_may_allow_private_feeds(inside: Standin):
    assert get(Internet(), inside.url, allow_private=True) == b"the router's page"


class TestBehindAProxy:
    """It connects and looks names up by itself, so that the name is all that can be judged here."""

    @pytest.fixture(autouse=True)
    def proxy(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[Standin]:
        with Standin() as standin:
            standin.route("", lambda request: Answer(200, b"by the proxy"))
            monkeypatch.setenv("http_proxy", "http://proxy.example.org:3128")
            monkeypatch.delenv("no_proxy", raising=False)
            monkeypatch.delenv("NO_PROXY", raising=False)
            yield standin

    def test_a_public_name_goes_through_it_though_the_proxy_is_private(self, proxy: Standin):
        names = {"proxy.example.org": "10.0.0.1", "feeds.example.org": "151.101.3.42"}
        internet = FakeInternet(names, {"10.0.0.1": proxy})
        assert get(internet, "http://feeds.example.org/rss") == b"by the proxy"
        assert internet.connected == ["10.0.0.1"]

    @pytest.mark.parametrize("host", ["router.example.org", "unknown.example.org"])
    def test_a_private_name_and_one_that_is_not_found_here_are_not_asked_of_it(self, proxy: Standin, host: str):
        internet = FakeInternet({"proxy.example.org": "10.0.0.1", "router.example.org": "192.168.1.1"}, {})
        with pytest.raises(PrivateAddressError):
            get(internet, f"http://{host}/")
        assert (internet.connected, proxy.log) == ([], [])
