"""The papers of a page that shows several: a list of publications, a reading list, an encyclopedia's references."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from paper_radar.pages.addresses import as_address
from paper_radar.pages.facts import PageFacts
from paper_radar.pages.metadata import coins, jsonld
from paper_radar.pages.visible.blocks import read_blocks
from paper_radar.papers.identity import canonical_url, identify, key_of, parse_doi
from paper_radar.papers.text import plain

_MOST = 50
_LONGEST_TITLE = 500
_WORDS_OF_A_TITLE = 4
# Signs of scripts that put no spaces between words.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SIGNS_OF_A_TITLE = 8


@dataclass(frozen=True, slots=True)
class Offered:
    """A paper that the page names: its title, key and address."""

    title: str
    key: str
    url: str


def papers_on_page(facts: PageFacts) -> tuple[Offered, ...]:
    """The papers that the page names with title and address, each once, at most 50; () if they are not several.

    From its COinS, its lists in JSON-LD, and links to a DOI, to arXiv or to another place of papers whose words are a
    title. Pure; never raises.
    """
    own = {key_of(url=facts.url), key_of(url=facts.canonical)}
    found: dict[str, Offered] = {}
    for title, address in chain(coins.listed(facts), jsonld.listed(facts), _linked(facts)):
        offered = _offered(title, address, facts.url)
        if offered and offered.key not in own:
            found.setdefault(offered.key, offered)
    return tuple(islice(found.values(), _MOST)) if len(found) > 1 else ()


def _offered(title: str, address: str, base: str) -> Offered | None:
    doi = "" if address.startswith(("https://", "http://", "/")) else parse_doi(address) or ""
    url = "" if doi else as_address(address, base)
    key = key_of(doi=doi, url=url)
    title = title.strip()[:_LONGEST_TITLE]
    return Offered(title, key, url or canonical_url(key)) if key and title else None


def _linked(facts: PageFacts) -> Iterator[tuple[str, str]]:
    for block in read_blocks(facts.body):
        if not block.href:
            continue
        title, address = plain(block.text), as_address(block.href, facts.url)
        if _is_title(title) and identify(address):
            yield title, address


def _is_title(text: str) -> bool:
    if parse_doi(text) or "://" in text:
        return False
    return len(text.split()) >= _WORDS_OF_A_TITLE or len(_UNSPACED.findall(text)) >= _SIGNS_OF_A_TITLE
