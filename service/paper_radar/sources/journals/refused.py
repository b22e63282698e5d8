"""What came in place of a feed, called by its name, so that it is never shown as papers."""

import re

from paper_radar.sources.errors import UnreadableError

_LOOK = "Open the address in a browser: a journal's page names its feed, mostly as RSS."
_CHALLENGE = re.compile(
    rb"captcha|are (?:you )?not a robot|are you a (?:robot|human)|unusual traffic|just a moment\.\.\."
    rb"|cf-browser-verification|challenge-platform|attention required|verify(?:ing)? you are (?:a )?human"
    rb"|access denied|enable javascript and cookies",
    re.IGNORECASE,
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_END = re.compile(rb"</(?:\w{1,20}:)?(?:rss|feed|RDF)\s*>")
_ENTITY = re.compile(rb"<!ENTITY\s+(%?)\s*[^\s>]+\s+(?:(SYSTEM|PUBLIC)|\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
MOST_ENTITIES = 300  # HTML 4 declares 252


class ChallengeError(UnreadableError):
    """The site asks whether we are a person. It does so to programs; a reader with a browser may get in."""

    code = "source_challenge"


class NoFeedError(UnreadableError):
    """A web page or a document of another kind stands where a feed was expected."""

    code = "source_no_feed"


def require_document(body: bytes, name: str) -> None:
    """Raises UnreadableError for what is seen to be no feed, or a dangerous one, before any parser reads it."""
    ascii_only = (
        body.replace(b"\x00", b"") if b"\x00" in body[:64] else body
    )  # UTF-16 and UTF-32, well enough to look at
    start = ascii_only[:65536].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not start:
        raise NoFeedError(f"{name} answered with nothing.", _LOOK)
    if _HTML.match(start):
        if _CHALLENGE.search(start):
            raise ChallengeError(
                f"{name} asks whether we are a robot in place of its feed.",
                "Nothing is wrong here; its site keeps programs out for now. Look at it in a browser.",
            )
        raise NoFeedError(f"{name} answered with a web page in place of a feed.", _LOOK)
    if start.startswith((b"{", b"[")):
        raise NoFeedError(f"{name} answered with JSON in place of an RSS or Atom feed.", _LOOK)
    if not start.startswith(b"<"):
        raise NoFeedError(f"{name} answered with something that is no feed.", _LOOK)
    _require_harmless(start, name)


def require_whole(body: bytes, name: str) -> None:
    """Raises UnreadableError if the document breaks off: a feed cut in the middle has lost its older papers."""
    if not _END.search(body[-4096:].replace(b"\x00", b"")):
        raise UnreadableError(f"The feed of {name} is cut off in the middle.", "Try it again later.")


def _require_harmless(start: bytes, name: str) -> None:
    """Entities made of entities ("billion laughs") or of files are nothing that a journal needs."""
    declared = _ENTITY.findall(start)
    nested = any(
        parameter or outside or re.search(rb"&\w+;|%\w+;", one or other) for parameter, outside, one, other in declared
    )
    if nested or len(declared) > MOST_ENTITIES or sum(len(one or other) for *_, one, other in declared) > 20_000:
        raise UnreadableError(
            f"The feed of {name} declares entities in the way of an XML bomb; it was not read.",
            "Write to the journal if this goes on.",
        )
