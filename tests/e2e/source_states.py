"""What the service says of its sources, for cases that cannot wait for a Saturday or for three failures."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Page, Route

NOTE = "arXiv announces nothing on Saturday and Sunday; the newest batch is from Friday 20 November 2026."


def ago(**by: float) -> str:
    return (datetime.now(UTC) - timedelta(**by)).isoformat(timespec="seconds")


def later(**by: float) -> str:
    return (datetime.now(UTC) + timedelta(**by)).isoformat(timespec="seconds")


def source(name: str, title: str, kind: str = "journal", **told: Any) -> dict[str, Any]:
    """A source that went well three hours ago, but for what is told."""
    return {
        "source": name,
        "name": title,
        "kind": kind,
        "url": "",
        "started": ago(hours=3),
        "finished": ago(hours=3),
        "new": 12,
        "updated": 3,
        "skipped": 0,
        "error": "",
        "code": "",
        "note": "",
        "until": "",
        "status": 200,
        "failures": 0,
        "fresh_until": "",
        "cancelled": False,
        "last_success": ago(hours=3),
        "failing_since": "",
        "next_try": later(minutes=25),
        "next_why": "due",
        "paused": False,
        **told,
    }


def refresh(sources: Sequence[Mapping[str, Any]], **told: Any) -> dict[str, Any]:
    """Nothing runs, but for what is told."""
    return {
        "running": False,
        "done": 0,
        "total": 0,
        "source": "",
        "step": 0,
        "steps": 1,
        "doing": "",
        "new": 0,
        "stale": False,
        "cancelled": False,
        "note": "",
        "sources": list(sources),
        **told,
    }


ARXIV = source("arxiv", "arXiv", "arxiv", new=312, updated=41, next_try=later(hours=14), next_why="fresh")
HUGGING_FACE = source("huggingface", "Hugging Face", "huggingface", new=0, updated=38)
NATURE = source("feed:nature", "Nature", skipped=2)
PLOS = source("feed:plos-one", "PLOS ONE", new=0, updated=0, status=304)

FINE = refresh([ARXIV, HUGGING_FACE, NATURE, PLOS])
RUNNING = refresh(
    [ARXIV, HUGGING_FACE, NATURE, PLOS],
    running=True,
    done=1,
    total=4,
    source="huggingface",
    step=5,
    steps=14,
    doing="daily papers of 16 November",
    new=312,
)
TROUBLED = refresh(
    [
        source("arxiv", "arXiv", "arxiv", new=0, updated=0, until=later(minutes=14), code="rate_limited", status=429)
        | {"error": "arXiv asks for patience.", "next_why": "limited", "next_try": later(minutes=14)},
        source("huggingface", "Hugging Face", "huggingface", paused=True, next_try="", next_why="off"),
        source("feed:nature", "Nature", new=0, updated=0, failures=1, status=0, code="source_unreachable")
        | {"error": "www.nature.com cannot be reached. Check the network connection.", "next_why": "failed"},
        source("feed:science", "Science", new=0, updated=0, failures=3, code="source_challenge", last_success="")
        | {
            "error": "www.science.org asks whether we are human and gave no feed. Open it in the browser.",
            "next_try": later(hours=20),
            "next_why": "paused",
            "failing_since": ago(days=2),
        },
        source("feed:jmlr", "Journal of Machine Learning Research", new=0, updated=0, finished="", last_success=""),
    ]
)
WEEKEND = refresh(
    [ARXIV | {"new": 0, "updated": 0, "note": NOTE, "next_why": "weekend", "next_try": later(hours=40)}, HUGGING_FACE],
    note=NOTE,
)


FETCHES = {
    "fetches": [
        ARXIV,
        ARXIV | {"finished": ago(hours=9), "new": 0, "updated": 0, "status": 304},
        ARXIV | {"finished": ago(days=1), "new": 120, "error": "The answer was cut off.", "code": "source_unreadable"},
        ARXIV | {"finished": ago(days=2), "new": 88, "updated": 12, "cancelled": True},
    ]
}


def says(page: Page, state: Mapping[str, Any]) -> None:
    """From now on, what this page asks of the refresh is answered with `state`, and of last fetches with FETCHES."""
    for address, told in (("**/api/v1/refresh", state), ("**/api/v1/sources/*/fetches", FETCHES)):
        page.unroute(address)
        page.route(address, _answering(told))


def _answering(told: Mapping[str, Any]) -> Callable[[Route], None]:
    headers = {"content-type": "application/json", "x-paper-radar": "1"}
    return lambda route: route.fulfill(status=200, body=json.dumps(told), headers=headers)
