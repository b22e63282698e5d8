"""Papers told apart from news, corrections and editorials."""

import pytest
from tests.unit.sources.journals.documents import item, read, rss

from paper_radar.sources.journals.kinds import kind_of, said_of, without_section

CORRECTIONS = (
    "Author Correction: Basin-scale reconstruction of euxinia and Late Devonian mass extinctions",
    "Publisher Correction: A title",
    "Editorial Correction: A title",
    "Erratum to: From Arge to Zenarge",
    "Erratum: Entropy of black holes [Phys. Rev. D 99, 1 (2019)]",
    "Corrigendum: Attention in monkeys",
    "Corrigendum to “Neural things” [Neurocomputing 1 (2020)]",
    "Addendum: A study",
    "Correction",
    "Correction to: A study",
    "Correction for Smith et al., A study",
    "Correction: A study",
    "Retraction: A study",
    "Retraction Note: A study",
    "Retraction notice to “A study”",
    "RETRACTED: A study of magnets",
    "[Retracted] A study",
    "Retracted Article: A study",
    "Expression of Concern: A study",
    "Editorial Expression of Concern: A study",
    "Department of Error",
    "勘误：某某研究",
)
NEWS = (
    "Editorial Board",
    "Editorial",
    "Editorial: New methods",
    "In this issue",
    "In This Issue: Volume 5",
    "Issue Information",
    "Front Cover: A catalyst (Angew. Chem. 3/2026)",
    "Cover Picture",
    "Inside Back Cover",
    "TCE volume 153 issue 6 Cover and Front matter",
    "Masthead",
    "Table of Contents",
    "Book Review: On trust",
    "Books Received",
    "Obituary: A great botanist",
    "In Memoriam: A great botanist",
    "News & Views",
    "News in brief",
    "Call for papers: special issue",
    "Reviewer acknowledgement 2025",
    "Acknowledgment of Reviewers",
    "Information for Authors",
    "IEEE Transactions on Robotics Publication Information",
    "征稿启事",
)
PAPERS = (
    "Error correction in quantum computers",
    "Correction of chromatic aberration by thin lenses",
    "Retraction of the proboscis in flies",
    "Retractions to cores in monoidal categories",
    "Contents of heavy metals in soils",
    "Editorial decisions under uncertainty: a field experiment",
    "News recommendation with large language models",
    "Covers of graphs and their automorphisms",
    "Cover crops and the fate of nitrogen",
    "Announcements of monetary policy move prices",
    "Obituaries as a source for demography are biased by gender",
    "[2+2] Cycloadditions of alkenes",
    "Call for papers on the shelf: what editors ask",
    "Reviewers are biased towards their own",
)


@pytest.mark.parametrize("title", CORRECTIONS)
def test_a_notice_is_a_correction(title: str) -> None:
    assert kind_of(title, (), ()) == "correction"


@pytest.mark.parametrize("title", NEWS)
def test_what_an_issue_has_beside_papers_is_news(title: str) -> None:
    assert kind_of(title, (), ()) == "news"


@pytest.mark.parametrize("title", PAPERS)
def test_a_paper_that_begins_with_such_a_word_is_a_paper(title: str) -> None:
    assert kind_of(title, (), ()) == "paper"


@pytest.mark.parametrize("section", ["Editorial", "NEWS &amp; VIEWS", "Book Review", "World Report", "Obituary"])
def test_the_publishers_section_counts(section: str) -> None:
    assert kind_of("On trust", (section,), ()) == "news"
    assert kind_of("On trust", ("RESEARCH ARTICLE",), ()) == "paper"
    assert kind_of("On trust", ("Corrigendum",), ()) == "correction"


def test_natures_magazine_is_known_by_its_addresses() -> None:
    assert kind_of("Facelift for T. rex", (), ("https://www.nature.com/articles/d41586-023-00928-y",)) == "news"
    assert kind_of("Lung cancer", (), ("https://www.nature.com/articles/s41586-023-05874-3",)) == "paper"


def test_a_section_before_the_title_is_read_and_taken_off() -> None:
    assert without_section("[Editorial] On trust") == ("On trust", "Editorial")
    assert without_section("[ASAP] A catalyst") == ("A catalyst", "ASAP")
    assert without_section("[2+2] Cycloadditions") == ("[2+2] Cycloadditions", "")
    assert without_section("[Retracted] A study") == ("[Retracted] A study", "")


def test_they_are_counted_and_nothing_else_comes_of_them() -> None:
    notice = "<description>Retraction of doi:10.1000/target</description>"
    found = read(rss(item("A paper"), item("Retraction: A paper", "https://a.example/2", notice), item("Editorial")))
    assert [paper.title for paper in found.papers] == ["A paper"]
    assert (found.left_out, found.papers[0].withdrawn) == (2, False)


def test_the_note_counts_them() -> None:
    assert said_of(12) == "12 news items and corrections left out."
    assert said_of(1) == "1 news item or correction left out."
    assert said_of(0) == ""
