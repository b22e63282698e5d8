"""A saved paper that is replaced, withdrawn or published is told of by the running service, over a kill as well."""

import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from paper_radar.papers.model import Paper, to_json
from tests.e2e.service import Service
from tests.standins.arxiv import ArxivStandin

# The service has the machine's clock, and what was so long before a paper is saved is no news.
TODAY = datetime.now(UTC)
VENUE = f"Nature 600, 1 ({TODAY.year})"
SAVED = [
    Paper(
        key=f"arxiv:2401.0000{number}",
        arxiv_id=f"2401.0000{number}",
        title=f"On stars, part {number}",
        authors=("Ada Lovelace",),
        abstract="They shine.",
        published="2024-01-03T10:00:00Z",
        version=1,
        source="arxiv",
    )
    for number in range(1, 5)
]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    replaced, withdrawn, published, same = SAVED
    changed = [
        replace(replaced, version=3, abstract="They shine brightly.", updated=TODAY.strftime("%Y-%m-%dT%H:%M:%SZ")),
        replace(withdrawn, version=2, withdrawn=True),
        replace(published, venue=VENUE, doi="10.1038/stars"),
        same,
    ]
    with ArxivStandin(changed, announced=()) as arxiv:
        environment = {"PAPER_RADAR_ARXIV_API_URL": arxiv.api_url}
        with Service(tmp_path / "data", environment) as running:
            yield running


def told(service: Service, wanted: int) -> dict[str, list[tuple[Any, ...]]]:
    """The news of each saved paper, once so many papers have some."""
    deadline = time.monotonic() + 60
    while True:
        items = service.ask("GET", "/library?sort=title")["items"]
        found = {
            item["paper"]["key"]: [(one["what"], one["version"], one["venue"], one["doi"]) for one in item["news"]]
            for item in items
        }
        if sum(map(bool, found.values())) == wanted:
            return found
        assert time.monotonic() < deadline, found
        time.sleep(0.1)


def test_what_became_of_saved_papers_is_told_until_it_was_seen(service: Service) -> None:
    for paper in SAVED:
        service.ask("POST", "/library", {"paper": to_json(paper), "tags": ["stars"], "note": "Read §4."})
    assert not any(told(service, 0).values())
    service.ask("POST", "/refresh", {"sources": ["arxiv-saved"]})
    news = {
        "arxiv:2401.00001": [("version", 3, "", "")],
        "arxiv:2401.00002": [("withdrawn", 2, "", "")],
        "arxiv:2401.00003": [("published", None, VENUE, "10.1038/stars")],
        "arxiv:2401.00004": [],
    }
    assert told(service, 3) == news
    service.stop(signal.SIGKILL)
    service.start()
    assert told(service, 3) == news
    first = service.ask("GET", "/library?q=brightly")["items"][0]
    assert (first["paper"]["version"], first["tags"], first["note"]) == (3, ["stars"], "Read §4.")
    service.ask("POST", "/library/seen", {"keys": list(news)})
    assert not any(told(service, 0).values())
