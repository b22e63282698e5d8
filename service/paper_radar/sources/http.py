"""Every request to a source: through its gate, with time-outs, a limit on size, and errors that say what to do."""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from paper_radar import __version__
from paper_radar.sources.errors import RefusedError, TooLargeError, UnreachableError
from paper_radar.sources.gate import Gate

TIMEOUTS = (3.05, 20.0)  # seconds to connect, and between two pieces of the answer
DEADLINE = 60.0  # seconds for one answer to be complete, however steadily it drips
MOST_BYTES = 15 * 1024 * 1024  # after decompression, as miniflux
MOST_REDIRECTS = 5
RETRIES = 2
PAUSE = 2.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LIMITED = frozenset({429, 503})
_PIECE = 64 * 1024
_TRY_LATER = "It is tried again at the next refresh; check the network if it goes on."


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server knows again what it sent: its ETag and Last-Modified as they came, "" where it sent none."""

    etag: str = ""
    modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """What to send, so that the server may answer 304 (RFC 9110 §13.1)."""
        asked = {"if-none-match": self.etag, "if-modified-since": self.modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Response:
    """An answer that came whole. `headers` have names in lower case; `url` is where it came from in the end."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    @property
    def not_modified(self) -> bool:
        """Nothing has changed since the answer whose validators were sent; the body is empty."""
        return self.status == 304

    @property
    def validators(self) -> Validators:
        """To be sent with the next request for the same."""
        return Validators(self.headers.get("etag", ""), self.headers.get("last-modified", ""))

    @property
    def is_html(self) -> bool:
        """Is it a web page, whatever the source was asked for? A sign-in page, a challenge, an error page."""
        start = self.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if start.startswith((b"<!doctype html", b"<html")):
            return True
        # Feeds have been served as text/html by careless servers; what they are shows in their first characters.
        told = "text/html" in self.headers.get("content-type", "").lower()
        return told and not start.startswith((b"<?xml", b"<rss", b"<feed", b"{", b"["))


def user_agent(contact: str) -> str:
    """How we name ourselves; sources ask for a way to reach who is behind a program."""
    contact = " ".join(contact.split())
    where = f"mailto:{contact}" if "@" in contact else contact or "Paper Radar, a reader's own service"
    return f"paper-radar/{__version__} (+{where})"


class Http:
    """Fetches addresses for the sources. Safe from any thread."""

    def __init__(
        self,
        contact: str = "",
        *,
        timeouts: tuple[float, float] = TIMEOUTS,
        deadline: float = DEADLINE,
        most_bytes: int = MOST_BYTES,
        retries: int = RETRIES,
        pause: float = PAUSE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._timeouts = timeouts
        self._deadline = deadline
        self._most_bytes = most_bytes
        self._retries = retries
        self._pause = pause
        self._sleep = sleep
        self._session = _Session()
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.headers.update({"user-agent": user_agent(contact), "accept-encoding": "gzip"})

    def get(
        self,
        url: str,
        *,
        gate: Gate,
        params: Mapping[str, str] | None = None,
        answers: Collection[int] = (200,),
        validators: Validators | None = None,
    ) -> Response:
        """The answer, if its status is one of `answers`; with `validators`, 304 is an answer too.

        Each request, redirects and retries too, is one turn at the gate. Raises UnreachableError after RETRIES more
        attempts, RateLimitedError with the time until which the source wants to be left alone, RefusedError,
        TooLargeError.
        """
        address = _address(url, params)
        attempt = 0
        while True:
            try:
                return self._follow(address, gate, answers, validators)
            except UnreachableError:
                if attempt >= self._retries:
                    raise
                self._sleep(self._pause * 2**attempt)
            except _ShortlyError:
                if attempt >= self._retries:
                    raise gate.limited() from None
            attempt += 1

    def _follow(self, address: str, gate: Gate, answers: Collection[int], validators: Validators | None) -> Response:
        for _ in range(MOST_REDIRECTS + 1):
            with gate.turn():
                response = self._ask(address, gate, answers, validators)
            if response.status not in _REDIRECTS or "location" not in response.headers:
                return response
            address = _address(response.headers["location"], base=address)
        raise RefusedError(
            f"{_host(address)} redirects more than {MOST_REDIRECTS} times.", "Check the address in the settings."
        )

    def _ask(self, address: str, gate: Gate, answers: Collection[int], validators: Validators | None) -> Response:
        host = _host(address)
        asked = validators.headers if validators else {}
        try:
            with self._session.get(
                address, headers=asked, timeout=self._timeouts, stream=True, allow_redirects=False
            ) as answer:
                headers = {name.lower(): value for name, value in answer.headers.items()}
                status = answer.status_code
                if status in _LIMITED:
                    if gate.refused(_seconds(headers.get("retry-after", ""))):
                        raise _ShortlyError
                    raise gate.limited()
                gate.served()
                if status == 304 and asked:
                    return Response(status, headers, b"", address)
                if status in _REDIRECTS:
                    return Response(status, headers, b"", address)
                if status >= 500:
                    raise UnreachableError(
                        f"{host} answered with HTTP {status}: the trouble is at its end.", _TRY_LATER
                    )
                if status not in answers:
                    raise RefusedError(f"{host} answered with HTTP {status}.", _hint(status))
                return Response(status, headers, self._body(answer.raw, host), address)
        except requests.exceptions.ConnectTimeout:
            raise UnreachableError(f"{host} could not be reached within {self._timeouts[0]:g} s.", _TRY_LATER) from None
        except (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError):
            raise UnreachableError(f"{host} fell silent for {self._timeouts[1]:g} s.", _TRY_LATER) from None
        except requests.exceptions.SSLError as error:
            hint = "A proxy or a wrong clock on this machine may be the cause."
            raise RefusedError(f"{host} could not prove who it is (TLS): {error!s:.200}", hint) from None
        except requests.exceptions.ConnectionError:
            raise UnreachableError(f"{host} cannot be reached.", _TRY_LATER) from None
        except urllib3.exceptions.DecodeError:
            raise UnreachableError(f"{host} sent an answer that does not decompress.", _TRY_LATER) from None
        except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError) as error:
            kind = type(error).__name__
            raise UnreachableError(f"{host} stopped in the middle of its answer ({kind}).", _TRY_LATER) from None

    def _body(self, raw: urllib3.HTTPResponse, host: str) -> bytes:
        deadline = time.monotonic() + self._deadline
        pieces: list[bytes] = []
        size = 0
        # read1 gives what is there instead of waiting for a full piece, so that a drip meets the deadline, and never
        # decompresses more than a piece at a time, so that a bomb meets the limit.
        while piece := raw.read1(_PIECE, decode_content=True):
            size += len(piece)
            if size > self._most_bytes:
                limit = self._most_bytes / 1024 / 1024
                raise TooLargeError(
                    f"{host} sent more than {limit:.3g} MB; the answer was dropped.", "Check the address."
                )
            if time.monotonic() > deadline:
                raise UnreachableError(f"{host} did not finish its answer within {self._deadline:g} s.", _TRY_LATER)
            pieces.append(piece)
        return b"".join(pieces)


class _Session(requests.Session):
    """A session that leaves redirects to us: its own way reads the whole body of each, however large."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        del resp
        return None


class _ShortlyError(Exception):
    """The source asked for a pause that is short enough to wait for."""


def _address(url: str, params: Mapping[str, str] | None = None, *, base: str = "") -> str:
    try:
        absolute = urljoin(base, url)
        if urlsplit(absolute).scheme in ("http", "https"):
            return str(requests.Request("GET", absolute, params=params).prepare().url)
    except (ValueError, requests.exceptions.RequestException) as error:
        raise RefusedError(f"This address cannot be asked: {error!s:.200}", "Check the address.") from None
    raise RefusedError(f"Only http and https addresses are fetched, not {url!r:.60}.", "Check the address.")


def _host(address: str) -> str:
    return urlsplit(address).hostname or address


def _seconds(retry_after: str) -> float | None:
    """Retry-After in either form, seconds or an HTTP date (RFC 9110 §10.2.3); None if absent or unreadable."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        return max(parsedate_to_datetime(text).timestamp() - time.time(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return None


def _hint(status: int) -> str:
    if status in (401, 403):
        return "It does not let programs in from here; a proxy or a network sign-in may stand in between."
    if status in (404, 410):
        return "Nothing is at this address any more; check it in the settings."
    return "Check the address in the settings."
