"""Draws the extension's PNG icons from their SVG sources with Chromium: `.venv/bin/python tools/draw_icons.py`.

They are written with a palette, a third of the size that Chromium's own pictures have: the colours of the flat parts
exactly, those of the few pixels on an edge to within 8 of 255.
"""

import struct
import sys
import zlib
from collections import Counter
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.e2e.browser import program

SVG = Path(__file__).parent / "icons"
ICONS = Path(__file__).parent.parent / "extension" / "icons"
SOURCES = {16: "radar-small.svg", 32: "radar-small.svg", 48: "radar.svg", 128: "radar.svg"}
FLAT = 12  # pixels of one colour from which on it is a flat part's
# The picture's own pixels, four bytes each: red, green, blue, opacity.
PIXELS = """async (svg) => {
  const image = new Image();
  image.src = 'data:image/svg+xml;base64,' + btoa(svg);
  await image.decode();
  const context = new OffscreenCanvas(SIZE, SIZE).getContext('2d');
  context.drawImage(image, 0, 0, SIZE, SIZE);
  return [...context.getImageData(0, 0, SIZE, SIZE).data];
}"""


def png(pixels: bytes, size: int) -> bytes:
    """A PNG with a palette. Raises AssertionError if the picture has too many colours for one."""
    colours = [pixels[at : at + 4] for at in range(0, len(pixels), 4)]
    often = {colour for colour, count in Counter(colours).items() if count >= FLAT}
    rounded = [colour if colour in often else bytes((part + 8) // 17 * 17 for part in colour) for colour in colours]
    clear = b"\0\0\0\0"
    rounded = [colour if colour[3] else clear for colour in rounded]
    # What is not opaque first: only its opacities must be written.
    palette = sorted(set(rounded), key=lambda colour: (colour[3], colour))
    assert len(palette) <= 256, f"{len(palette)} colours"
    place = {colour: at for at, colour in enumerate(palette)}
    lines = b"".join(
        b"\0" + bytes(place[colour] for colour in rounded[row * size : (row + 1) * size]) for row in range(size)
    )
    alphas = bytes(colour[3] for colour in palette).rstrip(b"\xff")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (
            (b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 3, 0, 0, 0)),
            (b"PLTE", b"".join(colour[:3] for colour in palette)),
            (b"tRNS", alphas),
            (b"IDAT", zlib.compress(lines, 9)),
            (b"IEND", b""),
        )
    )


def main() -> None:
    """Write radar-<size>.png into the extension."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=["--no-sandbox"])
        page = browser.new_page()
        for size, source in SOURCES.items():
            svg = (SVG / source).read_text().replace("<svg ", f'<svg width="{size}" height="{size}" ', 1)
            pixels = bytes(page.evaluate(PIXELS.replace("SIZE", str(size)), svg))
            (ICONS / f"radar-{size}.png").write_bytes(png(pixels, size))
        browser.close()


if __name__ == "__main__":
    main()
