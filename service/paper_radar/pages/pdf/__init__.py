"""A PDF as a paper. pypdf is loaded with the first file: the service itself, which reads none, never has it."""

from typing import Literal

from paper_radar.papers.model import Paper

Origins = dict[str, str]
# Why a PDF gives no paper: its sheets are pictures, slides, a form, several papers; it shows no title; it is a file on
# the reader's disk that names no work.
Lack = Literal["", "scan", "slides", "form", "several", "untitled", "local"]


def read_pdf(data: bytes, url: str) -> tuple[Paper | None, Origins]:
    """The paper and, by field, where it is from: "url", "stamp" (arXiv's), "xmp", "info" (the file's own metadata) or
    "page" (what its first page shows). (None, {}) where the file holds no single paper or shows no title: the address
    is all there is to save.

    Raises NotPdfError, EncryptedPdfError or BrokenPdfError (see `errors`), and nothing else.
    """
    paper, origins, _ = read_with_lack(data, url)
    return paper, origins


def read_with_lack(data: bytes, url: str) -> tuple[Paper | None, Origins, Lack]:
    """As `read_pdf`, and why there is no paper."""
    from paper_radar.pages.pdf.reading import read

    return read(data, url)
