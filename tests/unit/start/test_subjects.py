"""Which phrases and categories of some papers are suggested."""

from hypothesis import given
from hypothesis import strategies as st

from paper_radar.papers.model import Paper
from paper_radar.start.subjects import categories_of, topics_of


def _papers(*texts: str) -> list[Paper]:
    """Title and abstract, with a bar between them."""
    split = [text.partition("|") for text in texts]
    return [Paper(key=f"arxiv:{n}", title=title, abstract=rest) for n, (title, _, rest) in enumerate(split)]


def _told(papers: list[Paper], rarities: dict[str, float] | None = None) -> list[str]:
    return [topic.value for topic in topics_of(papers, rarities or {}, limit=10)]


MANY = [f"Weather Report {word}|Nothing of note." for word in "abcdefghijkl"]


def test_a_phrase_of_several_titles_is_a_topic_as_people_write_it() -> None:
    papers = _papers("Implicit Bias of Adam|We study the implicit bias.", "On Implicit Bias|An implicit bias is shown.")
    assert _told(papers)[0] == "implicit bias"


def test_of_a_phrase_within_a_longer_one_the_longer_is_told() -> None:
    told = _told(_papers(*["Large Language Models|Of large language models."] * 3))
    assert "large language models" in [phrase.lower() for phrase in told]
    assert "large language" not in [phrase.lower() for phrase in told]


def test_of_many_papers_a_phrase_must_stand_in_two() -> None:
    assert "benign overfitting" not in [each.lower() for each in _told(_papers("Benign Overfitting|", *MANY))]


def test_what_every_paper_says_of_itself_is_no_topic() -> None:
    assert (
        _told(_papers("We Propose a New Method|Our novel method performs well.", "A New Method|Our novel method."))
        == []
    )


def test_where_the_pool_is_known_a_phrase_of_common_words_is_no_topic() -> None:
    papers = _papers("Implicit Bias and Deep Networks|x", "Implicit Bias in Deep Networks|x")
    common = {"implicit": 4.0, "bia": 2.0, "bias": 2.0, "deep": 0.2, "network": 0.2}
    assert [phrase.lower() for phrase in _told(papers, common)] == ["implicit bias"]


def test_categories_go_by_how_often_a_paper_is_there_first_of_all() -> None:
    papers = [
        Paper(key="a", title="A", categories=("cs.LG", "stat.ML"), primary_category="cs.LG"),
        Paper(key="b", title="B", categories=("stat.ML", "cs.LG", "made.UP"), primary_category="stat.ML"),
        Paper(key="c", title="C", categories=("stat.ML",)),
    ]
    assert [(one.value, one.papers) for one in categories_of(papers, limit=5)] == [("stat.ML", 3), ("cs.LG", 2)]


@given(st.lists(st.text(max_size=200), max_size=4), st.integers(0, 5))
def test_whatever_the_texts_are_no_more_is_told_than_asked_for(texts: list[str], limit: int) -> None:
    found = topics_of(_papers(*(f"t{text}" for text in texts)), {}, limit=limit)
    assert len(found) <= limit
    assert all(one.value.strip() and len(one.value) <= 60 for one in found)
