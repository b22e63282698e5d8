"""/digest: what the day's digest holds and to whom it was told, its settings, and its mail."""

from typing import Annotated, Any, Literal

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, Request
from paper_radar.api.feed_items import ItemAnswer, items
from paper_radar.api.services import services
from paper_radar.digest.digests import Digest
from paper_radar.digest.record import Last
from paper_radar.digest.settings import ADDRESS

MailAddress = Annotated[str, Field(max_length=320, pattern=f"^({ADDRESS})?$", description='An address in ASCII, or ""')]


class LastAnswer(BaseModel):
    """The last attempt to send mail, at `at` (ISO 8601 UTC, "" before the first); `error` is "" if it went well."""

    at: str
    error: str
    code: str
    hint: str


class MailAnswer(BaseModel):
    """Whether there is a `password`, never the password. `from` "" is the user if that is an address, else `to`;
    `port` 0 the usual one.
    """

    on: bool
    to: str
    sender: str = Field(alias="from")
    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    user: str
    password: bool
    last: LastAnswer


class AtomAnswer(BaseModel):
    """`path` holds the secret that lets a feed reader in, "" while it is off."""

    on: bool
    path: str


class DigestSettingsAnswer(BaseModel):
    """The hour is by the clock of `timezone`, "" that of the service's machine; of the language "auto" it is the
    reader's for briefs.
    """

    on: bool
    hour: int
    timezone: str
    language: Literal["auto", "en", "zh_CN"]
    notification: bool
    mail: MailAnswer
    atom: AtomAnswer


class MailChange(Request):
    """Only the fields that are given change; a password of "" forgets it."""

    on: bool | None = None
    to: MailAddress | None = None
    sender: MailAddress | None = Field(None, alias="from")
    host: str | None = Field(None, max_length=253, pattern=r"^[A-Za-z0-9.:-]*$")
    port: Annotated[int, Field(ge=0, le=65535, strict=True)] | None = None
    security: Literal["starttls", "tls", "none"] | None = None
    user: str | None = Field(None, max_length=320, pattern=r"^[^\x00-\x1f\x7f]*$")
    password: str | None = Field(None, max_length=1000, pattern=r"^[^\x00-\x1f\x7f]*$")


class DigestSettingsChange(Request):
    """Only the fields that are given change."""

    on: bool | None = None
    hour: Annotated[int, Field(ge=0, le=23, strict=True)] | None = None
    timezone: str | None = Field(None, max_length=100)
    language: Literal["auto", "en", "zh_CN"] | None = None
    notification: bool | None = None
    mail: MailChange | None = None


class ToldAnswer(BaseModel):
    """When the digest was told by each way (ISO 8601 UTC), "" if not."""

    notification: str
    mail: str


class DigestAnswer(BaseModel):
    """The digest of `day` (ISO 8601, the reader's). `due`: it is made and holds something; if not, `total` and `items`
    are what the next one would hold so far. `items` are the best ten; `next` is when the next one to be made is due
    (ISO 8601 UTC; before now while it waits for papers that are just coming in), "" while the digest is off.
    """

    day: str
    due: bool
    told: ToldAnswer
    total: int
    items: list[ItemAnswer]
    next: str


class ToldRequest(Request):
    """Which digest was told, and how."""

    day: str = Field(pattern=r"^\d{4}-\d\d-\d\d$")
    how: Literal["notification"]


class ToldNow(BaseModel):
    """`first`: nobody had told it before; of two browsers, one is the first."""

    day: str
    first: bool


class SentAnswer(BaseModel):
    """Whether mail was sent; if not, `why`: nothing is new (empty), or that day's digest was sent before (told)."""

    sent: bool
    why: Literal["", "empty", "told"]
    day: str
    total: int


class PreviewAnswer(BaseModel):
    """The mail as it would be sent now; of a `total` of 0 none is."""

    subject: str
    text: str
    html: str
    total: int


blueprint = APIBlueprint("digest", __name__, url_prefix=PREFIX)


@blueprint.get("/digest", responses={200: DigestAnswer}, summary="The day's digest")
def get() -> dict[str, Any]:
    """Made, and from then on the same, once its hour has come."""
    return _digest_answer(services().digests.look())


@blueprint.post("/digest/told", responses={200: ToldNow}, summary="The digest was told")
def told(body: ToldRequest) -> dict[str, Any]:
    """To be asked before a notification is shown: only who is the first shows it."""
    return {"day": body.day, "first": services().digests.tell(body.day, body.how)}


@blueprint.get("/digest/preview", responses={200: PreviewAnswer}, summary="The mail as it would be")
def preview() -> dict[str, Any]:
    """Nothing is sent."""
    digests = services().digests
    digest = digests.look()
    rendered = digests.rendered(digest)
    return {"subject": rendered.subject, "text": rendered.text, "html": rendered.html, "total": digest.total}


@blueprint.post("/digest/send", responses={200: SentAnswer}, summary="Send today's digest now")
def send() -> dict[str, Any]:
    """Before its hour too, and never twice."""
    sent = services().post.send_now()
    return {"sent": sent.sent, "why": sent.why, "day": sent.day, "total": sent.total}


@blueprint.get("/digest/settings", responses={200: DigestSettingsAnswer}, summary="The settings of the digest")
def settings() -> dict[str, Any]:
    """Whether there is a password, never the password."""
    return _settings_answer()


@blueprint.patch("/digest/settings", responses={200: DigestSettingsAnswer}, summary="Change the settings of the digest")
def change(body: DigestSettingsChange) -> dict[str, Any]:
    """The settings as they are now."""
    given = body.model_dump(exclude_unset=True, exclude_none=True)
    mail = given.pop("mail", {})
    here = services()
    here.digests.change(given, mail, mail.pop("password", None))
    here.postman.soon()
    return _settings_answer()


@blueprint.post("/digest/mail/test", responses={200: LastAnswer}, summary="Send a test mail now")
def test() -> dict[str, Any]:
    """What went wrong is the answer's error, with its code and hint."""
    here = services()
    here.post.send_test()
    return _last(here.digests.last())


@blueprint.post("/digest/atom", responses={200: AtomAnswer}, summary="A new address of the Atom feed")
def renew() -> dict[str, Any]:
    """The former one is good no more."""
    return {"on": True, "path": services().atom.renew()}


@blueprint.delete("/digest/atom", responses={200: AtomAnswer}, summary="No Atom feed any more")
def end() -> dict[str, Any]:
    """Nobody can read it any more."""
    services().atom.end()
    return {"on": False, "path": ""}


def _settings_answer() -> dict[str, Any]:
    here = services()
    chosen, mail, path = here.digests.settings(), here.digests.settings().mail, here.atom.path()
    return {
        "on": chosen.on,
        "hour": chosen.hour,
        "timezone": chosen.timezone,
        "language": chosen.language,
        "notification": chosen.notification,
        "mail": {
            "on": mail.on,
            "to": mail.to,
            "from": mail.sender,
            "host": mail.host,
            "port": mail.port,
            "security": mail.security,
            "user": mail.user,
            "password": here.post.has_password(),
            "last": _last(here.digests.last()),
        },
        "atom": {"on": bool(path), "path": path},
    }


def _last(last: Last) -> dict[str, Any]:
    return {"at": last.at, "error": last.error, "code": last.code, "hint": last.hint}


def _digest_answer(digest: Digest) -> dict[str, Any]:
    return {
        "day": digest.day,
        "due": digest.due,
        "told": {how: digest.told.get(how, "") for how in ("notification", "mail")},
        "total": digest.total,
        "items": items(services(), [each.paper for each in digest.items]),
        "next": digest.next,
    }
