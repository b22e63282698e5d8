"""What the reader writes into a saved paper."""

import pytest

from paper_radar.errors import BadInputError
from paper_radar.library.editing import edited, with_doi
from tests.unit.library.papers import HIGGS, LORA, MUON, saved


def test_a_field_that_is_given_as_it_is_is_not_the_readers():
    item = edited(saved(MUON, origins={"title": "highwire"}), {"title": MUON.title, "venue": "ICML"})
    assert item.origins == {"title": "highwire", "venue": "reader"}


def test_a_field_can_be_cleared_but_the_title():
    assert edited(saved(HIGGS), {"venue": "", "authors": []}).paper.authors == ()
    with pytest.raises(BadInputError):
        edited(saved(HIGGS), {"title": ""})


def test_a_doi_names_the_work_before_it_is_saved():
    item = with_doi(saved(HIGGS), "https://doi.org/10.1000/Other")
    assert (item.paper.key, item.paper.doi, item.origins["doi"]) == ("doi:10.1000/other", "10.1000/other", "reader")
    assert with_doi(saved(LORA), "10.1000/lora").paper.key == LORA.key
    assert with_doi(saved(HIGGS), HIGGS.doi) == saved(HIGGS)


def test_without_the_doi_that_was_read_a_paper_goes_by_its_address():
    assert with_doi(saved(HIGGS), "").paper.key == f"url:{HIGGS.url}"


def test_what_is_no_doi_is_refused():
    with pytest.raises(BadInputError, match="no DOI"):
        with_doi(saved(HIGGS), "see the page")
