"""The journals that ship with the service, and the reader's choice among them."""

import pytest
from tests.shared import ROOT

from paper_radar.errors import BadInputError
from paper_radar.sources.errors import RefusedError
from paper_radar.sources.journals.catalogue import Journal, catalogue, known_address, own_id
from paper_radar.sources.journals.choice import by_default, from_kept, own, to_keep

FILE = ROOT / "service/paper_radar/sources/journals/catalogue.toml"


def test_there_are_journals_of_every_field_and_of_the_large_publishers() -> None:
    journals = catalogue().all()
    assert len(journals) >= 80
    assert {journal.field for journal in journals} == {field.id for field in catalogue().fields()}
    publishers = {journal.publisher for journal in journals}
    assert publishers >= {
        "Springer Nature",
        "AAAS",
        "Cell Press",
        "PLOS",
        "openRxiv",
        "IEEE",
        "ACM",
        "Springer",
        "Elsevier",
    }
    assert publishers >= {"Wiley", "Oxford University Press", "Cambridge University Press", "Frontiers", "MDPI", "SIAM"}


def test_no_id_and_no_address_is_there_twice() -> None:
    journals = catalogue().all()
    assert len({journal.id for journal in journals}) == len(journals)
    assert len({known_address(journal.url) for journal in journals}) == len(journals)
    assert len({journal.name for journal in journals}) == len(journals)


def test_every_entry_is_whole_and_its_address_is_safe() -> None:
    for journal in catalogue().all():
        assert journal.name and journal.publisher and not journal.custom
        assert journal.url.startswith("https://") and " " not in journal.url, journal.id
        assert journal.id == journal.id.lower() and journal.id.replace("-", "").isalnum()


def test_every_field_has_a_name_in_both_languages() -> None:
    for field in catalogue().fields():
        assert field.en and field.zh and not field.zh.isascii()


def test_the_file_says_where_the_addresses_are_from() -> None:
    assert "none could\n# be tried" in FILE.read_text(encoding="utf-8")


SAME = (
    "https://www.nature.com/nature.rss",
    "http://www.nature.com/nature.rss",
    "https://nature.com/nature.rss/",
    "https://www.nature.com:443/nature.rss#top",
    "HTTPS://WWW.NATURE.COM/nature.rss",
)


@pytest.mark.parametrize("url", SAME)
def test_an_address_is_known_again_however_it_is_written(url: str) -> None:
    found = catalogue().at(url)
    assert found is not None and found.id == "nature"
    assert own_id(url) == own_id(SAME[0])


def test_the_order_of_a_query_does_not_matter() -> None:
    found = catalogue().at("https://www.science.org/action/showFeed?jc=science&feed=rss&type=etoc")
    assert found is not None and found.id == "science"


def test_the_environment_names_journals_by_id_or_address() -> None:
    named = ["jmlr", "https://www.nature.com/nature.rss", "https://journal.example/feed", "jmlr"]
    chosen = by_default(named, catalogue())
    assert [journal.id for journal in chosen] == ["jmlr", "nature", own_id("https://journal.example/feed")]
    assert chosen[-1].name == "journal.example/feed" and chosen[-1].custom


def test_a_name_that_there_is_not_is_refused_with_what_was_meant() -> None:
    with pytest.raises(BadInputError, match="natur") as refused:
        by_default(["naturee"], catalogue())
    assert "nature" in refused.value.hint
    with pytest.raises(RefusedError):
        by_default(["ftp://journal.example/feed"], catalogue())


def test_a_choice_is_kept_and_read_again() -> None:
    journals = (*by_default(["jmlr", "nature"], catalogue()), own("https://journal.example/feed", "A journal"))
    assert from_kept(to_keep(journals), catalogue()) == journals


def test_a_journal_that_left_the_catalogue_is_passed_over() -> None:
    assert from_kept(["gone", "jmlr"], catalogue()) == (catalogue().get("jmlr"),)


def test_a_feeds_papers_are_known_under_its_name() -> None:
    assert Journal("nature", "Nature", "https://x.example").source == "feed:nature"
