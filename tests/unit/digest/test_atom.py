"""No paper, whatever it holds, keeps the others from a feed reader."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from paper_radar.digest.atom import Entry, atom
from paper_radar.digest.choice import Found
from tests.fakes.digest import found

wild = st.text(st.characters(exclude_categories=()), max_size=60)


def entries_of(**told: object) -> list[etree._Element]:
    hostile = replace(found(1).paper, **told)  # type: ignore[arg-type]
    body = atom([Entry(Found(hostile, ()), ""), Entry(found(2), "")], "http://127.0.0.1/feed/x.atom", "en")
    return etree.fromstring(body).findall("{*}entry")


@pytest.mark.parametrize("day", ["0001-01-01T00:00:00+23:00", "9999-12-31T23:59:59-23:00", "0999-01-01", "soon", ""])
def test_a_day_beyond_all_calendars_is_the_beginning_of_time(day: str) -> None:
    first, second = entries_of(published=day, updated=day)
    assert first.findtext("{*}updated") == "1970-01-01T00:00:00Z"
    assert second.findtext("{*}title") == "Implicit bias 2"


@given(key=wild, title=wild, name=wild, pdf=wild, day=wild)
def test_whatever_a_paper_holds_is_an_entry(key: str, title: str, name: str, pdf: str, day: str) -> None:
    told = {"title": title, "authors": (name,), "categories": (name,), "published": day}
    assert len(entries_of(key=f"url:{key}", pdf_url=f"https://{pdf}", **told)) == 2
