"""What the reader chose of the digest. The password is kept apart, so that nothing shows it with the rest."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, TypeVar, get_args

from paper_radar.digest.schedule import zone_of
from paper_radar.errors import BadInputError
from paper_radar.storage.base import Document, Workspace

Language = Literal["auto", "en", "zh_CN"]
Security = Literal["starttls", "tls", "none"]
PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = "[A-Za-z0-9-]+"
# As mail has it without quotes (RFC 5322, dot-atom), in ASCII: nothing in it can end a header or a command.
ADDRESS = rf"{_ATOM}(\.{_ATOM})*@{_LABEL}(\.{_LABEL})*"
_SETTINGS, _PASSWORD = "digest", "digest_password"  # in the table of settings


def is_address(text: str) -> bool:
    """Is it an address of mail?"""
    return len(text) <= 320 and re.fullmatch(ADDRESS, text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """Where the digest is sent by SMTP, if it is `on`. Without `sender` it comes from `user`, else from `to`; of
    `port` 0 it goes to the usual one of the `security`.
    """

    on: bool = False
    to: str = ""
    sender: str = ""
    host: str = ""
    port: int = 0
    security: Security = "starttls"
    user: str = ""

    @property
    def address(self) -> str:
        """From whom it comes."""
        return self.sender or (self.user if is_address(self.user) else self.to)

    @property
    def door(self) -> int:
        """The port."""
        return self.port or PORTS[self.security]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSettings:
    """A digest is due at `hour` (0 to 23) by the clock of `timezone` (IANA; "": this machine's) if it is `on`."""

    on: bool = False
    hour: int = 8
    timezone: str = ""
    language: Language = "auto"
    notification: bool = False
    mail: Mail = Mail()


_Settings = TypeVar("_Settings", Mail, DigestSettings)


def read(workspace: Workspace) -> DigestSettings:
    """The reader's choice; what cannot be understood of a file that somebody edited is as it was at first."""
    kept = workspace.get("settings", _SETTINGS) or {}
    mail = _known(Mail(), kept.get("mail"))
    settings = replace(_known(DigestSettings(), kept), mail=mail)
    try:
        zone_of(settings.timezone)
    except BadInputError:  # a name that another machine's Python knew
        return replace(settings, timezone="")
    return settings


def write(workspace: Workspace, settings: DigestSettings) -> None:
    workspace.put("settings", _SETTINGS, asdict(settings))


def password(workspace: Workspace) -> str:
    """The password that the reader gave, "" without one."""
    return str((workspace.get("settings", _PASSWORD) or {}).get("password", ""))


def keep_password(workspace: Workspace, password: str) -> None:
    """Keep it, in the file that only its owner may read; "" forgets it."""
    if password:
        workspace.put("settings", _PASSWORD, {"password": password})
    else:
        workspace.delete("settings", _PASSWORD)


def check(settings: DigestSettings) -> None:
    """Raises BadInputError where mail is to be sent and it is not said where."""
    if settings.mail.on:
        complete(settings.mail)


def complete(mail: Mail) -> None:
    """Raises IncompleteError if nothing can be sent, for what is missing."""
    missing = [name for name, value in (("address", mail.to), ("mail server", mail.host)) if not value]
    if missing:
        raise IncompleteError(
            f"The digest cannot be sent: there is no {' and no '.join(missing)}.",
            "Give both in the options, under Digest.",
        )


class IncompleteError(BadInputError):
    """Mail cannot be sent before its settings are given."""

    code = "digest_mail_incomplete"


def _known(defaults: _Settings, kept: object) -> _Settings:
    fits: Document = {}
    for name, value in asdict(defaults).items():
        given = kept.get(name) if isinstance(kept, Mapping) else None
        if type(given) is type(value) and not isinstance(given, dict) and _allowed(name, given):
            fits[name] = given
    return replace(defaults, **fits)


def _allowed(name: str, value: Any) -> bool:
    if name in ("to", "sender"):
        return not value or is_address(value)
    choices = {"language": get_args(Language), "security": get_args(Security), "hour": range(24), "port": range(65536)}
    return value in choices.get(name, (value,))
