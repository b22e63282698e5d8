"""POST /pages/pdf: the bytes of a PDF in, its paper or the reason why there is none out."""

from typing import Any

import pytest

from paper_radar.api.auth import BODY_LIMIT, PDF_LIMIT
from paper_radar.api.services import Services
from paper_radar.papers.model import Paper
from tests.api.conftest import EXTENSION, HOST, Api
from tests.pdfs import Sheet, paper, pdf

URL = "https://example.org/files/1234.pdf"


def hand_over(api: Api, data: bytes, url: str = URL, **headers: str) -> Any:
    """As the extension does, with its token and its origin unless `headers` say otherwise."""
    sent = {"Host": HOST, "Authorization": f"Bearer {api.token}", "Origin": EXTENSION} | headers
    content_type = sent.pop("content_type", "application/pdf")
    return api.client.post(
        "/api/v1/pages/pdf", query_string={"url": url}, data=data, content_type=content_type, headers=sent
    )


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["error"]["code"]


def test_a_pdf_becomes_a_paper_with_hits_and_origins(api: Api) -> None:
    api.post("/radar", {"kind": "author", "value": "Difan Zou"})
    answer = hand_over(api, pdf(paper()))
    assert answer.status_code == 200, answer.get_json()
    told = answer.get_json()
    assert told["paper"]["key"] == "arxiv:2602.11557"
    assert [hit["text"] for hit in told["paper"]["hits"]] == ["Difan Zou"]
    assert (told["origins"]["arxiv_id"], told["origins"]["title"], told["notice"]) == ("stamp", "page", "")


def test_the_paper_can_be_saved_by_its_key(api: Api) -> None:
    hand_over(api, pdf(paper(stamp="")))
    assert api.post("/library", {"key": f"url:{URL}"}).status_code == 201
    assert hand_over(api, pdf(paper(stamp=""))).get_json()["paper"]["saved"]


def test_the_paper_of_a_pdf_is_matched_and_saved_as_it_was_read_with_its_origins(api: Api) -> None:
    told = hand_over(api, pdf(paper(stamp=""))).get_json()
    api.post("/radar", {"kind": "author", "value": "Difan Zou"})
    read = {name: value for name, value in told["paper"].items() if name not in ("hits", "saved", "muted")}

    def matched() -> Any:
        return api.post("/match", {"facts": {"url": URL}, "paper": read}).get_json()["papers"][0]

    assert ([hit["text"] for hit in matched()["hits"]], matched()["saved"]) == (["Difan Zou"], False)
    saved = api.post("/library", {"paper": read, "origins": told["origins"] | {"doi": "page"}}).get_json()
    assert saved["origins"] == told["origins"]  # a field that is empty is from nowhere
    assert matched()["saved"]


@pytest.mark.parametrize("origins", [{"title": "<b>"}, {"Title!": "page"}, {"title": 1}])
def test_origins_are_words(api: Api, origins: dict[str, Any]) -> None:
    body = {"paper": {"key": "url:https://a.example/", "title": "T"}, "origins": origins}
    assert api.post("/library", body).status_code == 422


def test_what_the_pool_knows_of_the_paper_is_stronger_than_what_its_first_page_shows(
    api: Api, services: Services
) -> None:
    known = Paper(
        key="arxiv:2602.11557",
        title="The Implicit Bias of Steepest Descent, as arXiv has it",
        arxiv_id="2602.11557",
        version=1,
        source="arxiv",
    )
    services.pool.add([known], seen_at="2026-06-19T08:00:00+00:00")
    told = hand_over(api, pdf(paper())).get_json()
    assert told["paper"]["title"] == known.title
    assert told["paper"]["authors"] == ["Ada Lovelace", "Difan Zou", "Grace Hopper"]
    assert "title" not in told["origins"] and told["origins"]["authors"] == "page"
    scan = hand_over(api, pdf(Sheet(images=1)), "https://arxiv.org/pdf/2602.11557v1").get_json()
    assert (scan["paper"]["title"], scan["origins"], scan["notice"]) == (known.title, {}, "")


def test_a_scan_gives_the_reason_why_only_the_link_can_be_saved(api: Api) -> None:
    assert hand_over(api, pdf(Sheet(images=1))).get_json() == {"paper": None, "origins": {}, "notice": "scan"}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", (400, "not_pdf")),
        (b"<!doctype html><title>Sign in</title>", (400, "not_pdf")),
        (b"%PDF-1.7\n%%EOF", (400, "pdf_unreadable")),
    ],
)
def test_what_cannot_be_read_is_told_with_a_hint(api: Api, data: bytes, expected: tuple[int, str]) -> None:
    answer = hand_over(api, data)
    assert code(answer) == expected
    assert answer.get_json()["error"]["hint"]


def test_a_pdf_may_be_larger_than_other_requests_and_not_larger_than_its_own_limit(api: Api) -> None:
    assert hand_over(api, pdf(paper(), extra=bytes(BODY_LIMIT + 1))).status_code == 200
    large = hand_over(api, pdf(paper()) + bytes(PDF_LIMIT))
    assert code(large) == (413, "too_large")
    assert "30 MB" in large.get_json()["error"]["message"]


@pytest.mark.parametrize(
    "content_type", ["application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_a_form_of_a_web_page_cannot_hand_one_over(api: Api, content_type: str) -> None:
    assert code(hand_over(api, pdf(paper()), content_type=content_type)) == (415, "not_json")


def test_other_routes_take_no_pdf(api: Api) -> None:
    sent = {"Host": HOST, "Authorization": f"Bearer {api.token}", "Origin": EXTENSION}
    answer = api.client.post("/api/v1/match", data=b"%PDF-1.7", content_type="application/pdf", headers=sent)
    assert code(answer) == (415, "not_json")


def test_without_the_token_nothing_is_read(api: Api) -> None:
    assert code(hand_over(api, pdf(paper()), Authorization="Bearer of-nothing")) == (401, "unauthorized")
    assert code(hand_over(api, pdf(paper()), Authorization="")) == (401, "unauthorized")


@pytest.mark.parametrize("origin", ["null", "https://arxiv.org", "chrome-extension://" + "b" * 32])
def test_nobody_else_may_hand_one_over(api: Api, origin: str) -> None:
    assert hand_over(api, pdf(paper()), Origin=origin).status_code in (401, 403)


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "chrome://settings", "data:application/pdf,", "x" * 2001])
def test_an_address_that_is_none_is_refused(api: Api, url: str) -> None:
    assert code(hand_over(api, pdf(paper()), url)) == (422, "invalid")
