"""The digest: made when its hour has come, told once, with settings that never show a password."""

from pathlib import Path

import pytest

from paper_radar.api.services import Services
from paper_radar.app import create_app, create_services
from paper_radar.config import Settings
from paper_radar.papers.model import Paper
from tests.api.conftest import EXTENSION, Api, Clock

PASSWORD = "mail-secret-that-nobody-may-see"


def fill(services: Services, number: int = 12, at: str = "2026-06-19T07:00:00+00:00", first: int = 0) -> None:
    papers = [
        Paper(
            key=f"arxiv:2606.{n:05}",
            title=f"Implicit bias {n}",
            authors=("Difan Zou",) if n % 5 == 4 else ("Ada Lovelace",),
            announced="2026-06-18",
            url=f"https://arxiv.org/abs/2606.{n:05}",
            upvotes=n,
        )
        for n in range(first, first + number)
    ]
    services.pool.add(papers, seen_at=at)


def follow(api: Api) -> None:
    api.post("/radar", {"kind": "topic", "value": "implicit bias"})
    api.post("/radar", {"kind": "author", "value": "Difan Zou"})


def switch_on(api: Api, **more: object) -> None:
    answer = api.patch("/digest/settings", {"on": True, "hour": 8, "timezone": "UTC", "notification": True, **more})
    assert answer.status_code == 200, answer.get_json()


@pytest.fixture
def digest(api: Api, services: Services, clock: Clock) -> Api:
    """An api whose digest is due: 12 papers came in the morning, nothing is coming in."""
    fill(services)
    follow(api)
    switch_on(api)
    api.get("/digest")
    clock.forward(minutes=21)  # the sources were never asked, and a digest waits for them, but not for longer
    return api


def test_a_digest_holds_the_ten_best_of_what_came(digest: Api) -> None:
    answer = digest.get("/digest").get_json()
    assert (answer["day"], answer["due"], answer["total"]) == ("2026-06-19", True, 12)
    assert answer["told"] == {"notification": "", "mail": ""}
    titles = [item["title"] for item in answer["items"]]
    assert titles[:3] == ["Implicit bias 9", "Implicit bias 4", "Implicit bias 11"] and len(titles) == 10
    assert answer["next"] == "2026-06-20T08:00:00+00:00"


def test_only_one_of_two_browsers_shows_the_notification(digest: Api, clock: Clock) -> None:
    digest.get("/digest")
    told = [digest.post("/digest/told", {"day": "2026-06-19", "how": "notification"}).get_json() for _ in range(2)]
    assert [each["first"] for each in told] == [True, False]
    assert digest.get("/digest").get_json()["told"]["notification"].startswith("2026-06-19T09:21")
    assert digest.post("/digest/told", {"day": "2026-06-18", "how": "notification"}).status_code == 409


def test_what_was_told_is_not_told_again_the_next_day(digest: Api, services: Services, clock: Clock) -> None:
    digest.get("/digest")
    digest.post("/digest/told", {"day": "2026-06-19", "how": "notification"})
    fill(services, number=2, at="2026-06-19T20:00:00+00:00", first=20)
    assert digest.get("/digest").get_json()["total"] == 12
    clock.forward(days=1)
    digest.get("/digest")
    clock.forward(minutes=21)
    answer = digest.get("/digest").get_json()
    assert (answer["day"], answer["due"], answer["total"]) == ("2026-06-20", True, 2)


def test_what_was_told_to_nobody_is_in_the_next_digest(digest: Api, services: Services, clock: Clock) -> None:
    digest.get("/digest")
    fill(services, number=2, at="2026-06-19T20:00:00+00:00", first=20)
    clock.forward(days=1)
    digest.get("/digest")
    clock.forward(minutes=21)
    answer = digest.get("/digest").get_json()
    assert (answer["day"], answer["total"]) == ("2026-06-20", 14)


def test_nothing_is_due_before_the_hour_or_while_it_is_off(api: Api, services: Services, clock: Clock) -> None:
    fill(services)
    follow(api)
    answer = api.get("/digest").get_json()
    assert (answer["due"], answer["total"], answer["next"]) == (False, 12, "")
    switch_on(api, hour=18)
    api.get("/digest")
    clock.forward(hours=1)
    answer = api.get("/digest").get_json()
    # Yesterday's, whose hour was 18:00, holds what has come until now: somebody who switches it on sees that it works.
    assert (answer["day"], answer["due"], answer["next"]) == ("2026-06-18", True, "2026-06-19T18:00:00+00:00")


def test_an_empty_digest_is_never_due(api: Api, services: Services, clock: Clock) -> None:
    follow(api)
    switch_on(api)
    for _ in range(8):
        clock.forward(minutes=21)
        assert api.get("/digest").get_json()["due"] is False
    fill(services, at="2026-06-19T12:00:00+00:00")
    clock.forward(hours=1)
    assert api.get("/digest").get_json()["due"] is False, "the hour of that day is over"
    clock.forward(days=1)
    api.get("/digest")
    clock.forward(minutes=21)
    assert api.get("/digest").get_json()["total"] == 12


def test_dismissed_papers_leave_the_digest(digest: Api) -> None:
    digest.get("/digest")
    digest.post("/feedback", {"key": "arxiv:2606.00009"})
    assert "Implicit bias 9" not in [item["title"] for item in digest.get("/digest").get_json()["items"]]


def test_the_digest_is_previewed_in_both_languages(digest: Api) -> None:
    answer = digest.get("/digest/preview").get_json()
    assert answer["subject"] == "12 new papers on your radar · Friday 19 June 2026"
    assert "01. Implicit bias 9" in answer["text"] and "https://arxiv.org/abs/2606.00009" in answer["text"]
    assert answer["html"].startswith("<!doctype html>") and 'lang="en"' in answer["html"]
    digest.patch("/digest/settings", {"language": "zh_CN"})
    answer = digest.get("/digest/preview").get_json()
    assert answer["subject"] == "雷达上有 12 篇新论文 · 2026年6月19日 星期五"
    assert "作者 Difan Zou" in answer["text"]


def test_settings_are_kept_and_a_password_is_never_shown(api: Api, services: Services) -> None:
    mail = {"to": "reader@example.org", "host": "mail.example.org", "user": "reader", "password": PASSWORD, "on": True}
    changed = api.patch("/digest/settings", {"mail": mail, "timezone": "Asia/Hong_Kong"})
    assert changed.status_code == 200 and PASSWORD not in changed.get_data(as_text=True)
    kept = api.get("/digest/settings").get_json()
    assert kept == changed.get_json()
    assert (kept["mail"]["password"], kept["mail"]["security"], kept["mail"]["port"]) == (True, "starttls", 0)
    for path in ("/settings", "/digest", "/digest/preview", "/openapi.json", "/health"):
        assert PASSWORD not in api.get(path).get_data(as_text=True)
    assert PASSWORD not in repr(services)


def files_with(text: str, services: Services) -> list[Path]:
    folder = services.settings.data_dir
    return [file for file in folder.rglob("*") if file.is_file() and text.encode() in file.read_bytes()]


def test_a_password_is_read_by_its_owner_alone_and_leaves_no_trace(api: Api, services: Services) -> None:
    api.patch("/digest/settings", {"mail": {"password": PASSWORD}})
    kept = files_with(PASSWORD, services)
    assert kept and all(file.stat().st_mode & 0o077 == 0 for file in kept)
    assert api.patch("/digest/settings", {"mail": {"password": ""}}).get_json()["mail"]["password"] is False
    assert files_with(PASSWORD, services) == [], "the last good copy of the file would keep it"


def test_the_password_may_come_from_the_environment(tmp_path: Path) -> None:
    services = create_services(Settings(data_dir=tmp_path, smtp_password=PASSWORD))
    try:
        from paper_radar.api.pairing import issue_token

        api = Api(create_app(services).test_client(), issue_token(services.workspace, EXTENSION, "now"))
        answer = api.get("/digest/settings")
        assert answer.get_json()["mail"]["password"] is True and PASSWORD not in answer.get_data(as_text=True)
        assert PASSWORD not in repr(services.settings)
    finally:
        services.close()
    assert not any(PASSWORD.encode() in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


@pytest.mark.parametrize(
    "wrong",
    [
        {"hour": 24},
        {"hour": -1},
        {"hour": "8"},
        {"language": "de"},
        {"mail": {"to": "reader@example.org\nBcc: all@example.org"}},
        {"mail": {"to": "reader"}},
        {"mail": {"to": "a..b@example.org"}},
        {"mail": {"to": "a@b..c"}},
        {"mail": {"to": "é@example.org"}},
        {"mail": {"from": "a b@example.org"}},
        {"mail": {"host": "mail.example.org\r\n"}},
        {"mail": {"port": 70000}},
        {"mail": {"user": "a\nb"}},
        {"mail": {"password": "a\r\nQUIT"}},
        {"mail": {"security": "ssl3"}},
        {"unknown": 1},
    ],
)
def test_what_makes_no_sense_is_refused(api: Api, wrong: dict[str, object]) -> None:
    assert api.patch("/digest/settings", wrong).status_code == 422


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "/etc/localtime", "x" * 100, "UTC\x00", "."])
def test_a_zone_that_nobody_knows_is_refused(api: Api, zone: str) -> None:
    assert api.patch("/digest/settings", {"timezone": zone, "hour": 3}).status_code == 400
    assert api.get("/digest/settings").get_json()["hour"] == 8


def test_mail_cannot_be_switched_on_before_it_is_said_where_to(api: Api) -> None:
    answer = api.patch("/digest/settings", {"on": True, "mail": {"on": True, "to": "reader@example.org"}})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "digest_mail_incomplete")
    assert api.get("/digest/settings").get_json()["on"] is False
    assert api.post("/digest/mail/test").get_json()["error"]["code"] == "digest_mail_incomplete"
