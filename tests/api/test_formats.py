"""Exports, imports with a preview, citations, and sending to Zotero over the API."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from paper_radar.api import auth
from paper_radar.api.services import Services
from paper_radar.library.export import EXPORTS
from paper_radar.papers.model import to_json
from tests.api.conftest import Api
from tests.standins.zotero import ZoteroStandin
from tests.unit.library.papers import HIGGS, LORA, MUON

READ_BACK = [name for name in EXPORTS if name != "markdown"]


@pytest.fixture
def zotero() -> Iterator[ZoteroStandin]:
    with ZoteroStandin() as standin:
        yield standin


@pytest.fixture
def services(services: Services, zotero: ZoteroStandin) -> Services:
    return replace(services, settings=replace(services.settings, zotero_url=zotero.url))


@pytest.fixture
def filled(api: Api) -> Api:
    for paper in (MUON, LORA, HIGGS):
        assert api.post("/library", {"paper": to_json(paper)}).status_code == 201
    return api


def saved_titles(api: Api) -> list[str]:
    return [item["paper"]["title"] for item in api.get("/library").get_json()["items"]]


@pytest.mark.parametrize("form", READ_BACK)
def test_what_is_exported_can_be_imported_and_is_recognised(filled: Api, form: str) -> None:
    text = filled.get(f"/library/export?format={form}").get_data(as_text=True)
    for key in (MUON.key, LORA.key, HIGGS.key):
        filled.delete(f"/library/{key}")
    answer = filled.post("/library/import", {"text": text}).get_json()
    assert (answer["format"], answer["records"], answer["added"]) == (form, 3, 3)
    assert (answer["merged"], answer["known"], answer["skipped"]) == (0, 0, [])
    assert sorted(saved_titles(filled)) == sorted([MUON.title, LORA.title, HIGGS.title])


def test_a_preview_tells_what_would_become_of_each_record_and_writes_nothing(api: Api) -> None:
    api.post("/library", {"paper": to_json(MUON)})
    text = f"""@misc{{a, title={{A new one}}, author={{Zou, Difan}}, year={{2026}}, eprint={{2606.00001}}}}
    @misc{{b, title={{{MUON.title}}}, eprint={{2602.11557}}, keywords={{muon}}}}
    @misc{{c, author={{No Title}}}}"""
    revision = api.get("/library").get_json()
    answer = api.post("/library/import", {"text": text, "preview": True}).get_json()
    assert [(item["title"], item["became"], item["news"]) for item in answer["items"]] == [
        ("A new one", "new", []),
        (MUON.title, "merged", ["tags"]),
    ]
    assert (answer["records"], answer["added"], answer["merged"], answer["known"]) == (3, 1, 1, 0)
    assert answer["skipped"] == [["c (line 3)", "there is no title"]]
    assert api.get("/library").get_json() == revision
    assert api.post("/library/import", {"text": text}).get_json() == answer
    assert sorted(saved_titles(api)) == sorted(["A new one", MUON.title])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty_file"),
        ("  \n ", "empty_file"),
        ("%PDF-1.7", "unknown_format"),
        ("<!doctype html><title>No</title>", "unknown_format"),
        ("Dear diary,\nnothing today.", "unknown_format"),
        ("@misc{a, author={No Title}}", "nothing_read"),
        ('{"__dataVersion": 10001, "Arxiv-1": {"title": "Cut', "broken_file"),
    ],
)
def test_what_cannot_be_imported_is_told_by_a_word_of_its_own(api: Api, text: str, code: str) -> None:
    answer = api.post("/library/import", {"text": text})
    assert answer.status_code == 400
    assert answer.get_json()["error"]["code"] == code
    assert answer.get_json()["error"]["hint"]


def test_a_file_larger_than_other_bodies_is_imported(api: Api) -> None:
    abstract = "word " * 400
    records = [
        f"@misc{{k{n}, title={{Paper {n}}}, eprint={{2606.{n:05}}}, abstract={{{abstract}}}}}" for n in range(1100)
    ]
    text = "\n".join(records)
    assert len(text) > auth.BODY_LIMIT
    assert api.post("/library/import", {"text": text, "preview": True}).get_json()["added"] == 1100


def test_a_file_beyond_the_limit_is_refused_unread(api: Api) -> None:
    answer = api.post("/library/import", {"text": "x" * (auth.IMPORT_LIMIT + 1)})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (413, "too_large")


def test_who_has_no_token_cannot_make_the_service_read_a_large_body(api: Api) -> None:
    api.token = "wrong"
    answer = api.post("/library/import", {"text": "x" * (auth.BODY_LIMIT + 1)})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (401, "unauthorized")


def test_what_is_no_json_cannot_be_imported(api: Api) -> None:
    headers = {"Host": "127.0.0.1:23180", "Authorization": f"Bearer {api.token}", "Content-Type": "application/json"}
    answer = api.client.post("/api/v1/library/import", data=b"@misc{", headers=headers)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "bad_input")


def test_chosen_papers_are_exported_each_once_by_any_of_their_keys(filled: Api) -> None:
    answer = filled.post("/library/export", {"format": "markdown", "keys": [HIGGS.key, MUON.key, HIGGS.key]})
    assert answer.mimetype == "text/markdown"
    assert 'filename="paper-radar.md"' in answer.headers["Content-Disposition"]
    text = answer.get_data(as_text=True)
    assert text.index(HIGGS.title) < text.index(MUON.title)
    assert (text.count("- ["), LORA.title in text) == (2, False)


def test_a_chosen_paper_that_is_gone_is_told(filled: Api) -> None:
    answer = filled.post("/library/export", {"format": "ris", "keys": ["arxiv:0000.00000"]})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (404, "not_found")


def test_a_paper_has_the_same_citation_key_in_every_export_whatever_happens_to_it(filled: Api) -> None:
    twin = replace(MUON, key="arxiv:2602.99999", arxiv_id="2602.99999", title="The implicit other", url="")
    filled.post("/library", {"paper": to_json(twin)})
    alone = filled.get(f"/library/cite/{twin.key}").get_json()
    assert alone["text"].startswith("@misc{" + alone["key"])
    filled.patch(f"/library/{twin.key}", {"fields": {"title": "Another title", "authors": ["Ada Lovelace"]}})
    whole = filled.get("/library/export?format=bibtex").get_data(as_text=True)
    assert whole.count(f"{{{alone['key']},") == 1
    other = filled.get(f"/library/cite/{MUON.key}").get_json()["key"]
    filled.delete(f"/library/{MUON.key}")
    assert filled.get(f"/library/cite/{twin.key}").get_json()["key"] == alone["key"] != other


def test_citation_keys_of_an_imported_file_are_kept(api: Api) -> None:
    api.post("/library/import", {"text": "@misc{zou:my-own_key, title={A paper}, eprint={2606.00001}}"})
    assert api.get("/library/cite/arxiv:2606.00001").get_json()["key"] == "zou:my-own_key"


def test_a_reference_is_given_as_text(filled: Api) -> None:
    assert filled.get(f"/library/cite/{MUON.key}?style=text").get_json()["text"] == (
        "Li, J., Tang, X., & Zou, D. (2026). The Implicit Bias of Steepest Descent with Mini-batch Stochastic "
        "Gradient. arXiv. https://arxiv.org/abs/2602.11557"
    )


def test_a_paper_of_the_pool_is_cited_as_it_will_be_when_it_is_saved(api: Api) -> None:
    api.post("/pool", {"papers": [to_json(MUON)]})
    cited = api.get(f"/library/cite/{MUON.key}").get_json()
    assert cited["text"].startswith("@misc{" + cited["key"])
    api.post("/library", {"key": MUON.key})
    assert api.get(f"/library/cite/{MUON.key}").get_json()["key"] == cited["key"]


def test_several_papers_are_cited_each_once_whether_saved_or_not(filled: Api) -> None:
    twin = replace(MUON, key="arxiv:2602.99999", arxiv_id="2602.99999", title="The implicit other", url="")
    filled.post("/pool", {"papers": [to_json(twin)]})
    chosen = {"keys": [twin.key, MUON.key, twin.key]}
    lines = filled.post("/library/cite", {**chosen, "style": "text"}).get_json()["text"].splitlines()
    assert [twin.title in lines[0], MUON.title in lines[1], len(lines)] == [True, True, 2]
    bibtex = filled.post("/library/cite", chosen).get_json()["text"]
    keys = [filled.get(f"/library/cite/{key}").get_json()["key"] for key in (twin.key, MUON.key)]
    assert bibtex.count("@misc{") == 2 and all(f"{{{key}," in bibtex for key in keys)


@pytest.mark.parametrize("chosen", [{"keys": ["arxiv:1"]}, {"keys": [MUON.key, "arxiv:1"], "style": "text"}])
def test_a_paper_that_nobody_knows_is_not_cited(filled: Api, chosen: dict[str, object]) -> None:
    assert filled.post("/library/cite", chosen).status_code == 404
    assert filled.get("/library/cite/arxiv:1").status_code == 404


def test_papers_are_sent_to_zotero(filled: Api, zotero: ZoteroStandin) -> None:
    answer = filled.post("/library/zotero", {"keys": [LORA.key, HIGGS.key]})
    assert answer.get_json() == {"sent": 2, "library": "My Library", "collection": ""}
    assert [item["title"] for item in zotero.items] == [LORA.title, HIGGS.title]


def test_a_zotero_that_does_not_run_is_told_with_what_to_do(filled: Api, zotero: ZoteroStandin) -> None:
    zotero.__exit__()
    answer = filled.post("/library/zotero", {"keys": [LORA.key]})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (503, "zotero_down")
