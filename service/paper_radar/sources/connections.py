"""How a connection is made: only to public addresses where that is asked for, and never with an answer without end."""

import ipaddress
import socket
import threading
from collections.abc import Callable
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.utils import select_proxy
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.connection import create_connection

from paper_radar.sources.addresses import host_of
from paper_radar.sources.errors import PrivateAddressError

Resolve = Callable[[str, int], list[str]]
# Each address that does not answer costs the time-out; a name may have any number of them.
MOST_ADDRESSES = 4
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host as this system finds them. Raises socket.gaierror (an OSError) if it finds none."""
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_public(address: str) -> bool:
    """May anybody on the internet be there? Not this machine, a private network, a link, a carrier's inside, a group.

    IPv6 addresses that stand for an IPv4 one (mapped, NAT64, 6to4, Teredo) are judged by that one too.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip in _NAT64:  # the only way to any IPv4 site from a network that has IPv6 alone
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        within = [ip.sixtofour, *(ip.teredo or ())]
        if any(one is not None and not is_public(str(one)) for one in within) or ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def public_addresses(host: str, port: int, resolve: Resolve) -> list[str]:
    """Where the host may be reached in public. Raises PrivateAddressError if nowhere, OSError if it is not found."""
    found = resolve(host, port)
    public = [address for address in found if is_public(address)]
    if not public:
        raise PrivateAddressError(host, found[0] if found else "")
    return public[:MOST_ADDRESSES]


class WebAdapter(HTTPAdapter):
    """Sends requests for a requests.Session. With `resolve`, only to public addresses.

    A name is then looked up once and the connection made to the very address that was judged, so that a name server
    that gives another one the next time (DNS rebinding) has nobody to give it to. Behind a proxy it is the proxy that
    looks names up and connects: then the name is judged by what this system finds, and what it does not find is
    refused; that a name server tells the proxy otherwise cannot be seen from here.
    """

    def __init__(self, answer_within: float, resolve: Resolve | None = None) -> None:
        self._answer_within = answer_within
        self._resolve = resolve
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._answer_within, self._resolve)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs)
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = _pools(self._answer_within, None)
        return manager

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        address = str(request.url)
        if self._resolve is not None and select_proxy(address, kwargs.get("proxies")):
            host = host_of(address)
            try:
                public_addresses(host, 0, self._resolve)
            except OSError:
                raise PrivateAddressError(host, "") from None
        return super().send(request, *args, **kwargs)


def _pools(answer_within: float, resolve: Resolve | None) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(_Watched, HTTPConnection):
        within = answer_within
        lookup = staticmethod(resolve) if resolve else None

    class Secure(_Watched, HTTPSConnection):
        within = answer_within
        lookup = staticmethod(resolve) if resolve else None

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


class _Watched(HTTPConnection):
    """A connection that hangs up when the head of the answer is not there in time.

    The time-outs of sockets count between two bytes: a head that drips, or "100 Continue" again and again, passes them.
    """

    within: float
    lookup: Resolve | None

    def _new_conn(self) -> socket.socket:
        if self.lookup is None:
            return super()._new_conn()
        try:
            addresses = public_addresses(self._dns_host, self.port or 0, self.lookup)
        except socket.gaierror as error:
            raise urllib3.exceptions.NameResolutionError(self.host, self, error) from error
        trouble: OSError = OSError("no address")
        for address in addresses:
            try:
                return create_connection(
                    (address, self.port or 0), self.timeout, self.source_address, self.socket_options
                )
            except OSError as error:
                trouble = error
        if isinstance(trouble, TimeoutError):
            raise urllib3.exceptions.ConnectTimeoutError(self, f"{self.host} timed out") from trouble
        raise urllib3.exceptions.NewConnectionError(self, f"{self.host}: {trouble}") from trouble

    def getresponse(self) -> Any:
        hung_up = threading.Event()
        watch = threading.Timer(self.within, self._hang_up, (hung_up,))
        watch.daemon = True
        watch.start()
        try:
            answer = super().getresponse()
        except Exception:
            if hung_up.is_set():
                raise TimeoutError from None
            raise
        finally:
            watch.cancel()
        if hung_up.is_set():  # what was there when we hung up passes for a whole head
            raise TimeoutError
        return answer

    def _hang_up(self, hung_up: threading.Event) -> None:
        hung_up.set()
        if self.sock is not None:
            try:
                # That of the plain socket: an SSLSocket's own would forget its TLS under the feet of who is reading.
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)
            except OSError:
                return  # it has ended by itself
