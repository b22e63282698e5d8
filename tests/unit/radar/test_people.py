"""The people behind one name: by co-authors, by categories, by the spelling of the name, and by the user's word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.papers.model import Paper
from paper_radar.radar.people import Found, People, tell_apart

EMMY, SONYA, VERA, ADA = "Emmy Noether", "Sonya Kovalevskaya", "Vera Rubin", "Ada Lovelace"


def found(number: int, category: str, *coauthors: str, name: str = "Wei Wang", day: str = "") -> Found:
    paper = Paper(
        key=f"arxiv:2606.{number:05}",
        title=f"Paper {number}",
        authors=(name, *coauthors),
        categories=(category,) if category else (),
        primary_category=category,
        announced=day or "2026-06-17",
    )
    return paper, 0


def numbers(people: People) -> list[list[int]]:
    return [[int(paper.key[-5:]) for paper, _ in person.found] for person in people.people]


def test_papers_that_share_a_coauthor_are_one_person_whatever_the_field() -> None:
    people = tell_apart([found(1, "cs.LG", EMMY), found(2, "math.AG", EMMY, SONYA), found(3, "hep-th", SONYA)])
    assert (numbers(people), people.told) == ([[1, 2, 3]], "one")


def test_a_coauthor_is_known_in_another_spelling() -> None:
    people = tell_apart([found(1, "cs.LG", "Kovalevskaya, Sonya"), found(2, "math.AG", "Sonya V. Kovalevskaya")])
    assert people.told == "one"


def test_a_paper_that_links_two_groups_makes_them_one() -> None:
    apart = [found(1, "cs.LG", EMMY), found(2, "astro-ph.GA", VERA)]
    assert tell_apart(apart).told == "several"
    assert tell_apart([*apart, found(3, "cs.LG", EMMY, VERA)]).told == "one"


def test_one_common_name_among_the_coauthors_links_no_two_wei_wangs() -> None:
    people = tell_apart([found(1, "cs.CV", "Yang Liu", ADA), found(2, "cs.CV", "Yang Liu", VERA)])
    assert len(people.people) == 2
    # Two of them hardly come together by chance, but nothing is claimed of them.
    assert people.told == "unclear"


def test_who_signs_with_hundreds_tells_nothing_by_them() -> None:
    crowd = [f"{letter}. Physicist" for letter in "abcdefghijklmnopqrstuvwxyz"] * 3
    people = tell_apart([found(1, "hep-ex", *crowd), found(2, "cs.CL", *crowd)])
    assert len(people.people) == 2
    assert people.people[0].coauthors == ()


def test_a_rare_name_is_one_person_in_every_field_that_is_near() -> None:
    papers = [
        found(number, category, coauthor, name="Difan Zou")
        for number, (category, coauthor) in enumerate([("cs.LG", EMMY), ("cs.CV", VERA), ("stat.ML", ADA)])
    ]
    assert tell_apart(papers).told == "one"


def test_a_common_name_in_one_field_is_several_people_only_with_two_papers_each() -> None:
    papers = [found(1, "cs.CV", EMMY), found(2, "cs.CV", EMMY), found(3, "cs.CV", VERA)]
    assert tell_apart(papers).told == "unclear"
    assert tell_apart([*papers, found(4, "cs.CV", VERA)]).told == "several"


def test_subjects_far_apart_are_two_people_of_a_common_name() -> None:
    people = tell_apart([found(1, "cs.LG", EMMY), found(2, "astro-ph.GA", VERA)])
    assert (numbers(people), people.told) == ([[1], [2]], "several")


def test_a_name_shared_by_some_is_joined_by_its_category_alone() -> None:
    papers = [found(1, "cs.CL", EMMY, name="Yihao Wang"), found(2, "cs.CL", VERA, name="Yihao Wang")]
    assert tell_apart(papers).told == "one"
    assert tell_apart([papers[0], found(3, "cs.CR", VERA, name="Yihao Wang")]).told == "unclear"


def test_a_paper_without_coauthors_joins_the_only_group_of_its_category() -> None:
    groups = [found(1, "cs.LG", EMMY), found(2, "astro-ph.GA", VERA)]
    assert numbers(tell_apart([*groups, found(3, "cs.LG")])) == [[1, 3], [2]]
    # With two groups to choose from, nothing tells.
    assert numbers(tell_apart([*groups, found(3, "cs.LG"), found(4, "cs.LG", ADA)]))[0] == [1]


def test_middle_initials_that_contradict_each_other_are_two_people_even_with_one_coauthor() -> None:
    people = tell_apart([found(1, "cs.LG", EMMY, name="Wei J. Wang"), found(2, "cs.LG", EMMY, name="Wei K. Wang")])
    assert (len(people.people), people.told) == (2, "several")
    plain = tell_apart([found(1, "cs.LG", EMMY, name="Wei J. Wang"), found(2, "cs.LG", EMMY, name="Wei Wang")])
    assert plain.told == "one"


def test_initials_leave_a_doubt_that_a_category_does_not_mend_but_a_coauthor_does() -> None:
    full = [found(1, "cs.CV", EMMY, name="Radu Timofte"), found(2, "cs.CV", EMMY, name="Radu Timofte")]
    short = [found(3, "cs.CV", VERA, name="R. Timofte"), found(4, "cs.CV", VERA, name="R. Timofte")]
    assert tell_apart([*full, *short]).told == "unclear"
    assert tell_apart([*full, *short, found(5, "cs.CV", EMMY, VERA, name="R. Timofte")]).told == "one"


def test_an_alias_contradicts_nobody() -> None:
    papers = [found(1, "cs.LG", EMMY, name="Wei J. Wang"), found(2, "cs.LG", EMMY, name="Wei K. Wang")]
    assert tell_apart(papers, aliases=["wei k. wang"]).told == "one"


def test_what_the_user_called_the_same_person_is_one_group() -> None:
    papers = [found(1, "cs.LG", EMMY), found(2, "astro-ph.GA", VERA)]
    assert tell_apart(papers, same=[paper.key for paper, _ in papers]).told == "one"


def test_what_the_user_called_another_person_is_never_in_the_group_of_the_same() -> None:
    papers = [found(1, "cs.LG", EMMY), found(2, "cs.LG", EMMY)]
    people = tell_apart(papers, same=["arxiv:2606.00001"], others=["arxiv:2606.00002"])
    assert (numbers(people), people.told) == ([[1], [2]], "several")


def test_who_has_most_papers_comes_first_then_the_newest() -> None:
    papers = [
        found(1, "cs.LG", EMMY, day="2026-06-01"),
        found(2, "astro-ph.GA", VERA, day="2026-06-17"),
        found(3, "hep-th", ADA, day="2026-06-03"),
        found(4, "cs.LG", EMMY, day="2026-06-09"),
    ]
    people = tell_apart(papers)
    assert numbers(people) == [[4, 1], [2], [3]]
    assert people.people[0].coauthors == (EMMY,)


def test_the_most_frequent_coauthors_and_categories_come_first() -> None:
    (person,) = tell_apart(
        [found(1, "cs.LG", EMMY, SONYA), found(2, "stat.ML", SONYA), found(3, "cs.LG", SONYA, ADA)]
    ).people
    assert person.coauthors == (SONYA, EMMY, ADA)
    assert person.categories == ("cs.LG", "stat.ML")


def test_no_paper_is_nobody() -> None:
    assert tell_apart([]) == People((), "one")


NAMES = [ADA, EMMY, "E. Noether", "Yang Liu", "Hao Chen", "Difan Zou", "ATLAS Collaboration"]
CATEGORIES = ["cs.LG", "cs.CV", "stat.ML", "astro-ph.GA", "math.AG", "math-ph", "68T05"]
SPELLINGS = ["Wei Wang", "W. Wang", "Wei J. Wang", "Wei K. Wang", "WANG Wei", "王伟"]
PLACES = st.builds(
    lambda number, categories, names, name, place: (
        Paper(
            key=f"arxiv:2606.{number:05}",
            title="A title",
            authors=(*names[:place], name, *names[place:]),
            categories=tuple(categories),
            primary_category=categories[0] if categories else "",
            announced=f"2026-06-{number % 28 + 1:02}",
        ),
        min(place, len(names)),
    ),
    st.integers(0, 99),
    st.lists(st.sampled_from(CATEGORIES), max_size=3),
    st.lists(st.sampled_from(NAMES), max_size=4),
    st.sampled_from(SPELLINGS),
    st.integers(0, 4),
)
RADAR = st.lists(PLACES, max_size=12, unique_by=lambda place: place[0].key)


@given(RADAR, st.randoms(use_true_random=False), st.sets(st.integers(0, 99)), st.sets(st.integers(0, 99)))
def test_every_paper_is_in_one_group_and_the_order_given_does_not_matter(
    places: list[Found], chance: object, same: set[int], others: set[int]
) -> None:
    said = {"same": {f"arxiv:2606.{n:05}" for n in same}, "others": {f"arxiv:2606.{n:05}" for n in others}}
    people = tell_apart(places, **said)
    keys = [paper.key for person in people.people for paper, _ in person.found]
    assert sorted(keys) == sorted(paper.key for paper, _ in places)
    assert (people.told == "one") == (len(people.people) < 2)
    shuffled = list(places)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert tell_apart(shuffled, **said) == people


@given(RADAR, st.sets(st.integers(0, 99)), st.sets(st.integers(0, 99)))
def test_no_group_holds_both_the_person_meant_and_another(
    places: list[Found], same: set[int], others: set[int]
) -> None:
    others = others - same
    people = tell_apart(
        places, same={f"arxiv:2606.{n:05}" for n in same}, others={f"arxiv:2606.{n:05}" for n in others}
    )
    for group in numbers(people):
        assert not (same & set(group) and others & set(group))


@pytest.mark.parametrize("name", ["Radu Timofte", "Yihao Wang"])
@given(st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True), max_size=5))
def test_a_paper_with_all_of_their_coauthors_makes_all_one_persons(name: str, companies: list[list[str]]) -> None:
    papers = [found(number, CATEGORIES[number], *company, name=name) for number, company in enumerate(companies)]
    linking = found(99, "cs.CR", *sorted({author for company in companies for author in company}), name=name)
    assert len(tell_apart([*papers, linking]).people) == 1
