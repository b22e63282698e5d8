"""Pairing: one code, one use, ten minutes, five attempts; the token it buys is bound to the extension that paid."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from paper_radar.api.services import Services
from tests.api.conftest import EXTENSION, HOST, Api, Clock

FIREFOX = "moz-extension://0a1b2c3d-1111-2222-3333-444455556666"


def redeem(client: FlaskClient, code: str, origin: str = EXTENSION) -> Any:
    headers = {"Host": HOST, **({"Origin": origin} if origin else {})}
    return client.post("/api/v1/pair", json={"code": code}, headers=headers)


@pytest.mark.parametrize("origin", [EXTENSION, FIREFOX])
def test_a_code_buys_a_token_for_the_extension_that_sent_it(
    client: FlaskClient, services: Services, origin: str
) -> None:
    answer = redeem(client, services.codes.new(), origin)
    token = answer.get_json()["token"]
    headers = {"Host": HOST, "Authorization": f"Bearer {token}", "Origin": origin}
    assert client.get("/api/v1/radar", headers=headers).status_code == 200
    other = {**headers, "Origin": "chrome-extension://" + "c" * 32}
    assert client.get("/api/v1/radar", headers=other).status_code == 401


def test_a_code_typed_in_lower_case_with_a_hyphen_works(client: FlaskClient, services: Services) -> None:
    code = services.codes.new()
    assert redeem(client, f" {code[:4].lower()}-{code[4:].lower()} ").status_code == 200


def test_a_code_works_once(client: FlaskClient, services: Services) -> None:
    code = services.codes.new()
    assert redeem(client, code).status_code == 200
    assert redeem(client, code).status_code == 403


def test_a_code_ends_after_ten_minutes(client: FlaskClient, services: Services, clock: Clock) -> None:
    code = services.codes.new()
    clock.forward(minutes=10)
    answer = redeem(client, code)
    assert answer.status_code == 403
    assert "paper-radar pair" in answer.get_json()["error"]["hint"]


def test_a_newer_code_voids_the_older(client: FlaskClient, services: Services) -> None:
    older = services.codes.new()
    services.codes.new()
    assert redeem(client, older).status_code == 403


def test_five_wrong_codes_void_the_right_one(client: FlaskClient, services: Services) -> None:
    code = services.codes.new()
    for _ in range(5):
        assert redeem(client, "AAAAAAAA").status_code == 403
    assert redeem(client, code).status_code == 403


def test_guesses_of_a_web_page_do_not_even_count(client: FlaskClient, services: Services) -> None:
    code = services.codes.new()
    for origin in ("https://evil.example", "null", ""):
        for _ in range(6):
            assert redeem(client, "AAAAAAAA", origin).status_code == 403
    assert redeem(client, code).status_code == 200


def test_the_token_is_kept_only_as_a_hash(client: FlaskClient, services: Services) -> None:
    token = redeem(client, services.codes.new()).get_json()["token"]
    kept = services.settings.data_dir.joinpath("workspace.json").read_text()
    assert token not in kept
    assert services.secret not in kept


def test_a_token_given_back_is_void(api: Api) -> None:
    assert api.delete("/pair").status_code == 204
    assert api.get("/radar").status_code == 401


def test_a_paired_extension_cannot_pair_others(api: Api) -> None:
    assert api.post("/pair/codes").status_code == 403


def test_the_commands_may_ask_for_a_code(client: FlaskClient, services: Services) -> None:
    headers = {"Host": HOST, "Authorization": f"Bearer {services.secret}"}
    answer = client.post("/api/v1/pair/codes", json={}, headers=headers)
    assert answer.status_code == 201
    assert answer.get_json()["url"] == f"http://{HOST}/pair#{answer.get_json()['code']}"
    assert redeem(client, answer.get_json()["code"]).status_code == 200


def test_the_pairing_page_is_there_for_all_and_cannot_be_framed(client: FlaskClient) -> None:
    for path, kind in (("/pair", "text/html"), ("/pair.css", "text/css"), ("/pair.js", "text/javascript")):
        answer = client.get(path, headers={"Host": HOST})
        assert (answer.status_code, answer.mimetype) == (200, kind)
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
