"""The feed's page in its tab, and the papers of the corpus as if they were of these days."""

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from tests.e2e.papers import pool_file
from tests.e2e.reader import Reader
from tests.e2e.service import Service


class FeedPage:
    """The page as a reader handles it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    def open(cls, reader: Reader, **asked: Any) -> "FeedPage":
        """In a new tab, as its address says what is looked at: `tab="trending"`, `entry=["…"]`, `from_=20`."""
        asked = {name.rstrip("_"): value for name, value in asked.items()}
        query = f"?{urlencode(asked, doseq=True)}" if asked else ""
        return cls(reader.browser.open(f"{reader.browser.origin}/feed/feed.html{query}"))

    @property
    def papers(self) -> Locator:
        """The papers that are in the document and not on their way."""
        return self.page.locator("div.paper:not(.waiting)")

    def paper(self, title: str) -> Locator:
        return self.page.locator("div.paper", has_text=title)

    def numbered(self, number: int) -> Locator:
        """The paper with that number, from 1 on."""
        return self.page.locator(f"#paper-{number - 1}:not(.waiting)")

    def titles(self) -> list[str]:
        return self.papers.locator("h3").all_inner_texts()

    def begins(self, titles: Sequence[str]) -> None:
        """These papers in this order at the top, as soon as they are there."""
        for place, title in enumerate(titles):
            expect(self.papers.locator("h3").nth(place)).to_have_text(title)

    def begins_at(self, number: int) -> None:
        """The first paper that is shown has this number, and stands in view."""
        expect(self.papers.locator(".number").first).to_have_text(f"{number:02d}.")
        expect(self.numbered(number)).to_be_in_viewport()

    def says(self, text: str) -> None:
        """The sentence of the head."""
        expect(self.page.locator("#sentence")).to_contain_text(text)

    def at(self, query: str) -> None:
        """The address, from the "?" on."""
        expect(self.page).to_have_url(f"{self.page.url.split('?')[0]}{query}")

    def next(self) -> None:
        self.page.locator("#next-batch").click()

    def previous(self) -> None:
        self.page.locator("#previous-batch").click()

    def has_focus(self, id: str) -> None:
        expect(self.page.locator(f'[id="{id}"]')).to_be_focused()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def toast(self, text: str) -> None:
        expect(self.page.locator("#toast")).to_contain_text(text)


def corpus(path: Path | None = None) -> Iterator[dict[str, Any]]:
    """The papers of a JSONL file; unless told, the 21,591 of March to June 2025, or our own sixty."""
    path = path or pool_file()
    open_text: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with open_text(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def recent(papers: Iterable[dict[str, Any]], last_day: date | None = None) -> list[dict[str, Any]]:
    """The papers moved in time, so that the last day on which one was announced is `last_day`, today unless told; as
    POST /pool takes them.
    """
    papers = list(papers)
    last_day = last_day or datetime.now(UTC).date()
    moved = last_day - max(date.fromisoformat(paper["announced"]) for paper in papers)
    return [_as_of(paper, date.fromisoformat(paper["announced"]) + moved) for paper in papers]


def of_these_days() -> list[dict[str, Any]]:
    """The corpus moved so that its last day is today; our own sixty papers, where there are no more, fill six days."""
    papers = recent(corpus())
    if len(papers) > 1_000:
        return papers
    last = date.fromisoformat(max(paper["announced"] for paper in papers))
    return [
        {**paper, "announced": (last - timedelta(days=place // 10)).isoformat()} for place, paper in enumerate(papers)
    ]


def _as_of(paper: dict[str, Any], day: date) -> dict[str, Any]:
    id = paper["id"]
    return {
        "key": f"arxiv:{id}",
        "title": paper["title"],
        "abstract": paper["abstract"],
        "authors": paper["authors"],
        "categories": paper["categories"],
        "primary_category": paper["categories"][0],
        "published": (day - timedelta(days=1)).isoformat(),
        "announced": day.isoformat(),
        "version": 1,
        "arxiv_id": id,
        "url": f"https://arxiv.org/abs/{id}",
        "pdf_url": f"https://arxiv.org/pdf/{id}",
        "source": "arxiv",
    }


def bring(service: Service, papers: Sequence[dict[str, Any]]) -> None:
    """Hand the papers to the pool of a running service, as an import does."""
    for start in range(0, len(papers), 500):
        service.ask("POST", "/pool", {"papers": list(papers[start : start + 500])})
