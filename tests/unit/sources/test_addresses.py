"""Addresses as they are asked for: made whole, or refused."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.sources.addresses import host_of, onward, site_of, web_address
from paper_radar.sources.errors import RefusedError


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG/a b?q=ü", "https://example.org/a%20b?q=%C3%BC"),
        ("https://bücher.example/feed", "https://xn--bcher-kva.example/feed"),
        ("https://例え.jp/", "https://xn--r8jz45g.jp/"),
        ("http://[2606:4700::1111]:8080/feed", "http://[2606:4700::1111]:8080/feed"),
    ],
)
def test_an_address_is_made_as_it_goes_over_the_wire(given: str, asked: str):
    assert web_address(given) == asked


@pytest.mark.parametrize(
    ("location", "asked"),
    [
        ("/new", "https://journals.example.org/new"),
        ("new?x=1", "https://journals.example.org/toc/new?x=1"),
        ("//other.example.org/feed", "https://other.example.org/feed"),
        ("?page=2", "https://journals.example.org/toc/feed?page=2"),
    ],
)
def test_a_redirect_is_read_from_where_it_stands(location: str, asked: str):
    assert web_address(location, base="https://journals.example.org/toc/feed") == asked


def test_a_redirect_from_tls_down_is_refused_and_says_what_to_do():
    with pytest.raises(RefusedError, match=r"without protection \(http://example\.org/rss\)") as caught:
        onward("http://example.org/rss", "https://example.org/rss")
    assert "give that address itself" in caught.value.hint
    assert onward("https://example.org/rss", "http://example.org/rss") == "https://example.org/rss"
    assert onward("/new", "https://example.org/rss") == "https://example.org/new"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "feed.xml",
        "file:///etc/passwd",
        "ftp://example.org/feed",
        "data:text/xml,<rss/>",
        "javascript:alert(1)",
        "gopher://example.org/1",
        "feed://example.org/rss",
        "http://",
        "http:///path",
        "http://[::1",
        "http://example.org:99999/",
        "http://example.org:port/",
        "http://a..example.org/",
        f"http://{'a' * 70}.example.org/",
        "http://*.example.org/",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(address: str):
    with pytest.raises(RefusedError) as caught:
        web_address(address)
    assert caught.value.hint


@pytest.mark.parametrize(
    "address",
    ["https://reader:secret@example.org/", "https://arxiv.org@evil.example/", "http://a@b@c/"],
)
def test_an_address_that_carries_a_name_or_a_password_is_refused_and_the_password_not_told(address: str):
    with pytest.raises(RefusedError) as caught:
        web_address(address)
    assert "secret" not in f"{caught.value.message} {caught.value.hint}"


@pytest.mark.parametrize("port", [22, 25, 6000])
def test_ports_of_mail_shells_and_screens_are_refused(port: int):
    with pytest.raises(RefusedError, match=f"port {port}"):
        web_address(f"http://example.org:{port}/")


@pytest.mark.parametrize("trick", ["\r\nX-Evil: 1", "\nHost: evil.example", "%0d%0aX-Evil:%201", " HTTP/1.1\r\nX: 1"])
def test_a_line_break_in_an_address_begins_no_header(trick: str):
    address = web_address(f"https://example.org/feed{trick}", {"q": f"a{trick}"})
    assert not {"\r", "\n", " "} & set(address)
    assert host_of(address) == "example.org"


def test_a_backslash_hides_no_other_host():
    for address in ("https://example.org\\@evil.example/", "https://example.org\\evil.example/"):
        with suppress(RefusedError):
            assert host_of(web_address(address)) == "example.org"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org/a", "https://EXAMPLE.org:443/b?c"),
        ("https://example.org./", "https://example.org"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/feed"),
    ],
)
def test_a_host_is_one_site_however_it_is_written(one: str, other: str):
    assert site_of(one) == site_of(other)


def test_another_port_is_another_site():
    assert site_of("http://127.0.0.1:8001/") != site_of("http://127.0.0.1:8002/")


@given(st.text(max_size=60), st.sampled_from(["", "https://", "http://example.org", "https://example.org/", "//"]))
def test_whatever_is_given_it_is_an_address_of_the_web_or_refused(text: str, start: str):
    try:
        address = web_address(start + text)
    except RefusedError:
        return
    assert address.startswith(("http://", "https://"))
    assert address.isascii()
    assert host_of(address)
    assert site_of(address)
