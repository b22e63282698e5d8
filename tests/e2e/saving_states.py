"""Pages to be saved in their many states, and pictures of the form over each of them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from playwright.sync_api import Page

from paper_radar.papers.model import Paper
from tests.e2e.pages import publisher_page
from tests.e2e.papers import MUON, UNLEARNING, own
from tests.e2e.popup import Popup

SITE = "https://journal.example.org"

ARTICLE = Paper(
    key="doi:10.5555/radar.2026.7",
    title="Rivers That Remember: Sediment as a Record of Floods",
    authors=("Ada Example", "Björn Beispiel"),
    abstract="We read the floods of the last two centuries from layers of sediment in four rivers, and find three that"
    " no chronicle names. Grain sizes tell their height within a metre; tree rings on the banks agree on the years.",
    published="2026-03-05",
    venue="Journal of Examples",
    doi="10.5555/radar.2026.7",
    url=f"{SITE}/articles/7",
    pdf_url=f"{SITE}/articles/7.pdf",
)
SHUFFLED = replace(
    ARTICLE, key="doi:10.5555/radar.2026.8", doi="10.5555/radar.2026.8", url=f"{SITE}/articles/8", pdf_url=""
)


def shuffled_page(paper: Paper) -> str:
    """An article whose tags name the authors in another order than the page shows them."""
    shown, tagged = ", ".join(paper.authors), replace(paper, authors=paper.authors[::-1])
    return publisher_page(tagged).replace(f"<p>{', '.join(tagged.authors)}</p>", f'<p class="authors">{shown}</p>')


def papers_page(papers: list[Paper]) -> str:
    """A group's list of publications."""
    links = "".join(f'<li><a href="{paper.url}">{paper.title}</a></li>' for paper in papers)
    return f"<!doctype html><title>Publications | The lab</title><h1>Publications</h1><ul>{links}</ul>"


HOME = "<!doctype html><title>Journal of Examples</title><h1>Journal of Examples</h1><p>Welcome.</p>"
CHALLENGE = "<!doctype html><title>Just a moment...</title><p>Verifying you are human.</p>"


def is_there(popup: Popup, selector: str) -> None:
    popup.wait_for(lambda: popup.evaluate(f"Boolean(document.querySelector({selector!r}))"), selector)


def press(popup: Popup, selector: str) -> None:
    is_there(popup, selector)
    popup.evaluate(f"document.querySelector({selector!r}).click()")


def form(popup: Popup) -> None:
    """Until the fields stand there."""
    popup.wait_for(lambda: popup.evaluate("document.querySelector('#field-title')?.value"), "the form")
    popup.evaluate("new Promise((grown) => setTimeout(grown, 300))")  # a window that has just grown shows itself twice


def show(here: Any) -> None:
    """The form in its states; `here` is the Studio of shots."""
    reader = here.reader

    def taken(state: str, url: str, html: str, ready: Callable[[Popup], object]) -> None:
        here.popup(state, reader.visits(url, html), ready)

    def chooser(popup: Popup) -> None:
        form(popup)
        press(popup, "#where-authors")

    def unfolded(popup: Popup) -> None:
        form(popup)
        press(popup, "#fold-abstract")
        press(popup, "#fold-links")

    def completed(popup: Popup) -> None:
        form(popup)
        popup.evaluate("document.querySelector('#own-tags').focus()")
        popup.type("op")
        is_there(popup, "[role=option]")
        popup.key("ArrowDown")

    def learned(popup: Popup) -> None:
        chooser(popup)
        press(popup, "#said-authors li:first-child button")
        press(popup, "[name=own-stars][value='4']")
        press(popup, "#save")
        popup.wait_for(lambda: popup.evaluate("document.querySelectorAll('.outcome .note').length") == 2, "the outcome")

    def merged(popup: Popup) -> None:
        form(popup)
        popup.evaluate("document.querySelector('#own-tags').focus()")
        popup.type("sediment, ")
        press(popup, "#save")
        is_there(popup, ".outcome .note")

    def waiting(popup: Popup) -> None:
        is_there(popup, "#save")
        press(popup, "#save")
        is_there(popup, ".outcome .note")

    def edited(popup: Popup) -> None:
        popup.wait_for_rows()
        press(popup, "#own")
        is_there(popup, "#own-tags")

    preprint: dict[str, Any] = {
        "key": "arxiv:2603.00007",
        "arxiv_id": "2603.00007",
        "title": ARTICLE.title,
        "version": 1,
    }
    reader.service.ask("POST", "/library", {"key": f"arxiv:{UNLEARNING}", "tags": ["optimizers", "open questions"]})
    taken("save-differ", SHUFFLED.url, shuffled_page(SHUFFLED), form)
    taken("save-chooser", SHUFFLED.url, shuffled_page(SHUFFLED), chooser)
    taken("save-unfolded", SHUFFLED.url, shuffled_page(SHUFFLED), unfolded)
    taken("save-tags", SHUFFLED.url, shuffled_page(SHUFFLED), completed)
    taken("save-learned", SHUFFLED.url, shuffled_page(SHUFFLED), learned)
    reader.service.ask("DELETE", "/library/doi:10.5555/radar.2026.8")
    preprint["authors"] = list(ARTICLE.authors)
    reader.service.ask("POST", "/library", {"paper": preprint, "note": "Read §3."})
    taken("save-merged", ARTICLE.url, publisher_page(ARTICLE), merged)
    taken("save-saved", ARTICLE.url, publisher_page(ARTICLE), form)
    taken("save-papers", f"{SITE}/lab/papers", papers_page([*own().values()][:7]), lambda popup: popup.wait_for_rows())
    taken("save-home", f"{SITE}/", HOME, form)
    taken("save-challenge", f"{SITE}/articles/9", CHALLENGE, form)
    reader.service.ask("POST", "/library", {"key": f"arxiv:{MUON}", "tags": ["optimizers"], "stars": 4, "note": "Why?"})
    here.popup("save-own-part", reader.opens(own()[MUON]), edited)
    reader.service.stop()
    taken("save-waiting", SHUFFLED.url, shuffled_page(SHUFFLED), waiting)
    reader.service.start()


def corrections(page: Page) -> None:
    """Until the sites that were corrected stand there."""
    page.locator("#corrections li").first.wait_for()
