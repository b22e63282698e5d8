"""A stand-in for arXiv's RSS and API on loopback, in the formats recorded in 2026."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from paper_radar.papers.model import Paper
from tests.standins.server import Answer, Request, Standin

_ARCHIVES = """
astro-ph cond-mat cs econ eess gr-qc hep-ex hep-lat hep-ph hep-th math math-ph nlin nucl-ex nucl-th physics q-bio
q-fin quant-ph stat
"""
ARCHIVES = frozenset(_ARCHIVES.split())
_CS = "AI AR CC CE CG CL CR CV CY DB DC DL DM DS ET FL GT HC IR IT LG MA NA NE RO SD SE SI"
SUBJECTS = {"cs": frozenset(_CS.split()), "stat": frozenset({"AP", "CO", "ME", "ML", "OT", "TH"})}
_ID = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")
_TERM = re.compile(r'(?:(all|ti|au|abs|cat):)?(?:"([^"]+)"|(\S+))')


class ArxivStandin(Standin):
    """Announces `papers` as of `day`, and knows them in the API.

    `kinds` gives the announce type of papers that are not "new"; `announced` (all, unless given) the keys in the feed.
    All three may be changed while it runs. Below `rss_url` and `api_url` it answers as rss.arxiv.org/rss and
    export.arxiv.org/api/query do.
    """

    def __init__(
        self,
        papers: Iterable[Paper] = (),
        *,
        day: date = date(2026, 4, 27),
        kinds: Mapping[str, str] | None = None,
        announced: Iterable[str] | None = None,
    ) -> None:
        super().__init__()
        self.papers = list(papers)
        self.day = day
        self.kinds = dict(kinds or {})
        self.announced = None if announced is None else set(announced)
        self.route("/rss/", self._rss)
        self.route("/api/query", self._api)

    @property
    def rss_url(self) -> str:
        return f"{self.url}/rss"

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/query"

    def _rss(self, request: Request) -> Answer:
        categories = request.path.removeprefix("/rss/").split("+")
        for category in categories:
            if error := _unknown(category):
                return rss_answer(feed_error(f"{self.url}{request.path}", error, self.day), status=400)
        items = [
            (paper, self.kinds.get(paper.key, "new"))
            for paper in self.papers
            if (self.announced is None or paper.key in self.announced)
            and any(_within(own, asked) for own in paper.categories for asked in categories)
        ]
        return rss_answer(rss(categories, items if self.day.weekday() < 5 else [], self.day))

    def _api(self, request: Request) -> Answer:
        ids = [text for text in request.query.get("id_list", "").split(",") if text]
        for text in ids:
            if not _ID.fullmatch(text):
                return atom_answer(api_error(f"incorrect id format for {text}"), status=400)
        query = request.query.get("search_query", "")
        found = [paper for text in ids for paper in self.papers if paper.arxiv_id == re.sub(r"v\d+$", "", text)]
        if query:
            found = [paper for paper in (found if ids else self.papers) if _answers(paper, query)]
        start, limit = int(request.query.get("start", 0)), int(request.query.get("max_results", 10))
        return atom_answer(api_feed(found[start : start + limit], total=len(found), start=start))


def rss_answer(document: str, status: int = 200) -> Answer:
    return Answer(status, document.encode(), {"content-type": "application/rss+xml; charset=utf-8"})


def atom_answer(document: str, status: int = 200) -> Answer:
    return Answer(status, document.encode(), {"content-type": "application/atom+xml; charset=utf-8"})


def rss(categories: Sequence[str], items: Sequence[tuple[Paper, str]], day: date) -> str:
    """The feed of a day. Authors stand in one line; an author line of its own may be given as the only author."""
    title = f"{', '.join(categories)} updates on arXiv.org"
    skip = "<skipDays>\n      <day>Saturday</day>\n      <day>Sunday</day>\n    </skipDays>"
    return _channel(title, f"{title[:-1]}.", day, skip + "".join(_item(paper, kind, day) for paper, kind in items))


def feed_error(url: str, description: str, day: date) -> str:
    return _channel(f"Feed error for query: {url}", description, day, "")


def _channel(title: str, description: str, day: date, rest: str) -> str:
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">
  <channel>
    <title>{escape(title)}</title>
    <link>http://rss.arxiv.org/rss</link>
    <description>{escape(description)}</description>
    <language>en-us</language>
    <lastBuildDate>{day:%a, %d %b %Y} 04:00:14 +0000</lastBuildDate>
    <managingEditor>rss-help@arxiv.org</managingEditor>
    <pubDate>{day:%a, %d %b %Y} 00:00:00 -0400</pubDate>
    {rest}
  </channel>
</rss>
"""


def _item(paper: Paper, kind: str, day: date) -> str:
    version = f"{paper.arxiv_id}v{paper.version or 1}"
    optional = f"<arxiv:DOI>{escape(paper.doi)}</arxiv:DOI>" if paper.doi else ""
    optional += f"<arxiv:journal_reference>{escape(paper.venue)}</arxiv:journal_reference>" if paper.venue else ""
    return f"""
    <item>
      <title>{escape(paper.title)}</title>
      <link>https://arxiv.org/abs/{paper.arxiv_id}</link>
      <description>arXiv:{version} Announce Type: {kind} \nAbstract: {escape(paper.abstract)}</description>
      <guid isPermaLink="false">oai:arXiv.org:{version}</guid>
      {"".join(f"<category>{name}</category>" for name in paper.categories)}
      <pubDate>{day:%a, %d %b %Y} 00:00:00 -0400</pubDate>
      <arxiv:announce_type>{kind}</arxiv:announce_type>
      <dc:rights>http://arxiv.org/licenses/nonexclusive-distrib/1.0/</dc:rights>{optional}
      <dc:creator>{escape(", ".join(paper.authors))}</dc:creator>
    </item>"""


def api_feed(papers: Sequence[Paper], *, total: int, start: int = 0) -> str:
    return _atom("".join(_entry(paper) for paper in papers), total, start)


def api_error(text: str) -> str:
    address = f"https://arxiv.org/api/errors#{re.sub(r'[^A-Za-z0-9.]+', '_', text)}"
    return _atom(
        f"""
  <entry>
    <id>{address}</id>
    <title>Error</title>
    <updated>2026-04-12T22:59:06Z</updated>
    <link href="{address}" rel="alternate" type="text/html"/>
    <summary>{escape(text)}</summary>
    <author>
      <name>arXiv api core</name>
    </author>
  </entry>""",
        total=1,
    )


def _atom(entries: str, total: int, start: int = 0) -> str:
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" \
xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/XYqrXUYeF6pkVqy2M3s/KYk3JfE</id>
  <title>arXiv Query</title>
  <updated>2026-04-12T22:09:33Z</updated>
  <opensearch:itemsPerPage>100</opensearch:itemsPerPage>
  <opensearch:totalResults>{total}</opensearch:totalResults>
  <opensearch:startIndex>{start}</opensearch:startIndex>{entries}
</feed>
"""


def _entry(paper: Paper) -> str:
    versioned = f"{paper.arxiv_id}v{paper.version or 1}"
    published = paper.published or "2026-02-12T04:12:07Z"
    categories = "".join(
        f'\n    <category term={quoteattr(name)} scheme="http://arxiv.org/schemas/atom"/>' for name in paper.categories
    )
    authors = "".join(f"\n    <author>\n      <name>{escape(name)}</name>\n    </author>" for name in paper.authors)
    optional = f"\n    <arxiv:doi>{escape(paper.doi)}</arxiv:doi>" if paper.doi else ""
    optional += f"\n    <arxiv:journal_ref>{escape(paper.venue)}</arxiv:journal_ref>" if paper.venue else ""
    return f"""
  <entry>
    <id>http://arxiv.org/abs/{versioned}</id>
    <title>{escape(paper.title)}</title>
    <updated>{paper.updated or published}</updated>
    <link href="https://arxiv.org/abs/{versioned}" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/{versioned}" rel="related" type="application/pdf" title="pdf"/>
    <summary>{escape(paper.abstract)}</summary>{categories}
    <published>{published}</published>{optional}
    <arxiv:primary_category term={quoteattr(paper.primary_category or "cs.LG")}/>{authors}
  </entry>"""


def _unknown(category: str) -> str:
    archive, _, subject = category.partition(".")
    if archive not in ARCHIVES:
        return f"Bad archive '{archive}'. Valid archive names are: {', '.join(sorted(ARCHIVES))}."
    if subject and archive in SUBJECTS and subject not in SUBJECTS[archive]:
        valid = ", ".join(f"{archive}.{name}" for name in sorted(SUBJECTS[archive]))
        return f"Bad subject class '{subject}'. Valid subject classes for the archive '{archive}' are: {valid}."
    return ""


def _within(own: str, asked: str) -> bool:
    return own == asked or own.partition(".")[0] == asked


def _answers(paper: Paper, query: str) -> bool:
    """Every part of the query stands in its field; AND is all that the stand-in knows of the language."""
    fields = {
        "ti": paper.title,
        "au": ", ".join(paper.authors),
        "abs": paper.abstract,
        "cat": " ".join(paper.categories),
    }
    fields["all"] = " ".join(fields.values())
    terms = [
        (field or "all", (quoted or word).lower()) for field, quoted, word in _TERM.findall(query) if word != "AND"
    ]
    return all(term in fields[field].lower() for field, term in terms)
