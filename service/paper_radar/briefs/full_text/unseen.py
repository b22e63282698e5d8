"""What of a web page nobody sees: white on white, letters of no size, signs without a shape. Pure."""

import re
from typing import Any

_LEAST_SIZE = 0.3  # of the text around; LaTeX's \tiny is half of it
_LEAST_PIXELS = 3.0
_PALEST = 0xF0
_SIZE = re.compile(r"(\d{1,5}(?:\.\d{1,5})?|\.\d{1,5})(%|em|rem|pt|px)")
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_RGB = re.compile(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,[\d.]{1,8})?\)")
_NEARLY_NOTHING = re.compile(r"0?\.0|0%?$|[0-4]%$")
# Controls, zero-width and bidirectional signs, private use, and the tag characters that spell ASCII without a shape.
_SHAPELESS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\ue000-\uf8ff"
    "\U000e0000-\U0010ffff]"
)


def without_unseen(text: str) -> str:
    """Without characters that show nothing."""
    return _SHAPELESS.sub("", text)


def is_unseen(element: Any) -> bool:
    """Does the element hide what it holds, by its own style or attributes?"""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and any(_hides(name, value) for name, value in _declared(style))


def _declared(style: str) -> list[tuple[str, str]]:
    pairs = (declaration.partition(":") for declaration in style[:2000].lower().split(";"))
    return [(name.strip(), "".join(value.split()).removesuffix("!important")) for name, _, value in pairs]


def _hides(name: str, value: str) -> bool:
    match name:
        case "display":
            return value == "none"
        case "visibility":
            return value in ("hidden", "collapse")
        case "opacity" | "--ltx-opacity":
            return _NEARLY_NOTHING.match(value) is not None
        case "color" | "--ltx-fg-color":
            return _is_pale(value)
        case "font-size":
            return _is_tiny(value)
    return False


def _is_pale(value: str) -> bool:
    if value in ("white", "transparent", "snow", "ivory", "ghostwhite"):
        return True
    if _HEX.fullmatch(value):
        digits = value[1:] if len(value) == 7 else "".join(2 * digit for digit in value[1:])
        return all(int(digits[at : at + 2], 16) >= _PALEST for at in (0, 2, 4))
    told = _RGB.fullmatch(value)
    return told is not None and all(int(channel) >= _PALEST for channel in told.groups())


def _is_tiny(value: str) -> bool:
    told = _SIZE.fullmatch(value)
    if not told:
        return value == "0"
    size = float(told[1])
    match told[2]:
        case "%":
            return size < _LEAST_SIZE * 100
        case "em" | "rem":
            return size < _LEAST_SIZE
    return size < _LEAST_PIXELS
