"""The library's page in its tab, and libraries to look at."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from tests.e2e.papers import own
from tests.e2e.reader import Reader


class LibraryPage:
    """The page as a reader handles it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    def open(cls, reader: Reader, **asked: Any) -> "LibraryPage":
        """In a new tab, as its address says what is looked at: `tag=["a", "b"]`, `q="muon"`."""
        query = f"?{urlencode(asked, doseq=True)}" if asked else ""
        return cls(reader.browser.open(f"{reader.browser.origin}/library/library.html{query}"))

    def titles(self) -> list[str]:
        """Of the rows that are in the document and not on their way."""
        return self.page.locator("div.paper:not(.waiting) h2").all_inner_texts()

    def shows(self, titles: Sequence[str]) -> None:
        """These papers in this order, as soon as they are there."""
        expect(self.page.locator("div.paper:not(.waiting) h2")).to_have_text(list(titles))

    def counts(self, text: str) -> None:
        expect(self.page.locator("#count")).to_have_text(text)

    def row(self, title: str) -> Locator:
        return self.page.locator("div.paper", has_text=title)

    def opens(self, title: str) -> Locator:
        """Unfold a paper; its details."""
        self.page.get_by_role("button", name=title, exact=True).click()
        details = self.page.locator(".details")
        details.wait_for()
        return details

    def focus(self) -> str:
        """The id of what has the focus."""
        return str(self.page.evaluate("document.activeElement?.id ?? ''"))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def toast(self, text: str) -> None:
        expect(self.page.locator("#toast")).to_contain_text(text)


TAGS = ["optimizers", "theory", "diffusion", "to discuss", "seminar", "baselines", "语言模型"]


def records(count: int) -> list[dict[str, Any]]:
    """Saved papers made of our own sixty, each with an id of its own: as many as are wanted."""
    papers = list(own().values())
    made = []
    for number in range(count):
        paper = papers[number % len(papers)]
        id = paper.arxiv_id if number < len(papers) else f"2401.{number:05d}"
        turn = f" ({number // len(papers) + 1})" if number >= len(papers) else ""
        made.append(
            {
                "paper": {
                    **asdict(paper),
                    "key": f"arxiv:{id}",
                    "arxiv_id": id,
                    "title": paper.title + turn,
                    "url": f"https://arxiv.org/abs/{id}",
                    "pdf_url": f"https://arxiv.org/pdf/{id}",
                    "source": "arxiv",
                },
                "saved_at": f"2026-{1 + number % 10:02d}-{1 + number % 28:02d}T{number % 24:02d}:00:00+00:00",
                "updated_at": f"2026-11-{1 + number % 20:02d}T10:00:00+00:00",
                "tags": sorted({TAGS[number % 7], TAGS[number % 5]} if number % 3 else set()),
                "note": "Compare the rate in Theorem 2 with ours." if number % 9 == 4 else "",
                "status": ("to_read", "to_read", "reading", "read")[number % 4],
                "stars": (0, 0, 3, 0, 5, 0, 4)[number % 7],
                "origins": {},
                "also": [],
                "apart": [],
            }
        )
    return made


def fill(reader: Reader, count: int) -> None:
    """Put so many papers into the library, by the way an undo takes."""
    made = records(count)
    for start in range(0, count, 400):
        reader.service.ask("POST", "/library/restore", {"items": made[start : start + 400]})
