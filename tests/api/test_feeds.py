"""/feeds: choosing journals, adding a feed by its address, and taking it back."""

from collections.abc import Iterator

import pytest

from paper_radar.api.services import Services
from tests.api.conftest import Api
from tests.standins.journals import Item, JournalsStandin

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
