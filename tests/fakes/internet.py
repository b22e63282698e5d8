"""An internet of our own: names that lead to public addresses, behind which stand-ins on loopback answer."""

import errno
import socket
from collections.abc import Mapping, Sequence
from typing import Any

from urllib3.util.connection import create_connection

from tests.standins.server import Standin


class FakeInternet:
    """`names` has the addresses of each host: one answer, or a list of answers for one look after the other (the last
    one for ever). Behind `doors`, by address, are stand-ins, whatever port is asked for; elsewhere nobody is.

    `looked_up` and `connected` tell what was asked.
    """

    def __init__(self, names: Mapping[str, str | Sequence[Sequence[str]]], doors: Mapping[str, Standin]) -> None:
        self.looked_up: list[str] = []
        self.connected: list[str] = []
        self._names = {name: [[told]] if isinstance(told, str) else list(told) for name, told in names.items()}
        self._doors = doors

    def resolve(self, host: str, port: int) -> list[str]:
        self.looked_up.append(host)
        answers = self._names.get(host)
        if answers is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return list(answers.pop(0) if len(answers) > 1 else answers[0])

    def connect(self, address: str, port: int, **options: Any) -> socket.socket:
        self.connected.append(address)
        if address not in self._doors:
            raise ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")
        return create_connection(("127.0.0.1", int(self._doors[address].url.rpartition(":")[2])), **options)
