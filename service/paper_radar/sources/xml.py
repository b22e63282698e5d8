"""XML from a source, read without trust: nothing outside the document is fetched, nothing inside it is expanded."""

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from paper_radar.sources.errors import UnreadableError

_TRY_LATER = "It is tried again at the next refresh."
_DECLARES = re.compile(rb"<!ENTITY", re.IGNORECASE)
# One that holds more belongs to nobody who publishes papers: what libxml2 calls an attack, by the codes of its errors.
_ATTACKS = frozenset({etree.ErrorTypes.ERR_ENTITY_LOOP, etree.ErrorTypes.ERR_RESOURCE_LIMIT})


@dataclass(frozen=True, slots=True)
class Document:
    """`root` is the root element. `whole` is False where the document was faulty and had to be mended."""

    root: Any
    whole: bool


def read_xml(body: bytes, *, of: str) -> Document:
    """The document in these bytes, mended where a few characters are wrong: an item may be lost, not the whole feed.

    `of` names the sender in errors ("arXiv's feed"). Raises UnreadableError if there is no XML in them, or a bomb.
    """
    # Before the parser sees it; what hides behind another encoding meets the parser's own limits, and the check below.
    if _DECLARES.search(body):
        raise _bomb(of)
    try:
        root, whole = _parse(body, recover=False), True
    except etree.XMLSyntaxError as error:
        if error.code in _ATTACKS:
            raise _bomb(of) from None
        root, whole = _mended(body, of), False
    except (ValueError, LookupError) as error:  # an encoding nobody knows, a null where none may be
        raise UnreadableError(f"{of} cannot be read ({type(error).__name__}).", _TRY_LATER) from error
    if root is None:
        raise UnreadableError(f"{of} is no XML.", _TRY_LATER)
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise _bomb(of)
    return Document(root, whole)


def text_of(element: Any) -> str:
    """The text of an element and of whatever stands in it, "" for None."""
    if element is None:
        return ""
    return "".join(element.itertext()) if len(element) else element.text or ""


def name_of(element: Any) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _parse(body: bytes, *, recover: bool) -> Any:
    parser = etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(body, parser)


def _mended(body: bytes, of: str) -> Any:
    try:
        return _parse(body, recover=True)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise UnreadableError(f"{of} is no XML.", _TRY_LATER) from error


def _bomb(of: str) -> UnreadableError:
    return UnreadableError(
        f"{of} declares entities of its own, as a bomb does that grows when it is read; it was not read.",
        "Check the address in the settings.",
    )
