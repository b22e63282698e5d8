"""The journey of the seeds: their Hugging Face results are the pool, and the paper of `000…` is the page."""

import json
import re
from pathlib import Path

import pytest

from paper_radar.papers.model import to_json
from tests.e2e.conftest import Begin
from tests.e2e.reader import Reader
from tests.e2e.service import folder_with
from tests.seeds import seed_page, seed_pool
from tests.shared import needs_shared

TELLING = re.compile(
    r"steepest|muon|implicit (bias|regulari[sz]ation)|max-margin|sign(sgd| descent)|momentum|stochastic gradient|"
    r"\bSGD\b|gradient descent|orthogonali|optimi[sz]er",
    re.IGNORECASE,
)


@pytest.fixture
def reader(begin: Begin, tmp_path: Path) -> Reader:
    """Their pool is the seeds' search results; they follow Difan Zou and a topic."""
    lines = tmp_path / "seeds.jsonl"
    lines.write_text("".join(json.dumps(to_json(paper)) + "\n" for paper in seed_pool()))
    here = begin(folder_with(lines, tmp_path / "seeds"))
    here.service.follow("author", "Difan Zou")
    here.service.follow("topic", "implicit bias")
    return here


@needs_shared
def test_the_reader_of_the_seeds_gets_what_they_came_for(reader: Reader):
    page = reader.opens(seed_page())
    reader.sees_badge(page, "2")
    with reader.clicks_the_button(page) as popup:
        popup.node("heading", "The Implicit Bias of Steepest Descent with Mini-batch Stochastic Gradient")
        assert popup.node("button", "Difan Zou").pressed
        popup.node("button", re.compile("author.*Difan Zou"))
        popup.node("button", re.compile("topic.*implicit bias"))
        first = popup.wait_for_rows()[:5]
        titles = [row.title for row in first]
        assert any("Muon" in title for title in titles), titles
        assert all(TELLING.search(row.text) for row in first), [row.text for row in first]
        assert any(re.search("steepest descent|implicit bias", row.text) for row in first)
