"""What Hugging Face is asked, and how: its JSON only, never a page, by its own word on how much is left."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from paper_radar.errors import BadInputError
from paper_radar.papers.identity import parse_arxiv_id
from paper_radar.papers.model import Paper
from paper_radar.sources.errors import RefusedError, UnreadableError
from paper_radar.sources.gate import Gate
from paper_radar.sources.gates import HF_BACK_OFF, HF_INTERVAL
from paper_radar.sources.http import Http, Response, Validators
from paper_radar.sources.huggingface.reader import read_item
from paper_radar.sources.rate_limit import rate_limit

INTERVAL = HF_INTERVAL
# The default of 50 cuts busy days; a list of exactly so many may be cut all the same.
MOST_A_PAGE = 100
_CUT_AT = (50, MOST_A_PAGE)
MOST_PAGES = 5
# Other programs behind the same address share what is left, so the last few are not for us.
FEW_LEFT = 10


@dataclass(frozen=True, slots=True)
class Listing:
    """One list of papers. `status` is 304 where it is as it was when `validators` were given, and has no papers then.

    `skipped` items were no papers. `cut` says that the list may go on where we could not follow. `rest` is for how many
    seconds Hugging Face wants to be asked nothing more.
    """

    papers: tuple[Paper, ...] = ()
    skipped: int = 0
    status: int = 200
    validators: Validators | None = None
    cut: bool = False
    rest: float = 0.0


class HuggingFace:
    """Below `base_url` (https://huggingface.co). Asks for the JSON only: visiting a paper's page indexes it."""

    def __init__(self, http: Http, base_url: str, gate: Gate | None = None) -> None:
        self.url = base_url.rstrip("/")
        self._http = http
        self._gate = gate or Gate(INTERVAL, name="Hugging Face", back_off=HF_BACK_OFF)

    def latest(self, validators: Validators | None = None) -> Listing:
        """The list that stands there without asking for a day. Raises SourceError."""
        return self._listing({}, validators)

    def day(self, day: date, validators: Validators | None = None) -> Listing:
        """The papers listed on one day, none if there are none yet. Raises SourceError."""
        return self._listing({"date": day.isoformat()}, validators, listed_on=day.isoformat())

    def trending(self, validators: Validators | None = None) -> Listing:
        """What its readers look at now, most first. Raises SourceError."""
        return self._listing({"sort": "trending"}, validators, most_pages=1)

    def paper(self, arxiv_id: str) -> Paper | None:
        """One paper, None if nobody has brought it to Hugging Face yet. Raises BadInputError, SourceError."""
        identity = parse_arxiv_id(arxiv_id)
        if identity is None:
            raise BadInputError(
                f"{arxiv_id!r:.60} is no arXiv id.", "An arXiv id looks like 2602.11557 or hep-th/9901001."
            )
        response = self._get(f"/api/papers/{quote(identity.id)}", {}, answers=(200, 404))
        return None if response.status == 404 else read_item(_json(response))

    def search(self, query: str, limit: int = MOST_A_PAGE) -> list[Paper]:
        """At most `limit` papers for a query in plain words, best first. Raises SourceError."""
        query = " ".join(query.split())
        if not query:
            return []
        response = self._get("/api/papers/search", {"q": query[:500], "limit": str(limit)})
        papers, _ = _papers(_list(response), "")
        return list(papers.values())[:limit]

    def _listing(
        self,
        asked: Mapping[str, str],
        validators: Validators | None,
        *,
        listed_on: str = "",
        most_pages: int = MOST_PAGES,
    ) -> Listing:
        response = self._page(asked, 0, validators)
        if response.not_modified:
            return Listing(status=304, validators=validators, rest=_rest(response))
        status = response.status
        # A day that has not begun there, or was never, is "Invalid" to it and no error of ours.
        items = _list(response) if status == 200 else _refusal(response, listed_on)
        papers, skipped = _papers(items, listed_on)
        page, more = 1, len(items) in _CUT_AT
        while more and page < most_pages:
            response = self._page(asked, page, None)
            items = _list(response) if response.status == 200 else []
            further, unread = _papers(items, listed_on)
            # A server that knows no pages gives the same one again.
            more = len(items) in _CUT_AT and not further.keys() <= papers.keys()
            papers, skipped, page = papers | further, skipped + unread, page + 1
        return Listing(
            papers=tuple(papers.values()),
            skipped=skipped,
            status=status,
            # Those of one page say nothing of the others.
            validators=response.validators if page == 1 and status == 200 else None,
            cut=more and most_pages > 1,
            rest=_rest(response),
        )

    def _page(self, asked: Mapping[str, str], page: int, validators: Validators | None) -> Response:
        params = {"limit": str(MOST_A_PAGE), **asked} | ({"p": str(page)} if page else {})
        return self._get("/api/daily_papers", params, answers=(200, 400), validators=validators)

    def _get(
        self,
        path: str,
        params: Mapping[str, str],
        *,
        answers: tuple[int, ...] = (200,),
        validators: Validators | None = None,
    ) -> Response:
        response = self._http.get(
            f"{self.url}{path}", gate=self._gate, params=params, answers=answers, validators=validators
        )
        if rest := _rest(response):
            self._gate.hold(rest)
        return response


def _papers(items: list[Any], listed_on: str) -> tuple[dict[str, Paper], int]:
    """The papers by key, in their order, and how many items were none."""
    found = [read_item(item, listed_on) for item in items]
    return {paper.key: paper for paper in found if paper is not None}, found.count(None)


def _rest(response: Response) -> float:
    limit = rate_limit(response.headers)
    return limit.resets_in if limit is not None and limit.left <= FEW_LEFT else 0.0


def _json(response: Response) -> Any:
    if response.is_html:
        raise UnreadableError(
            "Hugging Face answered with a web page in place of its data.",
            "A proxy or a network sign-in page may stand in between: open huggingface.co in a browser to see it.",
        )
    try:
        return json.loads(response.body)
    except (ValueError, RecursionError):
        hint = "It is tried again at the next refresh."
        raise UnreadableError("Hugging Face's answer is cut off or damaged.", hint) from None


def _list(response: Response) -> list[Any]:
    found = _json(response)
    if not isinstance(found, list):
        raise UnreadableError(
            f"Hugging Face sent no list of papers. {_said(found)}".strip(), "Its API may have changed."
        )
    return found


def _refusal(response: Response, listed_on: str) -> list[Any]:
    """No papers where it says 400 to a day; raises RefusedError where no day was asked for."""
    if listed_on:
        return []
    said = "" if response.is_html else _said(_json(response))
    raise RefusedError(f"Hugging Face answered with HTTP 400. {said}".strip(), "Its API may have changed.")


def _said(found: object) -> str:
    return " ".join(f"{found.get('error', '')!s:.200}".split()) if isinstance(found, dict) else ""
