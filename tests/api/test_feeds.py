"""/feeds: choosing journals, adding a feed by its address, and taking it back."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from paper_radar.api.pairing import issue_token
from paper_radar.api.services import Services
from paper_radar.app import create_app, create_services
from tests.api.conftest import EXTENSION, Api, Clock
from tests.standins.journals import Item, JournalsStandin
from tests.standins.server import Answer

PAPER = Item(
    "Benign overfitting in linear regression",
    doi="10.1073/pnas.1907378117",
    authors=("Bartlett P", "Long P", "Tsigler A"),
    abstract="The phenomenon of benign overfitting is one of the key mysteries uncovered by deep learning methodology.",
)
CORRECTION = Item("Correction to: Benign overfitting", doi="10.1073/pnas.1907378118")


@pytest.fixture
def journals() -> Iterator[JournalsStandin]:
    with JournalsStandin() as standin:
        yield standin


def test_at_first_nothing_is_followed_and_the_catalogue_lies_open(api: Api) -> None:
    answer = api.get("/feeds").get_json()
    assert answer["chosen"] == [] and len(answer["catalogue"]) >= 80
    nature = next(one for one in answer["catalogue"] if one["id"] == "nature")
    assert nature["field"] == "general" and nature["source"] == "feed:nature" and not nature["chosen"]
    assert {"id": "general", "name": {"en": "Multidisciplinary", "zh": "综合"}} in answer["fields"]


def test_a_journal_of_the_catalogue_is_followed_once_and_let_go(api: Api, services: Services) -> None:
    assert api.post("/feeds", {"id": "jmlr"}).status_code == 201
    assert api.post("/feeds", {"id": "jmlr"}).status_code == 200
    answer = api.get("/feeds").get_json()
    assert [one["id"] for one in answer["chosen"]] == ["jmlr"]
    assert [one["id"] for one in answer["catalogue"] if one["chosen"]] == ["jmlr"]
    removed = api.delete("/feeds/jmlr")
    assert removed.status_code == 200 and removed.get_json()["id"] == "jmlr"
    assert api.get("/feeds").get_json()["chosen"] == []
    assert api.delete("/feeds/jmlr").status_code == 404


def test_any_feed_is_added_by_its_address_and_its_papers_are_there_at_once(
    api: Api, services: Services, journals: JournalsStandin
) -> None:
    url = journals.publish("statistics", PAPER, CORRECTION, title="Annals of Examples Current Issue")
    answer = api.post("/feeds", {"url": url})
    assert answer.status_code == 201
    feed = answer.get_json()
    assert feed["custom"] and feed["name"] == "Annals of Examples" and feed["papers"] == [PAPER.title]
    assert feed["note"] == "1 news item or correction left out."
    paper = services.pool.get("doi:10.1073/pnas.1907378117")
    assert paper is not None and paper.source == feed["source"] and paper.venue == "Annals of Examples"
    fetched = services.pool.last_fetches()[feed["source"]]
    assert (fetched.new, fetched.status) == (1, 200)
    assert len(journals.requests()) == 1


def test_a_removed_feed_posted_back_is_there_again_untried(api: Api, journals: JournalsStandin) -> None:
    feed = api.post("/feeds", {"url": journals.publish("statistics", PAPER)}).get_json()
    removed = api.delete(f"/feeds/{feed['id']}").get_json()
    journals.items.clear()
    back = api.post("/feeds", {name: removed[name] for name in ("id", "name", "url")})
    assert back.status_code == 201 and back.get_json()["id"] == feed["id"]
    assert [one["name"] for one in api.get("/feeds").get_json()["chosen"]] == [feed["name"]]


def test_the_page_of_a_journal_leads_to_its_feed(api: Api, journals: JournalsStandin) -> None:
    url = journals.publish("statistics", PAPER)
    feed = api.post("/feeds", {"url": f"{journals.url}/statistics"}).get_json()
    assert feed["url"] == url and feed["note"].startswith("The page names its feed")


def test_the_same_address_written_otherwise_is_the_same_feed(api: Api, journals: JournalsStandin) -> None:
    url = journals.publish("statistics", PAPER)
    first = api.post("/feeds", {"url": url})
    again = api.post("/feeds", {"url": f"{url}/#top"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.get_json()["id"] == first.get_json()["id"] and len(journals.requests()) == 1


def test_an_address_of_the_catalogue_is_that_journal_and_is_not_tried(api: Api) -> None:
    feed = api.post("/feeds", {"url": "http://nature.com/nature.rss/"})
    assert feed.status_code == 201 and feed.get_json()["id"] == "nature" and not feed.get_json()["custom"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(200, b"<html>solve this captcha</html>", {"content-type": "text/html"}), "source_challenge"),
        (Answer(200, b"<!doctype html><p>Welcome", {"content-type": "text/html"}), "source_no_feed"),
        (Answer(200, b'{"items": []}', {"content-type": "application/json"}), "source_no_feed"),
        (Answer(200, b"<rss><channel>", {}), "source_unreadable"),
        (Answer(404, b"", {}), "source_refused"),
        (Answer(500, b"", {}), "source_unreachable"),
    ],
)
def test_what_is_no_feed_is_refused_with_a_hint_and_not_kept(
    api: Api, journals: JournalsStandin, answer: Answer, code: str
) -> None:
    journals.queue("/", answer)
    refused = api.post("/feeds", {"url": f"{journals.url}/feed"})
    error = refused.get_json()["error"]
    assert refused.status_code == 502 and error["code"] == code and error["message"] and error["hint"]
    assert api.get("/feeds").get_json()["chosen"] == []


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "ftp://journal.example/feed"])
def test_what_is_no_address_of_the_web_is_refused(api: Api, url: str) -> None:
    assert api.post("/feeds", {"url": url}).get_json()["error"]["code"] == "source_refused"


def test_a_private_address_is_refused_unless_the_reader_said_otherwise(
    services: Services, journals: JournalsStandin, tmp_path: Path, clock: Clock
) -> None:
    settings = dataclasses.replace(services.settings, data_dir=tmp_path / "other", private_feeds=False)
    careful = create_services(settings, clock)
    try:
        token = issue_token(careful.workspace, EXTENSION, "2026-06-19T09:00:00+00:00")
        api = Api(create_app(careful, validate_answers=True).test_client(), token)
        error = api.post("/feeds", {"url": journals.publish("statistics", PAPER)}).get_json()["error"]
        assert error["code"] == "source_private_address" and journals.requests() == []
    finally:
        careful.close()


def test_the_environment_names_the_feeds_until_the_reader_chooses(
    services: Services, tmp_path: Path, clock: Clock
) -> None:
    settings = dataclasses.replace(services.settings, data_dir=tmp_path / "other", feeds=("jmlr", "nature"))
    opened = create_services(settings, clock)
    try:
        assert [journal.id for journal in opened.subscriptions.chosen()] == ["jmlr", "nature"]
        opened.subscriptions.remove("jmlr")
        assert [journal.id for journal in opened.subscriptions.chosen()] == ["nature"]
        assert [source.name for source in opened.subscriptions.sources()] == ["feed:nature"]
    finally:
        opened.close()


def test_a_new_feed_is_among_the_sources_without_a_restart(api: Api, services: Services) -> None:
    api.post("/feeds", {"id": "jmlr"})
    assert "feed:jmlr" in {one["source"] for one in api.get("/refresh").get_json()["sources"]}


def test_nothing_and_an_unknown_id_are_refused(api: Api) -> None:
    assert api.post("/feeds", {}).status_code == 400
    assert api.post("/feeds", {"id": "no-such-journal"}).status_code == 404
    odd = {"id": "own-0123456789", "name": "A feed", "url": "https://journal.example/feed"}
    assert api.post("/feeds", odd).status_code == 400


def test_two_hundred_feeds_are_enough(api: Api, services: Services) -> None:
    kept = [{"id": f"own-{n}", "name": f"Feed {n}", "url": f"https://journal.example/{n}"} for n in range(200)]
    services.workspace.put("settings", "reader", {"feeds": kept})
    assert api.post("/feeds", {"id": "jmlr"}).status_code == 409
    assert api.post("/feeds", {"url": "https://journal.example/other"}).status_code == 409


def test_the_other_settings_stay(api: Api, services: Services) -> None:
    api.patch("/settings", {"language": "zh_CN"})
    api.post("/feeds", {"id": "jmlr"})
    api.patch("/settings", {"language": "en"})
    assert [one["id"] for one in api.get("/feeds").get_json()["chosen"]] == ["jmlr"]
    assert api.get("/settings").get_json()["language"] == "en"
