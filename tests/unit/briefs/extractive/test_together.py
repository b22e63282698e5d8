"""The extractive briefs of a paper beside others, and of several."""

from tests.unit.briefs.extractive.cases import numbers, paper, said, texts

MUON = paper(
    "We propose Muon, an optimizer based on the spectral norm. Experiments show that Muon halves the cost of GPT runs.",
    title="Muon and the spectral norm",
    categories=("cs.LG",),
)
DUALITY = paper(
    "We prove a duality theorem for the spectral norm. It holds on every compact manifold.",
    title="Duality on manifolds",
    number=2,
    categories=("math.OC",),
)
SLEEP = paper(
    "We study how naps help adults. Forty adults slept in a laboratory on a manifold mattress.",
    title="Naps of adults",
    number=3,
    categories=("q-bio.NC",),
)
MATTRESS = paper(
    "We measured mattresses. A mattress loses its shape in ten years.", title="How mattresses age", number=4
)


def test_beside_others_it_tells_what_is_shared_with_the_sentences_of_both():
    (common,) = [one for one in said("beside", MUON, DUALITY, SLEEP) if one.section == "agrees"]
    assert common.text == "Both speak of “spectral norm”."
    assert numbers(common) == [1, 2]
    assert all("spectral norm" in passage.quote for passage in common.passages)


def test_beside_others_that_share_the_same_they_are_told_together():
    graphs = paper("We compute the spectral norm of graphs.", title="Graphs", number=3)
    (common,) = [one for one in said("beside", MUON, DUALITY, graphs) if one.section == "agrees"]
    assert (common.text, numbers(common)) == ("Three papers speak of “spectral norm”.", [1, 2, 3])


def test_beside_others_each_says_its_claim_and_the_first_what_only_it_says():
    found = said("beside", MUON, DUALITY, SLEEP)
    assert texts(found, "claim") == ["We propose Muon, an optimizer based on the spectral norm."]
    assert texts(found, "differs") == [
        "We prove a duality theorem for the spectral norm.",
        "We study how naps help adults.",
    ]
    assert texts(found, "new") == ["Experiments show that Muon halves the cost of GPT runs."]


def test_the_same_is_never_said_twice():
    again = paper(MUON.abstract, title="Muon again", number=2)
    assert texts(said("beside", MUON, again), "differs") == []
    assert [one.text for one in said("several", MUON, again)].count(MUON.abstract.split(". ")[0] + ".") == 1


def test_papers_that_share_words_are_a_theme_and_follow_it():
    found = [one for one in said("several", MUON, SLEEP, DUALITY, MATTRESS) if one.section == "theme"]
    assert [(one.text, numbers(one)) for one in found] == [
        ("Both speak of “spectral norm”.", [1, 2]),
        ("We propose Muon, an optimizer based on the spectral norm.", [1]),
        ("We prove a duality theorem for the spectral norm.", [2]),
        ("Both speak of “mattress”.", [3, 4]),
        ("We study how naps help adults.", [3]),
        ("We measured mattresses.", [4]),
    ]


def test_a_theme_counts_all_the_papers_that_share_its_words():
    third = paper("We compute the spectral norm of graphs.", title="Graphs", number=5)
    themes = texts(said("several", MUON, DUALITY, third), "theme")
    assert "Three papers speak of “spectral norm”." in themes


def test_papers_that_share_nothing_each_say_their_claim():
    found = said("several", MUON, paper("We study how naps help adults.", title="Naps", number=2))
    assert [one.section for one in found] == ["theme", "theme"]


def test_words_of_papers_of_different_fields_connect_them():
    found = said("several", MUON, DUALITY, SLEEP)
    assert texts(found, "connection") == ["“manifolds” stands in papers of math.OC and of q-bio.NC."]
    assert texts(said("several", MUON, DUALITY, SLEEP, language="zh_CN"), "connection") == [
        "math.OC 与 q-bio.NC 的论文都谈到“manifolds”。"
    ]


def test_papers_of_no_known_field_are_not_connected_across_fields():
    bare = [paper(one.abstract, title=one.title, number=number) for number, one in enumerate((MUON, DUALITY, SLEEP), 1)]
    assert texts(said("several", *bare), "connection") == []


def test_an_overview_is_to_be_read_first_then_what_shares_most_then_what_is_on_the_radar():
    survey = paper("We review mattresses.", title="Mattresses: a survey", number=5)
    found = said("several", SLEEP, MUON, DUALITY, MATTRESS, survey, why=("topic naps",), length="full")
    assert texts(found, "first") == [
        "“Mattresses: a survey” is an overview.",
        "“Naps of adults” has most in common with the others: “mattress” and “manifold”.",
        "“Naps of adults” is on your radar: topic naps.",
    ]
    assert [[passage.part for passage in one.passages] for one in found if one.section == "first"] == [
        ["Title"], ["Abstract"], ["Abstract"],
    ]  # fmt: skip


def test_what_it_says_in_its_own_words_is_in_the_language_asked_for():
    found = said("several", SLEEP, MUON, DUALITY, MATTRESS, why=("topic naps",), language="zh_CN")
    assert "2 篇论文都谈到“mattress”。" in texts(found, "theme")
    assert texts(found, "first") == [
        "《Duality on manifolds》与其他论文共同之处最多：“spectral norm”、“manifold”。",
        "《Naps of adults》命中你的雷达：主题 naps。",
    ]


def test_papers_that_share_nothing_and_are_not_followed_are_read_in_any_order():
    assert texts(said("several", MUON, paper("We study how naps help adults.", title="Naps", number=2)), "first") == []


def test_a_full_brief_of_several_tells_the_evidence_too():
    short, full = (texts(said("several", MUON, DUALITY, length=length), "theme") for length in ("short", "full"))
    assert "Experiments show that Muon halves the cost of GPT runs." in full
    assert set(short) < set(full)


def test_a_paper_without_abstract_is_known_by_its_title_alone():
    found = said("several", MUON, paper("", title="Spectral norms", number=2), SLEEP)
    theme = next(one for one in found if "spectral norm" in one.text)
    assert [(passage.key[-1], passage.part) for passage in theme.passages] == [("1", "Abstract"), ("2", "Title")]
    assert not [one for one in found if numbers(one) == [2]]
