"""The extractive brief of one paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.briefs.full_text.reading import parts_of
from paper_radar.briefs.material import Part
from paper_radar.briefs.statements import KINDS, SECTIONS, Passage, Statement
from tests.unit.briefs.extractive.cases import ABSTRACT, CLAIM, LIMITS, METHOD, RESULT, material, paper, said, texts
from tests.unit.briefs.full_text.papers import KETTLE, PAGE

AUTHORS = ("Lei Wu", "Difan Zou", "Ann O. Other")


def test_each_statement_is_a_sentence_that_rests_on_itself():
    assert said("paper", paper(ABSTRACT))[2] == Statement(
        "evidence", RESULT, (Passage("arxiv:2602.00001", "Abstract", "", RESULT, ""),)
    )


def test_what_only_ties_a_sentence_to_the_one_before_it_stands_before_its_passage():
    claim = said("paper", paper(ABSTRACT))[0]
    assert claim.text == "We propose Compass, a new optimizer that follows the spectral norm."
    assert (claim.passages[0].before, claim.passages[0].quote) == ("In this paper, ", CLAIM.partition(", ")[2])


def test_the_sentences_stay_in_their_language():
    assert said("paper", paper(ABSTRACT), language="zh_CN") == said("paper", paper(ABSTRACT))


def test_no_statement_is_in_doubt_and_each_is_of_a_section_of_its_kind():
    for kind in KINDS:
        found = said(kind, paper(ABSTRACT), paper(METHOD + RESULT, number=2), why=("topic spectral norm",))
        assert found
        assert all(one.is_supported and one.section in SECTIONS[kind] for one in found)
        order = [SECTIONS[kind].index(one.section) for one in found]
        assert order == sorted(order)


def test_why_it_is_on_the_radar_is_told_with_where_that_stands():
    why = ("author Difan Zou", "topic spectral norms", "category cs.LG")
    one = paper(ABSTRACT, authors=AUTHORS, categories=("cs.LG", "math.OC"))
    found = [each for each in said("paper", one, why=why) if each.section == "radar"]
    assert [each.text for each in found] == [
        "By Difan Zou, whom you follow.",
        "It speaks of “spectral norms”, a topic of yours.",
        "In cs.LG, a category of yours.",
    ]  # fmt: skip
    assert [(each.passages[0].part, each.passages[0].quote) for each in found] == [
        ("Authors", "Difan Zou"), ("Abstract", CLAIM), ("Categories", "cs.LG"),
    ]  # fmt: skip
    assert found[0].passages[0].before == "Lei Wu, "
    assert texts(said("paper", one, why=why, language="zh_CN"), "radar")[0] == "作者中有你关注的 Difan Zou。"


def test_a_topic_in_the_title_alone_rests_on_the_title():
    (radar,) = [
        each for each in said("paper", paper("We sort lists."), why=("topic spectral norm",)) if each.section == "radar"
    ]
    assert (radar.passages[0].part, radar.passages[0].quote) == ("Title", "Compass: steps in the spectral norm")


def test_a_name_written_shorter_is_found_by_its_last_word_if_only_one_has_it():
    def radar(*authors):
        (found,) = [
            each
            for each in said("paper", paper(CLAIM, authors=authors), why=("author Difan Zou",))
            if each.section == "radar"
        ]
        return [passage.quote for passage in found.passages]

    assert radar("D. Zou", "L. Wu") == ["D. Zou"]
    assert radar("D. Zou", "J. Zou") == []


FULL_TEXT = (
    Part("1 Introduction", "We use Compass to train networks by a new rule. This is known [3]."),
    Part(
        "4 Experiments",
        "Table 2 shows that Compass outperforms Adam by 30%. "
        "On ImageNet our experiments show that Compass reduces the training time of networks by 41%. "
        "They also show that it achieves 3% more.",
    ),
    Part(
        "6 Limitations", "However, Compass needs twice the memory of Adam in every step of the training of a network."
    ),
    Part("7 Acknowledgements", "We thank the experiments that show that networks outperform us by 12% on average."),
)


def test_a_full_brief_takes_from_the_full_text_what_the_abstract_does_not_tell():
    found = said("paper", paper(ABSTRACT), parts=FULL_TEXT, length="full")
    told = {(each.section, each.passages[0].part): each.text for each in found}
    assert told["limits", "6 Limitations"].startswith("However, Compass needs twice the memory")
    assert told["evidence", "4 Experiments"].startswith("On ImageNet our experiments show")
    assert not [part for _, part in told if part.startswith("7")]
    assert texts(found, "limits")[0] == LIMITS


def test_sentences_that_point_elsewhere_are_not_taken_from_the_full_text():
    found = said("paper", paper(ABSTRACT), parts=FULL_TEXT, length="full")
    assert not [each for each in found if "Table 2" in each.text or each.text.startswith("They")]


def test_a_paper_as_arxiv_shows_it_gives_its_limits():
    found = said("paper", KETTLE, parts=parts_of(PAGE.encode(), KETTLE), length="full")
    (limits,) = [each for each in found if each.section == "limits"]
    assert limits.text == "We assume a lid; kettles without one lose heat in ways that the rule does not see."
    assert limits.passages[0].part == "6 Limitations"


def test_a_short_brief_is_of_the_abstract():
    assert said("paper", paper(ABSTRACT), parts=FULL_TEXT) == said("paper", paper(ABSTRACT))


def test_texts_of_hostile_length_are_read_to_a_bound():
    for part in ("first ", "! ", "?!", "experiments show ", "\n \n", "(1) ", "we ", "a-", "In this paper, "):
        text = part * 30_000
        parts = (Part("5 Limitations", text), Part(text[:5000], text))
        for statement in said("paper", paper(text, title=text), parts=parts, length="full", why=("topic we",)):
            assert len(statement.text) <= 700
            assert all(len(passage.quote) <= 700 for passage in statement.passages)


@pytest.mark.parametrize("kind", KINDS)
def test_papers_without_text_give_nothing(kind):
    assert said(kind, paper(""), paper("", number=2)) == ()


@given(
    st.lists(st.text(max_size=300), min_size=1, max_size=4), st.sampled_from(KINDS), st.sampled_from(["short", "full"])
)
def test_every_passage_stands_in_its_paper_whatever_that_says(abstracts, kind, length):
    papers = [paper(text, number=number, title=text[:40]) for number, text in enumerate(abstracts, 1)]
    of_key = {one.paper.key: one for one in material(*papers)}
    for statement in said(kind, *papers, length=length, parts=(Part("5 Limitations", abstracts[-1]),)):
        assert statement.text
        for passage in statement.passages:
            one = of_key[passage.key]
            within = {"Title": one.paper.title, "Abstract": one.paper.abstract}.get(passage.part, abstracts[-1])
            assert passage.before + passage.quote + passage.after in within
            assert passage.quote
