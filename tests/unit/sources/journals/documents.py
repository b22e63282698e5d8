"""Small documents for the tests of the reader."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from paper_radar.papers.model import Paper
from paper_radar.sources.journals.catalogue import Journal
from paper_radar.sources.journals.feed import JournalRead, read_journal

JOURNAL = Journal("own-test", "Journal of Tests", "https://journal.example/feed")
_SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
)
LINK = "<link>https://journal.example/a/1</link>"


def rss(*items: str, head: str = "<title>Tests</title>") -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0" {_SPACES}><channel>{head}{inside}</channel></rss>'


def item(title: str = "A paper", link: str = "https://journal.example/a/1", rest: str = "") -> str:
    return f"<title>{escape(title)}</title><link>{escape(link)}</link>{rest}"


def creators(names: Iterable[str]) -> str:
    return "".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in names)


def read(document: str | bytes, journal: Journal = JOURNAL, content_type: str = "application/rss+xml") -> JournalRead:
    return read_journal(document.encode() if isinstance(document, str) else document, content_type, journal)


def paper_of(rest: str, title: str = "A paper", link: str = "https://journal.example/a/1") -> Paper:
    """The one paper of a feed whose item holds `rest`."""
    (paper,) = read(rss(item(title, link, rest))).papers
    return paper
