"""Pictures of the options of briefs: as they stand, and once it was asked which models there are."""

from typing import Any

from playwright.sync_api import Page

from tests.e2e.source_states import FINE


def show(here: Any) -> None:
    """Take the pictures; `here` is the Studio of `shots`."""
    here.section("options-briefs", "briefs", FINE, drawn)
    here.section("options-briefs-models", "briefs", FINE, asked)


def drawn(page: Page) -> None:
    page.locator("#brief-usage:not(:empty)").wait_for()


def asked(page: Page) -> None:
    drawn(page)
    page.locator("#models").click()
    page.locator(".models .picked-names button").first.wait_for()
    page.locator("details.sent summary").click()
