"""CSL-JSON as others read it and as others write it."""

import json

import pytest

from paper_radar.errors import BadInputError
from paper_radar.library.export import FORMATS, csl_json
from tests.unit.library.papers import HIGGS, LORA, saved


def test_items_are_written_so():
    lora, higgs = json.loads(FORMATS["csl-json"].write([saved(LORA), saved(HIGGS)]))
    assert lora["id"] == "hu2021lora"
    assert lora["author"][0] == {"family": "Hu", "given": "Edward J."}
    assert lora["issued"] == {"date-parts": [[2021, 6, 17]]}
    assert (lora["type"], lora["number"], lora["publisher"]) == ("article", "arXiv:2106.09685", "arXiv")
    assert higgs["author"] == [{"literal": "The ATLAS Collaboration"}]
    assert (higgs["type"], higgs["container-title"]) == ("article-journal", "Physics Letters B")


def test_an_item_of_zotero_is_read():
    item = {
        "type": "article-journal",
        "title": "Nuts &amp; <i>bolts</i>",
        "author": [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}, {"literal": "Team A"}],
        "issued": {"date-parts": [["2020", "2"]]},
        "DOI": "10.1000/ABC",
    }
    (read,) = csl_json.read(json.dumps({"items": [item]})).items
    assert read.paper.title == "Nuts & bolts"
    assert read.paper.authors == ("Jan van der Berg", "Team A")
    assert (read.paper.published, read.paper.key) == ("2020-02", "doi:10.1000/abc")


def test_items_that_make_no_sense_are_skipped_with_their_place():
    odd = [3, {"title": ["a list"]}, {"title": "Good", "author": "Zou", "issued": "2020", "URL": 5}]
    read = csl_json.read(json.dumps(odd))
    assert [item.paper.title for item in read.items] == ["Good"]
    assert [place for place, _ in read.skipped] == ["item 1", "item 2"]


@pytest.mark.parametrize("text", ["", "@misc{a}", "3", '"text"', "[" * 100_000])
def test_what_is_no_list_of_items_is_refused(text):
    with pytest.raises(BadInputError, match=r"JSON"):
        csl_json.read(text)
