"""Each check with the attack it stops."""

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from paper_radar.api.auth import BODY_LIMIT, OPEN, PDF_PATH
from paper_radar.api.services import Services
from tests.api.conftest import EXTENSION, HOST, Api

ENTRY = {"kind": "author", "value": "Difan Zou"}
PAGE = "https://arxiv.org"


def error(answer: Any) -> str:
    return str(answer.get_json()["error"]["code"])


def test_a_page_that_rebinds_its_name_to_loopback_is_refused(client: FlaskClient) -> None:
    """DNS rebinding: the browser sends the attacker's own name as the host."""
    for path in ("/api/v1/health", "/api/v1/radar", "/pair"):
        answer = client.get(path, headers={"Host": "evil.example:23180"})
        assert (answer.status_code, error(answer)) == (403, "refused")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:23180", "localhost:23180", "[::1]:23180"])
def test_loopback_answers_under_each_of_its_names(client: FlaskClient, host: str) -> None:
    assert client.get("/api/v1/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1.evil.example", "localhost.evil.example", "evil@127.0.0.1:1.evil.example"])
def test_a_name_that_merely_begins_like_loopback_is_refused(client: FlaskClient, host: str) -> None:
    assert client.get("/api/v1/health", headers={"Host": host}).status_code == 403


def test_a_top_level_form_post_from_a_web_page_changes_nothing(client: FlaskClient, api: Api) -> None:
    """It reaches the service past local network access: Origin null, text/plain, no token."""
    answer = client.post(
        "/api/v1/radar",
        data=json.dumps(ENTRY),
        content_type="text/plain",
        headers={"Host": HOST, "Origin": "null", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    )
    assert answer.status_code == 403
    assert api.get("/radar").get_json() == {"entries": []}


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_a_write_that_a_form_could_send_is_refused_even_with_the_token(
    client: FlaskClient, api: Api, content_type: str
) -> None:
    headers = {"Host": HOST, "Origin": EXTENSION, "Authorization": f"Bearer {api.token}"}
    answer = client.post("/api/v1/radar", data=json.dumps(ENTRY), content_type=content_type, headers=headers)
    assert (answer.status_code, error(answer)) == (415, "not_json")
    assert api.get("/radar").get_json() == {"entries": []}


@pytest.mark.parametrize("origin", [PAGE, "null", "http://127.0.0.1:8000", "chrome-extension://" + "b" * 32, "file://"])
def test_another_origin_is_refused_even_with_the_token(api: Api, origin: str) -> None:
    answer = api.ask("POST", "/radar", ENTRY, Origin=origin)
    assert answer.status_code in (401, 403)
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert api.get("/radar").get_json() == {"entries": []}


def test_a_page_that_names_no_origin_is_known_by_where_its_request_comes_from(client: FlaskClient, api: Api) -> None:
    headers = {"Host": HOST, "Authorization": f"Bearer {api.token}", "Sec-Fetch-Site": "cross-site"}
    assert client.get("/api/v1/radar", headers=headers).status_code == 403


def test_an_extension_with_the_host_permission_names_no_origin_on_a_get(client: FlaskClient, api: Api) -> None:
    headers = {"Host": HOST, "Authorization": f"Bearer {api.token}", "Sec-Fetch-Site": "none"}
    assert client.get("/api/v1/radar", headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/radar", "/library", "/feed", "/refresh", "/settings", "/openapi.json", "/briefs/x"])
def test_nothing_is_told_without_a_token(client: FlaskClient, path: str) -> None:
    for headers in (
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Basic eDp5"},
        {"Authorization": "Bearer "},
    ):
        answer = client.get(f"/api/v1{path}", headers={"Host": HOST, **headers})
        assert (answer.status_code, error(answer)) == (401, "unauthorized")


def test_no_route_of_all_answers_without_a_token(client: FlaskClient) -> None:
    """Whoever adds one need not think of it here; what is open to all is listed in `auth`."""
    asked = 0
    for rule in client.application.url_map.iter_rules():
        path = re.sub(r"<[^>]+>", "x", rule.rule)
        if path in OPEN or path == "/api/v1/pair":
            continue
        # The Atom feed has a secret of its own: without it, there is no such feed (see test_atom).
        expected = (404, "not_found") if path == "/feed/x.atom" else (401, "unauthorized")
        kind = "application/pdf" if path == PDF_PATH else "application/json"
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            answer = client.open(path, method=method, data=b"{}", content_type=kind, headers={"Host": HOST})
            assert (answer.status_code, error(answer)) == expected, (method, path)
            headers = {"Host": HOST, "Origin": PAGE, "Sec-Fetch-Site": "cross-site"}
            answer = client.open(path, method=method, data=b"{}", content_type=kind, headers=headers)
            assert (answer.status_code, error(answer)) == (403, "refused"), (method, path)
            asked += 1
    assert asked > 80


def test_health_says_who_it_is_and_nothing_else(client: FlaskClient) -> None:
    answer = client.get("/api/v1/health", headers={"Host": HOST})
    assert set(answer.get_json()) == {"name", "version", "api"}
    assert answer.headers["X-Paper-Radar"] == "1"


def test_only_the_paired_origin_may_read_answers_across_origins(api: Api) -> None:
    allowed = api.ask("GET", "/radar")
    assert allowed.headers["Access-Control-Allow-Origin"] == EXTENSION
    assert "Access-Control-Allow-Credentials" not in allowed.headers
    refused = api.ask("GET", "/radar", Origin="https://evil.example")
    assert refused.status_code == 403
    assert "Access-Control-Allow-Origin" not in refused.headers


def test_a_web_page_gets_no_preflight(client: FlaskClient, api: Api) -> None:
    ask = {"Host": HOST, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    refused = client.options("/api/v1/radar", headers={**ask, "Origin": PAGE})
    assert refused.status_code == 403
    assert "Access-Control-Allow-Origin" not in refused.headers
    allowed = client.options("/api/v1/radar", headers={**ask, "Origin": EXTENSION})
    assert allowed.headers["Access-Control-Allow-Origin"] == EXTENSION
    assert "authorization" in allowed.headers["Access-Control-Allow-Headers"].lower()


def test_a_body_beyond_the_limit_is_refused(api: Api) -> None:
    answer = api.post("/match", {"facts": {"url": "https://arxiv.org/abs/2602.11557", "text": "x" * BODY_LIMIT}})
    assert (answer.status_code, error(answer)) == (413, "too_large")


@pytest.mark.parametrize("body", ["{", "", "[1,", "nul", "[" * 100_000])
def test_a_body_that_is_no_json_is_told_so(client: FlaskClient, api: Api, body: str) -> None:
    headers = {"Host": HOST, "Origin": EXTENSION, "Authorization": f"Bearer {api.token}"}
    answer = client.post("/api/v1/radar", data=body, content_type="application/json", headers=headers)
    assert answer.status_code in (400, 422)
    assert set(answer.get_json()["error"]) == {"code", "message", "hint"}


def test_the_commands_secret_is_no_way_in_for_a_page(client: FlaskClient, services: Services) -> None:
    """Whoever holds the secret can read the user's files anyway; but not through a browser."""
    headers = {"Host": HOST, "Authorization": f"Bearer {services.secret}"}
    assert client.get("/api/v1/radar", headers=headers).status_code == 200
    assert client.get("/api/v1/radar", headers={**headers, "Origin": EXTENSION}).status_code == 401


def test_an_unknown_route_answers_in_the_same_shape(api: Api) -> None:
    answer = api.get("/no-such-thing")
    assert answer.status_code == 404
    assert set(answer.get_json()["error"]) == {"code", "message", "hint"}
    assert api.ask("PATCH", "/health", {}).status_code == 405
