"""Links as pages write them, read into absolute web addresses."""

import re
from urllib.parse import unquote, urljoin, urlsplit

# No address holds these unless a template was left unfilled: "https://arxiv.org/pdf/<ARXIV PAPER ID>.pdf".
_UNFILLED = re.compile(r"[<>{}]")


def as_address(link: str, base: str) -> str:
    """The link as an absolute web address, "" for what is none."""
    if not link.strip():
        return ""
    try:
        address = urljoin(base, link.strip())
        parts = urlsplit(address)
    except ValueError:
        return ""
    if _UNFILLED.search(unquote(parts.path)):
        return ""
    return address if parts.scheme in ("http", "https") and parts.hostname else ""


def host_of(url: str) -> str:
    """The address's host without "www.", "" for what is no address."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def same_site(url: str, other: str) -> bool:
    """Whether one of the hosts is the other, a part of it, or a sister below the same two last labels."""
    one, two = host_of(url), host_of(other)
    return bool(one) and one.split(".")[-2:] == two.split(".")[-2:]
