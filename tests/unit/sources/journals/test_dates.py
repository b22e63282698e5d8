"""Dates in the forms and languages of journals' feeds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.sources.journals.documents import paper_of, read, rss

from paper_radar.sources.journals.dates import day_of, read_date

DATES = {
    "Fri, 24 Sep 2021 16:00:00 GMT": "2021-09-24",
    "Mon, 20 Dec 2021 00:09:28 -0800": "2021-12-20",
    "2021-12-20T12:09:28-08:00": "2021-12-20",
    "2026-05-15T10:00:00+00:00": "2026-05-15",
    "2021-12-21T02:37:53+0900": "2021-12-21",
    "2019-08-27": "2019-08-27",
    "2021-12": "2021-12",
    "2021": "2021",
    "20211221": "2021-12-21",
    "2021/12/03": "2021-12-03",
    # OJS in the journal's language, which feedparser cannot read
    "Mi, 30 Jun 2021 00:00:00 +0000": "2021-06-30",
    "Do, 07 Okt 2021 10:19:29 +0000": "2021-10-07",
    "Di, 02 Mär 2021 00:00:00 +0100": "2021-03-02",
    "Fr, 03 Dez 2021 00:00:00 +0100": "2021-12-03",
    "mer., 14 févr. 2024 00:00:00 +0100": "2024-02-14",
    "14 juillet 2024": "2024-07-14",
    "14 juin 2024": "2024-06-14",
    "1er août 2024": "2024-08-01",
    "5 de enero de 2024": "2024-01-05",
    "lun, 05 ago 2024 00:00:00 +0000": "2024-08-05",
    "3 maggio 2024": "2024-05-03",
    "12 de fevereiro de 2024": "2024-02-12",
    "2024年3月5日": "2024-03-05",
    "2024年3月": "2024-03",
    # ScienceDirect and print
    "February 2022": "2022-02",
    "17 March 2021": "2021-03-17",
    "Fri May 15, 2026": "2026-05-15",
    "Sept. 3rd, 2024": "2024-09-03",
    "1 September 2024": "2024-09-01",
    # unparsable, or of no calendar
    "2021-02-31": "2021-02",
    "2021-13-01": "2021",
    "0000-00-00": "",
    "1066-10-14": "",
    "Winter term": "",
    "soon": "",
    "": "",
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_read_as_precisely_as_it_is_written(text: str) -> None:
    assert read_date(text) == DATES[text]


def test_the_first_that_can_be_read_counts() -> None:
    assert day_of(["soon", "Mi, 30 Jun 2021 00:00:00 +0000", "2020-01-01"]) == "2021-06-30"


def test_wileys_clock_of_twelve_hours_does_not_count_before_its_date_of_publication() -> None:
    rest = "<pubDate>Mon, 20 Dec 2021 00:09:28 -0800</pubDate><dc:date>2021-12-21T12:09:28-08:00</dc:date>"
    assert paper_of(rest).published == "2021-12-20"


def test_a_date_in_the_description_counts_where_there_is_no_field() -> None:
    assert (
        paper_of("<description>&lt;p&gt;Publication date: February 2022&lt;/p&gt;</description>").published == "2022-02"
    )
    online = "<description>&lt;p&gt;Publication date: Available online 17 March 2021&lt;/p&gt;</description>"
    assert paper_of(online).published == paper_of(online).announced == "2021-03-17"


def test_a_month_is_no_day_of_announcement() -> None:
    assert paper_of("<dc:date>2021-12</dc:date>").announced == ""


def test_an_item_without_a_date_is_a_paper_all_the_same() -> None:
    (paper,) = read(rss("<title>A</title><link>https://a.example/1</link><pubDate>soon</pubDate>")).papers
    assert (paper.published, paper.announced) == ("", "")


@given(st.text())
def test_whatever_stands_there_it_is_a_date_or_nothing(text: str) -> None:
    found = read_date(text)
    assert found == "" or (found[:4].isdigit() and len(found) in (4, 7, 10))
