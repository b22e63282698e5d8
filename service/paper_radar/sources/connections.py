"""How a connection is made: only to public addresses where that is asked for, and never with an answer without end."""

import ipaddress
import socket
import threading
from typing import Any, Protocol

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.utils import select_proxy
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.connection import create_connection

from paper_radar.sources.addresses import host_of
from paper_radar.sources.errors import PrivateAddressError

# Each address that does not answer costs the time-out; a name may have any number of them.
MOST_ADDRESSES = 4
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Network(Protocol):
    """What connections are made on; tests have one of their own."""

    def resolve(self, host: str, port: int) -> list[str]:
        """The IP addresses of a host. Raises socket.gaierror if it has none."""
        ...

    def connect(self, address: str, port: int, **options: Any) -> socket.socket:
        """A connection to an IP address, with the options of urllib3's `create_connection`. Raises OSError."""
        ...


class Internet:
    """The network that this machine is in."""

    def resolve(self, host: str, port: int) -> list[str]:
        """As this system finds them, in its order."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(str(one[4][0]) for one in found))

    def connect(self, address: str, port: int, **options: Any) -> socket.socket:
        """The address is one already, so nothing is looked up here."""
        return create_connection((address, port), **options)


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


def public_addresses(host: str, found: list[str]) -> list[str]:
    """Those of the addresses found for the host that are public. Raises PrivateAddressError if none is."""
    public = [address for address in found if is_public(address)]
    if not public:
        raise PrivateAddressError(host, found[0] if found else "")
    return public


class WebAdapter(HTTPAdapter):
    """Sends requests for a requests.Session, only to public addresses if `public_only`.

    A name is then looked up once and the connection made to the very address that was judged, so that a name server
    that gives another one the next time (DNS rebinding) has nobody to give it to. Behind a proxy it is the proxy that
    looks names up and connects: then the name is judged by what this system finds, and what it does not find is
    refused; that a name server tells the proxy otherwise cannot be seen from here.
    """

    def __init__(self, network: Network, answer_within: float, *, public_only: bool) -> None:
        self._network = network
        self._answer_within = answer_within
        self._public_only = public_only
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """As every adapter's, with connections of our own."""
        super().init_poolmanager(*args, **kwargs)
        pools = _pools(self._network, self._answer_within, public_only=self._public_only)
        self.poolmanager.pool_classes_by_scheme = pools

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """As every adapter's, with connections of our own, but for SOCKS, which has its own."""
        manager = super().proxy_manager_for(proxy, **kwargs)
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = _pools(self._network, self._answer_within, public_only=False)
        return manager

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Raises PrivateAddressError before anything is connected."""
        address = str(request.url)
        if self._public_only and select_proxy(address, kwargs.get("proxies")):
            host = host_of(address)
            try:
                found = self._network.resolve(host, 0)
            except OSError:
                found = []
            public_addresses(host, found)
        return super().send(request, *args, **kwargs)


def _pools(network: Network, answer_within: float, *, public_only: bool) -> dict[str, type[HTTPConnectionPool]]:
    told = {"network": network, "within": answer_within, "public_only": public_only}
    plain = type("_Plain", (_Watched, HTTPConnection), told)
    secure = type("_Secure", (_Watched, HTTPSConnection), told)
    return {
        "http": type("_PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("_SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
    }


class _Watched(HTTPConnection):
    """A connection that hangs up when the head of the answer is not there in time.

    The time-outs of sockets count between two bytes: a head that drips, or "100 Continue" again and again, passes them.
    """

    network: Network
    within: float
    public_only: bool

    def _new_conn(self) -> socket.socket:
        host, port = self._dns_host.strip("[]"), self.port or 0
        trouble: OSError = OSError("it has no address")
        try:
            found = self.network.resolve(host, port)
            addresses = public_addresses(host, found) if self.public_only else found
        except socket.gaierror as error:
            raise urllib3.exceptions.NameResolutionError(self.host, self, error) from error
        options = {"source_address": self.source_address, "socket_options": self.socket_options}
        for address in addresses[:MOST_ADDRESSES]:
            try:
                return self.network.connect(address, port, timeout=self.timeout, **options)
            except OSError as error:
                trouble = error
        if isinstance(trouble, TimeoutError):
            raise urllib3.exceptions.ConnectTimeoutError(self, f"{host} timed out") from trouble
        raise urllib3.exceptions.NewConnectionError(self, f"{host}: {trouble}") from trouble

    def getresponse(self) -> Any:
        """As every connection's. Raises TimeoutError if it took longer than `within`."""
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
