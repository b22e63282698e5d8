"""What comes in place of a feed, called by its name and never shown as papers."""

from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.standins.journals import page
from tests.unit.sources.journals.documents import LINK, item, read, rss

from paper_radar.errors import SourceError
from paper_radar.sources.errors import TooLargeError, UnreadableError
from paper_radar.sources.journals.feed import MOST_ITEMS
from paper_radar.sources.journals.refused import ChallengeError, NoFeedError

CHALLENGES = (
    page("<script src='https://www.google.com/recaptcha/api.js'></script>"),
    b"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>",
    b"<html><body>We are sorry, but we are experiencing unusual traffic at this time.</body></html>",
    b"<html><body><h1>Access Denied</h1></body></html>",
)


@pytest.mark.parametrize("body", CHALLENGES)
def test_a_page_that_asks_whether_we_are_a_robot(body: bytes) -> None:
    with pytest.raises(ChallengeError, match="Journal of Tests asks whether we are a robot"):
        read(body)


NO_FEEDS = {
    "a web page": (page(""), "a web page in place of a feed"),
    "XHTML": (b'<?xml version="1.0"?><!-- x --><html xmlns="http://www.w3.org/1999/xhtml"></html>', "a web page"),
    "JSON": (b'{"items": []}', "JSON"),
    "a JSON list": (b" [1]", "JSON"),
    "nothing": (b"", "nothing"),
    "white space": (b"\xef\xbb\xbf \r\n", "nothing"),
    "a PDF": (b"%PDF-1.7 ...", "no feed"),
    "garbage": (bytes(range(128, 256)) * 20, "no feed"),
    "other XML": (b'<?xml version="1.0"?><sitemapindex><sitemap/></sitemapindex></rss>', "no feed"),
}


@pytest.mark.parametrize(("body", "said"), NO_FEEDS.values(), ids=NO_FEEDS)
def test_what_is_no_feed(body: bytes, said: str) -> None:
    with pytest.raises(NoFeedError, match=said):
        read(body)


def test_a_feed_that_breaks_off_in_the_middle() -> None:
    with pytest.raises(UnreadableError, match="cut off in the middle"):
        read(rss(item())[:-20])


BOMBS = {
    "billion laughs": '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    "parameter entities": '<!DOCTYPE rss [<!ENTITY % a "x"><!ENTITY b "%a;">]>',
    "quadratic blow-up": f'<!DOCTYPE rss [<!ENTITY a "{"x" * 30_000}">]>',
    "a file": '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
}


@pytest.mark.parametrize("doctype", BOMBS.values(), ids=BOMBS)
def test_an_xml_bomb_is_not_read(doctype: str) -> None:
    document = rss(item("&a;")).replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{doctype}')
    with pytest.raises(UnreadableError, match="XML bomb"):
        read(document)


def test_entities_that_are_letters_are_harmless() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY nbsp "&#160;"><!ENTITY eacute "&#233;">]>'
    document = rss(f"<title>A&eacute;</title>{LINK}").replace('<?xml version="1.0"?>', f"{doctype}")
    assert read(document).papers[0].title.startswith("A")


def test_a_feed_of_very_many_items_is_cut_short_and_says_so() -> None:
    document = rss(*(item(f"Paper {number}", f"https://a.example/{number}") for number in range(MOST_ITEMS + 500)))
    found = read(document)
    assert (found.items, len(found.papers), found.beyond) == (MOST_ITEMS, MOST_ITEMS, 500)


def test_items_larger_than_any_journals_are_not_read() -> None:
    with pytest.raises(TooLargeError, match="larger than 5 MB"):
        read(rss(item(rest=f"<description>{'word ' * 1_100_000}</description>")))


def test_huge_attributes_and_deep_nesting_are_survived() -> None:
    deep = "<b>" * 5000 + "x" + "</b>" * 5000
    found = read(rss(f'<title a="{"y" * 500_000}">A paper</title>{LINK}<description>{deep}</description>'))
    assert [paper.title for paper in found.papers] == ["A paper"]


SLOW = (
    "a.",
    "-A.",
    "A b ",
    "Author(s): ",
    "<p>Source: ",
    "a; ",
    "et al ",
    "10.1000/",
    "/full",
    "and ",
    "volume 1, ",
    "[A1] ",
)


@pytest.mark.parametrize("fragment", SLOW)
def test_text_made_to_be_slow_is_read_to_its_end(fragment: str) -> None:
    # With an expression that tries every way to part it, this would not end.
    text = escape(fragment * 3000)
    rest = "".join(
        f"<{name}>{text}</{name}>" for name in ("dc:creator", "description", "dc:identifier", "pubDate", "category")
    )
    assert [paper.title for paper in read(rss(item(rest=rest), item(text, "https://a.example/2"))).papers][:1]


def test_links_that_are_none_are_not_kept() -> None:
    for link in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "mailto:a@b.example", "http://"):
        found = read(rss(item("A paper", link)))
        assert (found.papers, found.skipped) == ((), 1), link


def test_a_relative_link_is_made_whole() -> None:
    assert read(rss(item("A paper", "/articles/7"))).papers[0].key == "url:https://journal.example/articles/7"


ENCODINGS = {
    "Latin-1 as told": ('<?xml version="1.0" encoding="iso-8859-1"?>', "iso-8859-1"),
    "Windows-1252 as told": ('<?xml version="1.0" encoding="windows-1252"?>', "cp1252"),
    "UTF-16": ('<?xml version="1.0" encoding="utf-16"?>', "utf-16"),
    "UTF-8 with a mark": ('<?xml version="1.0"?>', "utf-8-sig"),
    "Latin-1 that says UTF-8": ('<?xml version="1.0" encoding="utf-8"?>', "iso-8859-1"),
}


@pytest.mark.parametrize(("head", "coding"), ENCODINGS.values(), ids=ENCODINGS)
def test_encodings_told_and_mistold_are_read(head: str, coding: str) -> None:
    document = rss(item("Über Käfer")).replace('<?xml version="1.0"?>', head)
    assert read(document.encode(coding), content_type="text/xml").papers[0].title == "Über Käfer"


def test_an_encoding_that_there_is_not_is_no_crash() -> None:
    document = rss(item()).replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="klingon"?>')
    try:
        assert read(document).papers[0].title == "A paper"
    except UnreadableError as error:
        assert "cannot be read" in error.message


def test_a_feed_of_something_else_is_read_leniently_for_the_reader_chose_it() -> None:
    podcast = (
        '<title>Episode 4: on beetles</title><link>https://pod.example/4</link><enclosure url="x.mp3" type="audio"/>'
    )
    assert [paper.title for paper in read(rss(podcast)).papers] == ["Episode 4: on beetles"]


def test_one_bad_item_is_counted_and_passed_over() -> None:
    found = read(
        rss(item("First"), "<description>neither title nor link</description>", item("Last", "https://a.example/3"))
    )
    assert [paper.title for paper in found.papers] == ["First", "Last"]
    assert (found.items, found.skipped) == (3, 1)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.text(max_size=200))
def test_wild_input_gives_papers_or_an_error_with_a_name(body: bytes, text: str) -> None:
    wild = "".join(letter for letter in text if letter >= " " and letter not in "<&")
    for document in (
        body,
        b"<rss>" + body + b"</rss>",
        rss(item(wild), f"<title>{wild}</title>{LINK}").encode("utf-8", "replace"),
    ):
        try:
            found = read(document)
        except SourceError as error:
            assert error.message
        else:
            assert all(paper.key and paper.title for paper in found.papers)
