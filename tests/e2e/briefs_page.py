"""The page of briefs in its tab, and kept briefs to look at."""

from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from tests.e2e.papers import MUON, POLAR, own
from tests.e2e.reader import Reader

ALONE, ACROSS, OLD = (f"{number:024x}" for number in (1, 2, 3))
THIRD = "2506.12543"


class BriefsPage:
    """The page as a reader handles it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    def open(cls, reader: Reader, **asked: Any) -> "BriefsPage":
        """In a new tab, as its address says what is shown: `id="…"`, `q="muon"`, `keys=["…", "…"]`."""
        query = f"?{urlencode(asked, doseq=True)}" if asked else ""
        return cls(reader.browser.open(f"{reader.browser.origin}/briefs/briefs.html{query}"))

    def counts(self, text: str) -> None:
        expect(self.page.locator("#count")).to_have_text(text)

    def lists(self, *titles: str) -> None:
        expect(self.page.locator("#list h2")).to_have_text(list(titles))

    def is_titled(self, title: str) -> None:
        expect(self.page.locator("h1")).to_have_text(title)

    def is_written(self) -> None:
        """To its end: what is still asked of the model would be answered with what the next case has queued."""
        expect(self.article()).to_have_attribute("aria-busy", "false")

    def article(self) -> Locator:
        return self.page.locator("article.brief")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def toast(self, text: str) -> None:
        expect(self.page.locator("#toast")).to_contain_text(text)


def statement(section: str, text: str, *quotes: tuple[str, str], problem: tuple[str, str] | None = None) -> Any:
    """With the words of each paper (its id, a quotation of its abstract) that it rests on."""
    passages = []
    for id, quote in quotes:
        before, found, after = own()[id].abstract.partition(quote)
        assert found, quote
        begin = before.rfind(". ") + 2 if ". " in before else 0
        ends = after.find(". ") + 1 or len(after)
        passages.append(
            {"key": f"arxiv:{id}", "part": "Abstract", "before": before[begin:], "quote": quote, "after": after[:ends]}
        )
    problems = [{"fault": problem[0], "text": problem[1]}] if problem else []
    return {"section": section, "text": text, "passages": passages, "problems": problems}


def brief(id: str, papers: list[str], statements: list[Any], **more: Any) -> dict[str, Any]:
    """A brief as the service keeps it."""
    shown = [own()[one] for one in papers]
    return {
        "id": id,
        "keys": [paper.key for paper in shown],
        "kind": "paper",
        "language": "en",
        "length": "short",
        "state": "done",
        "text": "",
        "statements": statements,
        "papers": [
            {
                "key": paper.key,
                "title": paper.title,
                "authors": list(paper.authors),
                "published": paper.published,
                "url": paper.url,
                "venue": "",
                "version": 1,
            }
            for paper in shown
        ],
        "read": {paper.key: "abstract" for paper in shown},
        "origin": "groq",
        "model": "openai/gpt-oss-20b",
        "tokens": 1234,
        "finish_reason": "stop",
        "error": None,
        "created": "2026-11-20T09:30:00+00:00",
        "updated": "2026-11-20T09:30:00+00:00",
        "prompt_version": 2,
        "paper_versions": {},
        "digests": {},
        **more,
    }


def alone() -> dict[str, Any]:
    """Of one paper, with one statement that could not be checked."""
    return brief(
        ALONE,
        [MUON],
        [
            statement(
                "claim",
                "Muon with decoupled weight decay solves a problem whose weights obey a spectral norm constraint.",
                (MUON, "Muon solves a problem whose weight matrices obey a spectral norm constraint"),
            ),
            statement(
                "method",
                "Its update is read as steepest descent and placed in the Lion-K family.",
                (MUON, "Reading its update as steepest descent under a spectral norm"),
                (MUON, "we place it in the Lion-K family"),
            ),
            statement(
                "evidence",
                "The view explains the implicit regularization of Muon.",
                (MUON, "The view explains its implicit regularization"),
            ),
            statement("limits", "It was tried on 12 data sets only.", problem=("number", "12")),
        ],
    )


def across() -> dict[str, Any]:
    """Of three papers."""
    return brief(
        ACROSS,
        [MUON, POLAR, THIRD],
        [
            statement(
                "theme",
                "Both papers look at the matrix step of Muon: [1] asks what it solves, [2] how fast it can be taken.",
                (MUON, "We ask what the Muon optimizer optimizes"),
                (POLAR, "Muon needs the polar factor of a momentum matrix at every step"),
            ),
            statement(
                "connection",
                "The constraint of [1] and the iteration of [2] rest on the same singular values.",
                (MUON, "built on other convex functions of singular values"),
            ),
            statement("first", "Begin with [1].", (MUON, "We ask what the Muon optimizer optimizes")),
        ],
        kind="several",
        created="2026-11-21T08:00:00+00:00",
        updated="2026-11-21T08:00:00+00:00",
    )


def keep(reader: Reader, *briefs: dict[str, Any]) -> None:
    """Put them on the shelf, by the way an undo takes."""
    for one in briefs:
        reader.service.ask("POST", "/briefs/restore", {"brief": one})
