"""A stand-in for Hugging Face's papers API on loopback, in the format recorded in 2026."""

import json
import re
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any

from paper_radar.papers.model import Paper
from tests.standins.server import Answer, Request, Standin

MOST_A_PAGE = 100


class HuggingFaceStandin(Standin):
    """Lists `papers` on the day on which each was announced; those that say no day belong to `day`, the latest one.

    All of it may be changed while it runs. `trending` are keys, most first (None: those of `day`). `left` is how many
    more requests it allows before `resets_in` seconds are over, told in its headers; at 0 it answers 429 (None: no
    limit). `alone` gives what a search finds as papers, not as items that hold one; `paged` False knows no second page,
    and `most_a_page` is where it cuts whatever was asked for.
    """

    def __init__(self, papers: Iterable[Paper] = (), *, day: date = date(2026, 4, 29)) -> None:
        super().__init__()
        self.papers = list(papers)
        self.day = day
        self.trending: list[str] | None = None
        self.left: int | None = None
        self.resets_in = 120
        self.alone = False
        self.paged = True
        self.most_a_page = MOST_A_PAGE
        self.route("/api/daily_papers", self._daily)
        self.route("/api/papers/", self._paper)
        self.route("/api/papers/search", self._search)

    def days(self) -> list[str]:
        """The days it was asked for, in their order; "" is the latest list, "trending" what trends."""
        asked = [request.query for request in self.requests("/api/daily_papers")]
        return [query.get("sort") or query.get("date", "") for query in asked]

    def _daily(self, request: Request) -> Answer:
        if request.query.get("sort") == "trending":
            return self._answered(request, self._page(request, [item(each, self._day(each)) for each in self._trend()]))
        day = request.query.get("date") or self.day.isoformat()
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
                raise ValueError(day)
            date.fromisoformat(day)
        except ValueError:
            return self._answered(request, {"error": "✖ Invalid ISO date\n  → at date"}, status=400)
        listed = [item(paper, day) for paper in self.papers if self._day(paper) == day]
        return self._answered(request, self._page(request, listed))

    def _page(self, request: Request, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        size = min(int(request.query.get("limit", 50)), self.most_a_page)
        begin = size * int(request.query.get("p", 0)) if self.paged else 0
        return items[begin : begin + size]

    def _trend(self) -> list[Paper]:
        if self.trending is None:
            today = [paper for paper in self.papers if self._day(paper) == self.day.isoformat()]
            return sorted(today, key=lambda paper: -(paper.upvotes or 0))
        by_key = {paper.key: paper for paper in self.papers}
        return [by_key[key] for key in self.trending]

    def _day(self, paper: Paper) -> str:
        return paper.announced[:10] or self.day.isoformat()

    def _paper(self, request: Request) -> Answer:
        wanted = request.path.removeprefix("/api/papers/")
        for paper in self.papers:
            if paper.arxiv_id == wanted:
                return self._answered(request, paper_object(paper, self._day(paper)))
        return self._answered(request, {"error": "Paper not found"}, status=404)

    def _search(self, request: Request) -> Answer:
        words = request.query.get("q", "").lower().split()
        texts = [(f"{paper.title} {paper.abstract}".lower(), paper) for paper in self.papers]
        found = [paper for text, paper in texts if all(word in text for word in words)]
        give = paper_object if self.alone else item
        most = int(request.query.get("limit", 120))
        return self._answered(request, [give(paper, self._day(paper)) for paper in found[:most]])

    def _answered(self, request: Request, value: object, status: int = 200) -> Answer:
        headers = {"content-type": "application/json; charset=utf-8"}
        if self.left is not None:
            headers["ratelimit"] = f'"api";r={max(self.left - 1, 0)};t={self.resets_in}'
            headers["ratelimit-policy"] = '"fixed window";"api";q=500;w=300'
            if self.left <= 0:
                return Answer(429, b'{"error": "Too many requests"}', headers)
            self.left -= 1
        body = json.dumps(value).encode()
        headers["etag"] = f'W/"{len(body):x}-{sha256(body).hexdigest()[:27]}"'
        if status == 200 and request.headers.get("if-none-match") == headers["etag"]:
            return Answer(304, b"", headers)
        return Answer(status, body, headers)


def item(paper: Paper, day: str) -> dict[str, Any]:
    """An entry of the daily list."""
    return {
        "paper": paper_object(paper, day),
        "publishedAt": f"{day}T00:00:00.000Z",
        "title": paper.title,
        "summary": paper.abstract,
        "thumbnail": f"https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/{paper.arxiv_id}.png",
        "numComments": paper.comments or 0,
        "submittedBy": {"_id": "61e52be53d6dbb1da842316a", "fullname": "A Reader", "name": "reader", "type": "user"},
        "organization": {"_id": "5ffdfbadbba2ae614d771970", "name": "amazon", "fullname": "Amazon"},
        "isAuthorParticipating": False,
    }


def paper_object(paper: Paper, day: str) -> dict[str, Any]:
    """A paper as Hugging Face gives it alone and within an entry; what it does not know of it is not there at all."""
    authors = [{"_id": f"{at:024x}", "name": name, "hidden": False} for at, name in enumerate(paper.authors)]
    newer = {
        "githubRepo": paper.code_url,
        "githubStars": 12 if paper.code_url else 0,
        "projectPage": paper.project_url,
        "ai_summary": paper.summary,
        "ai_keywords": list(paper.keywords),
    }
    return {
        "id": paper.arxiv_id,
        "authors": authors,
        "publishedAt": paper.published or f"{day}T17:59:41.000Z",
        "submittedOnDailyAt": f"{day}T00:00:51.373Z",
        "title": paper.title,
        "summary": paper.abstract,
        "upvotes": paper.upvotes or 0,
        "discussionId": "67286ab16c2c5bca2617d918",
        **{name: value for name, value in newer.items() if value},
    }
