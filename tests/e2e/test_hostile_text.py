"""Titles, abstracts, names and model text are words of strangers: they stay words."""

import re
from dataclasses import replace

import pytest

from paper_radar.papers.model import to_json
from tests.e2e.pages import abs_page, daily_page, listing_page
from tests.e2e.papers import MUON, own
from tests.e2e.popup import Popup
from tests.e2e.reader import Reader
from tests.standins.groq import CHAT, GroqStandin, stream, words

SCRIPT = '<img src=x onerror="globalThis.harmed = 1"><script>globalThis.harmed = 1</script>'
HOSTILE = replace(
    own()[MUON],
    key="arxiv:2606.99999",
    arxiv_id="2606.99999",
    title=f"Muon {SCRIPT} under spectral norm constraints \u202egnorw",
    authors=(f"Mallory {SCRIPT}", "Qiang Liu", "javascript:alert(1)"),
    abstract=f"{own()[MUON].abstract} {SCRIPT} ]]> </textarea> {{{{constructor}}}} " + "a" * 3000,
    url="javascript:globalThis.harmed=1",
    pdf_url="javascript:globalThis.harmed=1",
)


def is_unharmed(popup: Popup) -> bool:
    """No script ran, nothing but our own elements is there, and no link leads anywhere but to a page."""
    return bool(
        popup.evaluate(
            """globalThis.harmed === undefined
               && document.querySelectorAll('main img, main script, main iframe').length === 0
               && [...document.querySelectorAll('a')].every((link) => /^https?:$/.test(link.protocol))
               && document.documentElement.scrollWidth <= innerWidth"""
        )
    )


def test_a_hostile_paper_page_stays_words(reader: Reader):
    reader.service.follow("topic", "spectral norm")
    page = reader.visits(f"https://arxiv.org/abs/{HOSTILE.arxiv_id}", abs_page(HOSTILE))
    with reader.clicks_the_button(page) as popup:
        popup.wait_for_rows()
        popup.wait_for_text("Mallory")
        popup.click("button", re.compile("^topic"))
        popup.click("button", "Show the abstract")
        popup.wait_for_text("constructor")
        assert is_unharmed(popup)


@pytest.mark.parametrize("write", [listing_page, daily_page], ids=["arXiv", "Hugging Face"])
def test_a_hostile_listing_stays_words(reader: Reader, write):
    reader.service.follow("author", "Qiang Liu")
    site = "https://arxiv.org/list/cs.LG/recent?hostile" if write is listing_page else "https://huggingface.co/papers"
    with reader.clicks_the_button(reader.visits(site, write([HOSTILE]))) as popup:
        popup.wait_for_rows()
        popup.key("j", "w")
        popup.wait_for_text("exactly the name you follow")
        assert is_unharmed(popup)


def test_a_hostile_saved_paper_stays_words(reader: Reader):
    paper = {**to_json(HOSTILE), "title": HOSTILE.title}
    reader.service.ask("POST", "/library", {"paper": paper, "note": SCRIPT, "tags": [SCRIPT]})
    with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
        popup.click("tab", "Library 1")
        popup.wait_for_text("Muon")
        popup.wait_for_rows()
        assert is_unharmed(popup)


def test_hostile_text_of_the_model_stays_words(reader: Reader, groq: GroqStandin):
    groq.queue(CHAT, stream(words(f"## Claim {SCRIPT}\nIt works. {SCRIPT}\n[click](javascript:alert(1)) The end.")))
    page = reader.opens(replace(own()["2503.18225"], version=1))
    with reader.clicks_the_button(page) as popup:
        popup.click("button", "Brief")
        popup.wait_for_text("The end.")
        assert is_unharmed(popup)
