"""The reader's tags, as they are offered while one is typed."""

from paper_radar.library.tags import counted

PAPERS = [("Muon", "deep learning"), ("muon", "强化学习"), ("muon", "Étude"), ("deep learning", "machine-learning")]


def test_the_most_used_come_first_as_they_are_mostly_written():
    assert counted(PAPERS)[:2] == [("muon", 3), ("deep learning", 2)]


def test_a_tag_is_found_by_how_it_or_a_word_of_it_begins_whatever_the_case_and_accents():
    assert counted(PAPERS, "ETU") == [("Étude", 1)]
    assert counted(PAPERS, "lear") == [("deep learning", 2), ("machine-learning", 1)]
    assert counted(PAPERS, "强化") == [("强化学习", 1)]
    assert counted(PAPERS, "uon") == []


def test_a_tag_that_stands_on_a_paper_in_two_spellings_counts_once():
    assert counted([("ML", "ml")]) == [("ML", 1)]


def test_so_many_are_offered_at_most():
    assert len(counted([[str(number) for number in range(100)]], limit=7)) == 7
