"""The RSS of arXiv as it was in 2026: a day's announcements, and errors in the form of feeds."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from paper_radar.papers.model import Paper
from tests.standins.server import Answer

_ARCHIVES = """
astro-ph cond-mat cs econ eess gr-qc hep-ex hep-lat hep-ph hep-th math math-ph nlin nucl-ex nucl-th physics q-bio
q-fin quant-ph stat
"""
MOST_ITEMS = 2000
LAST_VERSION = 5
EASTERN = ZoneInfo("America/New_York")
KINDS = ("replace-cross", "replace", "cross", "new")
ARCHIVES = frozenset(_ARCHIVES.split())
_CS = "AI AR CC CE CG CL CR CV CY DB DC DL DM DS ET FL GT HC IR IT LG MA NA NE RO SD SE SI"
SUBJECTS = {"cs": frozenset(_CS.split()), "stat": frozenset({"AP", "CO", "ME", "ML", "OT", "TH"})}


def rss_answer(document: str, status: int = 200) -> Answer:
    return Answer(status, document.encode(), {"content-type": "application/rss+xml; charset=utf-8"})


def announced_today(
    papers: Sequence[Paper], categories: Sequence[str], kinds: Mapping[str, str]
) -> list[tuple[Paper, str]]:
    """Each paper once, with its kind within all of the categories, as arXiv orders them to be cut: new ones last.

    Replacements from the sixth version on are never listed (arxiv-feed, feed/database.py).
    """
    items = []
    for paper in papers:
        if not any(within(own, asked) for own in paper.categories for asked in categories):
            continue
        kind = kinds.get(paper.key, "new")
        if kind.startswith("replace") and (paper.version or 1) > LAST_VERSION:
            continue
        if not any(within(paper.categories[0], asked) for asked in categories):
            kind = {"new": "cross", "replace": "replace-cross"}.get(kind, kind)
        items.append((paper, kind))
    items.reverse()
    return sorted(items, key=lambda item: KINDS.index(item[1]))


def seconds_to_midnight(now: datetime) -> int:
    """Until the next midnight in New York: how long arXiv calls its feeds fresh (arxiv-feed, feed/routes.py)."""
    local = now.astimezone(EASTERN)
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), EASTERN)
    return int((midnight - now).total_seconds())


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
    <lastBuildDate>{_midnight(day)}</lastBuildDate>
    <managingEditor>rss-help@arxiv.org</managingEditor>
    <pubDate>{_midnight(day)}</pubDate>
    {rest}
  </channel>
</rss>
"""


def _item(paper: Paper, kind: str, day: date) -> str:
    version = f"{paper.arxiv_id}v{paper.version or 1}"
    abstract = f"{'This paper has been withdrawn by the author(s). ' if paper.withdrawn else ''}{paper.abstract}"
    optional = f"<arxiv:DOI>{escape(paper.doi)}</arxiv:DOI>" if paper.doi else ""
    optional += f"<arxiv:journal_reference>{escape(paper.venue)}</arxiv:journal_reference>" if paper.venue else ""
    return f"""
    <item>
      <title>{escape(paper.title)}</title>
      <link>https://arxiv.org/abs/{paper.arxiv_id}</link>
      <description>arXiv:{version} Announce Type: {kind} \nAbstract: {escape(abstract)}</description>
      <guid isPermaLink="false">oai:arXiv.org:{version}</guid>
      {"".join(f"<category>{name}</category>" for name in paper.categories)}
      <pubDate>{_midnight(day)}</pubDate>
      <arxiv:announce_type>{kind}</arxiv:announce_type>
      <dc:rights>http://arxiv.org/licenses/nonexclusive-distrib/1.0/</dc:rights>{optional}
      <dc:creator>{escape(", ".join(paper.authors))}</dc:creator>
    </item>"""


def _midnight(day: date) -> str:
    return format_datetime(datetime.combine(day, time(), EASTERN))


def unknown(category: str) -> str:
    archive, _, subject = category.partition(".")
    if archive not in ARCHIVES:
        return f"Bad archive '{archive}'. Valid archive names are: {', '.join(sorted(ARCHIVES))}."
    if subject and archive in SUBJECTS and subject not in SUBJECTS[archive]:
        valid = ", ".join(f"{archive}.{name}" for name in sorted(SUBJECTS[archive]))
        return f"Bad subject class '{subject}'. Valid subject classes for the archive '{archive}' are: {valid}."
    return ""


def within(own: str, asked: str) -> bool:
    return own == asked or own.partition(".")[0] == asked
