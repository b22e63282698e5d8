"""A stand-in for journals on loopback: small feeds in the forms that publishers use, each written here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape

from tests.standins.server import Answer, Request, Standin, tagged


@dataclass(frozen=True)
class Item:
    """One item of a feed. Its `kind` is the section that the publisher puts it in."""

    title: str
    doi: str = ""
    authors: tuple[str, ...] = ()
    abstract: str = ""
    day: date = date(2026, 6, 18)
    link: str = ""
    kind: str = ""

    @property
    def address(self) -> str:
        return self.link or f"https://journal.example/articles/{self.doi or self.title.replace(' ', '-')}"


@dataclass
class JournalsStandin(Standin):
    """`/<name>.rdf` answers as Nature does, `/<name>.xml` as OUP, `/<name>.atom` as PLOS, with the items of `name`.

    `/<name>` is the journal's page, which names its feed. All of it may be changed while it runs.
    """

    items: dict[str, list[Item]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    head: str = ""  # more elements for the head of the RSS

    def __post_init__(self) -> None:
        super().__init__()
        self.route("/", self._answer_for)

    def publish(self, name: str, *items: Item, title: str = "") -> str:
        """Put the items at the head of the feed; the address of its RSS."""
        self.items[name] = [*items, *self.items.get(name, [])]
        if title or name not in self.names:
            self.names[name] = title or f"Journal of {name.title()}"
        return f"{self.url}/{name}.xml"

    def _answer_for(self, request: Request) -> Answer:
        name, _, form = request.path.strip("/").partition(".")
        if name not in self.items:
            return Answer(404, b"no such journal", {"content-type": "text/plain"})
        title, items = self.names[name], self.items[name]
        if not form:
            page = (
                f"<!doctype html><html><head><title>{escape(title)}</title>"
                f'<link rel="alternate" type="application/rss+xml" href="/{name}.xml"></head><body></body></html>'
            )
            return Answer(200, page.encode(), {"content-type": "text/html; charset=utf-8"})
        document = {"rdf": rdf, "xml": rss, "atom": atom}[form](title, items, self.head)
        return tagged(
            Answer(200, document.encode(), {"content-type": "application/xml; charset=utf-8", **self.headers})
        )


def rdf(title: str, items: Iterable[Item], head: str = "") -> str:
    """As nature.com: RSS 1.0 in RDF, one dc:creator for each author, the DOI in a field of its own, no abstract."""
    body = "".join(
        f"""
<item rdf:about="{escape(item.address)}">
  <title><![CDATA[{item.title}]]></title>
  <link>{escape(item.address)}</link>
  <content:encoded><![CDATA[<p>{title}, Published online: {item.day:%d %B %Y}; \
<a href="{item.address}">doi:{item.doi}</a></p>{item.title}]]></content:encoded>
  {"".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in item.authors)}
  <dc:identifier>doi:{item.doi}</dc:identifier>
  <dc:date>{item.day.isoformat()}</dc:date>
  <prism:publicationName>{escape(title)}</prism:publicationName>
  <prism:doi>{item.doi}</prism:doi>{_section("prism:section", item)}
</item>"""
        for item in items
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">
<channel rdf:about="https://journal.example/"><title>{escape(title)}</title>\
<link>https://journal.example/</link>{head}</channel>{body}
</rdf:RDF>
"""


def rss(title: str, items: Iterable[Item], head: str = "") -> str:
    """As academic.oup.com: RSS 2.0, everybody in one author field, the abstract as HTML."""
    body = "".join(
        f"""
<item>
  <title>{escape(item.title)}</title>
  <link>{escape(item.address)}?rss=1</link>
  <pubDate>{item.day:%a, %d %b %Y} 00:00:00 GMT</pubDate>
  <dc:creator>{escape(", ".join(item.authors))}</dc:creator>
  <description>{escape(f'<div class="boxTitle">Abstract</div><p>{item.abstract}</p>' if item.abstract else "")}\
</description>
  {f"<prism:doi>{item.doi}</prism:doi>" if item.doi else ""}{_section("category", item)}
  <guid isPermaLink="false">{escape(item.doi or item.address)}</guid>
</item>"""
        for item in items
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel><title>{escape(title)}</title><link>https://journal.example/</link><description/>{head}{body}
</channel>
</rss>
"""


def atom(title: str, items: Iterable[Item], head: str = "") -> str:
    """As journals.plos.org: Atom, one author element each, the DOI as the id."""
    body = "".join(
        f"""
<entry>
  <title>{escape(item.title)}</title>
  <link rel="alternate" href="{escape(item.address)}"/>
  <id>{escape(item.doi or item.address)}</id>
  {"".join(f"<author><name>{escape(name)}</name></author>" for name in item.authors)}
  <updated>{item.day.isoformat()}T14:00:00Z</updated>
  <published>{item.day.isoformat()}T14:00:00Z</published>
  <content type="html">{escape(f"<p>by {', '.join(item.authors)}</p>{item.abstract}")}</content>
</entry>"""
        for item in items
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(title)}</title><id>https://journal.example/</id>\
<updated>2026-06-18T14:00:00Z</updated>{head}{body}
</feed>
"""


def page(head: str) -> bytes:
    """A web page with this in its head."""
    return f"<!doctype html><html><head><title>A journal</title>{head}</head><body>Welcome</body></html>".encode()


def _section(element: str, item: Item) -> str:
    return f"<{element}>{escape(item.kind)}</{element}>" if item.kind else ""


HTML: Mapping[str, str] = {"content-type": "text/html; charset=utf-8"}
