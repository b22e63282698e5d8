"""A stand-in for arXiv's RSS, API and HTML on loopback, in the formats recorded in 2026."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from paper_radar.papers.model import Paper
from tests.standins.arxiv.api import api_error, api_feed, atom_answer
from tests.standins.arxiv.authors import author_answer
from tests.standins.arxiv.html import no_html, page_answer, sent_on
from tests.standins.arxiv.query import QueryError, parse, submitted, updated
from tests.standins.arxiv.rss import (
    MOST_ITEMS,
    announced_today,
    feed_error,
    rss,
    rss_answer,
    seconds_to_midnight,
    unknown,
)
from tests.standins.server import Answer, Request, Standin, tagged

__all__ = ["ArxivStandin", "api_error", "api_feed", "atom_answer", "feed_error", "rss", "rss_answer"]

_ID = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")


class ArxivStandin(Standin):
    """Announces `papers` as of `day`, and knows them in the API.

    `kinds` gives the announce type of papers that are not "new"; `announced` (all, unless given) the keys in the feed.
    On `holidays` the feed is empty, as on a weekend. `authors` are the keys of the papers of each author id. While it
    is `frozen`, every feed is what it was when it was last asked for. All of them may be changed while it runs.
    Below `rss_url`, `api_url` and `authors_url` it answers as rss.arxiv.org/rss, export.arxiv.org/api/query and
    arxiv.org/a do: feeds carry an ETag, and are fresh until midnight in New York by the stand-in's `now`. `pages` are
    what it has below `html_url`, by id with or without version, and `ar5iv_pages` below `ar5iv_url`, by bare id.
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
        self.holidays: set[date] = set()
        self.authors: dict[str, list[str]] = {}
        self.pages: dict[str, str | bytes] = {}
        self.ar5iv_pages: dict[str, str | bytes] = {}
        self.frozen = False
        self.most_items = MOST_ITEMS
        self._last_feeds: dict[str, str] = {}
        self.route("/rss/", self._rss)
        self.route("/a/", self._author)
        self.route("/api/query", self._api)
        self.route("/html/", self._html)
        self.route("/ar5iv/html/", self._ar5iv)

    @property
    def rss_url(self) -> str:
        return f"{self.url}/rss"

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/query"

    @property
    def authors_url(self) -> str:
        return f"{self.url}/a"

    @property
    def html_url(self) -> str:
        return f"{self.url}/html"

    @property
    def ar5iv_url(self) -> str:
        return f"{self.url}/ar5iv/html"

    def _html(self, request: Request) -> Answer:
        asked = request.path.removeprefix("/html/")
        held = self.pages.get(asked) or self.pages.get(re.sub(r"v\d+$", "", asked))
        return page_answer(held) if held else no_html(asked)

    def _ar5iv(self, request: Request) -> Answer:
        asked = request.path.removeprefix("/ar5iv/html/")
        held = self.ar5iv_pages.get(asked)
        return page_answer(held) if held else sent_on(asked, self.url)

    def _author(self, request: Request) -> Answer:
        author_id = request.path.removeprefix("/a/").removesuffix(".atom2")
        keys = self.authors.get(author_id)
        return author_answer(author_id, None if keys is None else [paper for paper in self.papers if paper.key in keys])

    def _rss(self, request: Request) -> Answer:
        categories = request.path.removeprefix("/rss/").split("+")
        for category in categories:
            if error := unknown(category):
                return rss_answer(feed_error(f"{self.url}{request.path}", error, self.day), status=400)
        if not self.frozen or request.path not in self._last_feeds:
            listed = [paper for paper in self.papers if self.announced is None or paper.key in self.announced]
            silent = self.day.weekday() > 4 or self.day in self.holidays
            items = announced_today([] if silent else listed, categories, self.kinds)
            self._last_feeds[request.path] = rss(categories, items[: self.most_items][::-1], self.day)
        answer = tagged(rss_answer(self._last_feeds[request.path]))
        answer.headers["cache-control"] = f"max-age={seconds_to_midnight(self.now())}"
        return answer

    def _api(self, request: Request) -> Answer:
        ids = [text for text in request.query.get("id_list", "").split(",") if text]
        for text in ids:
            if not _ID.fullmatch(text):
                return atom_answer(api_error(f"incorrect id format for {text}"), status=400)
        query = request.query.get("search_query", "")
        known = [paper for text in ids for paper in self.papers if paper.arxiv_id == re.sub(r"v\d+$", "", text)]
        try:
            answers = parse(query) if query else None
        except QueryError as error:
            return atom_answer(api_error(str(error)), status=400)
        found = [paper for paper in (known if ids else self.papers) if answers is None or answers(paper)]
        order = {"submittedDate": submitted, "lastUpdatedDate": updated}.get(request.query.get("sortBy", ""))
        if order:
            found.sort(key=order, reverse=request.query.get("sortOrder", "descending") == "descending")
        start, limit = int(request.query.get("start", 0)), int(request.query.get("max_results", 10))
        return atom_answer(api_feed(found[start : start + min(limit, 2000)], total=len(found), start=start))
