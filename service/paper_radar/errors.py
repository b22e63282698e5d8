"""The one tree of errors. Each says what happened and what to do next; `api/errors.py` turns them into answers."""


class PaperRadarError(Exception):
    """Any error that a person may be shown.

    `code` is a stable word for programs, `hint` a sentence that says how to mend it (may be empty).
    """

    code = "error"
    status = 500

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class BadInputError(PaperRadarError):
    """What was given cannot be used: a wrong value, an unreadable file, a page that holds no paper."""

    code = "bad_input"
    status = 400


class NoPaperError(BadInputError):
    """The page holds no single paper: a listing, a home page, a "Just a moment…"."""

    code = "no_paper"


class NotFoundError(PaperRadarError):
    """What was asked for does not exist."""

    code = "not_found"
    status = 404


class ConflictError(PaperRadarError):
    """What was asked for clashes with what is there."""

    code = "conflict"
    status = 409


class StorageError(PaperRadarError):
    """The data folder cannot be used."""

    code = "storage"
    status = 500


class FolderInUseError(StorageError):
    """Another process holds the data folder; the message says which."""

    code = "folder_in_use"


class SourceError(PaperRadarError):
    """A source (arXiv, Hugging Face, a journal) did not give what was asked."""

    code = "source"
    status = 502


class RateLimitedError(SourceError):
    """A source asked us to wait. `until` is the ISO 8601 UTC time before which nothing more is asked of it."""

    code = "rate_limited"
    status = 503

    def __init__(self, message: str, until: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.until = until


class BriefError(PaperRadarError):
    """A brief could not be written; what was written so far is kept."""

    code = "brief"
    status = 502
