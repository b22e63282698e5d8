"""A PDF is read in a process of its own, which ends when its time is over, whatever the file does to it."""

import io
import subprocess
import sys
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from paper_radar.pages.pdf import Lack, Origins
from paper_radar.pages.pdf.errors import BrokenPdfError, EncryptedPdfError, NotPdfError
from paper_radar.papers.model import Paper
from paper_radar.pdf_process import DEADLINE, BusyError, read_apart
from tests.pdfs import Sheet, paper, pdf

URL = "https://example.org/1234.pdf"


def read(data: bytes, url: str, deadline: float = DEADLINE) -> tuple[Paper | None, Origins, Lack]:
    return read_apart(io.BytesIO(data), url, deadline=deadline)


def test_it_answers_what_the_reader_says() -> None:
    found, origins, lack = read(pdf(paper()), URL)
    assert found is not None
    assert (found.key, found.authors, lack) == (
        "arxiv:2602.11557",
        ("Ada Lovelace", "Difan Zou", "Grace Hopper"),
        "",
    )
    assert origins["arxiv_id"] == "stamp"
    assert read(pdf(Sheet(images=1)), URL) == (None, {}, "scan")


def test_errors_come_back_as_they_are() -> None:
    with pytest.raises(NotPdfError):
        read(b"<html>", URL)
    with pytest.raises(BrokenPdfError):
        read(b"%PDF-1.7\n%%EOF", URL)


def test_any_address_is_handed_on_and_nothing_is_said_aloud(capfd: pytest.CaptureFixture[str]) -> None:
    found, _, _ = read(pdf(paper(stamp="")), "https://example.org/ä=b c.pdf")
    assert found is not None and found.key == "url:https://example.org/ä=b c.pdf"
    with pytest.raises(BrokenPdfError):
        read(pdf(paper()), "https://example.org/\0")
    assert capfd.readouterr() == ("", "")


def test_a_file_that_takes_longer_than_its_time_is_unreadable_and_its_process_is_gone() -> None:
    with pytest.raises(BrokenPdfError):
        read(pdf(paper()), URL, deadline=0.01)
    found, _, _ = read(pdf(paper()), URL)
    assert found is not None


def test_a_hand_over_that_breaks_off_leaves_no_process_behind() -> None:
    class Cut(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise ConnectionResetError

    for _ in range(3):  # more than may be read at once
        with pytest.raises(ConnectionResetError):
            read_apart(Cut(), URL)
    found, _, _ = read(pdf(paper()), URL)
    assert found is not None


def test_while_two_files_take_their_time_a_third_is_told_to_wait() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            begun.release()
            over.wait(10)
            return b""

    begun, over = threading.Semaphore(0), threading.Event()
    with ThreadPoolExecutor(2) as others:
        waiting = [others.submit(read_apart, Slow(), URL) for _ in range(2)]
        for _ in waiting:
            begun.acquire(timeout=10)
        with pytest.raises(BusyError):
            read(pdf(paper()), URL, deadline=0.05)
        over.set()
        assert [type(each.exception()) for each in waiting] == [NotPdfError, NotPdfError]


def test_a_bomb_within_metadata_ends_within_memory_and_time() -> None:
    packed = zlib.compress(bytes(200_000_000), 9)
    data = pdf(paper()).replace(b"/Type /Catalog", b"/Metadata 99 0 R /Type /Catalog")
    stream = b"99 0 obj << /Type /Metadata /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    broken = data.replace(b"xref\n", stream + packed + b"\nendstream endobj\nxref\n", 1)
    try:
        found, _, _ = read(broken, URL)
    except (BrokenPdfError, EncryptedPdfError):
        return
    assert found is None or found.key == "arxiv:2602.11557"


def test_the_service_itself_never_loads_the_reader() -> None:
    """Its memory is the service's, its faults are not."""
    code = "import sys, paper_radar.app; print('pypdf' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
