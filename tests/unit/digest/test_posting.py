"""The digest by mail is never sent twice, whenever the service dies."""

import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.digest.digests import Digests
from paper_radar.digest.failures import MailError
from paper_radar.digest.message import Outgoing
from paper_radar.digest.posting import Post
from paper_radar.digest.settings import DigestSettings, Mail, write
from tests.fakes.digest import FakePapers
from tests.fakes.workspace import FakeWorkspace
from tests.shared import ROOT
from tests.standins.mail import mail_server
from tests.unit.digest.until_killed import post_at

MAIL = Mail(on=True, to="reader@example.org", host="mail.example.org")


@pytest.mark.parametrize(
    ("when", "before", "after", "code"),
    [
        ("before", 0, 1, ""),
        ("noted", 0, 0, "digest_mail_unsure"),
        ("sent", 1, 1, "digest_mail_unsure"),
        ("never", 1, 1, ""),
    ],
)
def test_a_service_that_is_killed_never_sends_twice(
    tmp_path: Path, when: str, before: int, after: int, code: str
) -> None:
    with mail_server() as (port, kept):
        command = [sys.executable, "-m", "tests.unit.digest.until_killed", str(tmp_path), str(port), when]
        done = subprocess.run(command, cwd=ROOT, timeout=60, check=False, capture_output=True)
        assert done.returncode == (0 if when == "never" else -signal.SIGKILL), done.stderr
        assert len(kept.mails()) == before
        digests, post = post_at(tmp_path, port)
        post.send_due()
        post.send_due()
        assert len(kept.mails()) == after
        assert digests.last().code == code


class World:
    """A reader's digests over days, with what was sent; `trouble` is what befalls the next mail."""

    def __init__(self) -> None:
        self.now = datetime(2026, 6, 19, 6, tzinfo=UTC)
        self.papers = FakePapers()
        self.workspace = FakeWorkspace()
        self.sent: list[Outgoing] = []
        self.trouble = "none"
        self.number = 0
        write(self.workspace, DigestSettings(on=True, hour=8, timezone="UTC", mail=MAIL))
        self.start()

    def start(self) -> None:
        self.digests = Digests(self.workspace, self.papers, lambda: self.now)
        self.post = Post(self.digests, self.workspace, self.deliver, lambda: self.now)

    def deliver(self, outgoing: Outgoing, going: Callable[[], None]) -> None:
        if self.trouble in ("later", "never"):
            raise MailError("digest_mail_later", "No.", "Wait.", later=self.trouble == "later")
        if self.trouble == "killed before":
            raise KeyboardInterrupt
        going()
        self.sent.append(outgoing)
        if self.trouble == "unsure":
            raise MailError("digest_mail_unsure", "Silence.", "Look.", unsure=True)
        if self.trouble == "killed after":
            raise KeyboardInterrupt

    def step(self, minutes: int, papers: int, trouble: str, by_hand: bool) -> None:
        self.now += timedelta(minutes=minutes)
        self.papers.quiet = minutes % 3 > 0
        self.papers.come(self.now.isoformat(timespec="seconds"), *range(self.number, self.number + papers))
        self.number += papers
        self.trouble = trouble
        try:
            self.post.send_now() if by_hand else self.post.send_due()
        except MailError:
            pass
        except KeyboardInterrupt:
            self.start()


troubles = st.sampled_from(["none", "none", "later", "never", "killed before", "killed after", "unsure"])
steps = st.lists(st.tuples(st.integers(1, 700), st.integers(0, 3), troubles, st.booleans()), max_size=40)


@given(steps)
def test_no_paper_is_told_twice_and_none_is_lost_whatever_happens(
    steps: list[tuple[int, int, str, bool]],
) -> None:
    world = World()
    for step in steps:
        world.step(*step)
    # In the end all is well, for as long as it takes.
    for _ in range(3):
        world.step(24 * 60, 0, "none", False)
        world.step(121, 0, "none", False)
    told = [line for mail in world.sent for line in mail.rendered.text.splitlines() if "Implicit bias" in line]
    days = [mail.name for mail in world.sent]
    assert len(set(days)) == len(days), "two mails of one day"
    assert "Nothing new" not in "".join(mail.rendered.subject for mail in world.sent)
    # Of more than ten the mail names ten: the rest is counted.
    counted = sum(int(mail.rendered.subject.split()[0]) for mail in world.sent)
    titles = [line.partition(". ")[2] for line in told]
    assert len(set(titles)) == len(titles), "a paper in two mails"
    assert counted == world.number


def test_after_two_digests_within_the_hour_the_next_tells_nothing_of_the_first_again() -> None:
    world = World()
    world.step(1, 1, "none", False)
    world.step(1, 1, "none", True)
    assert len(world.sent) == 2
    world.step(26 * 60, 0, "none", False)
    world.step(30, 0, "none", False)
    assert len(world.sent) == 2


def test_what_was_dismissed_in_the_meantime_is_not_sent_and_of_nothing_nothing() -> None:
    world = World()
    world.step(60, 2, "none", False)
    world.step(65, 0, "later", False)
    assert world.digests.look().due
    world.papers.dismissed = {each.paper.key for _, each in world.papers.came}
    world.step(10, 0, "none", False)
    assert world.sent == [] and not world.digests.look().due
