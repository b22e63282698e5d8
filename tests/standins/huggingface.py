"""A stand-in for Hugging Face's papers API on loopback, in the format recorded in 2026."""

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from paper_radar.papers.model import Paper
from tests.standins.server import Answer, Request, Standin


class HuggingFaceStandin(Standin):
    """Lists `papers` on the day on which each was announced; those that say no day belong to `day`, the latest one.

    Both may be changed while it runs.
    """

    def __init__(self, papers: Iterable[Paper] = (), *, day: date = date(2026, 4, 29)) -> None:
        super().__init__()
        self.papers = list(papers)
        self.day = day
        self.route("/api/daily_papers", self._daily)
        self.route("/api/papers/", self._paper)
        self.route("/api/papers/search", self._search)

    def _daily(self, request: Request) -> Answer:
        day = request.query.get("date") or self.day.isoformat()
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
            return _json({"error": "✖ Invalid ISO date\n  → at date"}, status=400)
        listed = [paper for paper in self.papers if (paper.announced[:10] or self.day.isoformat()) == day]
        return _json([item(paper, day) for paper in listed[: int(request.query.get("limit", 50))]])

    def _paper(self, request: Request) -> Answer:
        wanted = request.path.removeprefix("/api/papers/")
        for paper in self.papers:
            if paper.arxiv_id == wanted:
                return _json(paper_object(paper, paper.announced[:10] or self.day.isoformat()))
        return _json({"error": "Paper not found"}, status=404)

    def _search(self, request: Request) -> Answer:
        words = request.query.get("q", "").lower().split()
        texts = [(f"{paper.title} {paper.abstract}".lower(), paper) for paper in self.papers]
        found = [paper for text, paper in texts if all(word in text for word in words)]
        return _json([item(paper, self.day.isoformat()) for paper in found])


def item(paper: Paper, day: str) -> dict[str, Any]:
    """An entry of the daily list."""
    return {
        "paper": paper_object(paper, day),
        "publishedAt": f"{day}T00:00:00.000Z",
        "title": paper.title,
        "summary": paper.abstract,
        "thumbnail": f"https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/{paper.arxiv_id}.png",
        "numComments": paper.comments or 0,
        "isAuthorParticipating": False,
    }


def paper_object(paper: Paper, day: str) -> dict[str, Any]:
    """A paper as Hugging Face gives it alone and within an entry."""
    authors = [{"_id": f"{at:024x}", "name": name, "hidden": False} for at, name in enumerate(paper.authors)]
    code = {"githubRepo": paper.code_url, "githubStars": 12} if paper.code_url else {}
    return {
        "id": paper.arxiv_id,
        "authors": authors,
        "publishedAt": paper.published or f"{day}T17:59:41.000Z",
        "submittedOnDailyAt": f"{day}T00:00:51.373Z",
        "title": paper.title,
        "summary": paper.abstract,
        "upvotes": paper.upvotes or 0,
        **code,
    }


def _json(value: object, status: int = 200) -> Answer:
    return Answer(status, json.dumps(value).encode(), {"content-type": "application/json; charset=utf-8"})
