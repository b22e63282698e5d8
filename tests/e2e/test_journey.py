"""The journey of the seeds: their Hugging Face results are the pool, and the paper of `000…` is the page."""

import json
import re
from pathlib import Path

import pytest

from paper_radar.papers.model import to_json
from tests.e2e.conftest import Begin
from tests.e2e.popup import Row
from tests.e2e.reader import Reader
from tests.e2e.service import folder_with
from tests.seeds import seed_page, seed_pool
from tests.shared import needs_shared


@pytest.fixture
def reader(begin: Begin, tmp_path: Path) -> Reader:
    """Their pool is the seeds' search results; they follow Difan Zou, Muon, and implicit bias under both its names."""
    lines = tmp_path / "seeds.jsonl"
    lines.write_text("".join(json.dumps(to_json(paper)) + "\n" for paper in seed_pool()))
    here = begin(folder_with(lines, tmp_path / "seeds"))
    here.service.follow("author", "Difan Zou")
    here.service.follow("topic", "Muon")
    here.service.follow("topic", "implicit bias", aliases=["implicit regularization"])
    return here


@needs_shared
def test_the_reader_of_the_seeds_gets_what_they_came_for(reader: Reader):
    page = reader.opens(seed_page())
    reader.sees_badge(page, "3")
    with reader.clicks_the_button(page) as popup:
        popup.node("heading", "The Implicit Bias of Steepest Descent with Mini-batch Stochastic Gradient")
        assert popup.node("button", "Difan Zou").pressed
        popup.node("button", re.compile("author.*Difan Zou"))
        popup.node("button", re.compile("topic.*Muon"))
        first = popup.wait_for_rows()
        titles = [row.title for row in first]
        muon = [row for row in first[:6] if "Muon" in row.title]
        assert len(muon) == 2, titles
        assert all("Muon" in reasons(row) for row in muon), muon
        assert "The Implicit Regularization of Dynamical Stability in Stochastic Gradient Descent" in titles[:5], titles
        assert all(reasons(row) for row in first), [row.title for row in first if not reasons(row)]


def reasons(row: Row) -> str:
    """What stands below the title, without the star."""
    return row.text.partition(row.title)[2].replace("☆", "").strip()
