"""Why a file handed over as a PDF cannot be read at all."""

from paper_radar.errors import PaperRadarError


class NotPdfError(PaperRadarError):
    """The bytes are no PDF: a login page, an empty answer, another kind of file."""

    code = "not_pdf"
    status = 400

    def __init__(self) -> None:
        super().__init__("This is not a PDF.", "The site may have sent a page instead; save the link.")


class EncryptedPdfError(PaperRadarError):
    """The PDF opens with a password only."""

    code = "pdf_encrypted"
    status = 400

    def __init__(self) -> None:
        super().__init__("The PDF is encrypted.", "Save the link, or the paper's own page.")


class BrokenPdfError(PaperRadarError):
    """The PDF is damaged or cut off, or reading it would take more time or memory than any paper needs."""

    code = "pdf_unreadable"
    status = 400

    def __init__(self) -> None:
        super().__init__("The PDF cannot be read.", "It may be damaged or incomplete; load it again, or save the link.")
