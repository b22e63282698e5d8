"""Pictures of marks in the pages of arXiv and Hugging Face, and of what the popup and the options say of them.

The sites' own styles are not beside the project: what stands here has their type and columns, light and dark.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from playwright.sync_api import Page

from tests.e2e import source_states
from tests.e2e.marked import Marked
from tests.e2e.pages import abs_page, daily_page, hf_paper_page, listing_page
from tests.e2e.papers import MUON, POLAR, own
from tests.shared import DATA

_ARXIV = """
body { font: 16px/1.4 "Lucida Grande", Helvetica, Arial, sans-serif; margin: 0 24px 60px; }
a { color: #2065a1; text-decoration: none; } h1 { font-size: 22px; }
dt { margin-top: 14px; font-size: 14px; } dd { margin-left: 32px; }
.list-title, h1.title { font-weight: 700; font-size: 17px; } h1.title { font-size: 24px; }
.descriptor { font-weight: 400; } .list-subjects { font-size: 14px; }
"""
_HUB = """
:root { color-scheme: light dark; }
body { font: 15px/1.4 "Source Sans Pro", system-ui, sans-serif; margin: 0; }
body { background: light-dark(#fff, #0b0f19); color: light-dark(#111827, #e5e7eb); }
main { max-width: 1000px; margin: 0 auto; padding: 16px; }
#trending { display: block; margin-bottom: 16px; }
#cards { display: grid; grid-template-columns: repeat(3, 1fr); gap: 20px; }
article { border: 1px solid light-dark(#e5e7eb, #1f2937); border-radius: 12px; padding: 150px 14px 14px; }
article { background: linear-gradient(light-dark(#e8ecf5, #1b2437) 0 138px, light-dark(#fff, #101623) 138px); }
article label { float: left; margin-right: 10px; }
article input { display: none; }
h3 { margin: 0; font-size: 17px; }
a { color: inherit; text-decoration: none; }
"""


def show(here: Any) -> None:
    """Every picture of marks; the reader follows authors, topics and a category by now, and has saved a paper."""
    reader = here.reader
    papers = [replace(paper, upvotes=12) for paper in own().values()]
    _page(here, "marks-arxiv", "https://arxiv.org/list/cs.LG/recent?marks", listing_page(papers), _ARXIV, walked)
    _page(here, "marks-arxiv-keys", "https://arxiv.org/list/cs.LG/recent?keys", listing_page(papers), _ARXIV, keys)
    _page(here, "marks-arxiv-only", "https://arxiv.org/list/cs.LG/recent?only", listing_page(papers), _ARXIV, only)
    if DATA.is_dir():
        reader.service.follow("author", "Mary E Putman")
        reader.service.follow("topic", "kilonovae")
        _page(here, "marks-arxiv-recorded", "https://arxiv.org/list/astro-ph/new", "", _ARXIV, walked)
    _page(here, "marks-arxiv-paper", f"https://arxiv.org/abs/{MUON}", abs_page(own()[MUON]), _ARXIV, plain)
    by_votes = sorted(papers, key=lambda paper: paper.arxiv_id not in (MUON, POLAR))[:12]
    _page(here, "marks-hub", "https://huggingface.co/papers", daily_page(by_votes), _HUB, walked)
    _page(here, "marks-hub-paper", f"https://huggingface.co/papers/{MUON}", hf_paper_page(own()[MUON]), _HUB, plain)
    links = "".join(f'<p><a href="/abs/{paper.arxiv_id}">{paper.arxiv_id}</a></p>' for paper in papers)
    here.popup(
        "listing-not-understood",
        reader.visits("https://arxiv.org/list/cs.LG/recent?new", f"<!doctype html><main>{links}</main>"),
        lambda popup: popup.wait_for_text("60"),
    )
    here.section("options-marks", "marks", source_states.FINE, options)


def options(page: Page) -> None:
    for drawn in ("#marks-all", "#feed-address", "ul.sources > li", ".entries li"):
        page.locator(drawn).first.wait_for()


def plain(marks: Marked) -> None:
    marks.waits_for(".bar .count")


def walked(marks: Marked) -> None:
    plain(marks)
    marks.page.keyboard.press("j")


def keys(marks: Marked) -> None:
    plain(marks)
    marks.page.keyboard.press("?")


def only(marks: Marked) -> None:
    plain(marks)
    marks.page.keyboard.press("j")
    marks.press("#only")
    marks.page.keyboard.press("x")
    marks.waits_for(".told p")


def _page(here: Any, state: str, url: str, html: str, style: str, ready: Callable[[Marked], None]) -> None:
    page = here.reader.visits(url, html.replace("</head>", f"<style>{style}</style></head>"))
    if not html:
        page.add_style_tag(content=style)
    ready(Marked(here.reader.browser, page))
    here.page(state, page)
    for key in (MUON, POLAR):
        here.reader.service.ask("POST", "/feedback", {"key": f"arxiv:{key}"})
        here.reader.service.ask("DELETE", f"/feedback/arxiv:{key}")
