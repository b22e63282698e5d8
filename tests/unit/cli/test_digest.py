"""`paper-radar digest`, and the service that sends it by itself."""

import json
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paper_radar.client import connect
from paper_radar.config import Settings
from tests.e2e.service import Service
from tests.standins.mail import Kept, mail_server


@pytest.fixture
def server() -> Iterator[tuple[int, Kept]]:
    with mail_server() as (port, kept):
        yield port, kept


@pytest.fixture
def service(tmp_path: Path, server: tuple[int, Kept]) -> Iterator[Service]:
    """Two new papers on the radar, mail switched on, due since midnight; nothing runs yet."""
    service = Service(tmp_path / "data")
    today = datetime.now(UTC).date().isoformat()
    file = tmp_path / "papers.jsonl"
    record = {"abstract": "An abstract.", "authors": ["Difan Zou"], "categories": ["cs.LG"], "announced": today}
    titles = {"2606.00001": "Implicit bias of Muon", "2606.00002": "Weather"}
    file.write_text("\n".join(json.dumps({**record, "id": id, "title": title}) for id, title in titles.items()))
    service.command("import", str(file))
    mail = {"on": True, "to": "reader@example.org", "host": "127.0.0.1", "port": server[0], "security": "none"}
    with connect(Settings(data_dir=service.folder, refresh_minutes=0)) as client:
        client.ask("POST", "/radar", {"kind": "author", "value": "Difan Zou"})
        client.ask("PATCH", "/digest/settings", {"on": True, "hour": 0, "timezone": "UTC", "mail": mail})
    yield service
    service.stop()


def test_the_digest_is_printed(service: Service) -> None:
    printed = service.command("digest")
    assert "2 new papers on your radar" in printed and "Implicit bias of Muon" in printed
    assert "author Difan Zou" in printed and "https://arxiv.org/abs/2606.00001" in printed
    assert "-- " not in printed
    told = json.loads(service.command("--json", "digest"))
    assert (told["total"], told["due"], len(told["items"])) == (2, True, 2)


def test_by_hand_it_is_sent_once_without_a_service_as_cron_would(service: Service, server: tuple[int, Kept]) -> None:
    assert "with 2 papers was sent to reader@example.org" in service.command("digest", "--send")
    assert "it is not sent twice" in service.command("digest", "--send")
    assert json.loads(service.command("--json", "digest", "--send"))["why"] == "told"
    assert len(server[1].mails()) == 1


def test_what_fails_ends_with_the_reason_and_a_hint(service: Service, server: tuple[int, Kept]) -> None:
    server[1].answer = "554 no spam"
    process = service.begin("digest", "--send")
    _, told = process.communicate(timeout=60)
    assert process.returncode == 1 and "554 no spam" in told and "Check the two addresses" in told


def test_a_service_that_was_away_at_the_hour_sends_when_it_is_back_and_never_twice(
    service: Service, server: tuple[int, Kept]
) -> None:
    _, kept = server
    service.start()
    assert kept.arrived.wait(60)
    service.stop(signal.SIGKILL)
    service.start()
    # The command asks the service that runs.
    assert "it is not sent twice" in service.command("digest", "--send")
    service.stop()
    assert "it is not sent twice" in service.command("digest", "--send")
    assert len(kept.mails()) == 1
