"""XML read without trust: nothing is fetched, nothing grows, and what is mended says so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper_radar.sources.errors import UnreadableError
from paper_radar.sources.xml import name_of, read_xml, text_of

LAUGHS = "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_a_whole_document_is_whole_and_a_mended_one_is_not():
    assert read_xml(b"<rss><a>x</a></rss>", of="A feed").whole
    mended = read_xml(b"<rss><a>p < 0.05 & \x01</a><b>y</b></rss>", of="A feed")
    assert not mended.whole
    assert text_of(mended.root.find("b")) == "y"


def test_text_is_that_of_everything_within_and_no_comment():
    root = read_xml(b"<a>On <i>two</i> <!-- secret --><?php x?>ways</a>", of="A feed").root
    assert text_of(root) == "On two ways"
    assert text_of(None) == ""


def test_names_are_without_their_namespaces():
    assert name_of(read_xml(b"<x:feed xmlns:x='http://www.w3.org/2005/Atom'/>", of="A feed").root) == "feed"


@pytest.mark.parametrize(
    "body",
    [
        f"<!DOCTYPE rss [<!ENTITY a 'ha'>{LAUGHS}]><rss>&i;</rss>".encode(),
        f"<!DOCTYPE rss [<!ENTITY a 'ha'>{LAUGHS}]><rss x='&i;'/>".encode(),
        b"<!DOCTYPE rss [<!entity a SYSTEM 'file:///etc/passwd'>]><rss>&a;</rss>",
        b"<!DOCTYPE rss [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/p.dtd'> %p;]><rss/>",
    ],
    ids=["a billion laughs", "laughs in an attribute", "a file", "an address"],
)
def test_a_bomb_is_refused_by_its_name(body: bytes):
    with pytest.raises(UnreadableError, match="A feed declares entities of its own, as a bomb does"):
        read_xml(body, of="A feed")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-7", "cp037"])
def test_a_bomb_in_another_encoding_does_not_go_off(encoding: str):
    text = f"<?xml version='1.0' encoding='{encoding}'?><!DOCTYPE r [<!ENTITY a 'ha'>{LAUGHS}]><r>&i;</r>"
    try:
        root = read_xml(text.encode(encoding), of="A feed").root
    except UnreadableError:
        return
    assert len(text_of(root)) < 1000


def test_an_encoding_that_nobody_knows_is_taken_for_ascii():
    document = read_xml(b"<?xml version='1.0' encoding='klingon'?><a>x</a>", of="A feed")
    assert (document.whole, text_of(document.root)) == (False, "x")


def test_a_document_type_from_elsewhere_is_not_fetched():
    body = b"<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://127.0.0.1:1/rss.dtd'><rss>x</rss>"
    assert text_of(read_xml(body, of="A feed").root) == "x"


@pytest.mark.parametrize("body", [b"", b"   ", b"garbage", b"{}", b"\x00\x01"])
def test_what_is_no_xml_is_named(body: bytes):
    with pytest.raises(UnreadableError, match="A feed"):
        read_xml(body, of="A feed")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.text("<>/!?[]&;#xrs '\"=CDATAENTITY", max_size=120).map(str.encode))
def test_any_bytes_are_a_document_or_a_named_error(body: bytes):
    try:
        root = read_xml(body, of="A feed").root
    except UnreadableError:
        return
    assert isinstance(text_of(root), str)
