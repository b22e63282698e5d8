"""The popup tells how many papers hit since the reader's last visit, and opening it is a visit."""

import json
from datetime import UTC, datetime, timedelta

from tests.e2e.papers import MUON, own
from tests.e2e.reader import Reader


def test_the_footer_counts_from_the_last_visit(reader: Reader):
    service = reader.service
    page = reader.opens(own()[MUON])
    with reader.clicks_the_button(page) as popup:
        popup.wait_for_rows()
        popup.wait_for_text("this week")
    file = service.folder / "workspace.json"
    service.stop()
    workspace = json.loads(file.read_text())
    assert workspace["settings"]["looks"]["before"] == "", "that was the first visit"
    left = (datetime.now(UTC) - timedelta(days=2)).isoformat(timespec="seconds")
    workspace["settings"]["looks"]["last"] = left
    file.write_text(json.dumps(workspace))
    service.start()
    page.reload()
    with reader.clicks_the_button(page) as popup:
        popup.wait_for_rows()
        popup.wait_for_text("new since")
    assert service.ask("GET", "/looked") == {"since": left}
