"""The first run in its tab, and papers of the last days for it to bring."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, Page, expect

from paper_radar.papers.model import Paper
from tests.e2e.papers import own
from tests.e2e.reader import Reader
from tests.standins.arxiv import ArxivStandin

AUTHOR_ID = "zou_d_1"
BIBTEX = """@article{one, title={Benign Overfitting in Ridge Regression}, author={Noether, Emmy and Lovelace, Ada}}
@article{two, title={Benign Overfitting Revisited}, author={Noether, Emmy}}
"""


class FirstRun:
    """The steps as a reader takes them."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    def open(cls, reader: Reader) -> "FirstRun":
        """By opening the feed, where nothing is followed yet."""
        return cls(reader.browser.open(f"{reader.browser.origin}/feed/feed.html"))

    def at(self, step: str) -> None:
        """The step "connect", "follow" or "arrive" is the one that stands there."""
        expect(self.page.locator(f"#start-{step}")).to_be_visible()

    def over(self) -> None:
        expect(self.page.locator("#start")).to_be_hidden()

    def types(self, field: str, text: str) -> None:
        """Into "authors" or "topics", and Enter."""
        self.page.locator(f"#start-{field}").fill(text)
        self.page.keyboard.press("Enter")

    def chips(self, field: str) -> Locator:
        return self.page.locator(f".tags:has(#start-{field}) .chip:not(.waits)")

    def offered(self, kind: str) -> Locator:
        """The suggestions of a kind: "author", "topic" or "category"."""
        return self.page.locator(f"#offered-{kind} .offer")

    def gives_bibtex(self, text: str = BIBTEX) -> None:
        file = {"name": "mine.bib", "mimeType": "text/plain", "buffer": text.encode()}
        self.page.locator("#start-file").set_input_files(file)  # type: ignore[arg-type]

    def names_author_page(self, address: str = f"https://arxiv.org/a/{AUTHOR_ID}") -> None:
        self.page.locator("#start-author").fill(address)
        self.page.keyboard.press("Enter")

    def goes(self) -> None:
        self.page.locator("#start-go").click()

    def ends(self) -> None:
        """The refresh is over."""
        expect(self.page.locator("#start-progress")).to_contain_text("Done", timeout=60_000)


def of_these_days() -> list[Paper]:
    """Our own papers as if they had been submitted three days ago."""
    day = (datetime.now(UTC) - timedelta(days=3)).isoformat(timespec="seconds")
    return [replace(paper, published=day, updated=day, announced="", version=1) for paper in own().values()]


@contextmanager
def arxiv_of_these_days() -> Iterator[tuple[ArxivStandin, dict[str, str]]]:
    """A stand-in with those papers, of which Difan Zou's have an author's page; and what points a service at it."""
    today = datetime.now(UTC).date()
    # Nothing is announced on a weekend.
    day = today - timedelta(days=max(0, today.weekday() - 4))
    with ArxivStandin(papers=of_these_days(), day=day) as arxiv:
        arxiv.authors = {AUTHOR_ID: [paper.key for paper in arxiv.papers if "Difan Zou" in paper.authors]}
        yield (
            arxiv,
            {
                "PAPER_RADAR_ARXIV_API_URL": arxiv.api_url,
                "PAPER_RADAR_ARXIV_RSS_URL": arxiv.rss_url,
                "PAPER_RADAR_ARXIV_AUTHORS_URL": arxiv.authors_url,
            },
        )
