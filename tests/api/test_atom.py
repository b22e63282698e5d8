"""The radar as an Atom feed: read by a feed reader, and by nobody who does not know its secret."""

from typing import Any

import feedparser
import pytest
from flask.testing import FlaskClient

from paper_radar.api.services import Services
from paper_radar.papers.model import Paper
from tests.api.conftest import EXTENSION, HOST, Api
from tests.api.test_digest import fill, follow


def fetch(client: FlaskClient, path: str, method: str = "GET", **headers: str) -> Any:
    return client.open(
        path, method=method, headers={"Host": HOST, **{n.replace("_", "-"): v for n, v in headers.items()}}
    )


@pytest.fixture
def path(api: Api, services: Services) -> str:
    fill(services)
    follow(api)
    return str(api.post("/digest/atom").get_json()["path"])


def test_a_feed_reader_reads_the_radar_newest_first(client: FlaskClient, path: str) -> None:
    answer = fetch(client, path)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    read = feedparser.parse(answer.get_data())
    assert read.bozo is False and read.version == "atom10"
    assert read.feed.title == "Paper Radar" and read.feed.id and read.feed.updated == "2026-06-19T07:00:00Z"
    assert len(read.entries) == 12
    entry = next(one for one in read.entries if one.title == "Implicit bias 9")
    assert entry.link == "https://arxiv.org/abs/2606.00009"
    assert entry.id == "tag:paper-radar.invalid,2026:paper/arxiv:2606.00009"
    assert [author.name for author in entry.authors] == ["Difan Zou"]
    assert entry.summary.startswith("On your radar: author Difan Zou, topic implicit bias")
    assert entry.updated == "2026-06-19T07:00:00Z"


def test_what_is_new_is_asked_for_with_the_tag_and_nothing_else_is_sent(
    client: FlaskClient, services: Services, path: str
) -> None:
    first = fetch(client, path)
    again = fetch(client, path, If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.get_data(), again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert first.headers["Cache-Control"] == again.headers["Cache-Control"] == "private, no-cache"
    fill(services, number=1, first=30)
    newer = fetch(client, path, If_None_Match=first.headers["ETag"])
    assert newer.status_code == 200 and len(feedparser.parse(newer.get_data()).entries) == 13
    head = fetch(client, path, method="HEAD")
    assert (head.status_code, head.get_data(), head.headers["ETag"]) == (200, b"", newer.headers["ETag"])


def test_an_entry_keeps_its_id_and_a_revision_is_an_update(client: FlaskClient, services: Services, path: str) -> None:
    before = {one.id for one in feedparser.parse(fetch(client, path).get_data()).entries}
    revised = Paper(
        key="arxiv:2606.00009",
        title="Implicit bias 9, revised",
        version=2,
        updated="2026-06-20",
        announced="2026-06-18",
    )
    services.pool.add([revised], seen_at="2026-06-20T07:00:00+00:00")
    entries = feedparser.parse(fetch(client, path).get_data()).entries
    assert {one.id for one in entries} == before
    (entry,) = [one for one in entries if one.title == "Implicit bias 9, revised"]
    assert entry.updated == "2026-06-20T00:00:00Z"


def test_hostile_papers_are_text_in_the_feed(client: FlaskClient, api: Api, services: Services, path: str) -> None:
    hostile = Paper(
        key="url:https://x.example/?a=1&b=]]>",
        title="Implicit bias </title><script>alert(1)</script> ]]> & \x0b\x1f",
        authors=("<b>Eve</b>", "\x01"),
        abstract="<img src=x onerror=alert(1)> <!ENTITY x 'y'>",
        categories=('"><x>',),
        url="javascript:alert(1)",
        pdf_url="data:text/html,x",
        announced="2026-06-18",
        published="no day",
    )
    services.pool.add([hostile], seen_at="2026-06-19T08:00:00+00:00")
    body = fetch(client, path).get_data()
    assert b"<script" not in body and b"javascript:" not in body and b"data:text" not in body
    read = feedparser.parse(body, sanitize_html=False)
    assert read.bozo is False
    (entry,) = [one for one in read.entries if "alert(1)" in one.title]
    assert entry.title_detail.type == entry.summary_detail.type == "text/plain"
    assert not entry.get("links")


def test_a_feed_without_papers_is_still_a_feed(client: FlaskClient, api: Api) -> None:
    read = feedparser.parse(fetch(client, api.post("/digest/atom").get_json()["path"]).get_data())
    assert (read.bozo, read.entries, read.feed.updated) == (False, [], "1970-01-01T00:00:00Z")


def test_the_feed_speaks_the_readers_language(client: FlaskClient, api: Api, path: str) -> None:
    api.patch("/digest/settings", {"language": "zh_CN"})
    read = feedparser.parse(fetch(client, path).get_data())
    assert read.feed.subtitle == "雷达上的新论文" and "命中：作者 Difan Zou、主题 implicit bias" in str(read.entries)


def test_there_is_no_feed_before_it_is_asked_for(client: FlaskClient, api: Api) -> None:
    assert api.get("/digest/settings").get_json()["atom"] == {"on": False, "path": ""}
    for path in ("/feed/.atom", "/feed/None.atom", "/feed/", "/feed/x.atom"):
        assert fetch(client, path).status_code == 404


def test_a_renewed_address_ends_the_former_one_and_an_end_both(client: FlaskClient, api: Api, path: str) -> None:
    renewed = api.post("/digest/atom").get_json()["path"]
    assert renewed != path and api.get("/digest/settings").get_json()["atom"] == {"on": True, "path": renewed}
    assert [fetch(client, each).status_code for each in (path, renewed)] == [404, 200]
    assert api.delete("/digest/atom").get_json() == {"on": False, "path": ""}
    assert fetch(client, renewed).status_code == 404


def wrong_paths(path: str) -> list[str]:
    secret = path.removeprefix("/feed/").removesuffix(".atom")
    swapped = secret.swapcase()
    return [
        f"/feed/{secret[:-1]}.atom",
        f"/feed/{secret}x.atom",
        f"/feed/{swapped}.atom",
        f"/feed/{secret}",
        f"/feed/{secret}.atom/",
        f"/feed/../feed/{secret}.atomx",
        f"/feed//{secret}.atom",
        "/feed/%E9%9A%90.atom",
        f"/feed/{'x' * 5000}.atom",
        "/feed/*.atom",
    ]


def test_a_guessed_or_changed_secret_opens_nothing(client: FlaskClient, path: str) -> None:
    for wrong in wrong_paths(path):
        answer = fetch(client, wrong)
        assert answer.status_code == 404, wrong
        assert answer.get_json()["error"]["code"] == "not_found"
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_secret_of_the_feed_opens_nothing_else(client: FlaskClient, path: str) -> None:
    secret = path.removeprefix("/feed/").removesuffix(".atom")
    for elsewhere in ("/api/v1/radar", "/api/v1/digest/settings", "/api/v1/library"):
        assert fetch(client, elsewhere, Authorization=f"Bearer {secret}").status_code == 401
        assert fetch(client, f"{elsewhere}?secret={secret}").status_code == 401


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE", "PUT"])
def test_nothing_is_written_through_the_feed(client: FlaskClient, path: str, method: str) -> None:
    answer = client.open(path, method=method, json={}, headers={"Host": HOST})
    assert answer.status_code in (401, 405)


def test_a_page_that_rebinds_its_name_to_loopback_cannot_read_the_feed(client: FlaskClient, path: str) -> None:
    for host in ("evil.example:23180", "127.0.0.1.evil.example", ""):
        assert fetch(client, path, Host=host).status_code == 403


def test_a_web_page_cannot_read_the_feed_even_with_its_address(client: FlaskClient, path: str) -> None:
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "no-cors"},
    ):
        answer = fetch(client, path, **headers)
        assert answer.status_code == 403 and b"Implicit" not in answer.get_data()
    # A reader in the browser opens it from its address bar.
    opened = fetch(client, path, Sec_Fetch_Site="none", Sec_Fetch_Mode="navigate")
    assert opened.status_code == 200 and "sandbox" in opened.headers["Content-Security-Policy"]
    assert opened.headers["Access-Control-Allow-Origin"] == EXTENSION


def test_the_path_is_told_to_the_paired_extension_only(client: FlaskClient, api: Api, path: str) -> None:
    secret = path.removeprefix("/feed/").removesuffix(".atom")
    assert fetch(client, "/api/v1/digest/settings").status_code == 401
    for other in ("/settings", "/digest", "/digest/preview", "/health", "/openapi.json"):
        assert secret not in api.get(other).get_data(as_text=True)


def test_muted_and_dismissed_papers_are_not_in_the_feed(client: FlaskClient, api: Api, path: str) -> None:
    api.post("/feedback", {"key": "arxiv:2606.00009"})
    api.post("/radar", {"kind": "author", "value": "Ada Lovelace", "negative": True})
    titles = [one.title for one in feedparser.parse(fetch(client, path).get_data()).entries]
    assert titles == ["Implicit bias 4"]
