"""When the reader last looked, and how many papers that hit have come since."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.api.looks import SILENCE, looked, since
from paper_radar.api.services import Services
from paper_radar.papers.model import Paper
from tests.api.conftest import Api, Clock

NOW = datetime(2026, 6, 19, 9, tzinfo=UTC)


def visits(*minutes: float) -> str:
    """When the visit before the present one ended, after looks at these minutes; in minutes, "" if there was none."""
    known: dict[str, str] = {}
    for minute in minutes:
        known = looked(known, NOW + timedelta(minutes=minute))
    found = since(known, NOW + timedelta(minutes=minutes[-1])) if minutes else since({}, NOW)
    return found and str((datetime.fromisoformat(found) - NOW).total_seconds() / 60)


@pytest.mark.parametrize(
    ("looks", "ended"),
    [
        ((), ""),
        ((0,), ""),
        ((0, 10, 29), ""),
        ((0, 31), "0.0"),
        ((0, 29, 58, 70), ""),
        ((0, 10, 60), "10.0"),
        ((0, 10, 60, 80, 95), "10.0"),
        ((0, 60, 200), "60.0"),
        ((0, -500), ""),
    ],
)
def test_a_visit_ends_with_half_an_hour_of_silence(looks: tuple[float, ...], ended: str) -> None:
    assert visits(*looks) == ended


def test_who_comes_back_need_not_look_to_be_told_since_when() -> None:
    known = looked({}, NOW)
    assert since(known, NOW + SILENCE) == ""
    assert since(known, NOW + timedelta(days=3)) == "2026-06-19T09:00:00+00:00"


@given(st.dictionaries(st.sampled_from(["last", "before"]), st.one_of(st.text(), st.integers(), st.none())))
def test_whatever_the_file_says_a_look_is_noted(known: dict[str, object]) -> None:
    assert looked(known, NOW)["last"] == "2026-06-19T09:00:00+00:00"


def counts(api: Api, services: Services) -> tuple[int, str]:
    services.reading.matching.settle(seconds=5)
    answer = api.post("/match", {"facts": {"url": "https://arxiv.org/"}}).get_json()["counts"]
    return answer["new"], answer["since"]


def paper(number: int, title: str, announced: str) -> Paper:
    return Paper(key=f"arxiv:2606.{number:05}", title=title, announced=announced)


def test_new_papers_are_counted_from_the_end_of_the_last_visit(api: Api, services: Services, clock: Clock) -> None:
    api.post("/radar", {"kind": "topic", "value": "implicit bias"})
    services.pool.add([paper(1, "Implicit bias", "2026-06-19")], seen_at=clock().isoformat(timespec="seconds"))
    assert counts(api, services) == (1, "")
    assert api.post("/looked").get_json() == {"since": ""}
    assert api.get("/looked").get_json() == {"since": ""}
    assert counts(api, services) == (1, ""), "within the first visit nothing grows old"
    left = clock().isoformat(timespec="seconds")
    clock.forward(days=1)
    assert counts(api, services) == (0, left)
    come = [
        paper(2, "Implicit bias of Adam", "2026-06-20"),
        paper(3, "Weather", "2026-06-20"),
        paper(4, "Implicit bias of long ago", "2026-01-02"),
    ]
    services.pool.add(come, seen_at=clock().isoformat(timespec="seconds"))
    clock.forward(seconds=6)
    assert counts(api, services) == (1, left)
    assert api.post("/looked").get_json() == {"since": left}
    clock.forward(minutes=20)
    assert api.get("/feed").get_json()["looked_since"] == left
    assert counts(api, services) == (1, left)
    api.post("/feedback", {"key": "arxiv:2606.00002"})
    assert counts(api, services) == (0, left), "what is dismissed is counted no more, at once"


def test_to_visit_a_page_is_not_to_look(api: Api, services: Services) -> None:
    counts(api, services)
    assert services.workspace.get("settings", "looks") is None


def test_looks_of_one_minute_are_written_once(api: Api, services: Services, clock: Clock) -> None:
    api.post("/looked")
    written = services.workspace.revision("settings")
    clock.forward(seconds=30)
    api.post("/looked")
    assert services.workspace.revision("settings") == written
    clock.forward(seconds=31)
    api.post("/looked")
    assert services.workspace.revision("settings") == written + 1
