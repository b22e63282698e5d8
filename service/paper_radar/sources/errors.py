"""What can go wrong with a source, beside being asked to wait (`RateLimitedError`)."""

from paper_radar.errors import SourceError


class _AnsweredError(SourceError):
    """`answer` is the HTTP status that came, 0 if none did."""

    def __init__(self, message: str, hint: str = "", *, answer: int = 0) -> None:
        super().__init__(message, hint)
        self.answer = answer


class UnreachableError(_AnsweredError):
    """No answer, or not the whole of one: no connection, a time-out, a 5xx, a cut. Trying again may help."""

    code = "source_unreachable"


class RefusedError(_AnsweredError):
    """The source, or a redirect on the way to it, did not let us have the answer. Trying again does not help."""

    code = "source_refused"


class PrivateAddressError(RefusedError):
    """An address that a reader or a feed gave leads into a private network: this machine, the home, a cloud's inside.

    The service must not be the hand by which a page on the web reaches there.
    """

    code = "source_private_address"

    def __init__(self, host: str, address: str) -> None:
        super().__init__(
            f"{host} is at {address}, which is no public address."
            if address
            else f"Where {host} is cannot be told here.",
            "Feeds in private networks are not asked. If this one is yours, set PAPER_RADAR_PRIVATE_FEEDS=1.",
        )


class TooLargeError(SourceError):
    """The answer is larger than anything a source should send; it was dropped before it filled the memory."""

    code = "source_too_large"


class UnreadableError(SourceError):
    """An answer came, but it is not what was asked for: a web page in place of a feed, a cut document, garbage."""

    code = "source_unreadable"
