"""The papers of one author, however the reader names them: an id or page at arXiv, an ORCID, or a name."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from paper_radar.errors import BadInputError, NotFoundError, SourceError
from paper_radar.library.export.names import split_name
from paper_radar.papers.model import Paper
from paper_radar.papers.text import plain
from paper_radar.radar.author_ids import parse_author_id
from paper_radar.radar.entries import Entry
from paper_radar.radar.lookups import lookup_of
from paper_radar.sources.arxiv.api import ArxivApi
from paper_radar.sources.arxiv.author_feeds import papers_of_author
from paper_radar.sources.arxiv.queries import any_of, author_clauses, fitting
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http
from paper_radar.start.people import papers_by, shared_name
from paper_radar.storage.base import HitStore

MOST_OF_A_NAME = 100
# So many papers of the pool tell enough of a person; of fewer, arXiv is asked.
_ENOUGH = 5
_ADDRESS = re.compile(r"https?://|[\w-]+(?:\.[\w-]+)+/", re.IGNORECASE)


class AuthorNotFoundError(NotFoundError):
    """Nobody has this id, or no paper shows this name."""

    code = "author_not_found"


class AuthorAddressError(BadInputError):
    """An address that is no author's page at arXiv."""

    code = "author_address"


@dataclass(frozen=True, slots=True)
class AuthorsPapers:
    """Somebody with their papers; `author_id` is "" if only the name is known, under which others may write too."""

    name: str
    author_id: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class AuthorSearch:
    """`url` is where the feeds of authors stand; what is asked of arXiv waits at its gate. Safe from any thread."""

    http: Http
    gate: Gate
    url: str
    api: ArxivApi
    hits: HitStore

    def find(self, text: str) -> AuthorsPapers:
        """The author of this text. One request at most. Raises AuthorNotFoundError, AuthorAddressError, SourceError."""
        if author_id := parse_author_id(text):
            return self._of_id(author_id)
        name = _name(text)
        if not name:
            raise AuthorAddressError(
                f"{text.strip()!r:.80} is no page of an author at arXiv.",
                "Give an address such as https://arxiv.org/a/zou_d_1, an ORCID, or the name itself.",
            )
        return self._of_name(name)

    def _of_id(self, author_id: str) -> AuthorsPapers:
        papers = papers_of_author(self.http, self.gate, self.url, author_id)
        name = shared_name(papers, author_id) if papers else ""
        if not papers or not name:
            raise AuthorNotFoundError(
                f"arXiv knows no papers of an author {author_id}.",
                "Only who has claimed an id at arXiv has a page there; give the name instead.",
            )
        return AuthorsPapers(name, author_id, papers)

    def _of_name(self, name: str) -> AuthorsPapers:
        entry = Entry(id="wanted", kind="author", value=name)
        found = self._of_pool(entry)
        clauses = author_clauses(entry)
        if len(found) < _ENOUGH and clauses:
            try:
                asked = self.api.search(any_of(fitting(clauses)), limit=MOST_OF_A_NAME)
            except (SourceError, BadInputError):
                if not found:
                    raise
                asked = []
            found = list({paper.key: paper for paper in (*papers_by(name, asked), *found)}.values())
        if not found:
            raise AuthorNotFoundError(
                f"No paper by {name:.80} was found.", "Check the spelling, or add the name as it is."
            )
        return AuthorsPapers(name, "", tuple(found))

    def _of_pool(self, entry: Entry) -> list[Paper]:
        lookup = lookup_of(entry)
        ids = self.hits.newest_first(self.hits.look([lookup])) if lookup else []
        return papers_by(entry.value, [paper for _, _, paper in self.hits.read(ids[:MOST_OF_A_NAME])])


def _name(text: str) -> str:
    """The name that the text is, or that an address of arXiv's search for authors asks for; "" for other addresses."""
    text = text.strip()[:400]
    if _ADDRESS.match(text):
        try:
            parts = urlsplit(text if "//" in text else f"https://{text}")
        except ValueError:  # "https://[x"
            return ""
        asked = parse_qs(parts.query)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("export.")
        if host != "arxiv.org" or asked.get("searchtype") != ["author"]:
            return ""
        text = (asked.get("query") or [""])[0].strip("\"' ")
    name = plain(text)
    return str(split_name(name)) if any(character.isalpha() for character in name) else ""
