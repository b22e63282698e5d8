"""Papers into the library and out of it: imports with a preview, exports that others read, citations, Zotero."""

from pathlib import Path

import pytest
import rispy
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Begin
from tests.e2e.papers import MUON, POLAR, own
from tests.e2e.reader import Reader
from tests.e2e.test_accessibility import objections
from tests.standins.zotero import SESSION_EXISTS, ZoteroStandin

ZOTERO = """@misc{hu_lora_2021,
	title = {{LoRA}: {Low}-{Rank} {Adaptation} <b>of</b> {Large} {Language} {Models}},
	url = {http://arxiv.org/abs/2106.09685},
	doi = {10.48550/arXiv.2106.09685},
	urldate = {2026-11-02},
	publisher = {arXiv},
	author = {Hu, Edward J. and Shen, Yelong and M{\\"u}ller, J{\\"o}rg},
	month = oct,
	year = {2021},
	note = {arXiv:2106.09685 [cs]},
	keywords = {Computer Science - Machine Learning, peft},
	file = {Full Text PDF:/home/reader/Zotero/storage/ABCD/Hu.pdf:application/pdf},
}

@article{lovelace_engine_1843,
	title = {Notes on the analytical engine},
	author = {Lovelace, Ada},
	journal = {Scientific Memoirs},
	year = {1843},
}

@misc{nobody,
	author = {No Title},
}
"""


def opens_library(reader: Reader) -> Page:
    return reader.browser.open(f"{reader.browser.origin}/library/library.html")


def save(reader: Reader, *ids: str) -> None:
    for id in ids:
        reader.service.ask("POST", "/library", {"key": f"arxiv:{id}"})


def selects(page: Page, count: int) -> None:
    boxes = page.locator("#list .pick input")
    expect(boxes).to_have_count(count)
    for place in range(count):
        boxes.nth(place).check(force=True)


def test_a_file_of_zotero_is_shown_before_it_is_imported_and_reported_after(reader: Reader, tmp_path: Path):
    file = tmp_path / "My Library.bib"
    file.write_text(ZOTERO, encoding="utf-8")
    reader.service.ask(
        "POST", "/library", {"paper": {"key": "arxiv:2106.09685", "title": "LoRA", "arxiv_id": "2106.09685"}}
    )
    page = opens_library(reader)
    page.locator("#import").click()
    page.locator("#import-file").set_input_files(file)
    dialog = page.get_by_role("dialog", name="Import papers")
    expect(dialog.locator(".sum")).to_have_text(
        "3 records: 1 new paper. 1 adds something to a paper that you have. 1 was passed over."
    )
    expect(dialog.locator("#import-as")).to_have_value("bibtex")
    expect(dialog.locator("tbody tr")).to_have_count(2)
    expect(dialog.locator(".skipped li")).to_have_text("nobody (line 22): it has no title")
    assert reader.service.saved() == ["arxiv:2106.09685"]
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert objections(page.evaluate) == ""
    page.keyboard.press("Enter")
    expect(dialog.locator(".sum")).to_contain_text("1 paper is new in your library.")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(page.locator("#list .paper")).to_have_count(2)
    expect(page.locator("#import")).to_be_focused()
    assert reader.service.ask("GET", "/library/arxiv:2106.09685")["tags"] == [
        "Computer Science - Machine Learning",
        "peft",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7 \xff", "This is a PDF"),
        (b"", "The file is empty"),
        ("@misc{a, title={Über}, author={Jörg Müller}, eprint={2606.00001}}".encode("latin-1"), "read as Latin-1"),
        ("@misc{a, title={深度学习}, author={周志华}, eprint={2606.00001}}".encode("gb18030"), "read as GB 18030"),
        ("\ufeff@misc{a, title={Über}, eprint={2606.00001}}".encode("utf-16-le"), "1 record: 1 new paper."),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_told_of(reader: Reader, content: bytes, told: str):
    page = opens_library(reader)
    page.locator("#import").click()
    page.locator("#import-file").set_input_files({"name": "x.bib", "mimeType": "text/plain", "buffer": content})
    expect(page.get_by_role("dialog")).to_contain_text(told)
    assert reader.service.saved() == []


def test_selected_papers_are_saved_as_a_file_that_another_parser_reads(reader: Reader):
    save(reader, MUON, POLAR)
    page = opens_library(reader)
    selects(page, 2)
    page.locator("#bulk-export").click()
    dialog = page.get_by_role("dialog", name="Export")
    expect(dialog).to_contain_text("2 selected papers.")
    assert objections(page.evaluate) == ""
    dialog.get_by_role("radio", name="RIS").check()
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename.endswith(".ris")
    records = rispy.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert sorted(record["title"] for record in records) == sorted([own()[MUON].title, own()[POLAR].title])
    expect(dialog.get_by_role("status")).to_contain_text("is in your downloads")


def test_a_citation_is_copied_as_bibtex(reader: Reader):
    save(reader, MUON)
    page = opens_library(reader)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#list .paper .title").first.focus()
    page.keyboard.press("c")
    dialog = page.get_by_role("dialog", name="Cite this paper")
    dialog.locator("#copy-bibtex").click()
    expect(dialog.locator("#copy-bibtex")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@misc{")
    assert f"eprint = {{{MUON}}}" in copied
    assert objections(page.evaluate) == ""
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_papers_go_to_zotero_when_it_runs_and_again_when_it_did_not(begin: Begin, template: Path):
    with ZoteroStandin(library="My Library", collection="Optimizers") as zotero:
        reader = begin(template, PAPER_RADAR_ZOTERO_URL=zotero.url)
        save(reader, MUON)
        page = opens_library(reader)
        selects(page, 1)
        zotero.queue("/connector/saveItems", SESSION_EXISTS, SESSION_EXISTS)
        page.locator("#bulk-zotero").click()
        expect(page.locator("#toast")).to_contain_text("Zotero is still busy")
        page.get_by_role("button", name="Try again").click()
        expect(page.locator("#toast")).to_contain_text("1 paper sent to Zotero, into My Library › Optimizers.")
        assert [item["title"] for item in zotero.items] == [own()[MUON].title]
    page.locator("#bulk-zotero").click()
    expect(page.locator("#toast")).to_contain_text("Zotero is not running. Start it")
