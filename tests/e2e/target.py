"""A page that Playwright does not show, spoken to over the browser's own protocol session."""

import json
import time
from typing import Any

from playwright.sync_api import CDPSession

from tests.e2e.browser import PATIENCE, NeverCameTrueError

Answer = dict[str, Any]


class Target:
    """A session with one target. `faults` are the uncaught exceptions of its scripts and its errors on the console."""

    def __init__(self, cdp: CDPSession, target_id: str) -> None:
        self.id = target_id
        self.faults: list[str] = []
        self.closed = False
        self._cdp = cdp
        self._answers: dict[int, Answer] = {}
        self._next = 0
        cdp.on("Target.receivedMessageFromTarget", self._receive)
        cdp.on("Target.detachedFromTarget", self._detach)
        self._session_id = cdp.send("Target.attachToTarget", {"targetId": target_id, "flatten": False})["sessionId"]
        for domain in ("Runtime", "Log", "Accessibility", "DOM"):
            self.send(f"{domain}.enable")

    def send(self, method: str, parameters: Answer | None = None) -> Answer:
        """One command. Raises AssertionError with the browser's words, NeverCameTrueError if it does not answer."""
        self._next += 1
        number = self._next
        message = json.dumps({"id": number, "method": method, "params": parameters or {}})
        self._cdp.send("Target.sendMessageToTarget", {"sessionId": self._session_id, "message": message})
        deadline = time.monotonic() + PATIENCE
        while number not in self._answers:
            if self.closed:
                raise AssertionError(f"the popup closed before it answered {method}")
            if time.monotonic() > deadline:
                raise NeverCameTrueError(f"the popup did not answer {method}")
            self._cdp.send("Browser.getVersion")  # any round trip lets waiting messages in
        answer = self._answers.pop(number)
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']['message']}")
        result: Answer = answer["result"]
        return result

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression; a promise is awaited."""
        answer = self.send("Runtime.evaluate", {"expression": expression, "awaitPromise": True, "returnByValue": True})
        if "exceptionDetails" in answer:
            raise AssertionError(_told(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def leave(self) -> None:
        """Listen no more."""
        self._cdp.remove_listener("Target.receivedMessageFromTarget", self._receive)
        self._cdp.remove_listener("Target.detachedFromTarget", self._detach)

    def _receive(self, event: Answer) -> None:
        if event["sessionId"] != self._session_id:
            return
        message = json.loads(event["message"])
        if "id" in message:
            self._answers[message["id"]] = message
        elif message["method"] == "Runtime.exceptionThrown":
            self.faults.append(_told(message["params"]["exceptionDetails"]))
        elif message["method"] == "Log.entryAdded" and message["params"]["entry"]["level"] == "error":
            self.faults.append(message["params"]["entry"]["text"])

    def _detach(self, event: Answer) -> None:
        if event.get("sessionId") == self._session_id:
            self.closed = True


def _told(details: Answer) -> str:
    return str(details.get("exception", {}).get("description") or details["text"])
