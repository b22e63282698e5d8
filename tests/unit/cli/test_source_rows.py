"""What is printed of sources: each in its state, each trouble once, times by the clock on the wall."""

from datetime import UTC, datetime
from typing import Any

import pytest

from paper_radar.cli.source_rows import every_one_failed, print_refreshed, print_states, print_troubles
from tests.e2e.source_states import source

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)  # a Saturday


def state(name: str, title: str, **told: Any) -> dict[str, Any]:
    started = {"started": "2026-11-21T08:59:50+00:00", "finished": "2026-11-21T09:00:02+00:00"}
    return source(name, title, **{**started, "next_try": "2026-11-21T12:10:00+00:00", **told})


def test_each_state_has_its_word(capsys: pytest.CaptureFixture[str]) -> None:
    states = [
        state("arxiv", "arXiv", new=1204, next_why="weekend", next_try="2026-11-23T05:00:00+00:00"),
        state("huggingface", "Hugging Face", status=304, new=0),
        state("feed:a", "A", error="It answered with HTTP 404.", failures=1),
        state("feed:b", "B", error="No network: nothing could be reached.", code="offline"),
        state("feed:c", "科学通报", cancelled=True),
        state("feed:d", "D", error="Wait.", next_why="limited", until="2026-11-21T09:15:00+00:00"),
        state("feed:e", "E", next_why="off", next_try="", paused=True),
        state("feed:f", "F", status=0, new=0),
        state("feed:g", "G"),
    ]
    asked = [one["source"] for one in states if one["source"] not in ("feed:e", "feed:g")]
    print_refreshed(states, asked, NOW)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["Source", "New", "Updated", "Passed", "over", "Status", "Time", "Next", "try"]
    assert lines[1].split() == ["arXiv", "1,204", "3", "0", "ok", "12", "s", "Mon", "05:00,", "after", "the", "weekend"]
    words = ("nothing new (304)", "failed", "no network", "broken off", "waits until 09:15", "paused by you")
    for line, word in zip(lines[2:], (*words, "nothing to ask", "not asked"), strict=True):
        assert word in line


def test_one_error_of_many_is_told_once_with_the_names_of_all(capsys: pytest.CaptureFixture[str]) -> None:
    away = {"error": "No network: nothing could be reached.", "code": "offline"}
    print_troubles([state("arxiv", "arXiv", **away), state("huggingface", "Hugging Face", **away)], NOW)
    assert capsys.readouterr().err.splitlines() == ["arXiv, Hugging Face: No network: nothing could be reached."]


def test_failures_in_a_row_are_told_with_since_when_and_a_note_once(capsys: pytest.CaptureFixture[str]) -> None:
    note = "arXiv announces nothing on Saturday and Sunday; the newest batch is from Friday."
    print_troubles(
        [
            state("feed:a", "A", error="HTTP 404.", failures=3, failing_since="2026-11-19T07:30:00+00:00"),
            state("arxiv", "arXiv", note=note),
            state("arxiv-authors", "arXiv, authors", note=note),
        ],
        NOW,
    )
    assert capsys.readouterr().err.splitlines() == ["A: HTTP 404. (since Thu 07:30)", f"arXiv: {note}"]


def test_how_sources_stand_is_told_with_the_name_by_which_they_are_paused(capsys: pytest.CaptureFixture[str]) -> None:
    never = {"last_success": "", "next_try": "", "next_why": "off"}
    print_states([state("feed:a", "A", **never, paused=True), state("feed:b", "B", **never)], NOW)
    first, second = capsys.readouterr().out.splitlines()[1:]
    assert first.split(maxsplit=4) == ["A", "feed:a", "never", "never", "paused by you"]
    assert second.split(maxsplit=4)[4] == "the schedule is off"


def test_a_refresh_failed_if_none_of_its_sources_went_well() -> None:
    well, bad = state("arxiv", "arXiv"), state("feed:a", "A", error="No.")
    assert [every_one_failed(these) for these in ([], [well, bad], [bad, bad])] == [False, False, True]
