"""Which journals the reader follows: their own choice, until there is one the environment's."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from paper_radar.errors import BadInputError
from paper_radar.sources.addresses import web_address
from paper_radar.sources.journals.catalogue import Catalogue, Journal, own_id

# As stored: the id of a journal of the catalogue, or a feed of the reader's own, {"id", "name", "url"}.
Kept = str | Mapping[str, Any]


def by_default(named: Sequence[str], catalogue: Catalogue) -> tuple[Journal, ...]:
    """The journals that PAPER_RADAR_FEEDS names by ids or addresses.

    Raises BadInputError with what was probably meant, RefusedError for an address that is none.
    """
    return _once(_named(text, catalogue) for text in named)


def _named(text: str, catalogue: Catalogue) -> Journal:
    journal = catalogue.get(text)
    if journal is not None:
        return journal
    if "/" in text:
        return catalogue.at(text) or own(web_address(text))
    near = difflib.get_close_matches(text, [journal.id for journal in catalogue.all()], 3)
    hint = f"Perhaps {' or '.join(near)}?" if near else "`paper-radar feeds catalogue` lists them."
    raise BadInputError(f"PAPER_RADAR_FEEDS names {text!r:.60}, which is no journal of the catalogue.", hint)


def own(url: str, name: str = "") -> Journal:
    """A feed that the reader added. Without a name it has its address's."""
    parts = urlsplit(url)
    return Journal(own_id(url), name or f"{parts.hostname}{parts.path.rstrip('/')}", url)


def from_kept(kept: Iterable[Kept], catalogue: Catalogue) -> tuple[Journal, ...]:
    """The journals of a stored choice. One that the catalogue has no more is passed over."""
    found = (
        catalogue.get(one) if isinstance(one, str) else Journal(str(one["id"]), str(one["name"]), str(one["url"]))
        for one in kept
    )
    return _once(journal for journal in found if journal is not None)


def to_keep(journals: Iterable[Journal]) -> list[Kept]:
    """The choice as plain JSON values."""
    return [
        {"id": journal.id, "name": journal.name, "url": journal.url} if journal.custom else journal.id
        for journal in journals
    ]


def _once(journals: Iterable[Journal]) -> tuple[Journal, ...]:
    return tuple({journal.id: journal for journal in journals}.values())
