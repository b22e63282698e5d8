"""Papers from the arXiv API, one by its id, many by theirs, or page by page for a query, by the `arxiv` package."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import arxiv

from paper_radar.errors import BadInputError
from paper_radar.papers.identity import parse_arxiv_id
from paper_radar.papers.model import Paper
from paper_radar.sources.arxiv.adapter import (
    TRY_LATER,
    EmptyPageError,
    EnoughError,
    GatedAdapter,
    QueryRefusedError,
)
from paper_radar.sources.arxiv.entries import paper_of
from paper_radar.sources.arxiv.queries import any_of, category_clause, groups
from paper_radar.sources.errors import UnreadableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http

MOST_A_PAGE = 2000
MOST_IDS = 100
# A minute and a half at the pace that arXiv asks for, and three weeks of five large categories.
MOST_CHECKED = 30_000
_CHECKED_A_PAGE = 1000
# Ids of before 2007 are long, and their slashes are three characters each in an address.
_MOST_ID_CHARACTERS = 1500
_NAMED_ID = re.compile(r"(?:incorrect id format for|malformed id)\W*(\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a query. `total` is what arXiv counts in all, which is no promise; `next` is where the page after
    this one starts, and `last` says that there is none. `skipped` entries could not be read.
    """

    papers: tuple[Paper, ...]
    total: int
    next: int
    last: bool
    skipped: int = 0


class ArxivApi:
    """`base_url` is the query address (https://export.arxiv.org/api/query). Safe from any thread."""

    def __init__(self, http: Http, gate: Gate, base_url: str) -> None:
        self._http = http
        self._gate = gate
        self._base_url = base_url

    def paper(self, arxiv_id: str) -> Paper | None:
        """The paper of this id, that very version if the id names one; None if arXiv has none.

        Raises BadInputError for what is no arXiv id, without asking; SourceError.
        """
        identity = parse_arxiv_id(arxiv_id)
        if identity is None:
            raise BadInputError(
                f"{arxiv_id!r:.60} is no arXiv id.", "An arXiv id looks like 2602.11557 or hep-th/9901001."
            )
        asked = f"{identity.id}v{identity.version}" if identity.version else identity.id
        papers = self._of_ids([asked])
        return next((paper for paper in papers if paper.arxiv_id == identity.id), None)

    def papers(self, ids: Iterable[str]) -> list[Paper]:
        """The papers of these ids, newest versions, in one request for up to MOST_IDS of them.

        What is no id is passed over without asking, and so is one that arXiv itself calls malformed: it would refuse
        all the others with it. What arXiv does not have is not among the answers. Raises SourceError.
        """
        found = (parse_arxiv_id(text) for text in ids)
        asked = dict.fromkeys(identity.id for identity in found if identity)
        papers: list[Paper] = []
        for batch in _batches(list(asked)):
            papers += [paper for paper in self._of_good_ids(batch) if paper.arxiv_id in asked]
        return papers

    def search(self, query: str, limit: int = 100, *, by_relevance: bool = False) -> list[Paper]:
        """The newest papers for a query in arXiv's language (see `queries`), or those that arXiv calls the most
        relevant; at most `limit`.

        Raises BadInputError if arXiv refuses the query, SourceError.
        """
        _require(query.strip() and limit > 0)
        order = arxiv.SortCriterion.Relevance if by_relevance else arxiv.SortCriterion.SubmittedDate
        search = arxiv.Search(query=query, max_results=limit, sort_by=order)
        return self._ask(search, min(limit, MOST_A_PAGE), GatedAdapter(self._http, self._gate))

    def page(self, query: str, *, start: int = 0, size: int, by_update: bool = False) -> Page:
        """One page of the papers for a query, newest first, in one request: by the day of submission of the first
        version, or of the last one.

        Raises BadInputError if arXiv refuses the query; EmptyPageError where there should be papers; SourceError.
        """
        _require(query.strip() and 0 < size <= MOST_A_PAGE and start >= 0)
        order = arxiv.SortCriterion.LastUpdatedDate if by_update else arxiv.SortCriterion.SubmittedDate
        search = arxiv.Search(query=query, max_results=start + size, sort_by=order)
        adapter = GatedAdapter(self._http, self._gate, most_pages=1)
        papers = self._ask(search, size, adapter, offset=start)
        (answered,) = adapter.answered
        end = start + answered.entries
        return Page(
            papers=tuple(papers),
            total=max(answered.total, end),
            next=end,
            last=not answered.entries or end >= answered.total,
            skipped=answered.entries - len(papers),
        )

    def cross_check(self, categories: Sequence[str], since: datetime) -> Iterator[Page]:
        """What was submitted to these categories since then, or replaced, newest first, page by page: to be held
        against an RSS feed that is empty, or cut, or stale. One request for a day, more for a longer gap, at most
        MOST_CHECKED papers: where there are more, the `total` of the last page is beyond its `next`.

        Categories of no valid form are passed over. Raises SourceError.
        """
        clauses = [clause for category in categories if (clause := category_clause(category))]
        # No field of the query language tells when a version came in, but the order does.
        oldest = f"{since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        queries = [any_of(clauses[place] for place in group) for group in groups([[clause] for clause in clauses])]
        for query in queries:
            start, ended = 0, False
            while not ended and start < MOST_CHECKED:
                page = self.page(query, start=start, size=_CHECKED_A_PAGE, by_update=True)
                start, ended = page.next, page.last or any(paper.updated < oldest for paper in page.papers)
                late = tuple(paper for paper in page.papers if paper.updated >= oldest)
                last = query is queries[-1] and (ended or start >= MOST_CHECKED)
                yield replace(page, papers=late, last=last, total=start if ended else page.total)

    def _of_good_ids(self, ids: list[str]) -> list[Paper]:
        while ids:
            try:
                return self._of_ids(ids)
            except QueryRefusedError as error:
                named = _NAMED_ID.search(error.message)
                culprit = named.group(1).rstrip(".,") if named else ""
                if culprit not in ids:
                    raise
                ids = [each for each in ids if each != culprit]
        return []

    def _of_ids(self, ids: list[str]) -> list[Paper]:
        search = arxiv.Search(id_list=ids, max_results=len(ids), sort_by=arxiv.SortCriterion.SubmittedDate)
        try:
            return self._ask(search, len(ids), GatedAdapter(self._http, self._gate, most_pages=1))
        except EmptyPageError:
            # Of an id that does not exist, arXiv counts one paper and lists none (autobib #183).
            if len(ids) == 1:
                return []
            raise

    def _ask(self, search: arxiv.Search, page_size: int, adapter: GatedAdapter, offset: int = 0) -> list[Paper]:
        # A client of its own for every search: the package's Client is not made for threads. Its pauses and retries are
        # off, because the gate and Http have theirs and know those of everybody else.
        client = arxiv.Client(page_size=page_size, delay_seconds=0, num_retries=0)
        client.query_url_format = self._base_url.replace("{", "{{").replace("}", "}}") + "?{}"
        for scheme in ("https://", "http://"):
            client._session.mount(scheme, adapter)
        results: list[arxiv.Result] = []
        try:
            results.extend(client.results(search, offset))
        except EnoughError:
            pass  # the answer was shorter than asked for, and the package would fill it up
        except (arxiv.UnexpectedEmptyPageError, EmptyPageError) as error:
            # A later page that stays empty is the end: arXiv counts papers that it then does not list.
            if not results:
                raise EmptyPageError from error
        except (arxiv.ArxivError, ValueError) as error:
            raise UnreadableError(f"arXiv's answer cannot be read: {error!s:.200}", TRY_LATER) from error
        papers = [paper for result in results if (paper := paper_of(result))]
        if not papers and any(answered.entries for answered in adapter.answered):
            raise UnreadableError("None of the papers in arXiv's answer can be read.", TRY_LATER)
        return papers


def _require(sense: object) -> None:
    if not sense:
        raise BadInputError("There is nothing to search for.")


def _batches(ids: list[str]) -> list[list[str]]:
    batches: list[list[str]] = []
    length = 0
    for each in ids:
        size = len(each) + 2 * each.count("/") + 3
        if not batches or len(batches[-1]) >= MOST_IDS or length + size > _MOST_ID_CHARACTERS:
            batches.append([])
            length = 0
        batches[-1].append(each)
        length += size
    return batches
