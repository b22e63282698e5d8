"""What the failure of a request is called: the words of `requests`, urllib3 and zlib as errors of a source."""

import http.client
import zlib

import requests
import urllib3

from paper_radar.errors import SourceError
from paper_radar.sources.compression import CutError, UnknownCodingError
from paper_radar.sources.errors import RefusedError, UnreachableError, UnreadableError

FAILURES = (
    requests.exceptions.RequestException,
    urllib3.exceptions.HTTPError,
    UnknownCodingError,
    CutError,
    zlib.error,
)
TRY_LATER = "It is tried again at the next refresh; check the network if it goes on."


def failure(error: Exception, host: str, timeouts: tuple[float, float], answer: int) -> SourceError:
    """The error for one of FAILURES. `answer` is the status that had come before, 0 if none had: what breaks off
    later was no lack of a network.
    """
    match error:
        case requests.exceptions.ConnectTimeout():
            return UnreachableError(f"{host} could not be reached within {timeouts[0]:g} s.", TRY_LATER)
        case requests.exceptions.Timeout() | urllib3.exceptions.TimeoutError():
            return UnreachableError(f"{host} fell silent for {timeouts[1]:g} s.", TRY_LATER, answer=answer)
        case requests.exceptions.SSLError():
            hint = "A proxy or a wrong clock on this machine may be the cause."
            return RefusedError(f"{host} could not prove who it is (TLS): {error!s:.200}", hint)
        case requests.exceptions.ConnectionError() if _is_no_http(error):
            return UnreadableError(f"{host} answered in a form that is no HTTP.", TRY_LATER)
        case requests.exceptions.ConnectionError():
            return UnreachableError(f"{host} cannot be reached.", TRY_LATER)
        case UnknownCodingError():
            told = f"{host} sent its answer compressed as {error.coding!r:.40}, which was not asked for."
            return UnreadableError(told, TRY_LATER)
        case zlib.error():
            return UnreachableError(f"{host} sent an answer that does not decompress.", TRY_LATER, answer=answer)
    how = "compressed" if isinstance(error, CutError) else type(error).__name__
    return UnreachableError(f"{host} stopped in the middle of its answer ({how}).", TRY_LATER, answer=answer)


def _is_no_http(error: requests.exceptions.ConnectionError) -> bool:
    """Did something answer that speaks otherwise, or with a head beyond all measure (100 headers, 64 kB a line)?"""
    within = error.args[0] if error.args else None
    cause = within.args[-1] if isinstance(within, urllib3.exceptions.ProtocolError) and within.args else None
    # That nothing came is told by the same class as that something strange did.
    return isinstance(cause, http.client.HTTPException) and not isinstance(cause, http.client.RemoteDisconnected)
