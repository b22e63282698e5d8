"""What the pool has of one paper; and what the reader said of a journal's record once it is one with the preprint's."""

from dataclasses import replace

from paper_radar.api.kept import KeptPapers
from paper_radar.api.services import Services
from paper_radar.papers.model import Paper
from tests.api.conftest import Api

SEEN, LATER = "2026-06-18T06:00:00+00:00", "2026-06-19T06:00:00+00:00"
PREPRINT = Paper(
    key="arxiv:2606.00001",
    title="Implicit bias of Muon and steepest descent",
    authors=("Chen Fan", "Mark Schmidt"),
    abstract="We study it.",
    announced="2026-06-18",
    version=1,
    arxiv_id="2606.00001",
    source="arxiv",
)
JOURNAL = replace(
    PREPRINT, key="doi:10.1/muon", doi="10.1/muon", venue="Journal", arxiv_id="", version=None, source="feed:j"
)


def test_a_record_says_where_its_fields_came_from_and_by_which_keys_it_goes(api: Api, services: Services) -> None:
    services.pool.add([PREPRINT], seen_at=SEEN)
    services.pool.add([JOURNAL], seen_at=LATER)
    answer = api.get(f"/pool/{JOURNAL.key}").get_json()
    assert answer == api.get(f"/pool/{PREPRINT.key}").get_json()
    assert (answer["paper"]["key"], answer["paper"]["venue"]) == (PREPRINT.key, "Journal")
    assert answer["origins"] == {"venue": "feed:j", "doi": "feed:j"}
    assert (answer["first_seen"], answer["last_seen"], answer["also"]) == (SEEN, "2026-06-19", [JOURNAL.key])


def test_a_paper_that_the_pool_lacks_is_not_found(api: Api) -> None:
    for key in ("arxiv:2606.99999", "url:https://x.example/a//b?c=d"):
        assert api.get(f"/pool/{key}").status_code == 404


def test_what_was_dismissed_at_the_journal_does_not_come_back_as_a_preprint(api: Api, services: Services) -> None:
    api.post("/radar", {"kind": "topic", "value": "implicit bias"})
    services.pool.add([JOURNAL], seen_at=SEEN)
    assert api.get("/feed").get_json()["total"] == 1
    api.post("/feedback", {"key": JOURNAL.key})
    services.pool.add([PREPRINT], seen_at=LATER)
    assert api.get("/feed").get_json()["total"] == 0
    api.delete(f"/feedback/{JOURNAL.key}")
    items = api.get("/feed").get_json()["items"]
    assert [item["key"] for item in items] == [PREPRINT.key]


def test_what_was_saved_at_the_journal_is_saved_as_a_preprint(api: Api, services: Services) -> None:
    page = replace(JOURNAL, key="url:https://j.example/muon", doi="")
    services.pool.add([page], seen_at=SEEN)
    assert services.library.save(page)[1]
    services.pool.add([replace(PREPRINT, title=f"{PREPRINT.title}: Norms and Rates")], seen_at=LATER)
    assert services.pool.aliases([page.key]) == {page.key: PREPRINT.key}
    api.post("/radar", {"kind": "topic", "value": "implicit bias"})
    assert [item["saved"] for item in api.get("/feed").get_json()["items"]] == [True]


def test_a_person_told_apart_at_the_journal_is_told_apart_in_the_preprint(api: Api, services: Services) -> None:
    services.pool.add([JOURNAL], seen_at=SEEN)
    entry = api.post("/radar", {"kind": "author", "value": "Mark Schmidt"}).get_json()["id"]
    assert api.get(f"/feed?entry={entry}").get_json()["total"] == 1
    word = {"sightings": [{"paper": JOURNAL.key, "text": "Mark Schmidt"}], "same": False}
    assert api.post(f"/radar/{entry}/sightings", word).status_code == 200
    assert api.get(f"/feed?entry={entry}").get_json()["total"] == 0
    services.pool.add([PREPRINT], seen_at=LATER)
    assert api.get(f"/feed?entry={entry}").get_json()["total"] == 0
    taken_back = {"sightings": [{"paper": PREPRINT.key, "text": "Mark Schmidt"}], "same": None}
    assert api.post(f"/radar/{entry}/sightings", taken_back).get_json()["others"] == []
    assert api.get(f"/feed?entry={entry}").get_json()["total"] == 1


def test_whatever_the_reader_has_a_use_for_is_kept(api: Api, services: Services) -> None:
    kept = KeptPapers(services.workspace, services.library)
    assert kept() == frozenset()
    services.pool.add([JOURNAL, replace(PREPRINT, key="arxiv:2606.00002", title="Weather", authors=())], seen_at=SEEN)
    services.library.save(replace(PREPRINT, key="arxiv:2606.00003", arxiv_id="2606.00003"))
    api.post("/feedback", {"key": "arxiv:2606.00004"})
    api.post("/briefs", {"keys": ["arxiv:2606.00002"]})
    entry = api.post("/radar", {"kind": "author", "value": "Mark Schmidt"}).get_json()["id"]
    word = {"sightings": [{"paper": JOURNAL.key, "text": "Mark Schmidt"}], "same": False}
    api.post(f"/radar/{entry}/sightings", word)
    numbers = ("00002", "00003", "00004")
    assert kept() == {JOURNAL.key, *(f"arxiv:2606.{number}" for number in numbers)}
    assert kept() is kept()
