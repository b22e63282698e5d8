"""Two records are one work, or they are not."""

from dataclasses import replace

import pytest
from hypothesis import given

from paper_radar.library.same_work import likeness, same_work
from paper_radar.papers.model import Paper
from tests.unit.library.papers import HIGGS, LORA, MUON, patient, wild_papers


def same(one: Paper, other: Paper) -> bool:
    there, back = same_work(likeness(one), likeness(other)), same_work(likeness(other), likeness(one))
    assert there == back
    return there


def elsewhere(paper: Paper, **differing: object) -> Paper:
    """The paper as a page without identifiers shows it."""
    page = Paper(key="url:https://lab.example/p", title=paper.title, authors=paper.authors, published=paper.published)
    return replace(page, **differing)


def test_title_and_first_author_make_one_work_of_a_preprint_and_a_page_without_identifiers():
    assert same(MUON, elsewhere(MUON))


@pytest.mark.parametrize(
    "title",
    [
        "the implicit bias of steepest descent with minibatch stochastic gradient",
        "The Implicit Bias of Steepest Descent with Mini–batch Stochastic Gradient.",
        "The Implicit Bias of Steepest Descent with Mini-batch Stochastic Gradients",
    ],
)
def test_case_hyphens_stops_and_a_plural_do_not_make_another_title(title):
    assert same(MUON, elsewhere(MUON, title=title))


@pytest.mark.parametrize("author", ["Li, Jichu", "LI Jichu", "J. Li", "Ji-chu Li"])
def test_the_first_author_may_be_written_in_any_order_and_with_an_initial(author):
    assert same(MUON, elsewhere(MUON, authors=(author,)))


@pytest.mark.parametrize("author", ["Jichun Lin", "Wei Li", "Xuan Tang"])
def test_another_first_author_is_another_work(author):
    assert not same(MUON, elsewhere(MUON, authors=(author,)))


def test_a_page_that_names_no_author_is_not_merged_by_its_title():
    assert not same(MUON, elsewhere(MUON, authors=()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Supervised learning of depth from a single image", "Unsupervised learning of depth from a single image"),
        ("Asymptotics of random matrices, part I", "Asymptotics of random matrices, part II"),
        ("A technical report on the model GPT-3 of language", "A technical report on the model GPT-4 of language"),
        ("Convex optimization over graphs", "Nonconvex optimization over graphs"),
        ("Programming in C++ for scientists", "Programming in C# for scientists"),
        ("Proceedings of the workshop of 2024", "Proceedings of the workshop of 2025"),
    ],
)
def test_titles_that_differ_in_meaning_are_two_works(one, other):
    paper = elsewhere(MUON)
    assert not same(replace(paper, title=one), replace(paper, title=other))


def test_a_short_title_tells_nothing():
    editorial = elsewhere(MUON, title="Deep learning")
    assert not same(editorial, replace(editorial, key="url:https://other.example"))


def test_two_arxiv_ids_are_two_works_even_under_one_title_and_doi():
    assert not same(MUON, replace(MUON, key="arxiv:2602.99999", arxiv_id="2602.99999", doi="10.1/x"))


def test_two_dois_are_two_works_even_under_one_title():
    assert not same(HIGGS, replace(HIGGS, key="doi:10.1/other", doi="10.1/other"))


def test_one_doi_in_another_case_is_one_work_whatever_the_title():
    assert same(HIGGS, replace(LORA, key="url:x", arxiv_id="", doi=HIGGS.doi.upper()))


def test_the_same_title_ten_years_later_is_a_new_edition():
    assert not same(elsewhere(MUON), elsewhere(MUON, published="2016-02-12"))


def test_a_chinese_title_tells_in_fewer_signs():
    one = Paper(key="url:a", title="最速下降法的隐式偏差研究", authors=("周志华",))
    assert same(one, replace(one, key="url:b"))


@patient
@given(wild_papers, wild_papers)
def test_any_two_papers_can_be_compared_and_the_order_does_not_matter(one, other):
    assert same(one, other) in (True, False)


@patient
@given(wild_papers)
def test_no_paper_is_surely_another_work_than_itself_when_it_has_an_identifier(paper):
    assert same(replace(paper, doi="10.1/x"), replace(paper, doi="10.1/x"))
