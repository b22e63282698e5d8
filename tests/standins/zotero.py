"""A stand-in for the connector of a running Zotero: what it answers, as its server_connector.js does."""

import json
from typing import Any

from tests.standins.server import Answer, Request, Standin

VERSION = "9.0.1"


def told(status: int, body: Any = None) -> Answer:
    """An answer in Zotero's shape: its version in the head, JSON if there is something to say."""
    text = b"" if body is None else json.dumps(body).encode()
    headers = {"content-type": "application/json", "X-Zotero-Version": VERSION, "X-Zotero-Connector-API-Version": "3"}
    return Answer(status, text, headers)


OUTDATED = told(400, {"error": "CONNECTOR_VERSION_OUTDATED"})
SESSION_EXISTS = told(409, {"error": "SESSION_EXISTS"})
READ_ONLY = told(500, {"libraryEditable": False})
FAILED = told(500)


class ZoteroStandin(Standin):
    """Takes items into one list. `url` is what PAPER_RADAR_ZOTERO_URL takes; queue other answers under the paths.

    As the real one, it lets nobody save under a session's id twice, and drops what comes with the User-Agent of a
    browser or from a web page's origin without the connector's header.
    """

    def __init__(self, *, library: str = "My Library", collection: str = "", editable: bool = True) -> None:
        super().__init__()
        self.library, self.collection, self.editable = library, collection, editable
        self.items: list[dict[str, Any]] = []
        self.sessions: set[str] = set()
        self.route("/connector/ping", self._guarded(lambda _: told(200, {"prefs": {"automaticSnapshots": True}})))
        self.route("/connector/getSelectedCollection", self._guarded(self._selected))
        self.route("/connector/saveItems", self._guarded(self._save))

    def _guarded(self, handler: Any) -> Any:
        def guarded(request: Request) -> Answer:
            headers = request.headers
            of_a_page = "mozilla/" in headers.get("user-agent", "").lower() or "origin" in headers
            if of_a_page and "x-zotero-connector-api-version" not in headers:
                return Answer(403, b"", {})
            if request.method != "POST" or headers.get("content-type") != "application/json":
                return told(400)
            return handler(request)

        return guarded

    def _selected(self, _: Request) -> Answer:
        return told(
            200,
            {
                "libraryID": 1,
                "libraryName": self.library,
                "libraryEditable": self.editable,
                "filesEditable": self.editable,
                "editable": self.editable,
                "id": 7 if self.collection else None,
                "name": self.collection or self.library,
                "targets": [],
            },
        )

    def _save(self, request: Request) -> Answer:
        if request.headers.get("x-zotero-connector-api-version", "3") < "3":
            return OUTDATED
        body = json.loads(request.body)
        if body["sessionID"] in self.sessions:
            return SESSION_EXISTS
        self.sessions.add(body["sessionID"])
        if not self.editable:
            return READ_ONLY
        self.items += body["items"]
        return told(201)
