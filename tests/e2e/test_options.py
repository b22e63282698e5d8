"""The options: entries are added, edited, paused, removed and brought back, and what changes shows on the page."""

from playwright.sync_api import Page, expect

from tests.e2e.papers import MUON, own
from tests.e2e.reader import Reader


def adds(options: Page, kind: str, value: str) -> None:
    options.locator("#new-kind").select_option(kind)
    options.locator("#new-value").fill(value)
    options.get_by_role("button", name="Follow", exact=True).click()
    options.get_by_role("button", name=f"Edit: {value}").wait_for()


def test_an_entry_that_is_added_lights_up_the_page_that_is_open(reader: Reader):
    page = reader.opens(own()[MUON])
    options = reader.opens_options()
    adds(options, "author", "Qiang Liu")
    adds(options, "category", "cs.LG")
    assert reader.service.followed() == ["Qiang Liu", "cs.LG"]
    page.bring_to_front()
    reader.sees_badge(page, "2")


def test_a_paused_entry_hits_nothing_until_it_is_resumed(reader: Reader):
    reader.service.follow("author", "Qiang Liu")
    page = reader.opens(own()[MUON])
    reader.sees_badge(page, "1")
    options = reader.opens_options()
    options.get_by_role("button", name="Pause: Qiang Liu").click()
    resume = options.get_by_role("button", name="Resume: Qiang Liu")
    resume.wait_for()
    page.bring_to_front()
    reader.sees_badge(page, "")
    options.bring_to_front()
    resume.click()
    options.get_by_role("button", name="Pause: Qiang Liu").wait_for()
    page.bring_to_front()
    reader.sees_badge(page, "1")


def test_an_entry_that_is_removed_comes_back_whole_by_undo(reader: Reader):
    entry = reader.service.follow("topic", "low-rank adaptation", aliases=["LoRA"])
    options = reader.opens_options()
    options.get_by_role("button", name="Remove: low-rank adaptation").click()
    undo = options.get_by_role("button", name="Undo")
    undo.wait_for()
    assert reader.service.followed() == []
    undo.click()
    options.get_by_role("button", name="Edit: low-rank adaptation").wait_for()
    (back,) = reader.service.ask("GET", "/radar")["entries"]
    assert (back["id"], back["aliases"]) == (entry["id"], ["LoRA"])


def test_an_alias_makes_a_topic_hit(reader: Reader):
    reader.service.follow("topic", "operator norm")
    page = reader.opens(own()[MUON])
    options = reader.opens_options()
    options.get_by_role("button", name="Edit: operator norm").click()
    options.locator("form.edit textarea").first.fill("spectral norm")
    options.locator("form.edit").get_by_role("button", name="Keep").click()
    expect(options.get_by_text("spectral norm")).to_be_visible()
    page.bring_to_front()
    reader.sees_badge(page, "1")


def test_categories_are_chosen_and_kept(reader: Reader):
    options = reader.opens_options()
    before = reader.service.ask("GET", "/settings")["categories"]
    try:
        options.locator("#category-search").fill("math.OC")
        options.locator("label", has_text="math.OC").get_by_role("checkbox").check()
        options.get_by_role("button", name="math.OC").wait_for()
        assert reader.service.ask("GET", "/settings")["categories"] == [*before, "math.OC"]
    finally:
        reader.service.ask("PATCH", "/settings", {"categories": before})


def test_the_readers_language_is_the_interface_language(reader: Reader):
    options = reader.opens_options()
    try:
        options.get_by_label("Language", exact=True).select_option("zh_CN")
        options.locator("html[lang=zh-CN]").wait_for()
        with reader.clicks_the_button(reader.opens(own()[MUON])) as popup:
            popup.wait_for_rows()
            assert popup.evaluate("document.documentElement.lang") == "zh-CN"
            assert "Next batch" not in popup.text
    finally:
        reader.browser.worker.evaluate("chrome.storage.local.remove('language')")


def test_an_author_is_known_by_their_own_id_and_what_is_none_says_so_in_the_form(reader: Reader):
    reader.service.follow("author", "Difan Zou")
    options = reader.opens_options()
    options.get_by_role("button", name="Edit: Difan Zou").click()
    field = options.get_by_label("arXiv author id or ORCID")
    field.fill("not an id")
    field.press("Enter")
    expect(options.locator("form.edit [role=alert]")).not_to_be_empty()
    expect(field).to_be_focused()
    assert field.get_attribute("aria-invalid") == "true"
    field.fill("zou_d_1")
    field.press("Enter")
    expect(options.get_by_text("known as zou_d_1")).to_be_visible()
    assert reader.service.ask("GET", "/radar")["entries"][0]["author_id"] == "zou_d_1"
