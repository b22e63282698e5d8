"""What Hugging Face knows of a paper stands quietly beside it wherever it is met, and is kept fresh."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from paper_radar.papers.model import Paper, to_json
from tests.e2e.conftest import Begin
from tests.e2e.papers import MUON, POLAR, UNLEARNING, own
from tests.e2e.reader import Reader
from tests.e2e.test_accessibility import clear
from tests.standins.huggingface import HuggingFaceStandin

CODE = "https://github.com/MoonshotAI/Moonlight"
LOVED = replace(
    own()[MUON],
    upvotes=35,
    comments=2,
    code_url=CODE,
    keywords=("Lion-K", "hidden word"),
    summary="Muon solves a problem whose weights obey a <b>spectral norm</b> constraint.",
)


@pytest.fixture
def hub() -> Iterator[HuggingFaceStandin]:
    with HuggingFaceStandin([LOVED], day=date.fromisoformat(LOVED.announced)) as standin:
        yield standin


@pytest.fixture
def scholar(begin: Begin, hub: HuggingFaceStandin, tmp_path: Path) -> Reader:
    """A reader whose pool holds the page's paper, one that was withdrawn and one that was replaced."""
    withdrawn = replace(own()[POLAR], withdrawn=True, upvotes=7, source="arxiv")
    replaced = replace(own()[UNLEARNING], version=2, announce_type="replace", source="arxiv")
    kept = [replace(own()[MUON], source="arxiv"), withdrawn, replaced]
    file = tmp_path / "papers.jsonl"
    file.write_text("".join(json.dumps(to_json(paper)) + "\n" for paper in kept))
    reader = begin(PAPER_RADAR_HF_URL=hub.url)
    reader.service.command("import", str(file))
    refreshed(reader)
    return reader


def refreshed(reader: Reader) -> None:
    asked_at = datetime.now(UTC).isoformat(timespec="seconds")
    reader.service.ask("POST", "/refresh", {"sources": ["huggingface"]})

    def done() -> bool:
        state = reader.service.ask("GET", "/refresh")
        (hub,) = (source for source in state["sources"] if source["source"] == "huggingface")
        assert not hub["error"], hub
        return not state["running"] and hub["started"] >= asked_at

    reader.browser.wait_for(done, "the refresh to end")


def page_of(reader: Reader, paper: Paper) -> Page:
    return reader.opens(replace(paper, upvotes=None))


def test_votes_comments_code_and_the_one_sentence_stand_with_the_pages_paper(scholar: Reader, hub: HuggingFaceStandin):
    with scholar.clicks_the_button(page_of(scholar, LOVED)) as popup:
        popup.wait_for_text("▲ 35 · 2 comments · code")
        popup.wait_for_text("obey a spectral norm constraint. — AI summary, Hugging Face")
        assert popup.node("link", "code")
        assert "hidden word" not in popup.text
        for scheme in ("light", "dark"):
            assert clear(popup, scheme) == ""
    hub.papers = [replace(LOVED, upvotes=1036, comments=1)]
    refreshed(scholar)
    scholar.browser.close_pages()
    with scholar.clicks_the_button(page_of(scholar, LOVED)) as popup:
        popup.wait_for_text("▲ 1,036 · 1 comment · code")


def test_a_withdrawn_paper_and_a_revised_one_say_so_in_the_list(scholar: Reader):
    with scholar.clicks_the_button(page_of(scholar, LOVED)) as popup:
        rows = {row.title: row.text for row in popup.wait_for_rows()}
        assert re.search(r"withdrawn · arXiv .* · ▲ 7", rows[own()[POLAR].title])
    with scholar.clicks_the_button(page_of(scholar, replace(own()[UNLEARNING], version=2))) as popup:
        popup.wait_for_text("revised v2")


def test_the_code_is_reached_by_keyboard(scholar: Reader):
    with scholar.clicks_the_button(page_of(scholar, LOVED)) as popup:
        popup.wait_for_text("code")
        for _ in range(12):
            popup.key("Tab")
            if popup.evaluate("document.activeElement.href") == CODE:
                return
        raise AssertionError("no Tab leads to the code")
