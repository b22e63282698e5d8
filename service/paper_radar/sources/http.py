"""Every request to a source: through its gate, with time-outs, a limit on size, and errors that say what to do."""

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from http.cookiejar import DefaultCookiePolicy

import requests
import urllib3

from paper_radar import __version__
from paper_radar.sources import interruption
from paper_radar.sources.addresses import host_of, onward, site_of, web_address
from paper_radar.sources.clocks import Clocks
from paper_radar.sources.compression import PIECE, unpacked
from paper_radar.sources.connections import Internet, Network, WebAdapter
from paper_radar.sources.errors import RefusedError, TooLargeError, UnreachableError, UnreadableError
from paper_radar.sources.failures import FAILURES, TRY_LATER, failure
from paper_radar.sources.freshness import retry_after
from paper_radar.sources.gate import Gate
from paper_radar.sources.gates import Gates
from paper_radar.sources.response import Response, Validators

__all__ = ["Http", "Response", "Validators", "user_agent"]

TIMEOUTS = (3.05, 20.0)  # seconds to connect, and between two pieces of the answer
DEADLINE = 60.0  # seconds for one answer to be complete, however steadily it drips
MOST_BYTES = 15 * 1024 * 1024  # after decompression, as miniflux
MOST_REDIRECTS = 5
RETRIES = 2
PAUSE = 2.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LIMITED = frozenset({429, 503})


def user_agent(contact: str) -> str:
    """How we name ourselves; sources ask for a way to reach who is behind a program."""
    contact = " ".join(contact.split())
    where = f"mailto:{contact}" if "@" in contact else contact or "Paper Radar, a reader's own service"
    return f"paper-radar/{__version__} (+{where})"


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Http:
    """Fetches addresses for the sources. Safe from any thread."""

    def __init__(
        self,
        contact: str = "",
        *,
        gates: Gates | None = None,
        allow_private: bool = False,
        timeouts: tuple[float, float] = TIMEOUTS,
        deadline: float = DEADLINE,
        most_bytes: int = MOST_BYTES,
        retries: int = RETRIES,
        pause: float = PAUSE,
        sleep: Callable[[float], None] = interruption.pause,
        now: Callable[[], datetime] = _utc_now,
        network: Network | None = None,
    ) -> None:
        """`gates` are for redirects from one site to another; `allow_private` lets `public_only` be without effect."""
        self._gates = gates
        self._allow_private = allow_private
        self._timeouts = timeouts
        self._deadline = deadline
        self._most_bytes = most_bytes
        self._retries = retries
        self._pause = pause
        self._sleep = sleep
        self._now = now
        self._clocks = Clocks()
        agent, network = user_agent(contact), network or Internet()
        self._anywhere = _Session(agent, WebAdapter(network, deadline, public_only=False))
        self._in_public = _Session(agent, WebAdapter(network, deadline, public_only=True))

    @property
    def clock_ahead(self) -> float:
        """Seconds by which this machine's clock is ahead of the sources' (see `sources.clocks`); 0 if it is right."""
        return self._clocks.ahead

    def get(
        self,
        url: str,
        *,
        gate: Gate,
        params: Mapping[str, str] | None = None,
        answers: Collection[int] = (200,),
        validators: Validators | None = None,
        public_only: bool = False,
        one_gate: bool = False,
    ) -> Response:
        """The answer, if its status is one of `answers`; with `validators`, 304 is an answer too, and with `one_gate`
        a redirect to where another gate stands, which is not followed then.

        Each request, redirects and retries too, is one turn at the gate; that of another site to which a redirect
        leads is a turn at the other site's gate. `public_only` is for addresses that a reader or a feed gave. Raises
        UnreachableError after RETRIES more attempts, RateLimitedError with the time until which the source wants to be
        left alone, RefusedError (PrivateAddressError where `public_only`), TooLargeError.
        """
        address = web_address(url, params)
        session = self._in_public if public_only and not self._allow_private else self._anywhere
        attempt = 0
        while True:
            try:
                return self._follow(address, gate, _Asking(session, answers, validators, one_gate))
            except UnreachableError:
                if attempt >= self._retries:
                    raise
                self._sleep(self._pause * 2**attempt)
            except _ShortlyError as shortly:
                if attempt >= self._retries:
                    raise shortly.gate.limited() from None
            attempt += 1

    def _follow(self, address: str, gate: Gate, asking: "_Asking") -> Response:
        site = site_of(address)
        for _ in range(MOST_REDIRECTS + 1):
            own = gate if self._gates is None or site_of(address) == site else self._gates.of(address)
            with own.turn():
                response = self._ask(address, own, asking)
            if response.status == 304 and _of_another(response, asking.validators):
                # It knows a version that we never saw, and kept that from us: the whole, then.
                asking = replace(asking, validators=None)
                continue
            if response.status not in _REDIRECTS:
                return response
            address = onward(response.headers["location"], address)
            if asking.one_gate and self._gates is not None and self._gates.of(address) is not gate:
                return response
        raise RefusedError(
            f"{host_of(address)} redirects more than {MOST_REDIRECTS} times.", "Check the address in the settings."
        )

    def _ask(self, address: str, gate: Gate, asking: "_Asking") -> Response:
        host = host_of(address)
        asked = asking.validators.headers if asking.validators else {}
        status = 0  # until it answers
        try:
            with asking.session.get(
                address, headers=asked, timeout=self._timeouts, stream=True, allow_redirects=False
            ) as answer:
                headers = {name.lower(): value for name, value in answer.headers.items()}
                self._clocks.heard(host, headers.get("date", ""), headers.get("age", ""), self._now())
                # As RFC 9110 §6.6.1 has it for answers that are kept: what says no time came now.
                headers.setdefault("date", format_datetime(self._now(), usegmt=True))
                status = answer.status_code
                if status in _LIMITED:
                    if gate.refused(retry_after(headers, self._now())):
                        raise _ShortlyError(gate)
                    raise gate.limited()
                if status < 500:  # one that is overloaded says this as well as that
                    gate.served()
                if status == 304 and asking.validators and asked:
                    return Response(status, _still(headers, asking.validators), b"", address)
                if status in _REDIRECTS and "location" in headers:
                    return Response(status, headers, b"", address)
                if status >= 500:
                    raise UnreachableError(
                        f"{host} answered with HTTP {status}: the trouble is at its end.", TRY_LATER, answer=status
                    )
                if status == 304:
                    raise UnreadableError(
                        f"{host} says that nothing has changed since an answer that we never had.", TRY_LATER
                    )
                if status not in asking.answers:
                    raise RefusedError(f"{host} answered with HTTP {status}.", _hint(status), answer=status)
                return Response(status, headers, self._body(answer.raw, host), address)
        except FAILURES as error:
            raise failure(error, host, self._timeouts, status) from None

    def _body(self, raw: urllib3.HTTPResponse, host: str) -> bytes:
        deadline = time.monotonic() + self._deadline
        pieces: list[bytes] = []
        size = 0
        for piece in unpacked(self._pieces(raw, host, deadline), raw.headers.get("content-encoding", "")):
            size += len(piece)
            if size > self._most_bytes:
                raise self._too_large(host)
            pieces.append(piece)
            interruption.check()
        return b"".join(pieces)

    def _pieces(self, raw: urllib3.HTTPResponse, host: str, deadline: float) -> Iterator[bytes]:
        size = 0
        # read1 gives what is there instead of waiting for a full piece, so that a drip meets the deadline.
        while piece := raw.read1(PIECE, decode_content=False):
            size += len(piece)
            if size > self._most_bytes:
                raise self._too_large(host)
            if time.monotonic() > deadline:
                raise UnreachableError(f"{host} did not finish its answer within {self._deadline:g} s.", TRY_LATER)
            yield piece

    def _too_large(self, host: str) -> TooLargeError:
        limit = self._most_bytes / 1024 / 1024
        return TooLargeError(f"{host} sent more than {limit:.3g} MB; the answer was dropped.", "Check the address.")


class _Session(requests.Session):
    """A session that keeps nothing: no cookies, no passwords from .netrc, no connection to be stale the next time.

    Without one open connection more than there are requests, arXiv's "a single connection at a time" holds over all of
    its hosts.
    """

    def __init__(self, agent: str, adapter: WebAdapter) -> None:
        super().__init__()
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.headers.update({"user-agent": agent, "accept-encoding": "gzip", "connection": "close"})
        self.auth = _no_password
        for scheme in ("https://", "http://"):
            self.mount(scheme, adapter)

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Redirects are left to us: the session's own way reads the whole body of each, however large."""
        del resp
        return None


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


@dataclass(frozen=True, slots=True)
class _Asking:
    session: requests.Session
    answers: Collection[int]
    validators: Validators | None
    one_gate: bool


class _ShortlyError(Exception):
    """The source asked for a pause that is short enough to wait for, at this gate."""

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self.gate = gate


def _of_another(response: Response, validators: Validators | None) -> bool:
    """Does a 304 name another version than the one that we know? Compared as RFC 9110 §8.8.3.2, weakly."""
    known, told = (validators.etag if validators else ""), response.headers.get("etag", "")
    return bool(known and told) and known.removeprefix("W/") != told.removeprefix("W/")


def _still(headers: Mapping[str, str], validators: Validators) -> dict[str, str]:
    """The headers of a 304, which need not tell again what did not change."""
    known = {"etag": validators.etag, "last-modified": validators.modified}
    return {name: value for name, value in known.items() if value} | dict(headers)


def _hint(status: int) -> str:
    if status in (401, 403):
        return "It does not let programs in from here; a proxy or a network sign-in may stand in between."
    if status in (404, 410):
        return "Nothing is at this address any more; check it in the settings."
    return "Check the address in the settings."
