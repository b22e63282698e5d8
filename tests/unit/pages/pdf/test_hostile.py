"""Files that are no PDF, or one that was made to break its reader: a clear error, and never another one."""

import io
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from paper_radar.pages.pdf import read_with_lack
from paper_radar.pages.pdf.errors import BrokenPdfError, EncryptedPdfError, NotPdfError
from tests.pdfs import BODY, Sheet, assembled, packet, paper, pdf

URL = "https://example.org/1234.pdf"
WELL = pdf(paper(), info={"Title": "The Implicit Bias"}, xmp=packet("<prism:doi>10.5555/1.2</prism:doi>"))


def outcome(data: bytes, url: str = URL) -> str:
    """The key of the paper, why there is none, or the error's code."""
    try:
        found, _, lack = read_with_lack(data, url)
    except (NotPdfError, EncryptedPdfError, BrokenPdfError) as error:
        return error.code
    return found.key if found else lack


def objects(*bodies: bytes) -> bytes:
    """A file of these objects, the first of which is its catalogue."""
    return assembled(bodies)


@pytest.mark.parametrize("data", [b"", b"<!doctype html><title>Sign in</title>", b"PK\x03\x04", bytes(2000) + WELL])
def test_what_is_no_pdf_is_told_so(data: bytes) -> None:
    assert outcome(data) == "not_pdf"


def test_some_bytes_before_the_signature_do_no_harm() -> None:
    assert outcome(b"\r\n\r\n" + WELL) == "arxiv:2602.11557"


def test_a_file_that_breaks_off_is_unreadable_or_read_as_far_as_it_goes() -> None:
    assert {outcome(WELL[: len(WELL) * tenth // 10]) for tenth in range(1, 10)} <= {
        "pdf_unreadable",
        "scan",
        "untitled",
        "arxiv:2602.11557",
    }
    assert outcome(b"%PDF-1.7\n%%EOF") == "pdf_unreadable"


def test_a_table_of_objects_that_leads_astray_is_mended() -> None:
    broken = WELL.replace(b"startxref\n", b"startxref\n9")
    assert outcome(broken) == "arxiv:2602.11557"


@pytest.mark.parametrize(("password", "expected"), [("secret", "pdf_encrypted"), ("", "arxiv:2602.11557")])
def test_a_password_keeps_it_closed_and_an_owners_alone_does_not(password: str, expected: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(WELL)))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    assert outcome(written.getvalue()) == expected


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
CIRCLES = {
    "pages within themselves": objects(CATALOGUE, b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"),
    "a parent that is its child": objects(
        CATALOGUE,
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] /Parent 3 0 R >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 3 0 R /Resources 3 0 R >>",
    ),
    "an object that is its own value": objects(b"1 0 R", b"2 0 R"),
    "contents that are each other": objects(
        CATALOGUE,
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents [4 0 R] /Resources << /Font << /F 4 0 R >> >> >>",
        b"[4 0 R 5 0 R]",
        b"[4 0 R 5 0 R]",
    ),
    "a length that is its own stream": objects(b"<< /Length 1 0 R >>\nstream\nx\nendstream"),
    "lists in lists": objects(b"[" * 50_000),
    "names without end": b"%PDF-1.4\n1 0 obj << " + b"/A" * 300_000,
    "a prior table that is the table": b"%PDF-1.4\nxref\n0 0\ntrailer << /Prev 9 /Root 1 0 R >>\nstartxref\n9\n%%EOF",
}


@pytest.mark.parametrize("name", CIRCLES)
def test_circles_and_depths_end(name: str) -> None:
    assert outcome(CIRCLES[name]) in ("pdf_unreadable", "scan", "not_pdf")


def bomb(size: int, filters: int = 1) -> bytes:
    """A first page whose contents are this large, packed once or several times."""
    data = b"BT /F1 10 Tf (x) Tj ET " * (size // 23)
    for _ in range(filters):
        data = zlib.compress(data, 9)
    names = b" ".join([b"/FlateDecode"] * filters)
    return objects(
        CATALOGUE,
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> >> >> >>",
        b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(data), names, data),
    )


@pytest.mark.parametrize("filters", [1, 2])
def test_a_bomb_is_not_unpacked(filters: int) -> None:
    data = bomb(60_000_000, filters)
    assert len(data) < 200_000
    assert outcome(data) in ("pdf_unreadable", "scan")


def test_forms_that_show_each_other_many_times_end() -> None:
    forms = [
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >> /Length 60 >>\n"
        b"stream\n%s\nendstream" % (5 + place, (b"/X Do " * 10))
        for place in range(12)
    ]
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>"
    )
    data = objects(CATALOGUE, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, *forms)
    assert outcome(data) in ("pdf_unreadable", "scan")


def test_metadata_that_grows_by_entities_is_passed_over() -> None:
    entities = "".join(f'<!ENTITY e{place + 1} "{f"&e{place};" * 10}">' for place in range(9))
    xmp = f'<!DOCTYPE x [<!ENTITY e0 "lol">{entities}]>' + packet("<dc:title>&e9;</dc:title>")
    assert outcome(pdf(paper(), xmp=xmp)) == "arxiv:2602.11557"


def test_a_sheet_with_endless_text_is_read_as_far_as_its_head() -> None:
    sheet = paper()
    for place in range(20_000):
        sheet.write("words without end", 72, 400 - place % 300, 8)
    assert outcome(pdf(sheet)) == "arxiv:2602.11557"


@pytest.mark.parametrize(
    "url", ["https://[", "https://example.org/10.1000/" + "(" * 1500, "file:///", "https://arxiv.org/pdf/"]
)
def test_a_strange_address_does_no_harm(url: str) -> None:
    assert outcome(WELL, url).startswith(("arxiv:2602.11557", "doi:10.1000/("))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.integers(0, len(WELL) - 1), st.binary(min_size=0, max_size=6), st.integers(0, 6)), max_size=12
    )
)
def test_whatever_is_changed_in_a_file_gives_a_paper_a_reason_or_an_error(
    changes: list[tuple[int, bytes, int]],
) -> None:
    data = WELL
    for place, new, length in changes:
        data = data[:place] + new + data[place + length :]
    outcome(data)


WORDS = st.text(st.characters(codec="cp1252", exclude_categories=("Cc",)), min_size=1, max_size=60)
PLACED = st.tuples(WORDS, st.integers(-50, 700), st.integers(-50, 900), st.integers(1, 60))


@settings(max_examples=100, deadline=None)
@given(st.lists(PLACED, max_size=30))
def test_whatever_stands_on_the_first_page_nothing_is_told_that_it_does_not_show(
    placed: list[tuple[str, int, int, int]],
) -> None:
    sheet = Sheet().lines(BODY, 72, 300)
    for text, x, y, size in placed:
        sheet.write(text, x, y, size)
    found, origins, lack = read_with_lack(pdf(sheet), URL)
    assert (found is None) == bool(lack)
    if found:
        assert set(origins) == {field for field in origins if getattr(found, field)}
        assert (found.venue, found.arxiv_id, found.upvotes) == ("", "", None) or "arXiv" in "".join(
            t for t, *_ in placed
        )
