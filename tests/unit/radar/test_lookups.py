"""Where to look for an entry: a paper that it hits is always found there."""

from hypothesis import given, settings

from paper_radar.papers.model import Paper
from paper_radar.papers.text import terms
from paper_radar.radar.entries import Entry
from paper_radar.radar.lookups import keys_of, lookup_of
from paper_radar.radar.matcher import Radar
from tests.unit.matching.cases import entries, papers


def is_found(entry: Entry, paper: Paper) -> bool:
    lookup = lookup_of(entry)
    if lookup is None:
        return True
    held = set(terms(f"{paper.title}\n{paper.abstract}"))
    return any(each <= held for each in lookup.terms) or not set(lookup.keys).isdisjoint(keys_of(paper))


@settings(max_examples=300, deadline=None)
@given(entries(), papers())
def test_no_hit_is_left_out(entry: Entry, paper: Paper):
    if Radar([entry]).match(paper) or Radar([entry]).muted(paper):
        assert is_found(entry, paper)


def test_a_stranger_and_another_subject_are_not_looked_at():
    paper = Paper(key="arxiv:1", title="Protein folding", authors=("Ada Lovelace",), categories=("q-bio.BM",))
    assert not is_found(Entry(id="a", kind="author", value="Difan Zou"), paper)
    assert not is_found(Entry(id="b", kind="topic", value="implicit bias"), paper)
    assert not is_found(Entry(id="c", kind="category", value="cs.LG"), paper)


def test_a_category_is_looked_for_as_it_was_asked():
    paper = Paper(key="arxiv:1", title="A", categories=("cs.LG", "stat.ML"))
    asked = {
        (value, cross): is_found(Entry(id="c", kind="category", value=value, cross_listed=cross), paper)
        for value in ("cs.LG", "stat.ML", "cs", "math")
        for cross in (True, False)
    }
    assert {each for each, found in asked.items() if found} == {
        ("cs.LG", True),
        ("cs.LG", False),
        ("cs", True),
        ("cs", False),
        ("stat.ML", True),
    }


def test_keys_hold_no_white_space():
    paper = Paper(key="arxiv:1", title="A", authors=("Zou  Difan", "BESIII \u2009 Collaboration"), categories=("a b",))
    assert all(key and len(key.split()) == 1 for key in keys_of(paper))
