"""Single papers and searches from the arXiv API, by the `arxiv` package with its HTTP put under our gate."""

import re
from datetime import UTC, datetime
from typing import Any

import arxiv
import requests
from requests.adapters import BaseAdapter

from paper_radar.errors import BadInputError
from paper_radar.papers.identity import arxiv_pdf_url, canonical_url, key_of, parse_arxiv_id, parse_doi
from paper_radar.papers.model import Paper
from paper_radar.papers.text import plain
from paper_radar.sources.arxiv.authors import author_name
from paper_radar.sources.errors import UnreachableError, UnreadableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.http import Http

MOST_A_PAGE = 2000
_TRY_LATER = "Try again in some minutes."
_ERROR_ENTRY = re.compile(rb"<id>[^<]*/api/errors[^<]*</id>.*?<summary[^>]*>([^<]*)</summary>", re.DOTALL)
_TOTAL = re.compile(rb"<opensearch:totalResults[^>]*>\s*(\d+)")
_START = re.compile(r"[?&]start=(\d+)")


class ArxivApi:
    """`base_url` is the query address (https://export.arxiv.org/api/query). Safe from any thread."""

    def __init__(self, http: Http, gate: Gate, base_url: str) -> None:
        self._adapter = _GatedAdapter(http, gate)
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
        papers = self._results(id_list=[asked], max_results=1)
        return next((paper for paper in papers if paper.arxiv_id == identity.id), None)

    def search(self, query: str, limit: int = 100) -> list[Paper]:
        """The newest papers for a query in arXiv's language (`au:"Zou" AND cat:cs.LG`), at most `limit`.

        Raises BadInputError if arXiv refuses the query, SourceError.
        """
        if not query.strip() or limit < 1:
            raise BadInputError("There is nothing to search for.")
        return self._results(query=query, max_results=limit)

    def _results(self, *, query: str = "", id_list: list[str] | None = None, max_results: int) -> list[Paper]:
        search = arxiv.Search(
            query=query, id_list=id_list, max_results=max_results, sort_by=arxiv.SortCriterion.SubmittedDate
        )
        # A client of its own for every search: the package's Client is not made for threads. Its pauses and retries are
        # off, because the gate and Http have theirs and know those of everybody else.
        client = arxiv.Client(page_size=min(max_results, MOST_A_PAGE), delay_seconds=0, num_retries=0)
        client.query_url_format = self._base_url.replace("{", "{{").replace("}", "}}") + "?{}"
        for scheme in ("https://", "http://"):
            client._session.mount(scheme, self._adapter)
        results: list[arxiv.Result] = []
        try:
            results.extend(client.results(search))
        except (arxiv.UnexpectedEmptyPageError, _EmptyPageError) as error:
            # A later page that stays empty is the end: arXiv counts papers that it then does not list.
            if not results:
                raise UnreachableError("arXiv found papers but sent an empty page, twice.", _TRY_LATER) from error
        except (arxiv.ArxivError, ValueError) as error:
            raise UnreadableError(f"arXiv's answer cannot be read: {error!s:.200}", _TRY_LATER) from error
        papers = (_paper(result) for result in results)
        return [paper for paper in papers if paper is not None]


class _EmptyPageError(Exception):
    """A page that should hold papers and holds none."""


class _GatedAdapter(BaseAdapter):
    """What the package's requests.Session sends with: our Http, so our gate, time-outs, limits and User-Agent.

    The package looks at no more than the status and tells neither a web page nor arXiv's error entries from papers,
    so both are named here.
    """

    def __init__(self, http: Http, gate: Gate) -> None:
        super().__init__()
        self._http = http
        self._gate = gate

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        url = str(request.url)
        body = self._feed(url)
        if _lost_its_entries(body, url):
            # "Sporadically, due to brittleness in the underlying arXiv API" (arxiv.py #83, #119, #129).
            body = self._feed(url)
            if _lost_its_entries(body, url):
                raise _EmptyPageError
        response = requests.Response()
        response.status_code = 200
        response._content = body
        response.url = url
        response.request = request
        return response

    def close(self) -> None:
        pass

    def _feed(self, url: str) -> bytes:
        response = self._http.get(url, gate=self._gate, answers=(200, 400))
        body = response.body
        if error := _ERROR_ENTRY.search(body):
            raise BadInputError(f"arXiv refused the query: {plain(error.group(1).decode(errors='replace')):.200}")
        if response.is_html or b"<feed" not in body[:2000]:
            raise UnreadableError(
                "arXiv answered with something that is no list of papers.",
                "A proxy or a network sign-in page may stand in between: open export.arxiv.org in a browser to see it.",
            )
        # The package's parser mends what is cut, and would give half an abstract for a whole one.
        if not body.rstrip().endswith(b"</feed>"):
            raise UnreadableError("arXiv's answer is cut off in the middle.", _TRY_LATER)
        if response.status != 200:
            raise BadInputError(f"arXiv refused the query with HTTP {response.status}.")
        return body


def _lost_its_entries(body: bytes, url: str) -> bool:
    total = _TOTAL.search(body)
    start = _START.search(url)
    return b"<entry" not in body and total is not None and int(total.group(1)) > (int(start.group(1)) if start else 0)


def _paper(result: arxiv.Result) -> Paper | None:
    identity = parse_arxiv_id(result.get_short_id())
    title = plain(result.title)
    if identity is None or not title:
        return None
    key = key_of(arxiv_id=identity.id)
    primary = result.primary_category or next(iter(result.categories), "")
    names = (author_name(author.name) for author in result.authors)
    return Paper(
        key=key,
        title=title,
        authors=tuple(name for name in names if name),
        abstract=plain(result.summary),
        categories=tuple(dict.fromkeys(category for category in (primary, *result.categories) if category)),
        primary_category=primary,
        published=_moment(result.published),
        updated=_moment(result.updated),
        version=identity.version,
        venue=plain(result.journal_ref or ""),
        doi=parse_doi(result.doi or "") or "",
        arxiv_id=identity.id,
        url=canonical_url(key),
        pdf_url=arxiv_pdf_url(identity.id),
        source="arxiv",
    )


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
