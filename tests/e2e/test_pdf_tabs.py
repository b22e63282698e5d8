"""PDFs in tabs of any site: the browser's own viewer and viewers in pages, read at the reader's click, never before."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests import pdfs
from tests.e2e.pages import publisher_page
from tests.e2e.papers import MUON, own
from tests.e2e.popup import Popup
from tests.e2e.reader import Reader
from tests.e2e.saving_states import ARTICLE

TITLE = "The Implicit Bias of Steepest Descent in Homogeneous Neural Networks"
PDF = "https://journal.example.org/files/1234.pdf"


def opened(reader: Reader, file: bytes, url: str = PDF) -> Page:
    return reader.browser.open(reader.sites.put(url, file, "application/pdf"))


def shows(popup: Popup, field: str) -> Callable[[], str]:
    return lambda: str(popup.evaluate(f"document.querySelector('#field-{field}')?.value ?? ''"))


def sees_title(popup: Popup, title: str = TITLE) -> None:
    popup.wait_for(lambda: shows(popup, "title")() == title, f"the title {title!r}")


def test_a_pdf_fills_the_form_and_is_saved_with_where_each_field_is_from(reader: Reader):
    page = opened(reader, pdfs.pdf(pdfs.paper()))
    with reader.clicks_the_button(page) as popup:
        sees_title(popup)
        assert "Difan Zou" in shows(popup, "authors")()
        popup.click("button", "Save")
        popup.wait_for(lambda: reader.service.saved() == ["arxiv:2602.11557"], "the paper to be saved")
    (saved,) = reader.service.ask("GET", "/library")["items"]
    assert saved["paper"]["authors"] == ["Ada Lovelace", "Difan Zou", "Grace Hopper"]
    assert (saved["origins"]["title"], saved["origins"]["arxiv_id"]) == ("page", "stamp")


def test_a_pdf_is_read_once_while_its_tab_shows_it(reader: Reader):
    page = opened(reader, pdfs.pdf(pdfs.paper()))
    for _ in range(2):
        with reader.clicks_the_button(page) as popup:
            sees_title(popup)
        reader.sites.log.clear()
    with reader.clicks_the_button(page) as popup:
        sees_title(popup)
    assert PDF not in reader.sites.log


def test_nothing_of_a_pdf_is_read_before_the_click(reader: Reader):
    page = opened(reader, pdfs.pdf(pdfs.paper()))
    assert reader.browser.badge(page) == ""
    assert reader.sites.log.count(PDF) == 1
    kept = reader.browser.worker.evaluate("chrome.storage.session.get()")
    assert not [name for name in kept if name.startswith(("pdf:", "page:"))]


def test_a_pdf_that_fills_a_page_is_read_as_one_in_a_tab_of_its_own(reader: Reader):
    reader.sites.put(PDF, pdfs.pdf(pdfs.paper()), "application/pdf")
    for number, viewer in enumerate(
        (
            f'<embed src="{PDF}" type="application/pdf" style="width:100vw; height:100vh">',
            '<iframe src="/files/1234.pdf" style="width:100vw; height:90vh"></iframe>',
            '<iframe src="/pdfJsViewer/web/viewer.html?file=%2Ffiles%2F1234.pdf" style="width:100vw; height:90vh">',
        )
    ):
        page = reader.visits(
            f"https://journal.example.org/view/{number}", f"<!doctype html><title>View</title>{viewer}"
        )
        with reader.clicks_the_button(page) as popup:
            sees_title(popup)


def test_a_page_whose_tags_tell_its_paper_needs_no_pdf(reader: Reader):
    reader.sites.put(PDF, pdfs.pdf(pdfs.paper()), "application/pdf")
    viewer = f'<embed src="{PDF}" type="application/pdf" style="width:100vw; height:100vh">'
    page = reader.visits(ARTICLE.url, publisher_page(ARTICLE).replace("</body>", "") + viewer)
    with reader.clicks_the_button(page) as popup:
        sees_title(popup, ARTICLE.title)


def test_what_cannot_be_read_is_told_and_can_be_saved_by_hand(reader: Reader):
    other = "https://evil.example.org/b.pdf"
    reader.sites.put(other, pdfs.pdf(pdfs.paper()), "application/pdf")
    around = f'<!doctype html><title>View</title><iframe src="{other}" style="width:100vw; height:90vh"></iframe>'
    reader.sites.put("https://journal.example.org/view/other", around)
    for url, file, told in (
        (f"{PDF}?scan", pdfs.pdf(pdfs.Sheet(images=1)), "This PDF is a scan"),
        (f"{PDF}?broken", b"%PDF-1.4\nnothing follows", "The PDF cannot be read"),
        (f"{PDF}?large", b"%PDF-1.4\n" + bytes(30_000_001), "larger than 30 MB"),
        ("https://journal.example.org/view/other", None, "does not let the page read its own PDF"),
    ):
        page = opened(reader, file, url) if file else reader.browser.open(url)
        with reader.clicks_the_button(page) as popup:
            popup.wait_for(lambda popup=popup, told=told: told in popup.text, told)
            popup.wait_for(lambda popup=popup: popup.nodes("button", re.compile("^Save")), "a button to save")


def test_a_file_on_the_disk_is_told_by_its_name_or_not_at_all(reader: Reader, tmp_path):
    for name, told in ((f"{MUON}v2.pdf", own()[MUON].title), ("scan.pdf", "keeps extensions out of this PDF")):
        (tmp_path / name).write_bytes(pdfs.pdf(pdfs.paper()))
        page = reader.browser.open((tmp_path / name).as_uri())
        with reader.clicks_the_button(page) as popup:
            popup.wait_for(lambda popup=popup, told=told: told in popup.text, told)
