"""The digest by mail, sent to a real server: once, never empty, caught up, and never twice."""

from collections.abc import Iterator
from typing import Any

import pytest

from paper_radar.api.services import Services
from tests.api.conftest import Api, Clock
from tests.api.test_digest import fill, follow, switch_on
from tests.standins.mail import Kept, mail_server, scripted


@pytest.fixture
def server() -> Iterator[tuple[int, Kept]]:
    with mail_server() as (port, kept):
        yield port, kept


def mail_to(port: int, **more: Any) -> dict[str, Any]:
    return {"on": True, "to": "reader@example.org", "host": "127.0.0.1", "port": port, "security": "none", **more}


def due(services: Services, clock: Clock) -> bool:
    """What the thread in the back does, twice: a digest waits for papers that are coming in, 20 minutes at most."""
    sent = services.post.send_due()
    clock.forward(minutes=21)
    return services.post.send_due() or sent


def test_the_digest_is_sent_once_a_day_with_what_came_since(
    api: Api, services: Services, clock: Clock, server: tuple[int, Kept]
) -> None:
    port, kept = server
    fill(services)
    follow(api)
    switch_on(api, mail=mail_to(port))
    assert due(services, clock) and not due(services, clock)
    (mail,) = kept.mails()
    assert mail["Subject"] == "12 new papers on your radar · Friday 19 June 2026"
    assert api.get("/digest").get_json()["told"]["mail"]
    assert api.get("/digest/settings").get_json()["mail"]["last"]["error"] == ""
    fill(services, number=1, at="2026-06-19T22:00:00+00:00", first=30)
    clock.forward(days=1)
    assert due(services, clock) and not due(services, clock)
    assert kept.mails()[1]["Subject"] == "1 new paper on your radar · Saturday 20 June 2026"
    clock.forward(days=1)
    assert not due(services, clock), "nothing came, so nothing is sent"
    assert len(kept.mails()) == 2


def test_days_of_downtime_are_caught_up_with_one_mail(
    api: Api, services: Services, clock: Clock, server: tuple[int, Kept]
) -> None:
    port, kept = server
    fill(services, number=2)
    follow(api)
    switch_on(api, mail=mail_to(port))
    assert due(services, clock)
    fill(services, number=3, at="2026-06-20T22:00:00+00:00", first=20)
    fill(services, number=4, at="2026-06-22T22:00:00+00:00", first=30)
    clock.forward(days=4)
    assert due(services, clock) and not due(services, clock)
    assert [mail["Subject"].split(" new")[0] for mail in kept.mails()] == ["2", "7"]


def test_a_digest_waits_for_the_papers_that_are_just_coming_in(
    api: Api, services: Services, clock: Clock, server: tuple[int, Kept]
) -> None:
    port, kept = server
    fill(services)
    follow(api)
    switch_on(api, mail=mail_to(port))
    assert not services.post.send_due()
    clock.forward(minutes=10)
    fill(services, number=2, at=clock.time.isoformat(), first=20)
    assert not services.post.send_due()
    clock.forward(minutes=11)
    assert services.post.send_due()
    assert kept.mails()[0]["Subject"].startswith("14 new papers")


def test_what_fails_is_told_and_tried_again_and_sent_once(
    api: Api, services: Services, clock: Clock, server: tuple[int, Kept]
) -> None:
    port, kept = server
    kept.answer = "452 no space left"
    fill(services)
    follow(api)
    switch_on(api, mail=mail_to(port))
    assert not due(services, clock)
    last = api.get("/digest/settings").get_json()["mail"]["last"]
    assert last["code"] == "digest_mail_later" and "no space" in last["error"] and last["hint"]
    kept.answer = "250 OK"
    assert not services.post.send_due(), "five minutes are not over"
    clock.forward(minutes=5)
    assert services.post.send_due() and not services.post.send_due()
    assert len(kept.mails()) == 1 and api.get("/digest/settings").get_json()["mail"]["last"]["error"] == ""


def test_what_is_refused_for_good_waits_for_other_settings(
    api: Api, services: Services, clock: Clock, server: tuple[int, Kept]
) -> None:
    port, kept = server
    kept.recipients = {"reader@example.org": "550 unknown"}
    fill(services)
    follow(api)
    switch_on(api, mail=mail_to(port))
    assert not due(services, clock) and not due(services, clock)
    assert api.get("/digest/settings").get_json()["mail"]["last"]["code"] == "digest_mail_refused"
    api.patch("/digest/settings", {"mail": {"to": "other@example.org"}})
    assert services.post.send_due()
    assert kept.mails()[0]["To"] == "other@example.org"


def test_a_digest_that_could_not_be_sent_is_all_in_the_next(
    api: Api, services: Services, clock: Clock, server: tuple[int, Kept]
) -> None:
    port, kept = server
    kept.answer = "554 no"
    fill(services)
    follow(api)
    switch_on(api, mail=mail_to(port))
    assert not due(services, clock)
    # The notification was told; mail is the way by which everything is to come.
    api.post("/digest/told", {"day": "2026-06-19", "how": "notification"})
    kept.answer = "250 OK"
    fill(services, number=1, at="2026-06-19T22:00:00+00:00", first=30)
    clock.forward(days=1)
    assert due(services, clock)
    assert kept.mails()[0]["Subject"].startswith("13 new papers")


def test_silence_at_the_end_is_not_sent_twice_either(api: Api, services: Services, clock: Clock) -> None:
    fill(services)
    follow(api)
    with scripted({".": b""}) as (port, heard):
        switch_on(api, mail=mail_to(port))
        assert not due(services, clock) and not due(services, clock)
        assert heard.count(b".\r\n") == 1
    assert api.get("/digest/settings").get_json()["mail"]["last"]["code"] == "digest_mail_unsure"


def test_by_hand_it_is_sent_before_its_hour_and_then_not_again(
    api: Api, services: Services, clock: Clock, server: tuple[int, Kept]
) -> None:
    port, kept = server
    fill(services)
    follow(api)
    switch_on(api, hour=18, mail=mail_to(port))
    assert api.post("/digest/send").get_json() == {"sent": True, "why": "", "day": "2026-06-19", "total": 12}
    assert api.post("/digest/send").get_json()["why"] == "told"
    clock.forward(hours=10)
    assert not due(services, clock) and len(kept.mails()) == 1


def test_by_hand_nothing_is_sent_of_nothing(api: Api, server: tuple[int, Kept]) -> None:
    port, kept = server
    api.patch("/digest/settings", {"mail": mail_to(port)})
    assert api.post("/digest/send").get_json()["why"] == "empty"
    assert kept.mails() == []


def test_a_test_mail_is_sent_now_or_says_why_not(api: Api, server: tuple[int, Kept]) -> None:
    port, kept = server
    api.patch("/digest/settings", {"language": "zh_CN", "mail": {**mail_to(port), "on": False}})
    answer = api.post("/digest/mail/test")
    assert answer.status_code == 200 and answer.get_json()["error"] == ""
    assert kept.mails()[0]["Subject"] == "Paper Radar：测试邮件"
    kept.answer = "550 go away"
    answer = api.post("/digest/mail/test")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (502, "digest_mail_refused")
    assert api.get("/digest/settings").get_json()["mail"]["last"]["code"] == "digest_mail_refused"


def test_the_thread_in_the_back_sends_what_is_due(
    services: Services, api: Api, clock: Clock, server: tuple[int, Kept]
) -> None:
    port, kept = server
    fill(services)
    follow(api)
    switch_on(api, mail=mail_to(port))
    api.get("/digest")
    clock.forward(minutes=21)
    services.postman.start()
    assert kept.arrived.wait(30)
    services.postman.stop()
    assert len(kept.mails()) == 1
