"""The library: every work once, nothing of the reader's lost."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from paper_radar.errors import BadInputError, NotFoundError
from paper_radar.library.saved import Library
from paper_radar.papers.model import Paper
from paper_radar.storage.tiny import TinyWorkspace
from tests.fakes.workspace import FakeWorkspace
from tests.unit.library.papers import HIGGS, LORA, MUON, PAGE, Clock, saved


def test_a_saved_paper_is_there_with_what_the_reader_said_of_it(library):
    item, created = library.save(MUON, tags=["muon", " muon "], note="Read §4.", origins={"title": "highwire"})
    assert created
    assert library.get(MUON.key) == item
    assert (item.paper, item.tags, item.note, item.origins) == (MUON, ("muon",), "Read §4.", {"title": "highwire"})
    assert item.saved_at == item.updated_at == "2026-03-01T09:00:01.000+00:00"


def test_another_library_on_the_same_workspace_sees_it(library, workspace):
    item, _ = library.save(MUON)
    assert Library(workspace, Clock()).get(MUON.key) == item


def test_a_paper_saved_twice_is_one_record_with_the_tags_of_both(library):
    library.save(MUON, tags=["muon"], note="Read §4.")
    item, created = library.save(replace(MUON, version=2, abstract="Second version."), tags=["bias"])
    assert not created
    assert library.count() == 1
    assert (item.tags, item.note, item.paper.version) == (("muon", "bias"), "Read §4.", 2)


def test_saving_again_without_news_changes_no_time(library):
    first, _ = library.save(MUON)
    again, _ = library.save(MUON)
    assert again == first


def test_a_doi_finds_the_preprint_that_names_it(library):
    library.save(replace(MUON, doi="10.1000/muon"))
    _, created = library.save(Paper(key="doi:10.1000/muon", doi="10.1000/muon", title="Steepest descent, published"))
    assert not created


def test_title_and_first_author_find_the_same_work_on_another_page(library):
    library.save(MUON)
    item, created = library.save(PAGE)
    assert not created
    assert item.paper.key == MUON.key
    assert library.get(PAGE.key) == item


def test_a_page_saved_before_its_arxiv_id_was_known_answers_to_both_keys(library):
    library.save(PAGE, note="Found on their page.")
    item, created = library.save(MUON)
    assert not created
    assert item.paper.key == MUON.key
    assert library.get(PAGE.key) == library.get(MUON.key) == item
    assert library.keys() == {PAGE.key, MUON.key}
    assert library.count() == 1


def test_two_papers_under_one_title_stay_two_when_their_ids_differ(library):
    library.save(MUON)
    _, created = library.save(replace(MUON, key="arxiv:2602.00001", arxiv_id="2602.00001"))
    assert created


def test_keys_hold_the_doi_so_that_the_publishers_page_shows_the_paper_as_saved(library):
    library.save(replace(MUON, doi="10.1000/Muon"))
    assert {"arxiv:2602.11557", "doi:10.1000/muon"} <= library.keys()


def test_keys_are_computed_once_for_a_revision(library):
    library.save(MUON)
    assert library.keys() is library.keys()
    before = library.keys()
    library.save(LORA)
    assert library.keys() != before


def test_keys_follow_what_another_writer_does(library, workspace):
    library.save(MUON)
    library.keys()
    Library(workspace, Clock()).save(LORA)
    assert library.keys() == {MUON.key, LORA.key}
    library.save(HIGGS)
    assert library.keys() == {MUON.key, LORA.key, HIGGS.key}


def test_a_repeated_save_is_the_same_save(library):
    first, _ = library.save(MUON, note="Read §4.", idempotency_key="k1")
    library.edit(MUON.key, note="")
    again, created = library.save(MUON, note="Read §4.", idempotency_key="k1")
    assert not created
    assert again.note == ""
    assert again.saved_at == first.saved_at


def test_a_repeated_save_does_not_bring_back_what_was_removed(library, workspace):
    library.save(MUON, idempotency_key="k1")
    library.remove(MUON.key)
    for there in (library, Library(workspace, Clock())):
        item, created = there.save(MUON, idempotency_key="k1")
        assert not created
        assert item.paper == MUON
        assert there.keys() == frozenset()


def test_a_new_save_of_a_removed_paper_saves_it(library):
    library.save(MUON, idempotency_key="k1")
    library.remove(MUON.key)
    _, created = library.save(MUON, idempotency_key="k2")
    assert created
    assert library.save(MUON, idempotency_key="k1")[0] == library.get(MUON.key)


def test_a_repeated_save_that_was_merged_into_another_record_is_known_too(library):
    library.save(MUON)
    library.save(PAGE, tags=["lab"], idempotency_key="k1")
    library.edit(MUON.key, tags=[])
    assert library.save(PAGE, tags=["lab"], idempotency_key="k1")[0].tags == ()


def test_remove_gives_what_restore_puts_back_as_it_was(library):
    library.save(PAGE, idempotency_key="k1")
    library.save(MUON, tags=["muon"], note="Read §4.")
    before = library.edit(MUON.key, stars=5, status="read")
    removed = library.remove(PAGE.key)
    assert removed == before
    assert library.count() == 0
    assert library.restore(removed) == before
    assert library.get(PAGE.key) == library.get(MUON.key) == before


def test_restoring_what_was_saved_again_in_between_makes_one_of_both(library):
    library.save(MUON, tags=["muon"])
    removed = library.remove(MUON.key)
    library.save(MUON, tags=["again"])
    assert library.restore(removed).tags == ("again", "muon")
    assert library.count() == 1


def test_edit_changes_only_what_is_named(library):
    library.save(MUON, tags=["muon"], note="Read §4.")
    item = library.edit(MUON.key, status="reading", stars=3)
    assert (item.status, item.stars, item.tags, item.note) == ("reading", 3, ("muon",), "Read §4.")
    assert item.updated_at > item.saved_at


def test_a_correction_stands_against_every_later_save(library):
    library.save(MUON)
    library.edit(MUON.key, title="Implicit bias of Muon", authors=["J. Li"])
    item, _ = library.save(replace(MUON, version=2, title="The second title", abstract="The second abstract."))
    assert (item.paper.title, item.paper.authors) == ("Implicit bias of Muon", ("J. Li",))
    assert item.paper.abstract == "The second abstract."


@pytest.mark.parametrize(
    "changes",
    [
        {"stars": 6},
        {"stars": None},
        {"status": "done"},
        {"tags": "muon"},
        {"tags": ["x" * 101]},
        {"tags": [str(number) for number in range(51)]},
        {"note": "x" * 20_001},
        {"title": ""},
        {"authors": "Li"},
        {"url": "javascript:alert(1)"},
        {"doi": "10.1/other"},
        {"saved_at": "2020-01-01"},
    ],
)
def test_an_edit_that_cannot_be_is_refused_and_changes_nothing(library, workspace, changes):
    item, _ = library.save(MUON)
    writes = workspace.revision("library")
    with pytest.raises(BadInputError):
        library.edit(MUON.key, **{"venue": "half of it", **changes})
    assert library.get(MUON.key) == item
    assert workspace.revision("library") == writes


def test_what_is_not_there_can_be_neither_edited_nor_removed(library):
    assert library.get(MUON.key) is None
    with pytest.raises(NotFoundError):
        library.edit(MUON.key, stars=1)
    with pytest.raises(NotFoundError):
        library.remove(MUON.key)


def test_find_gives_the_latest_saved_first_in_slices(library):
    for paper in (MUON, LORA, HIGGS):
        library.save(paper)
    total, items = library.find(limit=2)
    assert (total, [item.paper for item in items]) == (3, [HIGGS, LORA])
    assert [item.paper for item in library.find(limit=2, offset=2)[1]] == [MUON]
    assert library.find(limit=2, offset=9) == (3, [])


def test_of_papers_saved_at_one_moment_the_last_written_is_first(library):
    for paper in (MUON, LORA):
        library.add(saved(paper))
    assert [item.paper for item in library.find()[1]] == [LORA, MUON]


@pytest.mark.parametrize(
    "query", ["steepest", "STEEPEST difan", "signsgd", "zou", "optimisers", "réad", "  ", "implicit bias"]
)
def test_find_looks_in_title_authors_abstract_tags_and_note(library, query):
    library.save(MUON, tags=["optimisers"], note="Read §4.")
    assert library.find(query)[0] == 1


def test_find_wants_every_word(library):
    library.save(MUON)
    assert library.find("steepest ascent") == (0, [])


def test_a_document_that_cannot_be_read_hides_no_other_and_is_told(library, workspace):
    library.save(MUON)
    workspace.put("library", "arxiv:1", {"paper": "of a later version"})
    assert library.keys() == {MUON.key}
    assert library.notices == ("1 saved paper cannot be read by this version.",)
    assert workspace.get("library", "arxiv:1") == {"paper": "of a later version"}


def test_eight_threads_saving_one_work_under_three_keys_make_one_record_with_every_tag(library):
    sightings = [MUON, PAGE, replace(PAGE, key="url:https://mirror.example/muon")]

    def save(number: int) -> bool:
        return library.save(sightings[number % 3], tags=[f"tag{number}"], idempotency_key=f"k{number}")[1]

    with ThreadPoolExecutor(8) as threads:
        created = list(threads.map(save, range(200)))
    assert sum(created) == 1
    assert library.count() == 1
    assert set(library.get(MUON.key).tags) == {f"tag{number}" for number in range(200)}


def test_many_records_are_taken_as_one_by_one_but_with_one_write(workspace):
    records = [saved(MUON, tags=("a",)), saved(PAGE, tags=("b",)), saved(LORA), saved(MUON, tags=("a",)), saved(HIGGS)]
    together, single = Library(workspace, Clock()), Library(FakeWorkspace(), Clock())
    single_told = [single.take(record).outcome.what for record in records]
    told = together.add_many(records)
    assert [became.what for became in told] == single_told == ["saved", "merged", "saved", "known", "saved"]
    assert workspace.writes["library"] == 1
    assert [(item.paper, item.tags, item.also) for item in together.find()[1]] == [
        (item.paper, item.tags, item.also) for item in single.find()[1]
    ]
    assert Library(workspace, Clock()).find() == together.find()
    assert together.add_many([]) == []
    together.add_many(records)
    assert workspace.writes["library"] == 1


def test_many_records_are_on_the_disk_when_they_are_told(tmp_path):
    library = Library(TinyWorkspace(tmp_path / "workspace.json"), Clock())
    library.add_many([saved(MUON), saved(LORA)])
    assert Library(TinyWorkspace(tmp_path / "workspace.json"), Clock()).count() == 2


def test_what_this_version_cannot_read_is_not_written_over(library, workspace):
    workspace.put("library", MUON.key, {"paper": "of a later version"})
    refused, taken = library.add_many([saved(MUON), saved(LORA)])
    assert isinstance(refused, BadInputError) and taken.what == "saved"
    assert workspace.get("library", MUON.key) == {"paper": "of a later version"}


def test_threads_that_edit_different_papers_lose_nothing(library):
    papers = [replace(LORA, key=f"arxiv:2106.{n:05}", arxiv_id=f"2106.{n:05}") for n in range(8)]
    for paper in papers:
        library.save(paper)

    def edit(number: int) -> None:
        library.edit(papers[number % 8].key, note=f"note {number // 8}", stars=number % 6)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(edit, range(160)))
    assert library.count() == 8
    assert all(item.note.startswith("note ") for item in library.find()[1])


def test_a_library_on_the_real_file_is_there_after_it_is_opened_again(tmp_path):
    workspace = TinyWorkspace(tmp_path / "workspace.json")
    library = Library(workspace, Clock())
    library.save(PAGE, note="Read §4.", idempotency_key="k1")
    library.save(MUON, tags=["muon"])
    library.save(LORA, idempotency_key="k2")
    library.remove(LORA.key)
    workspace.close()
    reopened = Library(TinyWorkspace(tmp_path / "workspace.json"), Clock())
    item = reopened.get(MUON.key)
    assert reopened.find() == (1, [item])
    assert (item.paper.key, item.note, item.tags) == (MUON.key, "Read §4.", ("muon",))
    assert reopened.save(LORA, idempotency_key="k2")[1] is False
    assert reopened.save(PAGE, idempotency_key="k1")[1] is False
    assert reopened.count() == 1
