"""What is kept of the digest is read again, whatever somebody made of the file."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.digest import record, settings
from paper_radar.digest.digests import Digests
from paper_radar.digest.record import Last, Record
from paper_radar.digest.settings import DigestSettings, IncompleteError, Mail
from tests.fakes.digest import FakePapers
from tests.fakes.workspace import FakeWorkspace

MAIL = Mail(on=True, to="reader@example.org", host="mail.example.org", port=2525, security="tls", user="reader")
CHOSEN = DigestSettings(on=True, hour=0, timezone="Asia/Hong_Kong", language="zh_CN", notification=True, mail=MAIL)


def test_what_was_chosen_is_read_again() -> None:
    workspace = FakeWorkspace()
    assert settings.read(workspace) == DigestSettings()
    settings.write(workspace, CHOSEN)
    assert settings.read(workspace) == CHOSEN


def test_a_password_is_kept_apart_and_forgotten() -> None:
    workspace = FakeWorkspace()
    settings.keep_password(workspace, "geheim")
    assert settings.password(workspace) == "geheim" and "geheim" not in str(workspace.get("settings", "digest"))
    settings.keep_password(workspace, "")
    assert settings.password(workspace) == "" and "geheim" not in str(workspace.tables)


@pytest.mark.parametrize(
    ("change", "given", "kept"),
    [
        ({"host": "evil.example"}, None, ""),
        ({"host": ""}, None, ""),
        ({"host": "evil.example"}, "another", "another"),
        ({"host": "Mail.Example.ORG", "port": 587, "security": "starttls", "user": "other"}, None, "geheim"),
        ({"to": "you@example.org"}, None, "geheim"),
    ],
)
def test_a_password_goes_to_no_other_server_than_it_was_given_for(
    change: dict[str, Any], given: str | None, kept: str
) -> None:
    workspace = FakeWorkspace()
    digests = Digests(workspace, FakePapers(), lambda: datetime(2026, 6, 20, 9, tzinfo=UTC))
    digests.change({}, {"to": "me@example.org"}, "geheim")
    digests.change({}, {"host": "mail.example.org"}, None)
    assert settings.password(workspace) == "geheim"
    digests.change({}, change, given)
    assert settings.password(workspace) == kept


def test_the_usual_port_and_the_usual_sender_are_taken() -> None:
    assert [Mail(security=each).door for each in ("starttls", "tls", "none")] == [587, 465, 25]
    assert Mail(to="a@b.c", user="me").address == "a@b.c"
    assert Mail(to="a@b.c", user="me@d.e").address == "me@d.e"
    assert Mail(to="a@b.c", user="me@d.e", sender="f@g.h").address == "f@g.h"


@pytest.mark.parametrize("mail", [Mail(), Mail(to="a@b.c"), Mail(host="mail.example.org")])
def test_mail_without_an_address_or_a_server_is_not_complete(mail: Mail) -> None:
    with pytest.raises(IncompleteError):
        settings.complete(mail)
    with pytest.raises(IncompleteError):
        settings.check(replace(CHOSEN, mail=replace(mail, on=True)))
    settings.check(replace(CHOSEN, mail=mail))


def test_what_cannot_be_is_as_it_was_at_first() -> None:
    workspace = FakeWorkspace()
    wrong = {"on": 1, "hour": 25, "timezone": "Mars/Olympus", "language": "de", "notification": "yes", "unknown": 1}
    workspace.put(
        "settings", "digest", {**wrong, "mail": {"port": 99999, "security": "ssl", "to": ["x"], "host": "kept"}}
    )
    assert settings.read(workspace) == DigestSettings(mail=Mail(host="kept"))


KEPT = Record(
    day="2026-06-19",
    since="2026-06-18T08:00:00+00:00",
    made="2026-06-19T08:00:00+00:00",
    total=2,
    keys=("arxiv:1", "arxiv:2"),
    past=("arxiv:0",),
    told={"mail": "2026-06-19T08:00:01+00:00"},
    last=Last(at="2026-06-19T08:00:01+00:00"),
)


def test_a_record_is_read_again() -> None:
    assert record.from_json(record.to_json(KEPT)) == KEPT
    assert record.from_json(None) == Record()


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from(list(record.to_json(KEPT))), anything),
    st.dictionaries(st.sampled_from(["on", "mail", "hour", "timezone"]), anything),
)
def test_whatever_stands_in_the_file_there_is_a_digest(kept: dict[str, Any], chosen: dict[str, Any]) -> None:
    workspace = FakeWorkspace()
    workspace.put("settings", "digest", {"on": True, **chosen})
    workspace.put("settings", "digest_day", {**record.to_json(KEPT), **kept})
    digests = Digests(workspace, FakePapers(), lambda: datetime(2026, 6, 20, 9, tzinfo=UTC))
    assert digests.look().total == 0
    assert digests.by_hand().total == 0
