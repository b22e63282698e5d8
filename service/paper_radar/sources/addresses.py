"""Web addresses as they are asked for: made whole, or refused for what no source needs."""

from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

import requests

from paper_radar.sources.errors import RefusedError

# Ports on which no web server answers but servers that could take a request for their own language: the list that
# browsers keep (https://fetch.spec.whatwg.org/#port-blocking).
_BAD_PORTS = """
0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135
137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719
1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080
"""
BAD_PORTS = frozenset(map(int, _BAD_PORTS.split()))
_DEFAULT_PORTS = {"http": 80, "https": 443}
_CHECK = "Check the address."


def web_address(url: str, params: Mapping[str, str] | None = None, *, base: str = "") -> str:
    """The address as it goes over the wire: absolute (a redirect's is taken from `base`), its host in ASCII.

    Raises RefusedError for what is no address of the web, for a name and password in it, and for ports of other things.
    """
    try:
        absolute = urljoin(base, url)
        if urlsplit(absolute).scheme not in _DEFAULT_PORTS:
            raise RefusedError(f"Only http and https addresses are fetched, not {url!r:.60}.", _CHECK)
        address = str(requests.Request("GET", absolute, params=params).prepare().url)
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
        if host and ":" not in host:
            host.encode("idna")  # finds empty parts and those beyond 63 letters, at which resolvers stumble
    except (ValueError, requests.exceptions.RequestException) as error:
        raise RefusedError(f"This address cannot be asked: {error!s:.200}", _CHECK) from None
    if not host:
        raise RefusedError(f"This address names no host: {url!r:.60}.", _CHECK)
    if "@" in parts.netloc:
        raise RefusedError(
            f"The address of {host} carries a name or a password; such addresses are not asked.",
            "Leave out what stands before the @.",
        )
    if port in BAD_PORTS:
        raise RefusedError(f"{host} is not asked at port {port}: that port is not for the web.", _CHECK)
    return address


def host_of(address: str) -> str:
    """The host of an address that `web_address` gave."""
    return urlsplit(address).hostname or address


def site_of(url: str) -> str:
    """What shares one gate: the host, with its port where that is not the web's own. Raises RefusedError."""
    parts = urlsplit(web_address(url))
    host = (parts.hostname or "").rstrip(".")
    return f"{host}:{parts.port}" if parts.port not in (None, 80, 443) else host


def onward(location: str, former: str) -> str:
    """Where the answer of `former` redirects to. Raises RefusedError, for a step from https down to http too.

    What comes from there may be changed on the way, and who we are is told there in the open.
    """
    address = web_address(location, base=former)
    if former.startswith("https:") and address.startswith("http:"):
        raise RefusedError(
            f"{host_of(former)} sends us on to an address without protection ({address:.200}).",
            "If you trust it all the same, give that address itself.",
        )
    return address
