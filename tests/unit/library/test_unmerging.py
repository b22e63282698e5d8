"""What made one record of several, and how it is undone: both are there again, and nothing of the reader's is lost."""

from dataclasses import replace
from itertools import permutations

import pytest

from paper_radar.errors import ConflictError, NotFoundError
from paper_radar.library.saved import Library
from tests.fakes.workspace import FakeWorkspace
from tests.unit.library.papers import BOTH, JOURNAL, LORA, MUON, PAGE, Clock, saved


def test_a_merge_is_undone(library):
    before, _ = library.save(PAGE, note="Mine.", tags=["a"])
    library.save(MUON, tags=["b"])
    [item] = library.unmerge(MUON.key, keep=False)
    assert (
        replace(item, updated_at=before.updated_at)
        == before
        == replace(library.get(PAGE.key), updated_at=before.updated_at)
    )
    assert library.get(MUON.key) is None
    with pytest.raises(NotFoundError):
        library.unmerge(PAGE.key, keep=False)


def test_a_merge_that_was_wrong_gives_two_records_which_stay_two(library, workspace):
    library.save(PAGE, note="Mine.", idempotency_key="k1")
    library.save(MUON, tags=["b"], idempotency_key="k2")
    page, preprint = library.unmerge(PAGE.key, keep=True)
    assert (page.paper, page.note, page.tags) == (PAGE, "Mine.", ())
    assert (preprint.paper, preprint.note, preprint.tags) == (MUON, "", ("b",))
    reopened = Library(workspace, Clock())
    assert reopened.save(replace(MUON, version=2))[0].paper.key == MUON.key
    assert reopened.save(PAGE, note="Again.")[0].paper.key == PAGE.key
    assert reopened.save(MUON, idempotency_key="k2")[1] is False
    removed = reopened.remove(MUON.key)
    assert reopened.restore(removed).paper.key == MUON.key
    assert reopened.count() == 2


def test_what_was_written_since_a_merge_survives_its_undoing(library):
    library.save(PAGE, note="Mine.")
    library.save(MUON)
    library.edit(MUON.key, note="Later.", title="My title", stars=4)
    [item] = library.unmerge(PAGE.key, keep=False)
    assert (item.note, item.paper.title, item.stars, item.paper.key) == ("Later.", "My title", 4, PAGE.key)


def test_two_versions_under_one_key_cannot_be_kept_apart(library):
    library.save(MUON)
    library.save(replace(MUON, version=2))
    with pytest.raises(ConflictError):
        library.unmerge(MUON.key, keep=True)
    assert library.unmerge(MUON.key, keep=False)[0].paper.version == 1


def test_saving_the_same_again_leaves_the_former_merge_to_be_undone(library):
    library.save(PAGE)
    library.save(MUON)
    library.save(MUON)
    assert library.unmerge(MUON.key, keep=False)[0].paper == PAGE


def test_what_names_both_of_two_records_makes_them_one(library, workspace):
    library.save(JOURNAL, note="Of the journal.", idempotency_key="k1")
    library.save(MUON, tags=["preprint"], idempotency_key="k2")
    assert library.count() == 2
    taken = library.take(saved(BOTH), idempotency_key="k3")
    assert (taken.outcome.what, library.count()) == ("merged", 1)
    for here in (library, Library(workspace, Clock())):
        item = here.get(JOURNAL.key)
        assert (item.paper.key, item.note, item.tags) == (MUON.key, "Of the journal.", ("preprint",))
        assert all(here.save(JOURNAL, idempotency_key=key)[1] is False for key in ("k1", "k2", "k3"))


@pytest.mark.parametrize("keep", [True, False])
def test_two_records_that_a_third_made_one_are_two_again(library, keep):
    library.save(JOURNAL, note="Of the journal.")
    library.save(PAGE, tags=["page"])
    third = replace(PAGE, key="url:https://lab.example/other", url="https://lab.example/other", doi="10.1000/muon")
    library.save(third)
    assert library.count() == 1
    items = library.unmerge(JOURNAL.key, keep=keep)
    assert {item.paper.key for item in items} == {JOURNAL.key, PAGE.key, *([third.key] if keep else [])}
    assert library.count() == len(items)
    assert library.get(JOURNAL.key).note == "Of the journal."
    assert library.get(PAGE.key).tags == ("page",)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_in_whatever_order_a_works_records_come_they_are_one(order, workspace):
    works = [saved(paper, tags=(tag,)) for tag, paper in zip("abcd", (MUON, JOURNAL, BOTH, PAGE), strict=True)]
    library, together = Library(workspace, Clock()), Library(FakeWorkspace(), Clock())
    for place in order:
        library.take(works[place])
    together.add_many([works[place] for place in order])
    for here in (library, together):
        [item] = here.find()[1]
        assert (item.paper.key, set(item.tags), item.paper.doi) == (MUON.key, set("abcd"), "10.1000/muon")
        assert set(item.also) == {JOURNAL.key, PAGE.key}


def test_two_papers_of_arxiv_stay_two_whatever_names_both(library):
    library.save(replace(MUON, doi="10.1000/muon"))
    library.save(replace(LORA, doi=""))
    library.take(saved(replace(LORA, doi="10.1000/muon")))
    assert library.count() == 2
