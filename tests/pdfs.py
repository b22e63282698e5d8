"""PDF files made by hand, as small as they can be, so that each holds what its test is about and nothing else."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

A4 = (595, 842)


@dataclass
class Sheet:
    """A sheet that is written on line by line, by a typesetter's own operators."""

    width: int = A4[0]
    height: int = A4[1]
    images: int = 0
    content: list[str] = field(default_factory=list)

    def write(self, text: str, x: float, y: float, size: float = 10, font: str = "F1") -> "Sheet":
        """A line at its place; characters beyond Latin-1 are written by the font F3, in UTF-16."""
        self.content.append(f"BT /{font} {size} Tf {x} {y} Td {_shown(text, font)} Tj ET")
        return self

    def lines(self, text: str, x: float, y: float, size: float = 10, font: str = "F1", lead: float = 1.2) -> "Sheet":
        """The lines of the text, one below the other."""
        for place, line in enumerate(text.strip("\n").split("\n")):
            self.write(line, x, y - place * size * lead, size, font)
        return self

    def gapped(
        self, cells: Sequence[str], x: float, y: float, size: float = 10, font: str = "F1", gap: int = 9000
    ) -> "Sheet":
        """Cells in one operator with gaps between, in thousandths of the size: as TeX sets authors side by side."""
        row = f" -{gap} ".join(_shown(cell, font) for cell in cells)
        self.content.append(f"BT /{font} {size} Tf {x} {y} Td [{row}] TJ ET")
        return self

    def marked(
        self, parts: Sequence[tuple[str, str]], x: float, y: float, size: float = 10, font: str = "F1"
    ) -> "Sheet":
        """Texts each with a footnote mark, set high and small behind it."""
        written = [f"BT /F1 {size} Tf {x} {y} Td"]
        for text, mark in parts:
            up, width = size * 0.36, len(text) * size * 0.5
            written.append(f"{_shown(text, 'F1')} Tj {width} {up} Td /F1 {size * 0.7} Tf {_shown(mark, 'F1')} Tj")
            written.append(f"{len(mark) * size * 0.35} {-up} Td /F1 {size} Tf")
        self.content.append(" ".join(written) + " ET")
        return self

    def turned(self, text: str, x: float, y: float, size: float = 20, apart: bool = False) -> "Sheet":
        """Text from the bottom up, as arXiv stamps the margin; `apart`: each letter on its own."""
        pieces = [(text, y)] if not apart else [(sign, y + place * size * 0.5) for place, sign in enumerate(text)]
        for piece, at in pieces:
            self.content.append(f"BT /F1 {size} Tf 0 1 -1 0 {x} {at} Tm {_shown(piece, 'F1')} Tj ET")
        return self


def _shown(text: str, font: str) -> str:
    if font == "F3":
        return f"<{text.encode('utf-16-be').hex()}>"
    return f"<{text.translate(_LIGATURES).encode('cp1252').hex()}>"


# The font F1 has the ligatures where fonts of TeX have them.
_LIGATURES = {0xFB00: "\x1b", 0xFB01: "\x1c", 0xFB02: "\x1d", 0xFB03: "\x1e", 0xFB04: "\x1f"}
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""
_PICTURE = "/Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 /ColorSpace /DeviceRGB "
_ENCODING = "<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [27 /ff /fi /fl /ffi /ffl] >>"


def pdf(
    *sheets: Sheet,
    info: Mapping[str, str] | None = None,
    xmp: str = "",
    fields: int = 0,
    extra: bytes = b"",
    pages: int = 0,
) -> bytes:
    """The file. `pages` adds empty sheets up to that number, `extra` an object that no sheet shows."""
    objects: list[bytes] = [b"", b""]  # the catalogue and the tree of pages, known at the end

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(data: bytes, more: str = "") -> int:
        packed = zlib.compress(data)
        head = f"<< /Length {len(packed)} /Filter /FlateDecode {more}>>\nstream\n"
        return add(head.encode() + packed + b"\nendstream")

    plain, bold = (
        add(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding {_ENCODING} >>".encode())
        for name in ("Times-Roman", "Times-Bold")
    )
    wide = ""
    if any("/F3" in shown for sheet in sheets for shown in sheet.content):  # 65,536 characters take time to read
        descendant = add(
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /DW 1000"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        )
        font = "/Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H"
        mapped = f"/DescendantFonts [{descendant} 0 R] /ToUnicode {stream(_TO_UNICODE)} 0 R"
        wide = f"/F3 {add(f'<< {font} {mapped} >>'.encode())} 0 R"
    kids = []
    for sheet in (*sheets, *[Sheet()] * max(pages - len(sheets), 0)):
        shown = "\n".join(sheet.content)
        pictures = [stream(bytes(300), _PICTURE) for _ in range(sheet.images)]
        names = " ".join(f"/I{place} {number} 0 R" for place, number in enumerate(pictures))
        shown += "".join(f"\nq 500 0 0 700 40 70 cm /I{place} Do Q" for place in range(sheet.images))
        content = stream(shown.encode("latin-1"))
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}] /Contents {content} 0 R"
                f" /Resources << /Font << /F1 {plain} 0 R /F2 {bold} 0 R {wide} >>"
                f" /XObject << {names} >> >> >>".encode()
            )
        )
    catalogue = "<< /Type /Catalog /Pages 2 0 R"
    if xmp:
        packet = xmp.encode()
        head = f"<< /Type /Metadata /Subtype /XML /Length {len(packet)} >>\nstream\n".encode()
        number = add(head + packet + b"\nendstream")
        catalogue += f" /Metadata {number} 0 R"
    if fields:
        numbers = [add(f"<< /FT /Tx /T (field{place}) >>".encode()) for place in range(fields)]
        catalogue += f" /AcroForm << /Fields [{' '.join(f'{number} 0 R' for number in numbers)}] >>"
    if extra:
        add(b"<< /Length %d >>\nstream\n" % len(extra) + extra + b"\nendstream")
    told = "".join(f" /{name} <feff{value.encode('utf-16-be').hex()}>" for name, value in (info or {}).items())
    about = add(f"<<{told} >>".encode())
    objects[0] = (catalogue + " >>").encode()
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    return assembled(objects, about)


def assembled(objects: Sequence[bytes], about: int = 0) -> bytes:
    """A file of these objects, of which the first is the catalogue and the one numbered `about` the info."""
    whole = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(whole)
    whole += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    whole += b"".join(b"%010d 00000 n \n" % place for place in places)
    info = b" /Info %d 0 R" % about if about else b""
    whole += b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, info, table)
    return bytes(whole)


def packet(body: str) -> str:
    """XMP with this in its one description."""
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">'
        f"{body}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    )


ABSTRACT = """We study the implicit bias of steepest descent for a broad class of norms and show that
the iterates converge to a maximum-margin solution. Our analysis gives the first non-
asymptotic rates for state-of-the-art methods, and an eﬃcient algorithm that ﬁnds them."""
READ = (
    "We study the implicit bias of steepest descent for a broad class of norms and show that the iterates converge to "
    "a maximum-margin solution. Our analysis gives the first nonasymptotic rates for state-of-the-art methods, and an "
    "efficient algorithm that finds them."
)
BODY = """Gradient descent is the workhorse of modern machine learning. The question which of its many solutions is
found has been asked since Soudry et al. (2018), who answered it for the logistic loss and separable data. Since
then the result was carried over to networks of many layers and to other optimisers."""


def paper(stamp: str = "arXiv:2602.11557v2  [cs.LG]  12 Feb 2026") -> Sheet:
    """The first page of a paper as LaTeX sets it: two lines of title, authors with marks, a stamp in the margin."""
    sheet = Sheet()
    if stamp:
        sheet.turned(stamp, 30, 220)
    sheet.write("The Implicit Bias of Steepest Descent", 130, 740, 17.2, "F2")
    sheet.write("in Homogeneous Neural Networks", 160, 719, 17.2, "F2")
    sheet.marked([("Ada Lovelace", "1,2,*"), (", Difan Zou", "2"), (", and Grace Hopper", "1")], 160, 690, 12)
    sheet.marked([(" ", "1"), ("University of London,", "2"), ("ETH Zurich", "")], 180, 674, 10)
    sheet.write("Abstract", 275, 640, 12, "F2")
    sheet.lines(ABSTRACT, 100, 622, 10)
    sheet.write("1 Introduction", 72, 560, 14.3, "F2")
    return sheet.lines(BODY, 72, 535, 10.9)
