"""Reading arXiv's RSS from bytes: each quirk that the recorded feeds prove."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.shared import DATA, needs_shared
from tests.standins.arxiv import feed_error, rss

from paper_radar.errors import PaperRadarError
from paper_radar.papers.model import Paper
from paper_radar.sources.arxiv.feed import Feed, read_feed
from paper_radar.sources.errors import UnreadableError

MONDAY = date(2026, 4, 27)
WEEKEND = frozenset({5, 6})
PAPER = Paper(
    key="arxiv:2604.21935",
    title="Math Takes Two",
    authors=("Michael Cooper", "Samuel Cooper"),
    abstract="Although language models demonstrate remarkable proficiency.",
    categories=("cs.AI", "cs.LG"),
    primary_category="cs.AI",
    announced="2026-04-27",
    announce_type="new",
    version=1,
    arxiv_id="2604.21935",
    url="https://arxiv.org/abs/2604.21935",
    pdf_url="https://arxiv.org/pdf/2604.21935",
    source="arxiv",
)


def feed_of(paper: Paper, kind: str = "new", day: date = MONDAY) -> Feed:
    return read_feed(rss(["cs.AI"], [(paper, kind)], day).encode())


def recorded(name: str) -> Feed:
    return read_feed((DATA / "arxiv" / "rss" / name).read_bytes())


def test_an_item_becomes_a_paper_with_nothing_made_up():
    assert feed_of(PAPER) == Feed(papers=(PAPER,), items=1, skipped=0, day=MONDAY, skip_days=WEEKEND)


def test_the_prefix_of_the_abstract_is_taken_off_on_two_lines_and_on_one():
    document = rss(["cs.AI"], [(PAPER, "new")], MONDAY)
    folded = document.replace("new \nAbstract:", "new Abstract:")
    assert folded != document
    for text in (document, folded):
        assert read_feed(text.encode()).papers[0].abstract == PAPER.abstract


def test_the_version_is_that_of_the_guid_because_the_link_has_none():
    assert feed_of(replace(PAPER, version=3)).papers[0].version == 3


@pytest.mark.parametrize("kind", ["new", "cross", "replace", "replace-cross"])
def test_the_announce_type_stays_with_the_paper(kind: str):
    assert feed_of(replace(PAPER, version=2), kind).papers[0].announce_type == kind


def test_an_announce_type_that_nobody_knows_is_none_and_makes_no_paper_new():
    (paper,) = feed_of(PAPER, "absonly").papers
    assert (paper.announce_type, paper.announced) == ("", "")


@pytest.mark.parametrize("kind", ["new", "cross"])
def test_new_papers_and_cross_lists_were_announced_on_the_day_of_the_feed(kind: str):
    (paper,) = feed_of(PAPER, kind).papers
    assert (paper.announced, paper.updated) == ("2026-04-27", "")


@pytest.mark.parametrize("kind", ["replace", "replace-cross"])
def test_a_replacement_is_not_new_and_keeps_its_version(kind: str):
    (paper,) = feed_of(replace(PAPER, version=4), kind).papers
    assert (paper.announced, paper.updated, paper.version) == ("", "2026-04-27", 4)


def test_the_announce_type_is_read_from_the_abstract_where_its_own_field_is_missing():
    document = rss(["cs.AI"], [(PAPER, "replace")], MONDAY)
    without = document.replace("<arxiv:announce_type>replace</arxiv:announce_type>", "")
    assert without != document
    (paper,) = read_feed(without.encode()).papers
    assert (paper.announced, paper.announce_type) == ("", "replace")


def test_a_withdrawn_paper_is_marked_in_its_replacement_only():
    gone = replace(PAPER, abstract="This paper has been withdrawn by the authors due to an error.", version=2)
    assert feed_of(gone, "replace").papers[0].withdrawn
    assert not feed_of(replace(PAPER, version=2), "replace").papers[0].withdrawn
    about = replace(PAPER, abstract="We study 14,000 papers withdrawn by their authors.", version=2)
    assert not feed_of(about, "replace").papers[0].withdrawn


def test_the_days_on_which_arxiv_is_silent_are_read():
    assert feed_of(PAPER).skip_days == WEEKEND


def test_several_creators_are_as_good_as_one_line_of_them():
    document = rss(["cs.AI"], [(PAPER, "new")], MONDAY)
    line = "<dc:creator>Michael Cooper, Samuel Cooper</dc:creator>"
    apart = "<dc:creator>Michael Cooper</dc:creator><dc:creator>Samuel Cooper</dc:creator>"
    assert line in document
    assert read_feed(document.replace(line, apart).encode()).papers[0].authors == PAPER.authors


def test_elements_of_other_peoples_namespaces_are_not_taken_for_the_papers_own():
    document = rss(["cs.AI"], [(PAPER, "new")], MONDAY)
    other = '<m:title xmlns:m="http://search.yahoo.com/mrss/">Another title</m:title>'
    assert read_feed(document.replace("<item>", f"<item>{other}").encode()).papers == (PAPER,)


def test_the_announcement_day_is_the_one_in_new_york():
    late = rss(["cs.AI"], [(PAPER, "new")], MONDAY).replace("00:00:00 -0400", "23:30:00 -0400")
    assert read_feed(late.encode()).papers[0].announced == "2026-04-27"


def test_the_primary_category_comes_first_and_none_comes_twice():
    (paper,) = feed_of(replace(PAPER, categories=("stat.ML", "cs.LG", "stat.ML"))).papers
    assert (paper.primary_category, paper.categories) == ("stat.ML", ("stat.ML", "cs.LG"))


def test_doi_and_journal_are_taken_where_given():
    (paper,) = feed_of(replace(PAPER, doi="10.1103/PhysRevD.83.084025", venue="Phys. Rev. D 83")).papers
    assert (paper.doi, paper.venue) == ("10.1103/physrevd.83.084025", "Phys. Rev. D 83")


def test_old_ids_are_first_class():
    (paper,) = feed_of(replace(PAPER, arxiv_id="hep-th/9901001", version=2)).papers
    assert (paper.key, paper.arxiv_id, paper.version) == ("arxiv:hep-th/9901001", "hep-th/9901001", 2)


def test_an_inequality_in_an_abstract_is_no_tag():
    (paper,) = feed_of(replace(PAPER, abstract="We find p<0.05 for a<b and x>y in the range.")).papers
    assert paper.abstract == "We find p<0.05 for a<b and x>y in the range."


def test_markup_in_a_feed_is_text_without_the_markup():
    (paper,) = feed_of(replace(PAPER, title="<b>Bold</b> claims<script>alert(1)</script>")).papers
    assert paper.title == "Bold claims"


@pytest.mark.parametrize(
    "break_it",
    [
        lambda text: text.replace("2604.21935", "not-an-id"),
        lambda text: text.replace("<title>Math Takes Two</title>", "<title> </title>"),
        lambda text: text.replace("<title>Math Takes Two</title>", ""),
    ],
    ids=["no id", "empty title", "no title"],
)
def test_a_bad_item_is_counted_and_passed_over(break_it):
    good = replace(PAPER, key="arxiv:2604.21936", arxiv_id="2604.21936", title="Good")
    document = rss(["cs.AI"], [(PAPER, "new"), (good, "new")], MONDAY)
    feed = read_feed(break_it(document).encode())
    assert ([paper.title for paper in feed.papers], feed.items, feed.skipped) == (["Good"], 2, 1)


def test_arxivs_own_error_is_an_error_and_no_feed():
    text = feed_error("https://rss.arxiv.org/rss/cs.XX", "Bad subject class 'XX'. Valid are: cs.AI.", MONDAY)
    assert read_feed(text.encode()).error == "Bad subject class 'XX'. Valid are: cs.AI."


def test_a_cut_feed_is_not_taken_for_a_short_day():
    document = rss(["cs.AI"], [(PAPER, "new")] * 3, MONDAY).encode()
    with pytest.raises(UnreadableError, match="cut off"):
        read_feed(document[: len(document) * 2 // 3])


def test_a_wrong_character_costs_an_item_at_most_and_is_counted():
    good = replace(PAPER, key="arxiv:2604.21936", arxiv_id="2604.21936", title="Good")
    document = rss(["cs.AI"], [(PAPER, "new"), (good, "new")], MONDAY)
    feed = read_feed(document.replace("Math Takes Two", "Math \x01 & <Two").encode())
    assert "Good" in [paper.title for paper in feed.papers]
    assert feed.items == 2


LAUGHS = "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "entities",
    [
        f"<!ENTITY a 'ha'>{LAUGHS}",
        "<!ENTITY i SYSTEM 'file:///etc/hostname'>",
        "<!ENTITY % p SYSTEM 'http://e.test/p'>",
    ],
    ids=["a billion laughs", "a file", "an address"],
)
def test_a_bomb_is_refused_by_its_name(entities: str, encoding: str):
    body = f"<?xml version='1.0' encoding='{encoding}'?><!DOCTYPE rss [{entities}]><rss><channel>&i;</channel></rss>"
    with pytest.raises(UnreadableError):
        read_feed(body.encode(encoding))
    if encoding == "utf-8":
        with pytest.raises(UnreadableError, match="bomb"):
            read_feed(body.encode())


def test_a_tree_too_deep_is_named():
    with pytest.raises(UnreadableError):
        read_feed(b"<rss>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</rss>")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"garbage \x00\xff",
        b'{"papers": []}',
        b"<html><body>Sign in</body></html>",
        b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rss><channel>&b;</channel></rss>",
        b"<?xml version='1.0' encoding='\x80UTF-8'?><rss><channel/></rss>",
        b"<?xml version='1.0' encoding='\x00UTF-8'?><rss><channel/></rss>",
        b"file:///etc/hostname",
        b"https://rss.arxiv.org/rss/cs.LG",
    ],
    ids=[
        "nothing",
        "garbage",
        "JSON",
        "HTML",
        "entities",
        "a broken encoding",
        "a null in the encoding",
        "a path",
        "an address",
    ],
)
def test_what_is_no_feed_is_named(body: bytes):
    try:
        feed = read_feed(body)
    except UnreadableError:
        return
    assert feed.papers == ()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 2000))
def test_no_damage_to_a_feed_ends_in_anything_but_papers_or_a_named_error(noise: bytes, at: int):
    document = rss(["cs.AI"], [(PAPER, "new")], MONDAY).encode()
    try:
        feed = read_feed(document[:at] + noise + document[at:])
    except PaperRadarError:
        return
    assert feed.items == len(feed.papers) + feed.skipped


@needs_shared
class TestRecordedFeeds:
    """What arXiv really sent."""

    def test_feeds_of_2026(self):
        feed = recorded("jmamath_distill_arxiv_cs_ai_2026-04-27.xml")
        assert [paper.key for paper in feed.papers] == ["arxiv:2604.21935", "arxiv:2604.21936", "arxiv:2604.21937"]
        assert {paper.announced for paper in feed.papers} == {"2026-04-27"}
        first = feed.papers[0]
        assert first.authors == ("Michael Cooper", "Samuel Cooper")
        assert first.abstract.startswith("Although language models")
        assert (first.categories, first.version) == (("cs.AI", "cs.LG"), 1)

    def test_a_mononym(self):
        feed = recorded("jmamath_distill_arxiv_cs_cl_2026-04-27.xml")
        assert any("Deepti" in paper.authors for paper in feed.papers)

    def test_a_saturday(self):
        assert recorded("BuiVannn_cs.CL_weekend_empty_2026-08-01_SAT.xml") == Feed(
            (), 0, 0, date(2026, 8, 1), skip_days=WEEKEND
        )

    @pytest.mark.parametrize("name", ["cs.XX", "notanarchive"])
    def test_error_feeds(self, name: str):
        assert recorded(f"rendered_rss_{name}.xml").error.startswith("Bad ")

    @pytest.mark.parametrize(("name", "items"), [("astro-ph", 108), ("math", 147), ("cs.LG+stat.ML", 2)])
    def test_full_feeds_by_arxivs_own_code(self, name: str, items: int):
        feed = recorded(f"rendered_rss_{name}.xml")
        assert (feed.items, feed.skipped, feed.day) == (items, 0, date(2026, 11, 20))
        assert all(paper.authors and paper.abstract and paper.primary_category for paper in feed.papers)
        assert not any("Announce Type" in paper.abstract for paper in feed.papers)
        names = [name for paper in feed.papers for name in paper.authors]
        assert not [name for name in names if any(sign in name for sign in '\\{}()$:;"')]

    def test_announce_types_of_a_full_feed(self):
        feed = recorded("rendered_rss_astro-ph.xml")
        assert {bool(paper.announced) for paper in feed.papers} == {True, False}
        assert all(bool(paper.announced) != bool(paper.updated) for paper in feed.papers)

    def test_a_collaboration_and_its_213_people(self):
        feed = recorded("rendered_rss_astro-ph.xml")
        (hess,) = (paper for paper in feed.papers if "HESS Collaboration" in paper.authors)
        assert hess.authors[:2] == ("HESS Collaboration", "A. Abramowski")
        assert {"K. Bernlöhr", "Ł. Stawarz", "L.-M. Chounet", "L. O'C. Drury"} <= set(hess.authors)

    def test_the_atom_form_of_the_same_feed(self):
        feed = recorded("rendered_atom_cs.xml")
        assert (feed.items, feed.skipped) == (44, 0)
        assert feed.papers[0].announced == "2026-11-20"
        assert feed.day == date(2026, 11, 20)  # made on the 21st in UTC, when it was the 20th in New York

    def test_the_form_of_2018(self):
        feed = recorded("physBiblio_hep-ex_OLD_RDF_format_2018-05-23.rdf.xml")
        assert [paper.arxiv_id for paper in feed.papers] == ["1805.08875", "1805.09166", "1805.06430"]
        assert feed.papers[0].title == "Measurement of Transverse Single Spin Asymmetries"
        assert feed.papers[2].authors[:2] == ("Shu-Sheng Xu", "Zhu-Fang Cui")
        # Version, category and kind stand in the title there: "(arXiv:1805.06430v2 [nucl-th] UPDATED)".
        assert [paper.announce_type for paper in feed.papers] == ["new", "cross", "replace"]
        assert (feed.papers[2].version, feed.papers[2].categories) == (2, ("nucl-th",))

    def test_every_announce_type_of_every_feed_is_known(self):
        papers = [paper for file in sorted((DATA / "arxiv" / "rss").iterdir()) for paper in recorded(file.name).papers]
        assert {paper.announce_type for paper in papers} == {"new", "cross", "replace", "replace-cross"}
        assert all(bool(paper.announced) == (paper.announce_type in ("new", "cross")) for paper in papers)
        assert not any(paper.withdrawn for paper in papers)

    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def test_no_damage_to_a_recorded_feed_ends_in_anything_but_papers_or_a_named_error(self, data: st.DataObject):
        names = ["jmamath_distill_arxiv_cs_ai_2026-04-27.xml", "physBiblio_hep-ex_OLD_RDF_format_2018-05-23.rdf.xml"]
        body = (DATA / "arxiv" / "rss" / data.draw(st.sampled_from(names))).read_bytes()
        start = data.draw(st.integers(0, len(body)))
        end = data.draw(st.integers(start, min(start + 300, len(body))))
        noise = data.draw(st.binary(max_size=60) | st.sampled_from([b"<item>", b"</channel>", b"]]>", b"<!--", b"&x;"]))
        try:
            feed = read_feed(body[:start] + noise + body[end:])
        except PaperRadarError:
            return
        assert feed.items == len(feed.papers) + feed.skipped
