"""Draws the extension's PNG icons from their SVG sources with Chromium: `.venv/bin/python tools/draw_icons.py`."""

from pathlib import Path

from playwright.sync_api import sync_playwright

ICONS = Path(__file__).parent.parent / "extension" / "icons"
SOURCES = {16: "radar-small.svg", 32: "radar-small.svg", 48: "radar.svg", 128: "radar.svg"}


def main() -> None:
    """Write radar-<size>.png beside the sources."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for size, source in SOURCES.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            svg = (ICONS / source).read_text()
            page.set_content(f"<style>*{{margin:0}}svg{{display:block;width:{size}px;height:{size}px}}</style>{svg}")
            page.screenshot(path=ICONS / f"radar-{size}.png", omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
