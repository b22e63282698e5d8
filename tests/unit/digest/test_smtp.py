"""Mail is sent to a real server, and every failure has its word."""

import ssl
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from paper_radar.digest.choice import Found
from paper_radar.digest.failures import MailError
from paper_radar.digest.message import Outgoing, message
from paper_radar.digest.rendering import Rendered, render
from paper_radar.digest.settings import ADDRESS, Mail
from paper_radar.digest.smtp import deliver
from paper_radar.papers.model import Paper
from tests.standins.mail import PASSWORD, USER, mail_server, scripted

RENDERED = Rendered("2 neue Aufsätze · 星期五", "Text: 隐式偏差\n.\n..dots\n", "<!doctype html><p>隐式偏差</p>")
MAIL = Mail(on=True, to="reader@example.org", host="127.0.0.1", security="none")


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """One that this machine trusts."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return authority


def serving(authority: trustme.CA, name: str = "127.0.0.1") -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def outgoing(port: int, password: str = "", whole: float = 45.0, **mail: Any) -> Outgoing:
    return Outgoing(
        replace(MAIL, port=port, **mail), password, RENDERED, "2026-06-19", datetime(2026, 6, 19, 8, tzinfo=UTC), whole
    )


def failed(out: Outgoing, **more: Any) -> MailError:
    with pytest.raises(MailError) as raised:
        deliver(out, lambda: None, **more)
    assert raised.value.hint and "\n" not in raised.value.message
    return raised.value


def test_a_mail_arrives_as_text_and_as_html_with_every_character() -> None:
    going: list[bool] = []
    with mail_server() as (port, kept):
        deliver(outgoing(port), lambda: going.append(True))
        (mail,) = kept.mails()
        (envelope,) = kept.envelopes
    assert going == [True]
    assert (envelope.mail_from, envelope.rcpt_tos) == ("reader@example.org", ["reader@example.org"])
    assert mail["Subject"] == RENDERED.subject
    assert mail["From"] == "Paper Radar <reader@example.org>"
    assert mail["Message-ID"] == "<digest.2026-06-19@example.org>"
    assert mail["Auto-Submitted"] == "auto-generated" and mail["Date"]
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None and text.get_content().replace("\r\n", "\n") == RENDERED.text
    assert html is not None and "隐式偏差" in html.get_content()
    assert bytes(envelope.content or b"").isascii()


def test_this_machines_name_is_told_to_nobody() -> None:
    with scripted({}) as (port, heard):
        deliver(outgoing(port), lambda: None)
    assert heard[0] == b"ehlo [127.0.0.1]\r\n"


@pytest.mark.parametrize("tls", [False, True])
def test_a_mail_goes_encrypted_with_a_password_that_is_not_ascii(authority: trustme.CA, tls: bool) -> None:
    with mail_server(context=serving(authority), tls=tls, login=True) as (port, kept):
        security = "tls" if tls else "starttls"
        deliver(outgoing(port, PASSWORD, security=security, user=USER), lambda: None)
        assert kept.sessions[0].ssl is not None or tls
        assert len(kept.mails()) == 1


@pytest.mark.parametrize("tls", [False, True])
def test_a_server_that_cannot_prove_who_it_is_gets_no_password(tls: bool) -> None:
    with mail_server(context=serving(trustme.CA()), tls=tls, login=True) as (port, kept):
        error = failed(outgoing(port, PASSWORD, security="tls" if tls else "starttls", user=USER))
    assert (error.code, error.later, kept.mails()) == ("digest_mail_certificate", False, [])


def test_a_certificate_for_another_name_is_refused(authority: trustme.CA) -> None:
    with mail_server(context=serving(authority, "mail.example.org"), tls=True) as (port, _):
        assert failed(outgoing(port, security="tls")).code == "digest_mail_certificate"


def test_a_wrong_password_is_refused_and_not_shown() -> None:
    with mail_server(login=True) as (port, kept):
        error = failed(outgoing(port, "wrong-password", user=USER))
    assert (error.code, error.later, kept.mails()) == ("digest_mail_login", False, [])
    assert "wrong-password" not in error.message + error.hint + repr(error)


def test_a_server_that_sends_the_password_back_does_not_make_us_show_it() -> None:
    answers = {
        "EHLO": b"250-here\r\n250 AUTH LOGIN PLAIN\r\n",
        "AUTH": b"535 no: AHJlYWRlcgBzZWNyZXQtcHc= secret-pw\r\n",
    }
    with scripted(answers) as (port, _):
        error = failed(outgoing(port, "secret-pw", user=USER))
    assert error.code == "digest_mail_login" and "535 no: … …" in error.message


def test_a_server_that_wants_a_login_says_so() -> None:
    with mail_server(login=True) as (port, _):
        assert failed(outgoing(port)).code == "digest_mail_refused"


def test_a_password_never_leaves_this_machine_unencrypted() -> None:
    error = failed(outgoing(25, "secret-pw", user=USER, host="mail.example.org"))
    assert error.code == "digest_mail_unencrypted"


def test_a_server_without_starttls_is_sent_nothing() -> None:
    with mail_server() as (port, kept):
        error = failed(outgoing(port, security="starttls"))
    assert (error.code, kept.mails()) == ("digest_mail_tls", [])


def test_tls_at_a_port_that_speaks_none_is_told() -> None:
    with mail_server() as (port, _):
        assert failed(outgoing(port, security="tls")).code == "digest_mail_tls"


@pytest.mark.parametrize(
    ("answer", "code", "later"),
    [
        ("452 4.3.1 no space", "digest_mail_later", True),
        ("554 5.7.1 spam", "digest_mail_refused", False),
    ],
)
def test_a_mail_that_is_refused_may_go_well_later_or_not(answer: str, code: str, later: bool) -> None:
    with mail_server() as (port, kept):
        kept.answer = answer
        error = failed(outgoing(port))
        assert (error.code, error.later, error.unsure) == (code, later, False)
        assert answer in error.message


@pytest.mark.parametrize(("answer", "later"), [("450 greylisted", True), ("550 unknown user", False)])
def test_a_recipient_that_is_refused_is_told(answer: str, later: bool) -> None:
    with mail_server() as (port, kept):
        kept.recipients = {"reader@example.org": answer}
        error = failed(outgoing(port))
    assert (error.later, answer in error.message) == (later, True)


def test_nobody_listens_at_the_port_and_no_such_server() -> None:
    with mail_server() as (port, _):
        pass
    assert (failed(outgoing(port)).code, failed(outgoing(port)).later) == ("digest_mail_unreachable", True)
    unknown = failed(outgoing(25, host="nobody.invalid"))
    assert (unknown.code, unknown.later) == ("digest_mail_unknown", True)


@pytest.mark.parametrize("when", ["", "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_connection_that_is_cut_before_the_end_may_be_tried_again(when: str) -> None:
    going: list[bool] = []
    with scripted({when: b"", "HELO": b""}) as (port, _), pytest.raises(MailError) as raised:
        deliver(outgoing(port), lambda: going.append(True))
    assert (raised.value.later, raised.value.unsure, going) == (True, False, [])


@pytest.mark.parametrize("answer", [b"", b"silent"])
def test_silence_after_the_end_leaves_it_unknown_and_never_sends_twice(answer: bytes) -> None:
    going: list[bool] = []
    with scripted({".": answer}) as (port, heard), pytest.raises(MailError) as raised:
        deliver(outgoing(port), lambda: going.append(True), patience=0.3)
    assert (raised.value.code, raised.value.later, raised.value.unsure) == ("digest_mail_unsure", False, True)
    assert going == [True] and heard[-1] == b".\r\n"


@pytest.mark.parametrize("when", ["", "EHLO", "MAIL", "DATA"])
def test_a_silent_server_is_given_up(when: str) -> None:
    with scripted({when: b"silent"}) as (port, _):
        error = failed(outgoing(port), patience=0.3)
    assert (error.code, error.later) == ("digest_mail_timeout", True)


@pytest.mark.parametrize("when", ["", "EHLO", "MAIL"])
def test_a_server_that_goes_on_and_on_is_heard_no_further(when: str) -> None:
    endless = b"".join(b"220-line %d\r\n" % n for n in range(200_000))
    with scripted({when: endless + b"220-"}) as (port, _):
        error = failed(outgoing(port), patience=30.0)
    assert (error.code, error.later) == ("digest_mail_cut", True)


@pytest.mark.parametrize("when", ["", "EHLO", "DATA", "QUIT"])
def test_a_server_that_says_a_letter_now_and_then_is_given_up_in_all(when: str) -> None:
    with scripted({when: b"endless"}) as (port, _):
        if when == "QUIT":
            deliver(outgoing(port, whole=0.5), lambda: None)
        else:
            assert failed(outgoing(port, whole=0.5)).code == "digest_mail_timeout"


@pytest.mark.parametrize(
    "greeting", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\xff\xfe\x00\r\n", b"220" + b"x" * 100_000]
)
def test_what_is_no_mail_server_is_told(greeting: bytes) -> None:
    with scripted({"": greeting}) as (port, _):
        assert failed(outgoing(port), patience=0.3).code.startswith("digest_mail_")


def test_the_dots_of_a_text_do_not_end_it() -> None:
    with mail_server() as (port, kept):
        deliver(outgoing(port), lambda: None)
        (mail,) = kept.mails()
    text = mail.get_body(("plain",))
    assert text is not None and "\n.\n..dots" in text.get_content().replace("\r\n", "\n")


@given(st.from_regex(ADDRESS, fullmatch=True).filter(lambda text: len(text) < 200))
def test_every_address_that_is_taken_can_be_written_to(address: str) -> None:
    made = message(outgoing(25, to=address, user=address))
    assert made["To"] == address and made["From"].endswith(f"<{address}>")


@pytest.mark.parametrize("user", ["a..b@example.org", "user", "a b@c.d", "a@b\r\nBcc: c@d.e", "é@example.org"])
def test_a_user_that_is_no_address_is_not_the_sender(user: str) -> None:
    assert message(outgoing(25, user=user))["From"] == "Paper Radar <reader@example.org>"


@pytest.mark.parametrize("host", ["a..b", "x" * 70 + ".example", ".", "-"])
def test_a_name_that_no_server_can_have_is_told(host: str) -> None:
    assert failed(outgoing(25, host=host)).code == "digest_mail_unknown"


wild = st.text(max_size=80)


@given(title=wild, author=wild, url=wild)
def test_whatever_a_paper_is_called_it_can_end_no_header(title: str, author: str, url: str) -> None:
    paper = Paper(key="arxiv:2606.00001", title=title or "t", authors=(author,), abstract=title, url=url)
    rendered = render("2026-06-19", 1, [Found(paper, ())], "en")
    out = Outgoing(MAIL, "", rendered, title, datetime(2026, 6, 19, tzinfo=UTC))
    made = message(out).as_bytes()
    head = made.partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0] for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    told = "Subject From To Date Message-ID Auto-Submitted X-Auto-Response-Suppress MIME-Version Content-Type"
    assert sorted(names) == sorted(told.encode().split())
    assert made.isascii() and b"\n.\r\n" not in made


def test_a_password_is_in_no_representation() -> None:
    assert PASSWORD not in repr(outgoing(25, PASSWORD))
