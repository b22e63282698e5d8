"""Sends the digest and is killed on the way: `python -m tests.unit.digest.until_killed FOLDER PORT WHEN`.

WHEN is `before` (the server has all but the last line, and nothing is noted), `noted` (it is noted, and the last line
is not sent), `sent` (the server has answered, and that is not noted) or `never`.
"""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from paper_radar.digest.digests import Digests
from paper_radar.digest.message import Outgoing
from paper_radar.digest.posting import Post
from paper_radar.digest.settings import DigestSettings, Mail, write
from paper_radar.digest.smtp import deliver
from paper_radar.storage.tiny import TinyWorkspace
from tests.fakes.digest import FakePapers

NOW = datetime(2026, 6, 19, 9, tzinfo=UTC)


def post_at(folder: Path, port: int, when: str = "never") -> tuple[Digests, Post]:
    """The digests of the folder, with two papers in them, sent to the port."""
    workspace = TinyWorkspace(folder / "workspace.json")
    mail = Mail(on=True, to="reader@example.org", host="127.0.0.1", port=port, security="none")
    write(workspace, DigestSettings(on=True, hour=8, timezone="UTC", mail=mail))
    papers = FakePapers()
    papers.come("2026-06-19T07:00:00+00:00", 1, 2)
    digests = Digests(workspace, papers, lambda: NOW)

    def killed() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def dying(outgoing: Outgoing, going: Callable[[], None]) -> None:
        def noting() -> None:
            if when == "before":
                killed()
            going()
            if when == "noted":
                killed()

        deliver(replace(outgoing, whole=20.0), noting)
        if when == "sent":
            killed()

    return digests, Post(digests, workspace, dying, lambda: NOW)


if __name__ == "__main__":
    post_at(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])[1].send_due()
