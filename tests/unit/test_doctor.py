"""`paper-radar doctor` on the sources: which fail, since when, what is done about it; who we are; what time it is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from paper_radar.app import POOL_FILE, create_app, create_services
from paper_radar.client import connect
from paper_radar.config import Settings
from paper_radar.doctor import Finding, examine
from paper_radar.errors import PaperRadarError
from paper_radar.sources.http import user_agent
from paper_radar.storage.base import Fetch
from paper_radar.storage.pool import SqlitePool
from tests.standins.server import Answer, Standin

NOW = datetime.now(UTC).replace(microsecond=0)


def ago(**by: float) -> str:
    return (NOW - timedelta(**by)).isoformat()


def told(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Nobody is asked by `doctor`, and nobody would be there."""
    nowhere = "http://127.0.0.1:9009"
    return Settings(
        data_dir=tmp_path,
        arxiv_api_url=f"{nowhere}/api",
        arxiv_rss_url=f"{nowhere}/rss",
        arxiv_authors_url=f"{nowhere}/a",
        hf_url=f"{nowhere}/hf",
    )


def found(settings: Settings, what: str) -> list[Finding]:
    return [finding for finding in examine(settings) if finding.what == what]


def record(settings: Settings, *fetches: dict[str, Any]) -> None:
    pool = SqlitePool(settings.data_dir / POOL_FILE)
    for fetch in fetches:
        pool.record_fetch(Fetch(**{"source": "arxiv", "started": fetch["finished"], **fetch}))
    pool.close()


def test_a_fresh_machine_has_fetched_nothing(settings: Settings):
    (finding,) = found(settings, "Sources")
    assert (finding.state, finding.mend) == ("note", "Run `paper-radar refresh`.")
    assert found(settings, "Source") == found(settings, "Clock") == []


def test_sources_that_go_well_are_one_line_with_the_last_success(settings: Settings):
    record(
        settings, {"finished": ago(hours=2), "new": 5}, {"source": "huggingface", "finished": ago(minutes=10), "new": 3}
    )
    (finding,) = found(settings, "Sources")
    assert finding.state == "well"
    assert finding.told.endswith(f"were fetched; last Hugging Face, {told(ago(minutes=10))}")
    assert finding.told.startswith("2 of ")
    assert found(settings, "Source") == []


def test_one_that_failed_says_why_since_when_and_when_it_is_asked_again(settings: Settings):
    failed = {"error": "rss.arxiv.org cannot be reached.", "code": "source_unreachable", "failures": 1}
    record(settings, {"finished": ago(hours=4), "new": 5}, {"finished": ago(minutes=1), **failed})
    (finding,) = found(settings, "Source")
    assert finding.state == "wrong"
    assert finding.told == f"arXiv: rss.arxiv.org cannot be reached. (last success {told(ago(hours=4))})"
    assert finding.mend.startswith("Asked again ")


def test_one_that_failed_three_times_is_paused_and_says_what_to_do(settings: Settings):
    failed = {"error": "It is gone.", "code": "source_refused"}
    record(settings, *({"finished": ago(hours=4 - n), **failed, "failures": n} for n in (1, 2, 3)))
    (finding,) = found(settings, "Source")
    assert finding.state == "wrong"
    assert finding.told.startswith("arXiv: It is gone. (never a success) 3 failures in a row since ")
    assert "Its button in the options tries it now" in finding.mend


def test_one_that_makes_us_wait_is_no_fault_and_says_until_when(settings: Settings):
    until = (datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=14)).isoformat()
    limited = {"error": "arXiv is limiting us until then.", "code": "rate_limited", "until": until}
    record(settings, {"finished": ago(minutes=1), **limited})
    (finding,) = found(settings, "Source")
    assert (finding.state, finding.mend) == ("note", f"Asked again {told(until)}.")


def test_one_that_the_reader_paused_is_told_as_such(settings: Settings):
    services = create_services(settings)
    try:
        services.workspace.put("settings", "reader", {"paused": ["arxiv"]})
    finally:
        services.close()
    (finding,) = found(settings, "Source")
    assert (finding.state, finding.told) == ("note", "arXiv: paused by you (never a success)")


@pytest.mark.parametrize(("contact", "state"), [("", "note"), ("me@example.org", "well")])
def test_what_the_sources_see_of_us_is_told(settings: Settings, contact: str, state: str):
    (finding,) = found(Settings(data_dir=settings.data_dir, contact=contact), "Contact")
    assert finding.state == state
    assert user_agent(contact) in finding.told
    assert ("PAPER_RADAR_CONTACT" in finding.mend) is (not contact)


def test_a_clock_that_is_wrong_shows_in_the_state_of_the_sources(settings: Settings):
    with Standin() as source:
        source.now = lambda: datetime.now(UTC) - timedelta(hours=3)
        source.route("/", lambda request: Answer(404))
        services = create_services(Settings(data_dir=settings.data_dir, hf_url=source.url, arxiv_interval=0.0))
        try:
            services.refresher.run(only=["huggingface"])
            client = create_app(services, validate_answers=True).test_client()
            headers = {"Authorization": f"Bearer {services.secret}"}
            answer = client.get("/api/v1/refresh", base_url="http://127.0.0.1", headers=headers)
        finally:
            services.close()
    assert 10_700 < answer.get_json()["clock_ahead"] < 10_900


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (0, []),
        (10_800, ["this machine's clock is 3:00:00 ahead of what the sources say"]),
        (-86_400, ["this machine's clock is 1 day, 0:00:00 behind what the sources say"]),
    ],
)
def test_a_clock_that_is_wrong_is_told(ahead: int, told: list[str]):
    from paper_radar.doctor import _clock

    assert [finding.told for finding in _clock(ahead)] == told


@pytest.mark.parametrize(
    ("key", "address", "words"),
    [
        ("gsk_1", "", "a key for Groq is set"),
        ("none", "http://localhost:11434/v1", "localhost:11434 is asked without a key"),
    ],
)
def test_who_writes_briefs_is_told_without_the_key(settings: Settings, key: str, address: str, words: str):
    (finding,) = found(replace(settings, groq_api_key=key, groq_base_url=address), "Groq")
    assert words in finding.told
    assert "gsk_1" not in finding.told


def test_a_digest_that_could_not_be_sent_is_told_with_what_to_do(settings: Settings):
    def change(**changes: Any) -> None:
        with connect(settings) as client:
            client.ask("PATCH", "/digest/settings", changes)

    (finding,) = found(settings, "Digest")
    assert (finding.state, finding.told) == ("well", "off")
    # To port 1 of this machine nobody listens.
    mail = {"on": True, "to": "reader@example.org", "host": "127.0.0.1", "port": 1, "security": "none"}
    change(on=True, hour=7, timezone="Asia/Hong_Kong", notification=True, mail=mail)
    (finding,) = found(settings, "Digest")
    assert (finding.state, finding.told) == ("well", "daily at 07:00 (Asia/Hong_Kong) by notification and mail")
    with connect(settings) as client, pytest.raises(PaperRadarError):
        client.ask("POST", "/digest/mail/test")
    (finding,) = found(settings, "Digest")
    assert finding.state == "wrong" and "Nothing listens at 127.0.0.1:1." in finding.told
    assert finding.mend.startswith("Check server and port") and "reader@example.org" not in str(finding)
