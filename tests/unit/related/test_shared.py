"""The words by which a related paper is told: whole words and phrases of the page, never stems."""

from collections import Counter

from paper_radar.papers.model import Paper
from paper_radar.papers.text import terms
from paper_radar.related.shared import SharedWords
from paper_radar.related.terms import Profile, Text, length, rarity

PAGE = Paper(
    key="arxiv:1",
    title="The Implicit Bias of Steepest Descent",
    abstract="SignSGD and Muon are steepest descent methods. Momentum stabilizes Muon. Users' data are widely used."
    " It reveals much.",
)
COMMON = {"method": 500, "data": 700, "use": 600, "reveal": 200}


def shared(other: str, page: Paper = PAGE, common: dict[str, int] = COMMON) -> tuple[str, ...]:
    found = terms(f"{page.title}\n{page.abstract}")
    theirs = tuple(terms(other))
    rarities = {term: rarity(common.get(term, 5), 1000) for term in (*found, *theirs)}
    text = Text(theirs, length(Counter(theirs), rarities))
    (likeness,) = Profile(found, rarities).likenesses([text], 1000)
    return SharedWords(page, rarities).of(likeness)


def test_a_phrase_is_shown_whole_and_its_words_not_again():
    assert shared("We run steepest descent.") == ("steepest descent",)


def test_words_are_shown_as_the_page_writes_them():
    assert "Muon" in shared("on muon and MUON")
    assert "implicit bias" in shared("Implicit biases of optimizers")


def test_what_both_merely_mention_is_not_shown_beside_what_they_are_about():
    words = shared("Steepest descent reveals, stabilizes.")
    assert "reveals" not in words
    assert "stabilizes" not in words


def test_common_words_and_adverbs_are_no_reason_beside_rare_ones():
    words = shared("Steepest descent and Muon, Muon methods are widely used for data.")
    assert set(words) == {"steepest descent", "Muon"}


def test_no_phrase_goes_over_the_end_of_a_sentence():
    assert all("methods Momentum" not in words for words in shared("descent methods momentum methods momentum"))


def test_at_most_five_are_shown():
    page = Paper(key="arxiv:2", title="Alphas betas gammas deltas epsilons zetas etas", abstract="")
    other = "Etas, zetas, epsilons, deltas, gammas, betas, alphas. "
    assert len(shared(2 * other, page)) == 5


def test_texts_that_share_nothing_have_no_words():
    assert shared("galaxies") == ()


def test_in_a_pool_of_one_subject_a_common_phrase_is_better_than_no_reason():
    common = dict.fromkeys(terms(f"{PAGE.title} {PAGE.abstract}"), 400)
    assert shared("Steepest descent.", common=common) == ("steepest descent",)
