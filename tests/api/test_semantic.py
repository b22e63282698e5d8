"""Related papers by meaning, from the papers handed to the pool to the answer of /match, with a real model."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from paper_radar.api.pairing import issue_token
from paper_radar.api.services import Services
from paper_radar.app import VECTORS_FILE, create_app, create_services
from paper_radar.config import Settings
from tests.api.conftest import EXTENSION, Api, Clock
from tests.fakes.tiny_model import write_model

# Each shares a word of its own with the page, so that all are candidates, and both words are as rare.
WORDS = ("lantern", "harbour")
PAGE = {
    "url": "https://arxiv.org/abs/2606.00009",
    "meta": [
        ["citation_title", "Descent by lantern and harbour"],
        ["citation_author", "Lovelace, Ada"],
        ["citation_arxiv_id", "2606.00009"],
        ["citation_abstract", "Momentum and descent and momentum, by lantern and harbour."],
    ],
}


def record(number: int, title: str, abstract: str) -> dict[str, Any]:
    return {"key": f"arxiv:2606.{number:05}", "title": title, "abstract": abstract, "authors": [f"Author {number}"]}


NEAR = record(2, "Optimizer steps", f"An optimizer takes steps by {WORDS[1]}.")
FAR = record(1, "Protein folding", f"An enzyme is folding by {WORDS[0]}.")
OTHERS = [record(10 + number, f"Galaxy {number}", "A telescope.") for number in range(8)]


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def opened(folder: Path, model: str, clock: Clock) -> Iterator[tuple[Services, Api]]:
    services = create_services(Settings(data_dir=folder, semantic_model=model, refresh_minutes=0), clock)
    token = issue_token(services.workspace, EXTENSION, "2026-06-19T09:00:00+00:00")
    try:
        yield services, Api(create_app(services, validate_answers=True).test_client(), token)
    finally:
        services.close()


@pytest.fixture
def by_meaning(tmp_path: Path, clock: Clock) -> Iterator[tuple[Services, Api]]:
    yield from opened(tmp_path / "data", str(write_model(tmp_path / "tiny")), clock)


@pytest.fixture
def of_no_folder(tmp_path: Path, clock: Clock) -> Iterator[tuple[Services, Api]]:
    yield from opened(tmp_path / "data", str(tmp_path / "nowhere"), clock)


def related(api: Api) -> list[str]:
    answer = api.post("/match", {"facts": PAGE})
    assert answer.status_code == 200
    return [item["key"] for item in answer.json["related"]["items"]]


def semantic(api: Api) -> dict[str, Any]:
    return dict(api.get("/settings").json["semantic"])


def test_off_by_default_and_without_a_file(api: Api, services: Services) -> None:
    services.start()
    assert semantic(api)["state"] == "off"
    assert not (services.settings.data_dir / VECTORS_FILE).exists()


def test_what_means_the_same_comes_first_at_the_next_look(by_meaning: tuple[Services, Api]) -> None:
    services, api = by_meaning
    assert semantic(api)["state"] == "stopped"
    services.start()
    api.post("/pool", {"papers": [FAR, NEAR, *OTHERS]})
    until(lambda: semantic(api)["state"] == "ready" and semantic(api)["embedded"] == 10)
    by_words = related(api)
    assert by_words.index(FAR["key"]) < by_words.index(NEAR["key"])
    until(lambda: related(api)[0] == NEAR["key"])
    assert semantic(api) == {
        "state": "ready",
        "model": "tiny",
        "embedded": 10,
        "papers": 10,
        "error": "",
        "hint": "",
    }


def test_the_next_batch_continues_the_order_of_the_first(by_meaning: tuple[Services, Api]) -> None:
    services, api = by_meaning
    services.start()
    api.post("/pool", {"papers": [FAR, NEAR, *OTHERS]})
    until(lambda: semantic(api)["embedded"] == 10)
    first = api.post("/match", {"facts": PAGE, "limit": 1}).json["related"]
    until(lambda: related(api)[0] == NEAR["key"])
    rest = api.post("/match", {"facts": PAGE, "offset": 1, "order": first["order"]}).json["related"]
    assert first["items"][0]["key"] not in [item["key"] for item in rest["items"]]


def test_a_wrong_folder_is_told_and_the_service_goes_on_by_words(of_no_folder: tuple[Services, Api]) -> None:
    services, api = of_no_folder
    services.start()
    api.post("/pool", {"papers": [FAR, NEAR, *OTHERS]})
    until(lambda: semantic(api)["state"] == "wrong")
    assert "no model.onnx" in semantic(api)["error"]
    assert semantic(api)["hint"]
    assert set(related(api)) >= {FAR["key"], NEAR["key"]}
    assert api.get("/health").status_code == 200


def test_vectors_that_cannot_be_kept_leave_the_words(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "data" / VECTORS_FILE).mkdir(parents=True)
    for _, api in opened(tmp_path / "data", str(write_model(tmp_path / "tiny")), clock):
        assert semantic(api)["state"] == "off"
        assert related(api) == []
