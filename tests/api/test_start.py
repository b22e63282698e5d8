"""What is suggested to a reader who begins: from pages visited, a file, an author."""

from typing import Any

import pytest

from paper_radar.api.services import Services
from paper_radar.papers.model import Paper
from tests.api.conftest import Api
from tests.standins.arxiv import ArxivStandin
from tests.standins.server import Answer


def _paper(number: int, title: str, *authors: str, abstract: str = "") -> Paper:
    arxiv_id = f"2602.{number:05}"
    return Paper(
        key=f"arxiv:{arxiv_id}",
        arxiv_id=arxiv_id,
        title=title,
        authors=authors,
        abstract=abstract,
        categories=("cs.LG", "stat.ML"),
        primary_category="cs.LG",
        published="2026-02-12T00:00:00+00:00",
        version=1,
        source="arxiv",
    )


PAPERS = [
    _paper(1, "The Implicit Bias of Steepest Descent", "Ada Lovelace", "Difan Zou"),
    _paper(2, "Implicit Bias of Adam on Separable Data", "Sonya Kovalevskaya", "Difan Zou"),
    _paper(3, "Benign Overfitting in Ridge Regression", "Emmy Noether", "Difan Zou"),
]
BIBTEX = """@article{one, title={The Implicit Bias of Steepest Descent}, author={Lovelace, Ada and Zou, Difan},
 eprint={2602.00001}, archiveprefix={arXiv}, year={2026}}
@article{two, title={Implicit Bias of Adam on Separable Data}, author={Zou, Difan and others}, year={2026}}
@article{broken"""


def _names(answer: dict[str, Any]) -> list[str]:
    return [one["name"] for one in answer["authors"]]


def _values(answer: dict[str, Any], name: str) -> list[str]:
    return [one["value"] for one in answer[name]]


def _ask(api: Api, **body: str) -> dict[str, Any]:
    answer = api.post("/start/suggestions", body)
    assert answer.status_code == 200, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found


def test_a_reader_of_whom_nothing_is_known_gets_empty_lists(api: Api) -> None:
    answer = _ask(api)
    assert (answer["origin"], answer["papers"], answer["skipped"]) == ("visited", 0, 0)
    assert (answer["authors"], answer["topics"], answer["categories"]) == ([], [], [])


def test_pages_visited_suggest_their_authors_topics_and_categories(api: Api, services: Services) -> None:
    services.visited.add(PAPERS)
    answer = _ask(api)
    assert (answer["origin"], answer["papers"]) == ("visited", 3)
    assert answer["authors"][0] == {
        "name": "Difan Zou", "papers": 3, "why": answer["authors"][0]["why"], "author_id": ""
    }  # fmt: skip
    assert answer["authors"][0]["why"] in [paper.title for paper in PAPERS]
    assert "implicit bias" in [value.lower() for value in _values(answer, "topics")]
    assert _values(answer, "categories") == ["cs.LG", "stat.ML"]


def test_what_was_saved_counts_as_what_was_visited(api: Api, services: Services) -> None:
    services.library.save(PAPERS[0])
    assert _names(_ask(api)) == ["Ada Lovelace", "Difan Zou"]


def test_what_is_on_the_radar_is_not_suggested(api: Api, services: Services) -> None:
    services.visited.add(PAPERS)
    api.post(
        "/radar/many", {"entries": [{"kind": "author", "value": "difan zou"}, {"kind": "category", "value": "cs.LG"}]}
    )
    answer = _ask(api)
    assert "Difan Zou" not in _names(answer)
    assert _values(answer, "categories") == ["stat.ML"]


def test_a_bibliography_suggests_with_what_the_pool_knows_of_its_papers(api: Api, services: Services) -> None:
    services.pool.add(PAPERS, seen_at="2026-06-19T09:00:00+00:00")
    answer = _ask(api, text=BIBTEX)
    assert (answer["origin"], answer["papers"], answer["skipped"]) == ("file", 2, 1)
    assert _names(answer)[0] == "Difan Zou"
    assert _values(answer, "categories") == ["cs.LG", "stat.ML"]
    assert services.library.count() == 0


def test_a_file_that_is_no_bibliography_is_told(api: Api) -> None:
    answer = api.post("/start/suggestions", {"text": "%PDF-1.7"})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "unknown_format")


@pytest.mark.parametrize("given", ["zou_d_1", "https://arxiv.org/a/zou_d_1", "https://arxiv.org/a/zou_d_1.atom2"])
def test_an_authors_own_page_is_read_in_one_request(api: Api, arxiv: ArxivStandin, given: str) -> None:
    arxiv.papers, arxiv.authors = PAPERS, {"zou_d_1": [paper.key for paper in PAPERS]}
    answer = _ask(api, author=given)
    first = answer["authors"][0]
    assert (answer["origin"], first["name"], first["author_id"], first["papers"]) == (
        "author",
        "Difan Zou",
        "zou_d_1",
        3,
    )
    assert _names(answer).count("Difan Zou") == 1
    assert len(arxiv.log) == 1


def test_a_page_by_orcid_is_that_of_whoever_is_on_all_papers(api: Api, arxiv: ArxivStandin) -> None:
    arxiv.papers, arxiv.authors = PAPERS, {"0000-0002-1825-0097": [paper.key for paper in PAPERS]}
    answer = _ask(api, author="https://orcid.org/0000-0002-1825-0097")
    assert (_names(answer)[0], answer["authors"][0]["author_id"]) == ("Difan Zou", "0000-0002-1825-0097")


def test_an_id_that_nobody_claimed_is_told_with_what_to_do(api: Api) -> None:
    answer = api.post("/start/suggestions", {"author": "zou_d_9"})
    error = answer.get_json()["error"]
    assert (answer.status_code, error["code"]) == (404, "author_not_found")
    assert "name" in error["hint"]


def test_a_name_is_looked_for_in_the_pool_first_and_then_at_arxiv(
    api: Api, services: Services, arxiv: ArxivStandin
) -> None:
    arxiv.papers = [*PAPERS, _paper(9, "Diffusion in Rocks", "Danfeng Zou")]
    services.pool.add(PAPERS[:1], seen_at="2026-06-19T09:00:00+00:00")
    answer = _ask(api, author="Zou, Difan")
    assert (_names(answer)[0], answer["papers"]) == ("Difan Zou", 3)
    assert len(arxiv.log) == 1


def test_an_address_of_arxivs_search_for_an_author_is_a_name(api: Api, services: Services) -> None:
    services.pool.add(PAPERS, seen_at="2026-06-19T09:00:00+00:00")
    answer = _ask(api, author="https://arxiv.org/search/cs?searchtype=author&query=Zou,+Difan")
    assert _names(answer)[0] == "Difan Zou"


def test_while_arxiv_is_away_what_the_pool_has_serves(api: Api, services: Services, arxiv: ArxivStandin) -> None:
    services.pool.add(PAPERS, seen_at="2026-06-19T09:00:00+00:00")
    arxiv.instead = Answer(503)
    assert _ask(api, author="Difan Zou")["papers"] == 3
    assert api.post("/start/suggestions", {"author": "Emmy Hopper"}).status_code in (502, 503)


@pytest.mark.parametrize(
    "given", ["https://scholar.google.com/citations?user=x", "https://arxiv.org/abs/2602.11557", "https://[x", "–"]
)
def test_what_is_no_authors_page_is_told(api: Api, arxiv: ArxivStandin, given: str) -> None:
    answer = api.post("/start/suggestions", {"author": given})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "author_address")
    assert arxiv.log == []


def test_a_file_and_an_author_at_once_are_refused(api: Api) -> None:
    assert api.post("/start/suggestions", {"author": "Difan Zou", "text": BIBTEX}).status_code == 400
