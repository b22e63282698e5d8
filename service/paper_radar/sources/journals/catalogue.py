"""The journals that ship with the service, by field; and how an address of a feed is known again."""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from urllib.parse import parse_qsl, urlencode, urlsplit

OWN = "own-"
_FILE = "catalogue.toml"


@dataclass(frozen=True, slots=True)
class Journal:
    """One feed. `field` is a key of `Field`; it and `publisher` are "" for a feed that the reader added."""

    id: str
    name: str
    url: str
    field: str = ""
    publisher: str = ""

    @property
    def custom(self) -> bool:
        """Did the reader add it by its address?"""
        return self.id.startswith(OWN)

    @property
    def source(self) -> str:
        """The name under which its fetches are recorded and its papers known."""
        return f"feed:{self.id}"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of study with its name in both languages of the interface."""

    id: str
    en: str
    zh: str


class Catalogue:
    """The journals in the order of the file, which is the order in which a reader is shown them."""

    def __init__(self, fields: tuple[Field, ...], journals: tuple[Journal, ...]) -> None:
        self._fields = fields
        self._journals = journals
        self._by_id = {journal.id: journal for journal in journals}
        self._by_address = {known_address(journal.url): journal for journal in journals}

    def all(self) -> tuple[Journal, ...]:
        """Every journal."""
        return self._journals

    def fields(self) -> tuple[Field, ...]:
        """Every field that has a journal."""
        return self._fields

    def get(self, id: str) -> Journal | None:
        """The journal of this id."""
        return self._by_id.get(id)

    def at(self, url: str) -> Journal | None:
        """The journal whose feed has this address, however it is written."""
        return self._by_address.get(known_address(url))


@cache
def catalogue() -> Catalogue:
    """The one in the package."""
    document = tomllib.loads(resources.files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))
    groups = document["field"]
    fields = tuple(Field(group["id"], group["en"], group["zh"]) for group in groups)
    journals = tuple(Journal(field=group["id"], **journal) for group in groups for journal in group["journals"])
    return Catalogue(fields, journals)


def known_address(url: str) -> str:
    """What two ways to write one address have in common: no scheme, "www.", final slash, fragment; sorted query."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return f"{host}{port}{parts.path.rstrip('/')}{'?' if query else ''}{query}"


def own_id(url: str) -> str:
    """The id of a feed that the reader adds: the same address has the same id, also after it was removed."""
    return OWN + hashlib.sha256(known_address(url).encode("utf-8", "replace")).hexdigest()[:10]
