"""Pairing: a one-time code, shown by the service, is traded by the extension for a token; and tokens are checked."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from paper_radar.errors import PaperRadarError
from paper_radar.storage.base import Workspace

# No 0/O, 1/I/L: the code can be read aloud and typed. 31^8 codes and five attempts leave nothing to guess.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
LIFETIME = timedelta(minutes=10)
ATTEMPTS = 5


class PairingError(PaperRadarError):
    """The code is wrong, used or too old."""

    code = "pairing"
    status = 403


class PairingCodes:
    """At most one code is alive: the newest. It works once, for ten minutes, and five wrong ones end it."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lock = Lock()
        self._code = ""
        self._until = now()
        self._wrong = 0

    def new(self) -> str:
        """A fresh code; the former one is void."""
        with self._lock:
            self._code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
            self._until = self._now() + LIFETIME
            self._wrong = 0
            return self._code

    def redeem(self, code: str) -> None:
        """Use the code up. Raises PairingError, with what to do, if it is not the one that is alive."""
        given = code.strip().replace("-", "").upper().encode()
        with self._lock:
            if not self._code or self._now() >= self._until:
                self._code = ""
                raise PairingError(
                    "This pairing code has expired or was used.", "Run `paper-radar pair` for a new one."
                )
            if not hmac.compare_digest(given, self._code.encode()):
                self._wrong += 1
                if self._wrong >= ATTEMPTS:
                    self._code = ""
                    raise PairingError(
                        "Too many wrong pairing codes; the code is void now.", "Run `paper-radar pair` for a new one."
                    )
                raise PairingError("This pairing code is wrong.", "Compare it with the one that the service printed.")
            self._code = ""


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def issue_token(workspace: Workspace, origin: str, created: str) -> str:
    """A new token for the extension at that origin. Only its hash is kept: the file gives nobody a way in."""
    token = "pr_" + secrets.token_urlsafe(32)
    workspace.put("tokens", secrets.token_hex(6), {"hash": _digest(token), "origin": origin, "created": created})
    return token


def find_token(workspace: Workspace, token: str) -> tuple[str, str] | None:
    """(id, origin) of the paired extension that holds the token; every hash is compared, each in constant time."""
    digest = _digest(token)
    found = None
    for id, document in workspace.all("tokens").items():
        if hmac.compare_digest(digest, str(document.get("hash", ""))):
            found = (id, str(document.get("origin", "")))
    return found


def paired_origins(workspace: Workspace) -> list[str]:
    """The origins of all paired extensions: those, and no others, that flask-cors lets read answers."""
    return sorted({str(document.get("origin", "")) for document in workspace.all("tokens").values()} - {""})
