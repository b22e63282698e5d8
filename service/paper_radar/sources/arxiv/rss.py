"""arXiv's announcements of the day, by RSS: one combined feed for all categories."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import quote

from paper_radar.papers.model import Paper
from paper_radar.sources.arxiv.feed import Feed, read_feed
from paper_radar.sources.batch import Batch
from paper_radar.sources.errors import RefusedError, UnreadableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http

# arXiv cuts a feed at this many items, and it is the new papers that it drops (arxiv-feed, feed/database.py).
MOST_ITEMS = 2000
_CATEGORY = re.compile(r"[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z]+(?:-[A-Za-z]+)*)?")
_BAD_NAME = re.compile(r"Bad (?:archive|subject class) '([^']*)'")


class ArxivRss:
    """Below `base_url` (https://rss.arxiv.org/rss) stands one feed for every combination of categories."""

    def __init__(self, http: Http, gate: Gate, base_url: str, *, most_items: int = MOST_ITEMS) -> None:
        self._http = http
        self._gate = gate
        self._base_url = base_url.rstrip("/")
        self._most_items = most_items

    def fetch(self, categories: Sequence[str]) -> Batch:
        """What was announced last in these categories, each paper once, and why there is nothing if so.

        New papers and cross-lists carry the day in `announced`; replacements do not: they were announced before, and a
        record that knows the day keeps it. Categories that arXiv does not know are left out, with a note.
        Raises SourceError.
        """
        wanted = list(dict.fromkeys(category.strip() for category in categories if category.strip()))
        known = [category for category in wanted if _CATEGORY.fullmatch(category)]
        unknown = [category for category in wanted if category not in known]
        if not wanted:
            return Batch(note="No arXiv category is chosen, so nothing was asked of arXiv.")
        feeds: list[Feed] = []
        waiting: list[Sequence[str]] = [known] if known else []
        while waiting:
            asked = waiting.pop()
            feed = self._feed(asked)
            if feed.error:
                culprits = _culprits(feed.error, asked)
                if not culprits:
                    raise RefusedError(f"arXiv reports an error: {feed.error:.200}", "Check the categories.")
                unknown += culprits
                waiting += _parts([category for category in asked if category not in culprits], 1)
            elif feed.items >= self._most_items and len(asked) > 1:
                waiting += _parts(asked, 2)
            else:
                feeds.append(feed)
        notes = [*_on_unknown(unknown), *_on_full(feeds, self._most_items), *_on_empty(feeds)]
        return Batch(_once_each(feeds), " ".join(notes), sum(feed.skipped for feed in feeds))

    def _feed(self, categories: Sequence[str]) -> Feed:
        url = f"{self._base_url}/{quote('+'.join(categories), safe='+')}"
        # A category that does not exist answers 400 with a feed that says so.
        response = self._http.get(url, gate=self._gate, answers=(200, 400))
        if response.is_html:
            raise UnreadableError(
                "arXiv answered with a web page in place of its feed.",
                "A proxy or a network sign-in page may stand in between: open rss.arxiv.org in a browser to see it.",
            )
        feed = read_feed(response.body)
        if response.status != 200 and not feed.error:
            raise RefusedError(f"arXiv refused the feed with HTTP {response.status}.", "Check the categories.")
        return feed


def _culprits(error: str, asked: Sequence[str]) -> list[str]:
    """The categories that arXiv's error is about: "Bad subject class 'XX'" names XX alone, not cs.XX."""
    match = _BAD_NAME.search(error)
    bad = match.group(1) if match else ""
    return [category for category in asked if bad and bad in (category, *category.split("."))]


def _once_each(feeds: Sequence[Feed]) -> tuple[Paper, ...]:
    """A paper in two feeds is new where one of its own categories was asked for, and a cross-list or nothing else."""
    papers: dict[str, Paper] = {}
    for feed in feeds:
        for paper in feed.papers:
            seen = papers.get(paper.key)
            papers[paper.key] = paper if seen is None else replace(seen, announced=seen.announced or paper.announced)
    return tuple(papers.values())


def _parts(categories: Sequence[str], count: int) -> list[Sequence[str]]:
    size = -(-len(categories) // count)
    return [categories[at : at + size] for at in range(0, len(categories), size or 1)]


def _on_unknown(unknown: Sequence[str]) -> list[str]:
    if not unknown:
        return []
    return [f"arXiv knows no category {', '.join(unknown)}: left out. Correct the categories in the options."]


def _on_full(feeds: Sequence[Feed], most_items: int) -> list[str]:
    if not any(feed.items >= most_items for feed in feeds):
        return []
    return [f"arXiv lists at most {most_items} papers a feed; some of this day may be missing."]


def _on_empty(feeds: Sequence[Feed]) -> list[str]:
    """Why there is nothing, which is no fault of anybody's: zotero-arxiv-daily #3, #47, #77, scirate #160."""
    if not feeds or any(feed.items for feed in feeds):
        return []
    day = feeds[0].day
    if day is None:
        return ["arXiv announced nothing in these categories."]
    if day.weekday() < 5:
        return [f"arXiv announced nothing in these categories on {_spoken(day)}."]
    friday = day - timedelta(days=day.weekday() - 4)
    return [f"arXiv announces nothing on Saturday and Sunday; the newest batch is from {_spoken(friday)}."]


def _spoken(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"
