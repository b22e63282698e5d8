"""What may have been meant."""

from array import array
from collections.abc import Iterator

import pytest

from paper_radar.search.language import parse
from paper_radar.search.order import Order
from paper_radar.search.suggestions import FEW, MOST, Suggester
from tests.unit.search.papers import paper, pool_of

# What stands in a single paper may be a slip: each of these words stands in several.
PAPERS = [
    paper(
        number, "Transformers and diffusion models", "They transfer well.", authors=("Yoshua Bengio", "Jürgen Müller")
    )
    for number in range(5)
] + [paper(number, "Other transformers", authors=("Difan Zou",), categories=("cs.LG",)) for number in range(5, 9)]


@pytest.fixture(scope="module")
def suggester(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Suggester]:
    with pool_of(tmp_path_factory.mktemp("pool"), PAPERS) as pool:
        yield Suggester(pool.search)


def suggested(suggester: Suggester, text: str, found: int = 0) -> list[str]:
    return [each.q for each in suggester.suggestions(Order(parse(text), array("q", range(found))))]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("transfomers", "transformers"),
        ("difusion modles", "diffusion models"),
        ('"difusion models" -survey', '"diffusion models" -survey'),
        ("title:transformrs", "title:transformers"),
        ("author:Bengoi", "author:Bengio"),
        ("author:Mulller", "author:Müller"),
        ('author:"Difn Zuo" after:2026', 'author:"Difan Zou" after:2026-01-01'),
        ("yoshua bengoi", "Yoshua Bengio"),
        ("category:cs.LLG", "category:cs.LG"),
    ],
)
def test_a_slip_is_put_right_in_the_whole_query(suggester: Suggester, typed: str, meant: str) -> None:
    assert suggested(suggester, typed)[0] == meant


@pytest.mark.parametrize(
    "typed", ["transformers", "zzqqzz", "author:Bengio", "xy", "the", "扩散", "after:2026", "-modles", ""]
)
def test_nothing_is_suggested_where_nothing_is_nearly_so(suggester: Suggester, typed: str) -> None:
    assert suggested(suggester, typed) == []


def test_nothing_is_suggested_where_the_query_finds_papers(suggester: Suggester) -> None:
    assert suggested(suggester, "transfomers", found=FEW + 1) == []


def test_a_few_are_suggested_at_most_and_each_is_real(suggester: Suggester) -> None:
    found = suggested(suggester, "transfer difusion modls")
    assert 1 <= len(found) <= MOST
    assert found[0] == "transfer diffusion models"
