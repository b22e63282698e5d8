"""Refreshing over the API, from the stand-ins into the pool."""

import time
from typing import Any

from paper_radar.api.services import Services
from paper_radar.papers.model import Paper
from tests.api.conftest import Api
from tests.standins.arxiv import ArxivStandin
from tests.standins.huggingface import HuggingFaceStandin
from tests.standins.server import Answer


def refreshed(api: Api) -> dict[str, Any]:
    """The state when the refresh that is started here has ended."""
    assert api.post("/refresh").status_code == 202
    while (state := api.get("/refresh").get_json())["running"]:
        time.sleep(0.02)
    sources: dict[str, Any] = {source["source"]: source for source in state["sources"]}
    return sources


def paper(id: str, title: str) -> Paper:
    return Paper(
        key=f"arxiv:{id}",
        arxiv_id=id,
        title=title,
        authors=("Ada Lovelace",),
        abstract="We compute.",
        categories=("cs.LG",),
        primary_category="cs.LG",
        published="2026-06-17",
        version=1,
    )


def test_one_paper_in_two_sources_is_one_record(
    api: Api, services: Services, arxiv: ArxivStandin, huggingface: HuggingFaceStandin
) -> None:
    arxiv.papers[:] = [paper("2606.00001", "One"), paper("2606.00002", "Two")]
    huggingface.papers[:] = [paper("2606.00002", "Two"), paper("2606.00003", "Three")]
    sources = refreshed(api)
    assert (sources["arxiv"]["new"], sources["huggingface"]["new"]) == (2, 1)
    assert services.pool.count() == 3
    again = refreshed(api)
    assert (again["arxiv"]["new"], again["huggingface"]["new"]) == (0, 0)
    assert services.pool.count() == 3


def test_a_source_that_fails_says_why_and_the_others_go_on(
    api: Api, arxiv: ArxivStandin, huggingface: HuggingFaceStandin
) -> None:
    huggingface.papers[:] = [paper("2606.00003", "Three")]
    arxiv.queue("/rss", Answer(404, b"gone"))
    sources = refreshed(api)
    assert "404" in sources["arxiv"]["error"]
    assert sources["arxiv"]["last_success"] == ""
    assert (sources["huggingface"]["error"], sources["huggingface"]["new"]) == ("", 1)
