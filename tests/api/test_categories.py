"""arXiv's categories, as the options offer them."""

import re
from itertools import chain

from tests.api.conftest import Api


def test_all_155_categories_of_arxiv_are_there_each_once_and_in_the_form_that_settings_take(api: Api) -> None:
    groups = api.get("/categories").get_json()["groups"]
    ids = [one["id"] for one in chain.from_iterable(group["categories"] for group in groups)]
    assert (len(groups), len(ids), len(set(ids))) == (12, 155, 155)
    assert [id for id in ids if not re.fullmatch(r"[a-z][a-z-]+(\.[A-Za-z-]+)?", id)] == []
    assert api.patch("/settings", {"categories": ids}).status_code == 200


def test_each_has_a_name_in_both_languages(api: Api) -> None:
    for group in api.get("/categories").get_json()["groups"]:
        names = [group["name"], *(one["name"] for one in group["categories"])]
        assert [name for name in names if not name["en"].isascii() or len(name["en"]) < 4] == []
        assert [name for name in names if not re.search(r"[\u4e00-\u9fff]{2}", name["zh"])] == []
        assert len({name["zh"] for name in names[1:]}) == len(names) - 1
