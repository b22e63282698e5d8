"""The 50 stand-in answers of the benchmark, of which 20 hold something that is not in the papers."""

from tests.benchmarks.grounding import SEED, by_hand, papers_to_check, score
from tests.benchmarks.grounding_answers import ALTERED, answers
from tests.benchmarks.grounding_cases import FALSE, TRUE
from tests.shared import needs_shared


@needs_shared
def test_what_is_altered_is_found_and_what_is_true_is_left_alone():
    papers = papers_to_check()
    made = score(answers(papers, SEED))
    assert made.altered == ALTERED
    assert not made.missed
    assert len(made.refused) <= made.true / 100
    written = by_hand(papers, TRUE, FALSE)
    assert len(written.missed) <= 4
    assert not written.refused
