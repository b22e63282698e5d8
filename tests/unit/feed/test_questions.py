"""Which rows a question leaves, and how many each filter would."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from paper_radar.feed import questions
from paper_radar.feed.index import Index
from paper_radar.feed.judging import Judged
from paper_radar.feed.questions import Facets, Question, World
from tests.unit.feed.rows import BIAS, ENTRIES, LEARNING, NO_VISION, ZOU, hits, judged, many_rows, row

WORLD = World(entries=ENTRIES)
FOUND = judged(
    row(1, found=hits(ZOU), code=True),
    row(2, found=hits(BIAS), categories=("cs.LG",)),
    row(3, found=hits(BIAS), sources=("feed:nature",), categories=()),
    row(4, categories=("math.OC",)),
    row(5, found=hits(BIAS, NO_VISION)),
)


def selected(question: Question, rows: list[Judged], world: World) -> list[Judged]:
    return questions.selected(question, Index(rows), world)


def facets(question: Question, rows: list[Judged], world: World) -> Facets:
    return questions.facets(question, Index(rows), world)


def left(question: Question, world: World = WORLD, rows: list[Judged] = FOUND) -> list[int]:
    return sorted(each.row.id for each in selected(question, rows, world))


def test_the_radar_is_what_hits_and_is_neither_muted_nor_dismissed() -> None:
    assert left(Question()) == [1, 2, 3]
    assert left(Question(), replace(WORLD, dismissed={"arxiv:2606.00002"})) == [1, 3]


def test_filters_of_one_kind_widen_and_of_different_kinds_narrow() -> None:
    assert left(Question(entries=frozenset({"zou", "bias"}))) == [1, 2, 3]
    assert left(Question(entries=frozenset({"bias"}), categories=frozenset({"cs.LG"}))) == [2]
    assert left(Question(entries=frozenset({"bias"}), sources=frozenset({"feed:nature", "huggingface"}))) == [3]
    assert left(Question(entries=frozenset({"bias"}), code=True)) == []
    assert left(Question(unread=True), replace(WORLD, read={"arxiv:2606.00001"})) == [2, 3]


def test_who_asks_what_an_entry_mutes_is_shown_it() -> None:
    assert left(Question(entries=frozenset({"vision"}))) == [5]


def test_the_categories_tab_has_everything_new_in_them_hit_or_not() -> None:
    assert left(Question(tab="categories"), replace(WORLD, categories=frozenset({"math.OC"}))) == [1, 4]
    assert left(Question(tab="categories"), replace(WORLD, categories=frozenset({"math"}))) == [1, 4]
    assert left(Question(tab="categories"), replace(WORLD, categories=frozenset({"CS.*"}))) == [2]


def test_what_trends_keeps_the_order_of_hugging_face() -> None:
    world = replace(WORLD, trending=("arxiv:2606.00004", "arxiv:9999.00001", "arxiv:2606.00001"))
    assert [each.row.id for each in selected(Question(tab="trending"), FOUND, world)] == [4, 1]


def test_an_entry_that_hits_nothing_leaves_nothing() -> None:
    assert left(Question(entries=frozenset({"lora"}))) == []
    assert facets(Question(entries=frozenset({"lora"})), FOUND, WORLD).entries == {"bias": 2, "zou": 1, "learning": 1}


asked_questions = st.builds(
    Question,
    tab=st.sampled_from(("radar", "trending", "categories")),
    entries=st.frozensets(st.sampled_from([entry.id for entry in ENTRIES]), max_size=2),
    sources=st.frozensets(st.sampled_from(("arxiv", "huggingface", "feed:nature")), max_size=2),
    categories=st.frozensets(st.sampled_from(("cs.LG", "q-bio.BM")), max_size=1),
    code=st.booleans(),
    unread=st.booleans(),
)
worlds = st.builds(
    World,
    entries=st.just(ENTRIES),
    dismissed=st.frozensets(st.sampled_from(("arxiv:2606.00001", "arxiv:2606.00002"))),
    read=st.frozensets(st.sampled_from(("arxiv:2606.00002", "arxiv:2606.00003"))),
    categories=st.frozensets(st.sampled_from(("cs.LG", "q-bio"))),
    trending=st.lists(st.sampled_from(("arxiv:2606.00003", "arxiv:2606.00000")), unique=True).map(tuple),
)


@given(asked_questions, many_rows(), worlds)
def test_each_count_is_how_many_papers_that_filter_alone_of_its_kind_leaves(
    question: Question, rows: list[Judged], world: World
) -> None:
    found = facets(question, rows, world)
    assert found.total == len(selected(question, rows, world))
    assert found.code == len(selected(replace(question, code=True), rows, world))
    assert found.unread == len(selected(replace(question, unread=True), rows, world))
    for source in ("arxiv", "huggingface", "feed:nature"):
        asked = replace(question, sources=frozenset({source}))
        assert found.sources.get(source, 0) == len(selected(asked, rows, world))
    for category in ("cs.LG", "q-bio.BM"):
        asked = replace(question, categories=frozenset({category}))
        assert found.categories.get(category, 0) == len(selected(asked, rows, world))
    if NO_VISION.id not in question.entries:
        for entry in (ZOU, BIAS, LEARNING):
            asked = replace(question, entries=frozenset({entry.id}))
            assert found.entries.get(entry.id, 0) == len(selected(asked, rows, world))


@given(asked_questions, many_rows(), worlds)
def test_what_is_left_keeps_its_order_and_is_in_it_once(question: Question, rows: list[Judged], world: World) -> None:
    found = [each.row.id for each in selected(replace(question, tab="radar"), rows, world)]
    places = [[each.row.id for each in rows].index(id) for id in found]
    assert places == sorted(set(places))


@given(asked_questions, many_rows(), worlds)
def test_a_row_is_left_if_it_passes_each_test_by_itself(question: Question, rows: list[Judged], world: World) -> None:
    def passes(each: Judged) -> bool:
        row, meant = each.row, {entry.id for entry in ENTRIES} & question.entries
        found = {ENTRIES[place].id for place in each.entries}
        muting = {ENTRIES[place].id for place in each.muting}
        in_tab = {
            "radar": bool(found | muting),
            "trending": row.key in world.trending,
            "categories": any(
                name in world.categories or name.split(".")[0] in world.categories for name in row.categories
            ),
        }[question.tab]
        return (
            in_tab
            and row.key not in world.dismissed
            and (not muting or bool(muting & meant))
            and (not question.entries or bool((found | muting) & meant))
            and (not question.sources or bool(question.sources & set(row.sources)))
            and (not question.categories or bool(question.categories & set(row.categories)))
            and (row.code or not question.code)
            and (row.key not in world.read or not question.unread)
        )

    expected = {each.row.id for each in rows if passes(each)}
    assert {each.row.id for each in selected(question, rows, world)} == expected
