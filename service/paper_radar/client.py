"""How a command reaches the service: the one that runs on the data folder is asked, else the folder is opened here."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol
from urllib.parse import urlsplit

import requests

from paper_radar.config import Settings
from paper_radar.errors import PaperRadarError
from paper_radar.storage.lock import holder

# Long enough for a slow disk under 100,000 papers; no route waits for a source.
TIMEOUT = (3.05, 60)


class ServiceError(PaperRadarError):
    """The service's own error, as it gave it."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.code = code


class Client(Protocol):
    """One way to ask the API. `text` is the answer as it came, for files."""

    def text(self, method: str, path: str, body: dict[str, Any] | None = None) -> str: ...

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any: ...


class _Asking:
    """What both clients share: errors of the API become exceptions."""

    def _send(self, method: str, path: str, body: dict[str, Any] | None) -> tuple[int, str]:
        raise NotImplementedError

    def text(self, method: str, path: str, body: dict[str, Any] | None = None) -> str:
        status, text = self._send(method, path, body)
        if status >= 400:
            try:
                error = json.loads(text)["error"]
                code, message, hint = str(error["code"]), str(error["message"]), str(error["hint"])
            except (ValueError, KeyError, TypeError):
                raise ServiceError("bad_answer", f"The service answered {status} in a form of its own.", "") from None
            raise ServiceError(code, message, hint)
        return text

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        return json.loads(self.text(method, path, body) or "null")


class RunningClient(_Asking):
    """Asks the service that runs, by the address and the secret in the lock file."""

    def __init__(self, url: str, secret: str) -> None:
        self.url = url
        self._session = requests.Session()
        self._session.trust_env = False  # loopback is never behind a proxy
        self._session.headers.update({"Authorization": f"Bearer {secret}", "Content-Type": "application/json"})

    def _send(self, method: str, path: str, body: dict[str, Any] | None) -> tuple[int, str]:
        data = None if method in ("GET", "DELETE") else json.dumps(body or {}).encode()
        try:
            answer = self._session.request(method, f"{self.url}/api/v1{path}", data=data, timeout=TIMEOUT)
        except requests.RequestException as error:
            raise ServiceError(
                "unreachable",
                f"The service at {urlsplit(self.url).netloc} does not answer ({type(error).__name__}).",
                "Stop it and run `paper-radar serve` again; `paper-radar doctor` tells more.",
            ) from None
        answer.encoding = "utf-8"
        return answer.status_code, answer.text


class FolderClient(_Asking):
    """Opens the data folder in this process and asks the application directly, without a server."""

    def __init__(self, settings: Settings) -> None:
        # Imported here: a command that asks a running service needs none of this, and it takes half a second.
        from paper_radar.app import create_app, create_services

        self._services = create_services(settings)
        self._client = create_app(self._services).test_client()
        self._headers = {"Authorization": f"Bearer {self._services.secret}", "Content-Type": "application/json"}

    def _send(self, method: str, path: str, body: dict[str, Any] | None) -> tuple[int, str]:
        data = None if method in ("GET", "DELETE") else json.dumps(body or {}).encode()
        answer = self._client.open(
            f"/api/v1{path}", base_url="http://127.0.0.1", method=method, data=data, headers=self._headers
        )
        return answer.status_code, answer.get_data(as_text=True)

    def close(self) -> None:
        self._services.close()


@contextmanager
def connect(settings: Settings) -> Iterator[Client]:
    """The running service if there is one on this data folder, else the folder itself, given back at the end."""
    found = holder(settings.data_dir)
    if found is not None and found.url:
        yield RunningClient(found.url, found.secret)
        return
    client = FolderClient(settings)
    try:
        yield client
    finally:
        client.close()
