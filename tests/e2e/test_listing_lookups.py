"""A listing of papers that nobody has fetched: their abstracts come while the reader looks, and topics hit in them."""

from tests.e2e.conftest import Begin
from tests.e2e.pages import listing_page
from tests.e2e.papers import MUON, own

LISTING = "https://arxiv.org/list/cs.LG/recent"


def test_a_topic_that_only_an_abstract_names_is_found_without_a_reload(begin: Begin):
    reader = begin()
    reader.service.follow("topic", "Lion")
    page = reader.visits(LISTING, listing_page(list(own().values())))
    reader.sees_badge(page, "1")
    with reader.clicks_the_button(page) as popup:
        assert [row.title for row in popup.wait_for_rows()] == [own()[MUON].title]
