"""Saving over the API: what is asked, what became of it, undoing a merge, tags, and what corrections teach."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote

import pytest

from paper_radar.api.services import Services
from paper_radar.papers.model import Paper
from tests.api.conftest import Api

KEY = "arxiv:2602.11557"
PAPER = {
    "key": KEY,
    "title": "The Implicit Bias of Steepest Descent",
    "authors": ["Difan Zou"],
    "arxiv_id": "2602.11557",
    "version": 1,
}
JOURNAL = {**PAPER, "key": "doi:10.1000/muon", "arxiv_id": "", "version": None, "doi": "10.1000/muon", "venue": "ICML"}


def page(number: int = 1) -> dict[str, Any]:
    """A page whose tags name the authors in another order than it shows."""
    return {
        "url": f"https://www.lab.example/muon/{number}",
        "meta": [
            ["citation_title", f"On Margins {number}"],
            ["citation_author", "Difan Zou"],
            ["citation_author", "Jichu Li"],
        ],
        "byline": "Jichu Li, Difan Zou",
    }


def test_a_form_is_saved_in_one_call(api: Api) -> None:
    fields = {"title": "My title", "venue": "ICML", "doi": "https://doi.org/10.1000/Own"}
    body = {"facts": page(), "fields": fields, "tags": [" a ", "A"], "note": "N", "status": "reading", "stars": 4}
    answer = api.post("/library", body)
    saved = answer.get_json()
    assert answer.status_code == 201
    assert (saved["paper"]["key"], saved["paper"]["title"]) == ("doi:10.1000/own", "My title")
    assert (saved["tags"], saved["note"], saved["status"], saved["stars"]) == (["a"], "N", "reading", 4)
    assert (saved["origins"]["title"], saved["origins"]["doi"]) == ("reader", "reader")
    assert saved["origins"]["authors"] == "page"
    assert saved["outcome"]["what"] == "saved"


def test_what_happened_to_a_second_save_is_told_and_can_be_undone(api: Api) -> None:
    first = api.post("/library", {"paper": PAPER, "note": "Mine."}).get_json()
    answer = api.post("/library", {"paper": JOURNAL, "tags": ["b"]})
    told = answer.get_json()["outcome"]
    assert (answer.status_code, told["what"], told["since"]) == (200, "merged", first["saved_at"])
    assert (told["news"], told["undo"]) == (["published", "tags"], True)
    [item] = api.post("/library/unmerge", {"key": KEY}).get_json()["items"]
    assert (item["paper"], item["note"], item["tags"]) == (first["paper"], "Mine.", [])
    assert api.post("/library/unmerge", {"key": KEY}).status_code == 404


def test_two_works_that_were_taken_for_one_are_kept_apart(api: Api) -> None:
    api.post("/library", {"paper": PAPER})
    api.post("/library", {"paper": JOURNAL})
    items = api.post("/library/unmerge", {"key": KEY, "keep": True}).get_json()["items"]
    assert [item["paper"]["key"] for item in items] == [KEY, "doi:10.1000/muon"]
    assert api.post("/library", {"paper": JOURNAL}).get_json()["outcome"]["what"] == "known"
    assert api.get("/library").get_json()["total"] == 2


def test_a_later_save_overwrites_nothing_that_the_reader_wrote(api: Api) -> None:
    api.post("/library", {"paper": PAPER, "fields": {"title": "Mine"}, "note": "N", "status": "read", "stars": 5})
    body = {"paper": {**PAPER, "version": 2}, "fields": {"title": "Other"}, "status": "reading", "stars": 1}
    saved = api.post("/library", body).get_json()
    assert (saved["paper"]["title"], saved["paper"]["version"]) == ("Mine", 2)
    assert (saved["note"], saved["status"], saved["stars"]) == ("N", "read", 5)
    assert (saved["outcome"]["news"], saved["outcome"]["kept"]) == (["version"], ["title"])


def test_a_repeated_save_says_so(api: Api) -> None:
    body = {"paper": PAPER, "idempotency_key": "k1"}
    assert api.post("/library", body).get_json()["outcome"]["what"] == "saved"
    assert api.post("/library", body).get_json()["outcome"]["what"] == "repeated"


def test_the_pools_other_key_of_a_work_finds_its_record(api: Api, services: Services) -> None:
    preprint = Paper(key=KEY, title=PAPER["title"], authors=("Difan Zou",), arxiv_id="2602.11557", source="arxiv")
    journal = Paper(key="doi:10.1000/muon", title=PAPER["title"], authors=("Difan Zou",), doi="10.1000/muon")
    services.pool.add([preprint], seen_at="2026-06-19T08:00:00+00:00")
    services.pool.add([journal], seen_at="2026-06-19T08:00:00+00:00")
    api.post("/library", {"key": KEY})
    meta = [["citation_title", "A wholly different title"], ["citation_doi", "10.1000/muon"]]
    answer = api.post("/library", {"facts": {"url": "https://j.example/7", "meta": meta}})
    assert (answer.status_code, answer.get_json()["paper"]["key"]) == (200, KEY)


def test_a_paper_that_a_page_merely_lists_is_saved_with_what_the_pool_knows(api: Api, services: Services) -> None:
    known = Paper(key=KEY, title=PAPER["title"], authors=("Difan Zou",), abstract="A.", arxiv_id="2602.11557")
    services.pool.add([known], seen_at="2026-06-19T08:00:00+00:00")
    listed = {"key": KEY, "arxiv_id": "2602.11557", "title": "The implicit bias…", "url": "https://lab.example/muon"}
    paper = api.post("/library", {"paper": listed}).get_json()["paper"]
    assert (paper["title"], paper["authors"], paper["abstract"]) == (PAPER["title"], ["Difan Zou"], "A.")


def test_eight_threads_saving_one_work_under_different_keys_make_one_record(services: Services, api: Api) -> None:
    papers = [PAPER, JOURNAL, {**PAPER, "key": "url:https://lab.example/muon", "arxiv_id": "", "version": None}]

    def save(number: int) -> str:
        own = Api(api.client.application.test_client(), api.token)
        body = {"paper": papers[number % 3], "tags": [f"t{number}"], "idempotency_key": f"k{number}"}
        what = own.post("/library", body).get_json()["outcome"]["what"]
        assert isinstance(what, str)
        return what

    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(save, range(40)))
    assert told.count("saved") == 1
    [item] = api.get("/library").get_json()["items"]
    assert (item["paper"]["key"], len(item["tags"])) == (KEY, 40)
    assert {"url:https://lab.example/muon", "doi:10.1000/muon"} <= set(item["also"])


@pytest.mark.parametrize(
    "body",
    [
        {"fields": {"title": ""}},
        {"fields": {"doi": "none"}},
        {"fields": {"pdf_url": "javascript:alert(1)"}},
        {"fields": {"key": "arxiv:2602.00001"}},
        {"tags": ["x" * 101]},
        {"stars": 6},
        {"status": "done"},
    ],
)
def test_a_form_that_cannot_be_is_refused_with_nothing_saved(api: Api, body: dict[str, Any]) -> None:
    answer = api.post("/library", {"facts": page(), **body})
    assert answer.status_code in (400, 422)
    assert answer.get_json()["error"]["message"]
    assert api.get("/library").get_json()["total"] == 0


def test_fields_are_corrected_afterwards(api: Api) -> None:
    api.post("/library", {"paper": PAPER})
    saved = api.patch(f"/library/{KEY}", {"fields": {"title": "Mine", "venue": "ICML"}, "stars": 2}).get_json()
    assert (saved["paper"]["title"], saved["origins"], saved["stars"]) == (
        "Mine",
        {"title": "reader", "venue": "reader"},
        2,
    )
    assert api.patch(f"/library/{KEY}", {"fields": {"doi": "10.1000/other"}}).status_code == 422


def test_a_saved_paper_is_found_by_any_of_its_keys(api: Api) -> None:
    saved = api.post("/library", {"paper": PAPER, "note": "N"}).get_json()
    api.post("/library", {"paper": JOURNAL})
    found = api.get("/library/doi%3A10.1000%2Fmuon").get_json()
    assert (found["paper"]["key"], found["note"], found["saved_at"]) == (KEY, "N", saved["saved_at"])
    api.post("/library", {"paper": {"key": "url:https://lab.example/", "title": "The lab"}})
    assert api.get("/library/url%3Ahttps%3A%2F%2Flab.example%2F").get_json()["paper"]["title"] == "The lab"
    assert api.get("/library/arxiv:2602.00001").status_code == 404
    assert "tags" in api.get("/library/tags").get_json()


@pytest.mark.parametrize("at_once", [True, False])
def test_a_correction_is_remembered_for_its_site_and_can_be_forgotten(api: Api, at_once: bool) -> None:
    fields = {"authors": ["Difan Zou", "Jichu Li"]}
    if at_once:
        told = api.post("/library", {"facts": page(1), "fields": fields}).get_json()["outcome"]
        assert told["learned"] == ["authors"]
    else:
        key = api.post("/library", {"facts": page(1)}).get_json()["paper"]["key"]
        told = api.patch(f"/library/{quote(key, safe='')}", {"fields": fields}).get_json()
        assert told["learned"] == ["authors"]
    [site] = api.get("/corrections").get_json()["corrections"]
    [field] = site["fields"]
    assert site["host"] == "lab.example"
    assert (field["field"], field["preferred"], field["instead_of"]) == ("authors", "highwire", "page")
    shown = api.post("/match", {"facts": page(2)}).get_json()
    assert shown["said"]["authors"] == {"highwire": ["Difan Zou", "Jichu Li"], "page": ["Jichu Li", "Difan Zou"]}
    assert (shown["papers"][0]["authors"], shown["origins"]["authors"]) == (["Difan Zou", "Jichu Li"], "highwire")
    assert api.delete("/corrections/www.lab.example").get_json() == site
    assert api.get("/corrections").get_json() == {"corrections": []}
    assert api.delete("/corrections/lab.example").status_code == 404
    assert api.post("/match", {"facts": page(3)}).get_json()["origins"]["authors"] == "page"


def test_what_was_forgotten_of_a_site_is_remembered_again(api: Api) -> None:
    api.post("/library", {"facts": page(1), "fields": {"authors": ["Difan Zou", "Jichu Li"]}})
    gone = api.delete("/corrections/lab.example").get_json()
    assert api.post("/corrections", gone).get_json() == gone
    assert api.post("/match", {"facts": page(2)}).get_json()["origins"]["authors"] == "highwire"
    assert api.post("/corrections", {**gone, "host": "["}).status_code == 400
    assert api.post("/corrections", {**gone, "fields": [{"field": "key", "preferred": "page"}]}).status_code == 422


def test_a_free_correction_is_this_papers_alone(api: Api) -> None:
    told = api.post("/library", {"facts": page(1), "fields": {"authors": ["Somebody Else"]}}).get_json()["outcome"]
    assert told["learned"] == []
    assert api.get("/corrections").get_json() == {"corrections": []}


def test_tags_are_completed(api: Api) -> None:
    api.post("/library", {"paper": PAPER, "tags": ["Muon", "强化学习"]})
    api.post("/library", {"paper": {"key": "arxiv:2606.00001", "title": "Muon"}, "tags": ["Muon", "deep learning"]})
    assert api.get("/library/tags?limit=1").get_json() == {"tags": [{"tag": "Muon", "count": 2}]}
    assert api.get("/library/tags?prefix=lea").get_json()["tags"] == [{"tag": "deep learning", "count": 1}]
    assert api.get("/library/tags?prefix=%E5%BC%BA").get_json()["tags"] == [{"tag": "强化学习", "count": 1}]
    assert api.get("/library/tags?limit=0").status_code == 422


def test_a_page_without_a_single_paper_says_why_and_what_it_lists(api: Api) -> None:
    body = """<a href="https://arxiv.org/abs/2602.11557">The Implicit Bias of Steepest Descent</a>
    <a href="https://doi.org/10.1000/b">Muon is not only for hidden layers</a>"""
    answer = api.post("/match", {"facts": {"url": "https://lab.example/", "title": "The lab", "body": body}}).get_json()
    assert (answer["page"]["kind"], answer["page"]["nothing"], answer["papers"]) == ("other", "home", [])
    assert answer["papers_on_page"][0] == {
        "title": "The Implicit Bias of Steepest Descent",
        "key": KEY,
        "url": "https://arxiv.org/abs/2602.11557",
        "saved": False,
    }
    challenge = api.post("/match", {"facts": {"url": "https://j.example/7", "title": "Just a moment..."}}).get_json()
    assert (challenge["page"]["nothing"], challenge["papers_on_page"]) == ("challenge", [])
