"""The feeds of publishers as they were recorded: every form that they have, read whole."""

from datetime import date

import pytest
from tests.shared import DATA, needs_shared
from tests.unit.sources.journals.golden import GOLDEN, Golden, Seen

from paper_radar.papers.model import Paper
from paper_radar.sources.journals.catalogue import Journal
from paper_radar.sources.journals.feed import JournalRead, read_journal
from paper_radar.sources.journals.refused import ChallengeError

JOURNAL = Journal("own-recorded", "The journal", "https://example.org/feed")


def read(file: str, today: date | None = None) -> JournalRead:
    body = (DATA / "journals" / file).read_bytes()
    return read_journal(body, "application/xml", JOURNAL, today=today)


def check(paper: Paper, seen: Seen) -> None:
    assert paper.key.startswith(seen.key) and paper.title.startswith(seen.title)
    assert (paper.authors[0], paper.authors[-1], len(paper.authors)) == (seen.first, seen.last, seen.authors)
    assert (paper.published, paper.version) == (seen.published, seen.version)
    assert paper.abstract.startswith(seen.abstract) and bool(paper.abstract) == bool(seen.abstract)


@needs_shared
@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.file)
def test_each_publishers_feed_is_read_whole(golden: Golden) -> None:
    found = read(golden.file)
    assert (found.items, len(found.papers), found.left_out) == (golden.items, golden.papers, golden.left_out)
    assert (found.skipped, found.beyond) == (0, 0)
    assert (found.name, found.day) == (golden.name, golden.day)
    assert found.papers[0].venue == golden.venue
    for paper, seen in zip((found.papers[0], found.papers[-1]), golden.seen, strict=True):
        check(paper, seen)


@needs_shared
@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.file)
def test_what_is_read_is_text_without_markup_and_every_paper_can_be_found_again(golden: Golden) -> None:
    papers = read(golden.file).papers
    assert len({paper.key for paper in papers}) == len(papers)
    for paper in papers:
        text = " ".join((paper.title, paper.abstract, *paper.authors))
        assert "</" not in text and "&amp;" not in text and "CDATA" not in text and "\n" not in text
        assert not any(mark in text for mark in ("O_LI", "C_LI", "Author(s)"))
        assert paper.url.startswith("https://") and paper.source == "feed:own-recorded"
        assert all("," not in name and not name.isupper() and "et al" not in name for name in paper.authors)


@needs_shared
def test_every_author_of_a_paper_with_326_is_there() -> None:
    papers = {paper.title: paper for paper in read("nature_2023.rdf.xml").papers}
    assert len(papers["Lung adenocarcinoma promotion by air pollutants"].authors) == 326


@needs_shared
def test_natures_news_and_corrections_are_no_papers() -> None:
    papers = read("nature_2023.rdf.xml").papers
    assert all(paper.doi.startswith("10.1038/s41586-") for paper in papers)
    assert not any("Correction" in paper.title for paper in papers)
    assert "A close quasar pair in a disk–disk galaxy merger at z = 2.17" in {paper.title for paper in papers}


@needs_shared
def test_what_has_no_day_yet_was_announced_today_at_the_latest() -> None:
    today = date(2021, 12, 21)
    papers = read("sciencedirect_2021.xml", today).papers
    assert papers[0].published == "2022-02" and papers[0].announced == "2021-12-21"
    assert all(paper.announced <= today.isoformat() for paper in papers)


@needs_shared
def test_an_empty_feed_is_a_feed() -> None:
    found = read("jstage_empty.xml")
    assert (found.papers, found.items, found.name, found.day) == ((), 0, "J-STAGE", "2021-12-21")


@needs_shared
def test_a_captcha_in_place_of_a_feed_is_called_by_its_name() -> None:
    with pytest.raises(ChallengeError, match="asks whether we are a robot"):
        read("captcha_page_instead_of_feed.xml")
