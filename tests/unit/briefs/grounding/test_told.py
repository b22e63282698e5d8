"""Whether papers tell a number: in what is quoted, near it, or by counting."""

import pytest

from paper_radar.briefs.grounding.numbers import claimed
from paper_radar.briefs.grounding.told import is_swapped, is_told

PAPER = (
    "We study three issues: (1) noise, (2) drift and (3) loss. Puzzles with N > 5 cannot be solved. Training takes 40 "
    "hours on eight cards. Amazon (81.2) and Samsung (45.8) have good scores, with recall of 89% and precision of 85%."
)
FIRST, SECOND, THIRD, FOURTH = (
    PAPER.replace("cards. ", "cards.|").replace("loss. ", "loss.|").replace("solved. ", "solved.|").split("|")
)


def told(statement, quoted):
    (claim,) = claimed(statement)
    return is_told(claim, statement, [quoted], [PAPER])


@pytest.mark.parametrize(
    ("statement", "quoted"),
    [
        ("Three issues are studied.", FIRST),
        ("研究了三个问题", FIRST),
        ("N > 5 is impossible.", SECOND),
        ("Puzzles with more than five pieces have no solution.", SECOND),
        ("Training takes 40 hours.", FIRST),  # in the paper, though not in what is quoted
        ("Two companies do well.", FOURTH),  # counted
    ],
)
def test_a_number_is_told(statement, quoted):
    assert told(statement, quoted)


@pytest.mark.parametrize(
    ("statement", "quoted"),
    [
        ("Four issues are studied.", FIRST),
        ("Puzzles with N > 3 cannot be solved.", SECOND),  # 3 numbers an item only
        ("五个模型", SECOND),  # N > 5 does not count models
        ("Surgeons need 40 minutes.", FIRST),
        ("Their surgeons need 40 nurses.", FIRST),  # the sentence with 40 is about another thing
        ("Training takes 40%.", THIRD),
    ],
)
def test_a_number_is_not_told(statement, quoted):
    assert not told(statement, quoted)


def test_numbers_that_changed_places_are_found():
    assert is_swapped("Samsung scores 81.2 and Amazon 45.8.", FOURTH)
    assert is_swapped("Precision is 89% and recall 85%.", FOURTH)


@pytest.mark.parametrize(
    "statement", ["Amazon scores 81.2, Samsung 45.8.", "Recall is 89%, precision 85%.", "89% recall, 85% precision"]
)
def test_numbers_at_their_places_are_left_alone(statement):
    assert not is_swapped(statement, FOURTH)
