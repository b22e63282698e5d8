"""Pictures of the library's dialogs: import in its steps, export, a citation."""

from pathlib import Path

from tests.e2e.library_states import SCHEMES
from tests.e2e.papers import MUON, POLAR
from tests.e2e.reader import Reader
from tests.e2e.test_formats import ZOTERO

_LORA = {"key": "arxiv:2106.09685", "title": "LoRA", "arxiv_id": "2106.09685"}
_MORE = "".join(
    f"@misc{{k{n}, title={{A study of steepest descent under norm number {n}}}, author={{Zou, Difan and Li, Jichu}}, "
    f"year={{2026}}, eprint={{2606.{n:05}}}}}\n"
    for n in range(1, 9)
)


def pictures(reader: Reader, folder: Path, language: str) -> None:
    """`<state>-<language>-<scheme>.png` of each state, over a library of three papers, which it leaves with more."""
    reader.starts_afresh()
    for paper in ({"key": f"arxiv:{MUON}"}, {"key": f"arxiv:{POLAR}"}, {"paper": _LORA}):
        reader.service.ask("POST", "/library", paper)
    page = reader.browser.open(f"{reader.browser.origin}/library/library.html")
    page.locator("#list .paper").first.wait_for()

    def taken(state: str) -> None:
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            page.screenshot(path=folder / f"{state}-{language}-{scheme}.png")

    def given(name: str, text: str) -> None:
        page.locator("#import-file").set_input_files({"name": name, "mimeType": "text/plain", "buffer": text.encode()})

    page.locator("#export").click()
    page.locator("#export-download").click()
    page.locator("#export-dialog .done").wait_for()
    taken("export")
    page.keyboard.press("Escape")
    page.locator("#import").click()
    taken("import-choose")
    given("notes.txt", "Dear diary")
    page.locator("#import-dialog .notice.danger").wait_for()
    taken("import-wrong")
    given("My Library.bib", ZOTERO + _MORE)
    page.locator("#import-go").wait_for()
    taken("import-preview")
    page.locator("#import-go").click()
    page.locator("#import-done").wait_for()
    taken("import-report")
    page.keyboard.press("Escape")
    page.locator("#list .paper .title").first.focus()
    page.keyboard.press("c")
    page.locator("#copy-text").wait_for()
    taken("cite")
    page.close()
