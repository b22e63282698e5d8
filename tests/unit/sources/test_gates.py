"""One gate for each site: who shares one, how often a site is asked within the hour, what a restart remembers."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from tests.fakes.fast_time import FastTime

from paper_radar.errors import RateLimitedError
from paper_radar.sources.errors import RefusedError
from paper_radar.sources.gate import Gate, SpentError
from paper_radar.sources.gates import INTERVAL, MOST_AN_HOUR, MOST_JITTER, Gates
from paper_radar.storage.base import Fetch

NATURE = "https://www.nature.com/nature.rss"


def gates_of(time: FastTime, **changes: Any) -> Gates:
    settings = {"jitter": lambda: 0.0, "clock": time.clock, "sleep": time.sleep, "now": time.now}
    return Gates(**{**settings, **changes})


def turns(gate: Gate, count: int, time: FastTime) -> list[float]:
    began = []
    for _ in range(count):
        with gate.turn():
            began.append(time.at)
    return began


@pytest.mark.parametrize(
    "address",
    [
        "https://export.arxiv.org/api/query?search_query=all:x",
        "https://rss.arxiv.org/rss/cs.LG",
        "http://arxiv.org/a/zou_d_1.atom2",
        "https://ARXIV.org:443/abs/2602.11557",
        "https://oaipmh.arxiv.org./oai",
        "http://127.0.0.1:8801/api/query",
        "http://127.0.0.1:8801/rss/cs.LG",
        "https://mirror.example.org/a/zou_d_1.atom2",
    ],
)
def test_all_of_arxiv_is_one_site_and_so_are_the_addresses_set_for_it(address: str):
    gates = Gates(arxiv_urls=["http://127.0.0.1:8801/api/query", "https://mirror.example.org/a"])
    assert gates.of(address) is gates.arxiv


@pytest.mark.parametrize("address", ["https://notarxiv.org/", "https://arxiv.org.example/", "http://127.0.0.1:8802/"])
def test_what_only_looks_like_arxiv_is_another_site(address: str):
    gates = Gates(arxiv_urls=["http://127.0.0.1:8801/rss"])
    assert gates.of(address) is not gates.arxiv


def test_hugging_face_is_one_site():
    gates = Gates(hf_url="http://127.0.0.1:8803")
    assert gates.of("http://127.0.0.1:8803/api/daily_papers") is gates.huggingface
    assert gates.of("https://huggingface.co/api/papers/2602.11557") is gates.huggingface
    assert gates.of("https://arxiv.org/") is gates.arxiv


def test_every_other_host_has_one_of_its_own_that_stays():
    gates = Gates()
    assert gates.of(NATURE) is gates.of("http://www.nature.com:80/nmat.rss")
    assert gates.of(NATURE) is not gates.of("https://www.science.org/rss/news_current.xml")


def test_what_is_no_address_has_no_gate():
    with pytest.raises(RefusedError):
        Gates().of("file:///etc/passwd")


def test_a_journal_is_asked_at_most_once_in_two_seconds_and_a_little():
    assert (INTERVAL, MOST_JITTER) == (2.0, 0.5)
    time = FastTime()
    jitters = iter([0.5, 0.0, 0.25, 0.0])
    began = turns(gates_of(time, jitter=lambda: next(jitters)).of(NATURE), 4, time)
    assert [later - earlier for earlier, later in pairwise(began)] == [2.5, 2.0, 2.25]


def test_the_pause_before_journals_is_never_the_same_and_never_too_short():
    time = FastTime()
    gates = Gates(clock=time.clock, sleep=time.sleep, now=time.now)
    began = turns(gates.of(NATURE), 20, time)
    pauses = [later - earlier for earlier, later in pairwise(began)]
    assert min(pauses) >= INTERVAL
    assert max(pauses) <= INTERVAL + MOST_JITTER
    assert len(set(pauses)) > 10


def test_arxiv_is_asked_every_three_seconds_without_a_limit_an_hour():
    time = FastTime()
    began = turns(gates_of(time).arxiv, 100, time)
    assert {later - earlier for earlier, later in pairwise(began)} == {3.0}


def test_a_host_is_asked_sixty_times_an_hour_and_then_says_until_when_not():
    time = FastTime()
    gate = gates_of(time).of(NATURE)
    turns(gate, MOST_AN_HOUR, time)
    with pytest.raises(SpentError) as caught:
        turns(gate, 1, time)
    error = caught.value
    assert isinstance(error, RateLimitedError)
    assert (error.code, error.until) == ("source_spent", "2026-11-21T15:00:00+00:00")
    assert error.message == (
        "www.nature.com has been asked 60 times within an hour, as often as we allow ourselves; again at 15:00 UTC."
    )
    assert time.at < 3600 - 60
    assert gate.until == ""  # the site itself asked for nothing


def test_the_hour_slides_on_turn_by_turn():
    time = FastTime()
    gate = gates_of(time, most_an_hour=3).of(NATURE)
    turns(gate, 3, time)
    time.forward(seconds=3600 - time.at)
    assert turns(gate, 1, time) == [3600]
    began = turns(gate, 1, time)  # the second turn of the hour before is less than our patience away
    assert began == [3602]


def test_one_host_that_is_used_up_stops_no_other():
    time = FastTime()
    gates = gates_of(time, most_an_hour=1)
    turns(gates.of(NATURE), 1, time)
    assert turns(gates.of("https://www.science.org/rss"), 1, time)


def fetch(source: str, minutes_ago: float, time: FastTime, **told: Any) -> Fetch:
    at = (time.now() - timedelta(minutes=minutes_ago)).isoformat(timespec="seconds")
    return Fetch(source=source, started=at, finished=at, **told)


def refused(source: str, minutes_ago: float, for_minutes: float, time: FastTime) -> Fetch:
    until = (time.now() + timedelta(minutes=for_minutes - minutes_ago)).isoformat(timespec="seconds")
    return fetch(source, minutes_ago, time, code="rate_limited", error="…", until=until)


def next_hold(gate: Gate, time: FastTime) -> timedelta:
    time.forward(days=1)
    gate.refused(None)
    return datetime.fromisoformat(gate.until) - time.now()


class TestAfterARestart:
    """What the recorded fetches say of holds is held."""

    def test_no_source_of_a_site_is_asked_before_the_end_of_the_hold_that_another_one_met(self):
        time = FastTime()
        gates = gates_of(time)
        gates.recall([refused("arxiv", 10, 60, time)], {})
        gate = gates.of("https://export.arxiv.org/api/query")
        assert gate.until == "2026-11-21T14:50:00+00:00"
        with pytest.raises(RateLimitedError, match=r"arXiv is limiting us until 14:50 UTC\."):
            turns(gate, 1, time)

    def test_the_longest_hold_is_held_too(self):
        time = FastTime()
        gates = gates_of(time)
        gates.recall([refused("arxiv", 0, 24 * 60, time)], {})
        assert gates.arxiv.until == "2026-11-22T14:00:00+00:00"

    def test_a_hold_that_has_ended_is_forgotten(self):
        time = FastTime()
        gates = gates_of(time)
        gates.recall([refused("feed:nature", 90, 60, time)], {"feed:nature": NATURE})
        assert gates.of(NATURE).until == ""

    @pytest.mark.parametrize(
        ("history", "minutes"),
        [
            (lambda time: [], 15),
            (lambda time: [refused("arxiv", 10, 15, time)], 60),
            (lambda time: [refused("arxiv", 10, 60, time), refused("arxiv", 30, 15, time)], 360),
            (lambda time: [refused("arxiv", 10, 60, time), fetch("arxiv", 20, time, new=3)], 60),
            (lambda time: [fetch("arxiv", 5, time), refused("arxiv", 20, 15, time)], 15),
            (lambda time: [refused("arxiv", 10, 60, time), fetch("arxiv", 20, time, code="source_refused")], 60),
            (
                lambda time: [
                    refused("arxiv", 10, 60, time),
                    fetch("arxiv", 20, time, code="source_unreachable"),
                    refused("arxiv", 30, 15, time),
                ],
                360,
            ),
        ],
        ids=[
            "nothing",
            "refused once",
            "refused twice",
            "once, after an answer",
            "answered since",
            "a 404 is an answer",
            "no network is none",
        ],
    )
    def test_the_next_hold_is_as_long_as_the_refusals_in_a_row_say(
        self, history: Callable[[FastTime], list[Fetch]], minutes: int
    ):
        time = FastTime()
        gates = gates_of(time)
        gates.recall(history(time), {})
        assert next_hold(gates.arxiv, time) == timedelta(minutes=minutes)

    def test_one_refusal_that_two_sources_met_is_one(self):
        time = FastTime()
        gates = gates_of(time)
        one = refused("arxiv", 10, 15, time)
        other = fetch("arxiv-backfill", 9, time, code="rate_limited", error="…", until=one.until)
        gates.recall([one, other], {})
        assert next_hold(gates.arxiv, time) == timedelta(hours=1)

    def test_an_answer_to_one_source_forgives_the_refusals_of_the_others_before_it(self):
        time = FastTime()
        gates = gates_of(time)
        gates.recall([refused("arxiv-backfill", 60, 15, time), fetch("arxiv", 5, time, new=200)], {})
        assert next_hold(gates.arxiv, time) == timedelta(minutes=15)

    def test_a_source_that_had_nothing_to_ask_while_the_gate_was_closed_forgives_nothing(self):
        time = FastTime()
        gates = gates_of(time)
        idle = [fetch("arxiv-followed", minutes, time) for minutes in (40, 5)]
        gates.recall([refused("arxiv", 10, 60, time), refused("arxiv", 50, 15, time), *idle], {})
        assert next_hold(gates.arxiv, time) == timedelta(hours=6)

    def test_our_own_limit_is_no_refusal_of_theirs(self):
        time = FastTime()
        gates = gates_of(time)
        until = (time.now() + timedelta(minutes=30)).isoformat(timespec="seconds")
        spent = fetch("feed:nature", 5, time, code="source_spent", error="…", until=until)
        gates.recall([spent], {"feed:nature": NATURE})
        assert gates.of(NATURE).until == ""
        assert next_hold(gates.of(NATURE), time) == timedelta(minutes=15)

    @pytest.mark.parametrize("until", ["2031-01-01T00:00:00+00:00", "soon", "2026-11-21"])
    def test_what_a_wrong_clock_or_hand_wrote_holds_nothing(self, until: str):
        time = FastTime()
        gates = gates_of(time)
        gates.recall([fetch("arxiv", 10, time, code="rate_limited", error="…", until=until)], {})
        assert gates.arxiv.until == ""

    def test_a_journal_of_a_publisher_holds_all_of_its_journals(self):
        time = FastTime()
        gates = gates_of(time)
        gates.recall([refused("feed:nature", 10, 60, time)], {"feed:nature": NATURE})
        assert gates.of("https://www.nature.com/nmat.rss").until == "2026-11-21T14:50:00+00:00"

    def test_a_source_that_is_gone_or_has_no_good_address_holds_nothing(self):
        time = FastTime()
        gates = gates_of(time)
        gone = [refused("feed:gone", 10, 60, time), refused("feed:odd", 10, 60, time)]
        gates.recall(gone, {"feed:odd": "file:///etc/passwd"})
        assert gates.arxiv.until == gates.huggingface.until == ""
