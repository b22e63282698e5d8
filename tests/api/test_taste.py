"""What was learned, in the open: learned from saving and dismissing, forgotten, restored, switched off."""

from typing import Any

from paper_radar.api.learned import AT_ONCE
from paper_radar.api.services import Services
from paper_radar.papers.model import Paper
from tests.api.conftest import Api

SUBJECTS = ["protein folding", "galaxy surveys", "speech recognition", "graph colouring"]


def paper(at: int, subject: str) -> Paper:
    return Paper(
        key=f"arxiv:2606.{at:05}",
        title=f"Notes {at} on {subject}",
        abstract=f"A note on {subject}.",
        authors=(f"Name{at} Of{at}", f"Other{at} Of{at}"),
        categories=("cs.LG",),
        announced="2026-06-18",
    )


def fill(services: Services) -> list[Paper]:
    papers = [paper(at, "Muon" if at < 8 else SUBJECTS[at % len(SUBJECTS)]) for at in range(2000)]
    services.pool.add(papers, seen_at="2026-06-18T00:00:00+00:00")
    return papers


def save(services: Services, papers: list[Paper]) -> None:
    for each in papers:
        services.library.save(each)


def weights(api: Api) -> dict[str, dict[str, Any]]:
    return {each["value"]: each for each in api.get("/taste").get_json()["weights"]}


def test_before_anything_is_saved_nothing_is_learned(api: Api) -> None:
    assert api.get("/taste").get_json() == {"learning": True, "saved": 0, "dismissed": 0, "weights": []}


def test_three_saved_papers_on_one_subject_teach_it(api: Api, services: Services) -> None:
    save(services, fill(services)[:3])
    answer = api.get("/taste").get_json()
    assert (answer["saved"], answer["dismissed"]) == (3, 0)
    (weight,) = answer["weights"]
    assert weight.pop("weight") > 0
    assert weight == {"kind": "word", "value": "Muon", "saved": 3, "dismissed": 0, "ignored": False}


def test_what_was_learned_ranks_and_is_a_reason(api: Api, services: Services) -> None:
    papers = fill(services)
    mixed = [
        Paper(key=f"arxiv:2605.{at}", title=f"Crystal growth {name}", abstract=f"It is {name}.")
        for at, name in ((10001, "by hand"), (10002, "by Muon"))
    ]
    services.pool.add(mixed, seen_at="2026-06-18T00:00:00+00:00")
    page = Paper(key="arxiv:2605.10003", title="Crystal growth", abstract="On growth of a crystal.")
    before = {each.paper.key: each.score for each in services.reading.related(page).items}
    save(services, papers[:3])
    after = {each.paper.key: each for each in services.reading.related(page).items}
    assert after["arxiv:2605.10002"].score > before["arxiv:2605.10002"]
    assert after["arxiv:2605.10001"].score == before["arxiv:2605.10001"]
    reasons = {reason.kind: reason.values for reason in after["arxiv:2605.10002"].reasons}
    assert reasons["taste"] == ("Muon",)
    api.patch("/taste", {"learning": False})
    assert {each.paper.key: each.score for each in services.reading.related(page).items} == before


def test_one_dismissal_buries_no_subject_and_three_lower_it(api: Api, services: Services) -> None:
    papers = fill(services)
    for at in range(3):
        assert weights(api) == {}
        api.post("/feedback", {"key": papers[at].key, "verdict": "dismissed"})
    assert -0.1 < weights(api)["Muon"]["weight"] < 0
    api.delete(f"/feedback/{papers[0].key}")
    assert weights(api) == {}


def test_a_weight_is_forgotten_and_restored(api: Api, services: Services) -> None:
    save(services, fill(services)[:3])
    muon = {"kind": "word", "value": "Muon"}
    assert api.patch("/taste", {"ignore": [muon]}).get_json()["weights"][0]["ignored"] is True
    assert services.learned().weights == ()
    assert api.patch("/taste", {"restore": [muon]}).get_json()["weights"][0]["ignored"] is False
    assert [weight.value for weight in services.learned().weights] == ["Muon"]


def test_what_is_forgotten_stays_in_the_list_when_it_would_no_longer_be_learned(api: Api, services: Services) -> None:
    saved = fill(services)[:3]
    save(services, saved)
    api.patch("/taste", {"ignore": [{"kind": "word", "value": "Muon"}]})
    for each in saved:
        services.library.remove(each.key)
    assert weights(api)["Muon"] == {
        "kind": "word",
        "value": "Muon",
        "weight": 0,
        "saved": 0,
        "dismissed": 0,
        "ignored": True,
    }


def test_a_large_library_is_learned_from_in_the_back(api: Api, services: Services) -> None:
    papers = fill(services)
    save(services, [*papers[:6], *papers[100 : 100 + AT_ONCE]])
    api.get("/taste")
    services.learned.wait()
    assert weights(api)["Muon"]["saved"] == 6


def test_what_is_no_weight_is_refused(api: Api) -> None:
    for wrong in ({"ignore": [{"kind": "colour", "value": "red"}]}, {"ignore": "Muon"}, {"learn": True}):
        assert api.patch("/taste", wrong).status_code == 422
