"""The tokens of a day, and the budget that ends it."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest

from paper_radar.briefs.budget import Rates
from paper_radar.briefs.failures import WriterError
from paper_radar.briefs.usage import Usage, rates_json
from paper_radar.errors import StorageError
from tests.fakes.workspace import FakeWorkspace
from tests.fakes.writer import ScriptedWriter

MESSAGES = [{"role": "user", "content": "x" * 350}]


class Clock:
    def __init__(self):
        self.now = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def workspace():
    return FakeWorkspace()


def usage(workspace, clock, budget=0, zone=UTC):
    return Usage(workspace, clock, lambda: budget, zone)


def write(usage, writer):
    return usage.counted(writer).write(MESSAGES, lambda _: None, threading.Event(), max_tokens=800)


def test_the_tokens_of_briefs_add_up_and_survive_a_restart(workspace, clock):
    write(usage(workspace, clock), ScriptedWriter())
    write(usage(workspace, clock), ScriptedWriter())
    today = usage(workspace, clock).today()
    assert (today.tokens, today.briefs, today.until) == (624, 2, "2026-11-22T00:00:00+00:00")


def test_a_new_day_begins_at_nothing(workspace, clock):
    write(usage(workspace, clock), ScriptedWriter())
    clock.now += timedelta(hours=2)
    assert (usage(workspace, clock).today().tokens, usage(workspace, clock).today().briefs) == (0, 0)
    write(usage(workspace, clock), ScriptedWriter())
    assert usage(workspace, clock).today().briefs == 1


def test_the_day_is_that_of_the_reader(workspace, clock):
    china = timezone(timedelta(hours=8))
    assert usage(workspace, clock, zone=china).today().until == "2026-11-22T16:00:00+00:00"


def test_without_a_zone_the_day_is_that_of_this_machine(workspace, clock):
    ends = datetime.fromisoformat(usage(workspace, clock, zone=None).today().until).astimezone()
    assert (ends.hour, ends.minute) == (0, 0)
    assert timedelta(0) < ends - clock.now <= timedelta(hours=25)


def test_a_budget_that_is_used_up_says_when_the_day_ends(workspace, clock):
    counted = usage(workspace, clock, budget=600)
    writer = ScriptedWriter()
    write(counted, writer)
    counted.check()
    write(counted, writer)
    with pytest.raises(WriterError) as caught:
        counted.check()
    assert (caught.value.code, caught.value.until) == ("brief_budget", "2026-11-22T00:00:00+00:00")
    assert "600" in caught.value.message and "624" in caught.value.message
    assert "2 hours" in caught.value.hint and "options" in caught.value.hint
    clock.now += timedelta(hours=2)
    counted.check()


def test_without_a_budget_nothing_ends(workspace, clock):
    counted = usage(workspace, clock)
    counted.add(10**9)
    counted.check()


def test_what_broke_off_is_counted_by_its_length(workspace, clock):
    writer = ScriptedWriter("It works.", failure=WriterError("groq_cut", "Cut."))
    with pytest.raises(WriterError):
        write(usage(workspace, clock), writer)
    assert usage(workspace, clock).today().tokens == 108 + 3


@pytest.mark.parametrize("code", ["groq_key", "groq_rate_limit", "groq_unreachable", "groq_too_large"])
def test_a_refusal_costs_nothing(workspace, clock, code):
    class Refused(ScriptedWriter):
        def write(self, *_, **__):
            raise WriterError(code, "No.")

    with pytest.raises(WriterError):
        write(usage(workspace, clock), Refused())
    assert usage(workspace, clock).today() == usage(FakeWorkspace(), clock).today()


def test_a_disk_that_is_full_takes_no_brief_away(clock):
    class Full(FakeWorkspace):
        def change(self, *_):
            raise StorageError("The disk is full.")

    assert write(usage(Full(), clock), ScriptedWriter()).tokens == 312


def test_the_counted_writer_is_the_writer(workspace, clock):
    writer = ScriptedWriter(model="m", rates=Rates(tokens_left=3))
    counted = usage(workspace, clock).counted(writer)
    assert (counted.model, counted.rates) == ("m", writer.rates)


def test_the_ends_of_limits_are_times(workspace):
    rates = Rates(1000, 999, 86.4, 8000, 7200, 0.13, "2026-11-21T10:00:00+00:00")
    assert rates_json(rates) == {
        "requests_left": 999,
        "requests_limit": 1000,
        "requests_reset": "2026-11-21T10:01:27+00:00",
        "tokens_left": 7200,
        "tokens_limit": 8000,
        "tokens_reset": "2026-11-21T10:00:01+00:00",
        "at": "2026-11-21T10:00:00+00:00",
    }
    assert rates_json(None) is None
    assert rates_json(Rates(tokens_left=3)) is None
