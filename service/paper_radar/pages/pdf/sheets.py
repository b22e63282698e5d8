"""What a PDF file holds, by pypdf: the text of its first two sheets with places and sizes, and what it tells of itself.

Only what is needed is read, within limits that no paper reaches; whoever calls this with a stranger's file still gives
it a deadline and a limit of memory (see `paper_radar.pdf_process`), for pypdf can be kept busy within any limits.
"""

import contextlib
import logging
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf import apply_configuration as applied
from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError
from pypdf.generic import ArrayObject, DictionaryObject, TextStringObject

from paper_radar.pages.pdf.errors import BrokenPdfError, EncryptedPdfError, NotPdfError
from paper_radar.pages.pdf.lines import GAP, Line, Run, is_gap, lines_of

SHEETS = 2
_MOST_RUNS = 8_000  # of a sheet; a dense page of a journal has 2,000
_MOST_TEXT = 60_000  # characters of a sheet
_HEAD = 1024  # the signature stands within the first so many bytes (PDF 32000-1, appendix H.3.4.1)
_WIDE = 1_600  # thousandths of the size: a gap within a line that parts columns
_LIMITS: dict[str, Any] = {
    "maximum_declared_stream_length": 40_000_000,
    "array_based_stream_maximum_output_length": 10_000_000,
    "zlib_maximum_output_length": 10_000_000,
    "lzw_maximum_output_length": 10_000_000,
    "run_length_maximum_output_length": 10_000_000,
    "brotli_maximum_output_length": 10_000_000,
    "jbig2_maximum_output_length": 1_000_000,
    "image_maximum_buffer_size": 1_000_000,
    "stream_decoding_work_maximum_length": 40_000_000,
    "stream_parsing_work_maximum_count": 1_000_000,
    "xmp_maximum_input_length": 1_000_000,
    "xmp_maximum_element_count": 10_000,
    "xform_maximum_invocations_per_extraction": 200,
    "jbig2dec_binary": None,
    "disable_legacy_handling": True,
}
_XMP = {
    "title": ("http://purl.org/dc/elements/1.1/", "title"),
    "creator": ("http://purl.org/dc/elements/1.1/", "creator"),
    "identifier": ("http://purl.org/dc/elements/1.1/", "identifier"),
}
_PRISM = (
    "http://prismstandard.org/namespaces/basic/2.0/",
    "http://prismstandard.org/namespaces/basic/2.1/",
    "http://prismstandard.org/namespaces/basic/3.0/",
    "http://prismstandard.org/namespaces/1.2/basic/",
)
_PRISM_FIELDS = ("doi", "publicationName", "publicationDate", "coverDate")
_CROSSMARK = ("http://crossref.org/crossmark/1.0/", "http://crossref.org/crossmark/2.0/")
_PDFX = "http://ns.adobe.com/pdfx/1.3/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """`sheets` are the lines of the first ones; `width` and `height` (points) and `images` (how many) are those of the
    first. `info` and `xmp` are what the file tells of itself, by field; `fields` is how many a reader can fill in.
    """

    sheets: tuple[tuple[Line, ...], ...]
    pages: int
    width: float
    height: float
    images: int
    fields: int
    info: Mapping[str, str]
    xmp: Mapping[str, tuple[str, ...]]


def read_sheets(data: bytes) -> Sheets:
    """Raises NotPdfError, EncryptedPdfError or BrokenPdfError, and no other error."""
    if b"%PDF-" not in data[:_HEAD]:
        raise NotPdfError
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every fault that it mends
    try:
        with applied(**_LIMITS):
            return _read(
                PdfReader(BytesIO(data), root_object_recovery_limit=1_000, xref_stream_maximum_entries=300_000)
            )
    except (FileNotDecryptedError, WrongPasswordError, DependencyError):
        raise EncryptedPdfError from None
    except (MemoryError, RecursionError):
        raise BrokenPdfError from None
    except Exception:  # noqa: BLE001  # a parser in Python fails on a stranger's file in whatever way Python can
        raise BrokenPdfError from None


def _read(reader: PdfReader) -> Sheets:
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileNotDecryptedError
    pages = len(reader.pages)
    sheets = tuple(lines_of(_runs(reader.pages[place])) for place in range(min(SHEETS, pages)))
    if not sheets:
        raise BrokenPdfError
    first = reader.pages[0]
    width, height = float(first.cropbox.width), float(first.cropbox.height)
    if first.rotation % 180:
        width, height = height, width
    return Sheets(
        sheets=sheets,
        pages=pages,
        width=width,
        height=height,
        images=_images(first),
        fields=_fields(reader),
        info=_info(reader),
        xmp=_xmp(reader),
    )


class _Gaps:
    """Marks the gaps within lines, of which pypdf makes spaces: between two authors there is a wide one. It sees each
    operator before pypdf does, and puts a sign into the texts that a TJ shows, which is what typesetters write.
    """

    def __init__(self) -> None:
        self._size = 0.0
        self._letters = 0
        self._due = False

    def mark(self, operator: bytes, operands: list[Any], *_: Any) -> None:
        if operator == b"Tf" and len(operands) > 1 and isinstance(operands[1], int | float):
            self._size = abs(float(operands[1]))
        elif operator in (b"Td", b"TD") and len(operands) > 1:
            right, up = operands[:2]
            if isinstance(right, int | float) and isinstance(up, int | float):
                level = abs(up) < 0.01 * self._size
                self._due = level and bool(self._letters) and is_gap(right, self._letters, self._size)
            self._letters = 0
        elif operator in (b"Tm", b"T*", b"BT"):
            self._letters, self._due = 0, False
        elif operator == b"Tj" and operands and isinstance(operands[0], str | bytes):
            self._letters, self._due = self._letters + len(operands[0]), False
        elif operator == b"TJ" and operands and isinstance(operands[0], ArrayObject):
            self._in_row(operands[0])

    def _in_row(self, row: ArrayObject) -> None:
        self._letters += sum(len(part) for part in row if isinstance(part, str | bytes))
        for place in range(len(row) - 1, 0, -1):
            if isinstance(row[place - 1], int | float) and row[place - 1] < -_WIDE:
                row.insert(place, TextStringObject(GAP))
        if self._due:
            row.insert(0, TextStringObject(GAP))
        self._due = False


class _TooMuchError(Exception):
    """A sheet with more text than any paper's."""


def _runs(page: Any) -> list[Run]:
    found: list[Run] = []
    left, low = float(page.cropbox.left), float(page.cropbox.bottom)
    length = 0

    gaps = _Gaps()

    def add(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        nonlocal length
        length += len(text)
        if len(found) >= _MOST_RUNS or length > _MOST_TEXT:
            raise _TooMuchError
        if not text:
            return
        a, b, c, d, e, f = _multiplied(tm, cm)
        name = str(font.get("/BaseFont", "")) if isinstance(font, DictionaryObject) else ""
        height = abs(size) * math.hypot(c, d)
        if not all(map(math.isfinite, (e, f, height))):
            return
        upright = abs(b) <= 0.2 * abs(a)
        # The space before a word tells of a gap; where it begins, the word itself does not stand yet.
        found.append(Run(text, e - left, f - low, height, name, upright, text.endswith("\n")))

    with contextlib.suppress(_TooMuchError):
        page.extract_text(visitor_operand_before=gaps.mark, visitor_text=add)
    return found


def _multiplied(tm: list[float], cm: list[float]) -> tuple[float, float, float, float, float, float]:
    a, b, c, d, e, f = tm
    p, q, r, s, t, u = cm
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _images(page: Any) -> int:
    try:
        objects = page["/Resources"]["/XObject"]
        return sum(objects[name].get("/Subtype") == "/Image" for name in list(objects)[:50])
    except (KeyError, AttributeError, TypeError):
        return 0


def _fields(reader: PdfReader) -> int:
    """How many fields a form has; a signature is none."""
    try:
        fields = reader.root_object["/AcroForm"]["/Fields"]  # type: ignore[index]
        return sum(field.get_object().get("/FT") != "/Sig" for field in list(fields)[:50])
    except (KeyError, AttributeError, TypeError):
        return 0


def _info(reader: PdfReader) -> dict[str, str]:
    metadata: Mapping[str, Any] = reader.metadata or {}
    told = {}
    for name in list(metadata)[:50]:
        value = metadata[name]
        if isinstance(value, str):
            told[str(name).lstrip("/").lower()] = str(value)[:2_000]
    return told


def _xmp(reader: PdfReader) -> dict[str, tuple[str, ...]]:
    """Nothing where the XMP is none: many writers' is broken while their PDF is well."""
    try:
        root = reader.xmp_metadata.rdf_root if reader.xmp_metadata else None
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001
        return {}
    if root is None:
        return {}
    told = {field: tuple(_values(root, *name)) for field, name in _XMP.items()}
    for field in _PRISM_FIELDS:
        told[field] = tuple(value for space in (*_PRISM, *_CROSSMARK, _PDFX) for value in _values(root, space, field))
    return {field: values for field, values in told.items() if values}


def _values(root: Any, space: str, name: str) -> Iterator[str]:
    """The texts of the element, one for each item of its list; and of the attribute, which XMP writes as well."""
    for element in root.getElementsByTagNameNS(space, name)[:20]:
        items = element.getElementsByTagNameNS("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "li")[:500]
        for part in items or [element]:
            if value := "".join(node.data for node in part.childNodes if node.nodeType == node.TEXT_NODE).strip():
                yield value[:2_000]
    for description in root.getElementsByTagNameNS("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "Description")[:20]:
        if value := description.getAttributeNS(space, name).strip():
            yield value[:2_000]
