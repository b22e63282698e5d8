"""What is asked of the index costs little, whatever is typed."""

import pytest

from paper_radar.search.expressions import expression
from paper_radar.search.language import LONGEST, Clause, Kind

# Words that are one to the query's language, since no blank stands between them.
ENDLESS = ("wei-" * LONGEST)[:LONGEST], ("o'" * LONGEST)[:LONGEST], ("wei-" * LONGEST)[: LONGEST - 1] + "*"


@pytest.mark.parametrize("value", ENDLESS)
@pytest.mark.parametrize("kind", ["word", "phrase", "title", "author"])
def test_an_endless_word_is_looked_for_by_its_first_parts(kind: Kind, value: str) -> None:
    asked = expression(Clause(kind, value))
    assert 0 < len(asked.split()) <= 50


def test_a_sign_says_nothing_that_could_be_looked_for() -> None:
    signs: list[Kind] = ["word", "phrase", "title", "author", "category"]
    assert {expression(Clause(kind, "\x00_")) for kind in signs} == {""}
