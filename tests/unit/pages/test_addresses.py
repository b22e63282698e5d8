"""Links of pages as addresses."""

import pytest

from paper_radar.pages.addresses import as_address, same_site


@pytest.mark.parametrize(
    "link",
    ["", " ", "http://[x.pdf", "javascript:open('x.pdf')", "mailto:a@b.c", "/%3CPAPER%20ID%3E.pdf", "/{{id}}"],
)
def test_what_leads_nowhere_is_no_address(link: str):
    assert as_address(link, "https://example.org/a") == ""


def test_hosts_of_one_site_are_told_from_others():
    assert same_site("https://cdn.example.org/x.pdf", "https://www.example.org/a")
    assert not same_site("https://forms.example.com/x.pdf", "https://www.example.org/a")
    assert not same_site("", "")
