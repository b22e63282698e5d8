"""One work has one key, whatever address or spelling led to it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.papers.identity import (
    ArxivId,
    arxiv_pdf_url,
    canonical_url,
    identify,
    key_of,
    parse_arxiv_id,
    parse_doi,
    site_of,
)

ADDRESSES = json.loads((Path(__file__).parents[2] / "fixtures" / "urls.json").read_text("utf-8"))

archives = st.sampled_from(["hep-th", "math", "cs", "solv-int", "q-bio", "cond-mat"])
months = st.integers(1, 12).map("{:02}".format)
old_ids = st.builds("{}/{}{}{:03}".format, archives, st.sampled_from(["91", "99", "05"]), months, st.integers(1, 999))
new_ids = st.one_of(
    st.builds("{:02}{}.{:04}".format, st.integers(8, 14), months, st.integers(1, 9999)),
    st.builds("{:02}{}.{:05}".format, st.integers(15, 40), months, st.integers(1, 99999)),
)
arxiv_ids = st.one_of(old_ids, new_ids)


@pytest.mark.parametrize("row", ADDRESSES, ids=lambda row: f"{row['note']}: {row['url']}")
def test_an_address_leads_to_its_work(row):
    found = identify(row["url"])

    assert (found and (found.key, found.version, found.site)) == (
        row["key"] and (row["key"], row["version"], row["site"])
    )


@given(arxiv_ids, st.sampled_from(["", "v1", "v12", "V3"]))
def test_every_form_of_an_arxiv_id_is_one_id(id, version):
    number = int(version[1:]) if version else None
    forms = [
        id + version,
        f"arXiv:{id}{version}",
        f"arxiv: {id}{version} [cs.LG]",
        f"{id}{version}.pdf",
        f"({id}{version}).",
    ]
    forms += [f"10.48550/arXiv.{id}{version}", f"https://doi.org/10.48550/ARXIV.{id}{version}", f"{id}{version}#S3?x"]

    assert {parse_arxiv_id(form) for form in forms} == {ArxivId(id, number)}


@given(arxiv_ids)
def test_a_key_gives_the_address_that_gives_the_key(id):
    key = f"arxiv:{id}"

    assert key_of(url=canonical_url(key)) == key
    assert key_of(url=arxiv_pdf_url(id)) == key


_NO_IDS = """
1501.0001 1412.00001 2413.12345 0703.0001 foo/9901001 hep-th/9001001 math/9913001 1706.03762v0 12345.12345 x1706.03762
1706.037621 10.1000/1706.03762 ١٧٠٦.٠٣٧٦٢
"""


@pytest.mark.parametrize("text", ["", *_NO_IDS.split()])
def test_what_only_looks_like_an_arxiv_id_is_none(text):
    assert parse_arxiv_id(text) is None


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("doi:10.1086/507935", "10.1086/507935"),
        ("https://doi.org/10.1002/ANIE.202012345", "10.1002/anie.202012345"),
        ("https://doi.org/10.1002%2Fanie.202012345", "10.1002/anie.202012345"),
        ("See (10.1086/507935).", "10.1086/507935"),
        ("10.1016/S0140-6736(05)67889-8", "10.1016/s0140-6736(05)67889-8"),
        ("<a>10.1086/507935</a>", "10.1086/507935"),
        ("10.1371/journal.pone.0000001?type=printable", "10.1371/journal.pone.0000001"),
        (
            "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
            "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
        ),
        ("10.1101/2021.08.03.454978v1", "10.1101/2021.08.03.454978"),
        ("10.1101/gad.1002802", "10.1101/gad.1002802"),
        ("10.5555/1234567v1", "10.5555/1234567v1"),
    ],
)
def test_a_doi_is_found_in_what_stands_around_it(text, doi):
    assert parse_doi(text) == doi


@pytest.mark.parametrize("text", ["", "10.1086", "10.1086/", "10.12/x", "110.1086/507935", "10.48550/arXiv.1706.03762"])
def test_what_is_no_doi_of_its_own_gives_none(text):
    assert parse_doi(text) is None


def test_an_arxiv_id_names_a_work_before_its_doi_and_a_doi_before_an_address():
    assert key_of(arxiv_id="1107.4612v2", doi="10.1111/x", url="https://example.com") == "arxiv:1107.4612"
    assert key_of(doi="10.1111/X", url="https://example.com") == "doi:10.1111/x"
    assert key_of(doi="10.48550/arXiv.1107.4612") == "arxiv:1107.4612"
    assert key_of(doi="none", url="https://arxiv.org/pdf/1107.4612") == "arxiv:1107.4612"


def test_an_address_is_a_key_without_fragment_tracking_and_password():
    plain = key_of(url="https://example.com/Paper?id=7")

    assert plain == "url:https://example.com/Paper?id=7"
    assert key_of(url="HTTPS://u:p@Example.com:443/Paper/?id=7&utm_source=mail#top") == plain
    assert key_of(url="https://example.com/Paper?id=8") != plain


@pytest.mark.parametrize(
    "key", ["", "url:javascript:alert(1)", "url:file:///etc/passwd", "url:data:text/html,x", "x:y"]
)
def test_a_key_that_has_no_web_address_gives_none(key):
    assert canonical_url(key) == ""


def test_a_doi_with_odd_characters_becomes_an_address_that_leads_back():
    key = "doi:10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"

    assert "<" not in canonical_url(key)
    assert key_of(url=canonical_url(key)) == key


def test_only_the_sites_that_are_read_have_a_name():
    assert site_of("https://export.arxiv.org/list/cs.LG/new") == "arxiv"
    assert site_of("https://hf.co/papers") == "huggingface"
    assert [
        site_of(url) for url in ("https://ar5iv.labs.arxiv.org/x", "https://notarxiv.org", "", "ftp://arxiv.org")
    ] == [""] * 4


@given(st.text(max_size=200))
def test_no_text_is_too_wild_to_be_asked_for_its_identity(text):
    for url in (text, f"https://arxiv.org/{text}", f"https://arxiv.org/abs?{text}", f"https://{text}/abs/1706.03762"):
        identify(url)
        assert key_of(arxiv_id=text, doi=text, url=url) == key_of(arxiv_id=text, doi=text, url=url)
    parse_doi(f"10.1000/{text}")
    canonical_url(f"doi:{text}")
