"""Two records are one work, or they are not."""

from dataclasses import replace

import pytest
from hypothesis import given

from paper_radar.papers.model import Paper
from paper_radar.papers.works import blocks, same_work
from tests.benchmarks.papers import corpus
from tests.shared import needs_shared
from tests.unit.library.papers import HIGGS, LORA, MUON, patient, wild_papers


def same(one: Paper, other: Paper) -> bool:
    there, back = same_work(one, other), same_work(other, one)
    assert there == back
    # What is one work must be found by its blocks, or it would never be compared.
    assert not there or one.arxiv_id or not set(blocks(one)).isdisjoint(blocks(other))
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


@pytest.mark.parametrize(
    "title",
    [
        "Editorial",
        "Introduction to the special issue on machine learning",
        "Correction to: The Implicit Bias of Steepest Descent with Mini-batch Stochastic Gradient",
        "The Implicit Bias of Steepest Descent with Mini-batch Stochastic Gradient: Corrigendum",
        "Reply to \u201cThe Implicit Bias of Steepest Descent with Mini-batch Stochastic Gradient\u201d",
        "The Implicit Bias of Steepest Descent with Mini-batch Stochastic Gradient: Part II",
        "The Implicit Bias of Steepest Descent with Mini-batch Stochastic Gradient, revisited",
        "The Implicit Bias of Steepest Descent without Mini-batch Stochastic Gradient",
    ],
)
def test_what_is_said_about_a_paper_or_goes_on_from_it_is_another_work(title):
    assert not same(MUON, elsewhere(MUON, title=title))


def test_two_introductions_to_issues_by_one_editor_are_two_works():
    one = elsewhere(MUON, title="Introduction to the special issue on statistical physics")
    assert not same(one, replace(one, key="doi:10.1/b"))


@pytest.mark.parametrize(
    "title",
    [
        "Implicit bias of steepest descent with mini-batch stochastic gradient",
        "The Implicit Bias of Steepest Descent with Mini-batch Stochastic Gradient: Norms and Rates",
        "MUON: The Implicit Bias of Steepest Descent with Mini-batch Stochastic Gradient",
    ],
)
def test_small_words_and_a_subtitle_come_and_go_at_publication(title):
    journal = elsewhere(MUON, key="doi:10.1/journal", doi="10.1/journal", title=title)
    assert same(MUON, journal)
    assert same(MUON, replace(journal, authors=journal.authors[:2])), "a feed that cuts the list of authors"


def test_a_subtitle_alone_may_tell_of_a_sequel_where_one_author_writes_alone_or_with_others():
    longer = elsewhere(MUON, title=f"{MUON.title}: Norms and Rates")
    assert not same(replace(MUON, authors=MUON.authors[:1]), replace(longer, authors=MUON.authors[:1]))
    assert not same(MUON, replace(longer, authors=(MUON.authors[0], "Ada Lovelace")))


def test_two_papers_of_a_series_under_one_heading_are_two_works():
    one = elsewhere(MUON, title="Gaia Data Release of the third kind: The extragalactic content")
    assert not same(one, replace(one, title="Gaia Data Release of the third kind: Summary of the survey"))


def test_a_preprint_server_s_doi_is_not_that_of_the_journal():
    preprint = elsewhere(MUON, key="doi:10.1101/2025.01.02.631", doi="10.1101/2025.01.02.631")
    assert same(preprint, elsewhere(MUON, key="doi:10.1038/s41586-025-1", doi="10.1038/s41586-025-1"))
    assert not same(preprint, elsewhere(MUON, key="doi:10.1101/2025.01.02.999", doi="10.1101/2025.01.02.999"))
    genome_research = elsewhere(MUON, key="doi:10.1101/gr.279", doi="10.1101/gr.279")
    assert not same(genome_research, elsewhere(MUON, key="doi:10.1038/x", doi="10.1038/x"))


@pytest.mark.parametrize("author", ["Li J", "Li JC", "Li J.-C."])
def test_a_medical_journal_writes_the_initials_behind_the_surname(author):
    assert same(MUON, elsewhere(MUON, authors=(author,)))


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


_SPELT = str.maketrans({"-": " ", ",": "", "’": "'"})


def _published(paper: Paper) -> Paper:
    """The paper as a journal's feed would give it: other signs, other order of the name, no arXiv id."""
    *given, family = paper.authors[0].split()
    name = f"{family}, {' '.join(word[0] + '.' for word in given)}" if given else family
    title = paper.title.translate(_SPELT).rstrip(".")
    return Paper(
        key="doi:10.1/j", doi="10.1/j", title=title, authors=(name, *paper.authors[1:]), published="2026-01-02"
    )


@needs_shared
def test_of_the_papers_of_one_spring_each_is_one_work_with_its_publication_and_with_no_other():
    papers = corpus()[:6_000]
    by_block: dict[int, list[Paper]] = {}
    for paper in papers:
        for block in blocks(paper):
            by_block.setdefault(block, []).append(paper)
    found = strangers = 0
    for paper in papers:
        if not paper.authors:
            continue
        journal = _published(paper)
        likely = {each.key: each for block in blocks(journal) for each in by_block.get(block, ())}
        joined = [each.key for each in likely.values() if same_work(each, journal)]
        found += paper.key in joined
        strangers += any(key != paper.key for key in joined)
    assert found >= 0.985 * len(papers)
    assert strangers == 0
