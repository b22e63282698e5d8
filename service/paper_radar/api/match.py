"""POST /match: what is on this page, what of it is on the radar, and which new papers are related, with reasons."""

from datetime import timedelta
from typing import Any, Literal

from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, PaperAnswer, Request
from paper_radar.api.saving import read_here
from paper_radar.api.services import Services, services
from paper_radar.matching.hits import Seen
from paper_radar.pages.facts import PageFacts
from paper_radar.pages.kinds import Page, read_page
from paper_radar.pages.metadata import Whole
from paper_radar.papers.model import Paper
from paper_radar.papers.model import from_json as paper_from_json
from paper_radar.papers.works import joined


class MatchRequest(Request):
    """The page's raw facts, and which slice of the related papers is wanted: `order` continues a former answer's.
    `paper` is what POST /pages/pdf read of the PDF at this address; it is looked at in place of the facts.
    """

    facts: PageFacts
    paper: dict[str, Any] | None = None
    offset: int = Field(0, ge=0, le=1000)
    limit: int = Field(10, ge=0, le=50)
    order: str = Field("", max_length=64)


class PageAnswer(BaseModel):
    """What page it is. `rows` were seen on it, `understood` of them read; `pending`: ask again in two seconds, arXiv
    is being asked for what the page lacks. `nothing`: why a page of kind "other" holds no single paper: a "challenge"
    in its place (a login, an error), the "home" of a site, or "no_paper" of another kind; "" where it may be one.
    """

    kind: Literal["paper", "listing", "other"]
    site: str
    key: str
    version: int | None
    rows: int
    understood: int
    pending: bool
    nothing: Literal["challenge", "home", "no_paper", ""]


class PagePaperAnswer(PaperAnswer):
    """A paper on the page; `item` is its place in the facts' items. `dismissed`: the reader called it "not for me", so
    it is not counted among the hits.
    """

    item: int | None
    dismissed: bool


class ReasonAnswer(BaseModel):
    """One reason why a paper is related: the kind names a sentence of the interface, the values fill it."""

    kind: str
    values: list[str]


class RelatedPaperAnswer(PaperAnswer):
    """A related paper: its score, the words it shares with the page, the reasons, and whether it is new."""

    score: float
    shared: list[str]
    reasons: list[ReasonAnswer]
    new: bool


class RelatedAnswer(BaseModel):
    """A slice of one stable order, which `order` names; `new` of its papers, all `total` of them, are new."""

    order: str
    total: int
    new: int
    offset: int
    items: list[RelatedPaperAnswer]


class CountsAnswer(BaseModel):
    """Papers in the pool, of these new within a week, radar entries, saved papers, papers on this page that hit; and
    how many papers that hit are `new`, come `since` the reader last looked (see /looked; "": within 30 days).
    """

    papers: int
    week: int
    radar: int
    library: int
    hits: int
    new: int
    since: str


class BriefStateAnswer(BaseModel):
    """A brief of the page's paper that is kept or being written."""

    id: str
    state: str


class OfferedAnswer(BaseModel):
    """A paper that the page names, and whether it is in the library."""

    title: str
    key: str
    url: str
    saved: bool


class MatchAnswer(BaseModel):
    """Everything the popup, the badge and the marks need, in one answer.

    `origins` tells for each field of a page's paper where it came from, and `said` what each of them says of a field in
    which they differ. `papers_on_page` are the several papers (at most 50) that a page of kind "other" lists which is
    not one paper's.
    """

    page: PageAnswer
    papers: list[PagePaperAnswer]
    papers_on_page: list[OfferedAnswer]
    origins: dict[str, str]
    said: dict[str, dict[str, str | list[str]]]
    counts: CountsAnswer
    updated: str
    refreshing: bool
    related: RelatedAnswer | None
    brief: BriefStateAnswer | None
    notices: list[str]


blueprint = APIBlueprint("match", __name__, url_prefix=PREFIX)


@blueprint.post("/match", responses={200: MatchAnswer}, summary="Match a page against the radar")
def match(body: MatchRequest) -> dict[str, Any]:
    """The page's kind decides: one paper with related ones, the papers of a listing that hit, or one to be saved."""
    here = services()
    page = read_page(body.facts)
    whole, pending = Whole(), False
    notices = [*here.workspace.notices, *here.pool.notices]
    if page.kind == "paper":
        paper, pending, trouble = _page_paper(here, page)
        notices += trouble
        shown = [_placed(here.reading.shown(paper), 0 if page.papers else None)] if paper else []
    elif page.kind == "listing":
        paper, (shown, pending) = None, _listed(here, page, body.facts.url)
    else:
        whole = Whole(paper=paper_from_json(body.paper)) if body.paper else read_here(here, body.facts)
        paper = whole.paper
        shown = [_placed(here.reading.shown(paper))] if paper else []
    if paper:
        here.visited.add([paper])
    return {
        "page": {
            "kind": page.kind,
            "site": page.site,
            "key": page.key,
            "version": page.version,
            "rows": page.rows,
            "understood": page.understood,
            "pending": pending,
            "nothing": whole.nothing,
        },
        "papers": shown,
        "papers_on_page": _offered(here, whole),
        "origins": whole.origins,
        "said": {name: {origin: _plain(one) for origin, one in said.items()} for name, said in whole.said.items()},
        "counts": _counts(here, sum(map(_is_hit, shown))),
        "updated": _updated(here),
        "refreshing": here.refresher.running,
        "related": _related(here, paper, body) if page.kind == "paper" and paper else None,
        "brief": _brief(here, paper),
        "notices": notices,
    }


def _placed(shown: dict[str, Any], item: int | None = None, *, dismissed: bool = False) -> dict[str, Any]:
    return {**shown, "item": item, "dismissed": dismissed}


def _is_hit(shown: dict[str, Any]) -> bool:
    return bool(shown["hits"]) and not shown["muted"] and not shown["dismissed"]


def _offered(here: Services, whole: Whole) -> list[dict[str, str | bool]]:
    saved = here.reading.saved()
    return [{"title": one.title, "key": one.key, "url": one.url, "saved": one.key in saved} for one in whole.papers]


def _plain(said: str | tuple[str, ...]) -> str | list[str]:
    return said if isinstance(said, str) else list(said)


def _page_paper(here: Services, page: Page) -> tuple[Paper | None, bool, list[str]]:
    """The page's paper with all that the pool knows of it; (None, True, …) while arXiv is asked for it."""
    pooled = here.pool.get(page.key)
    shown = page.papers[0] if page.papers else None
    if pooled and shown:
        return joined(pooled, shown), False, []
    if pooled or shown:
        return pooled or shown, False, []
    known = here.visited.get(page.key)
    if known or not page.key.startswith("arxiv:"):
        return known, False, []
    pending, trouble = here.lookups.ask(page.key.removeprefix("arxiv:"))
    return None, pending, [trouble] if trouble else []


def _listed(here: Services, page: Page, url: str) -> tuple[list[dict[str, Any]], bool]:
    """The papers of the listing that hit the radar or are saved, in the order of the page; and whether arXiv is being
    asked for some, of which neither the page nor the pool has the abstract.
    """
    saved, dismissed, places = here.reading.saved(), here.reading.dismissed(), _places(page)
    pooled = here.pool.get_many(paper.key for paper in page.papers)
    papers = [joined(pooled[paper.key], paper) if paper.key in pooled else paper for paper in page.papers]
    # A page may list a paper twice, as two of its versions: it is one paper, at its first row.
    first: dict[str, tuple[Paper, Seen]] = {}
    for paper, each in zip(papers, here.reading.see(papers), strict=True):
        first.setdefault(paper.key, (paper, each))
    chosen = [(paper, each) for paper, each in first.values() if paper.key in saved or (each.hits and not each.muted)]
    here.visited.add(paper for paper, _ in chosen)
    shown = [
        _placed(
            here.reading.shown(paper, seen=each, short=True), places.get(paper.key), dismissed=paper.key in dismissed
        )
        for paper, each in chosen
    ]
    lacking = [paper.arxiv_id for paper in page.papers if not paper.abstract and paper.key not in pooled]
    return shown, here.lookups.ask_listing(url.partition("#")[0], lacking)


def _places(page: Page) -> dict[str, int]:
    """The first row of each paper among the facts' items; rows that were not understood have none."""
    return {paper.key: place for paper, place in reversed(list(zip(page.papers, page.places, strict=True)))}


def _related(here: Services, paper: Paper, body: MatchRequest) -> dict[str, Any]:
    order = here.reading.related(paper, body.order)
    # An order is kept while the reader turns its pages: what they dismiss meanwhile leaves it, the others stay in it.
    dismissed = here.reading.dismissed()
    items = [related for related in order.items if related.paper.key not in dismissed]
    chosen = items[body.offset : body.offset + body.limit]
    return {
        "order": order.token,
        "total": len(items),
        "new": sum(here.reading.are_new([related.paper for related in items])),
        "offset": body.offset,
        "items": here.reading.related_shown(chosen, order),
    }


def _counts(here: Services, hits: int) -> dict[str, int | str]:
    week = (here.now() - timedelta(days=7)).date().isoformat()
    return {
        "papers": here.pool.count(),
        "week": here.pool.count(since=week),
        "radar": len(here.reading.entries()),
        "library": here.library.count(),
        "hits": hits,
        "new": here.reading.new(),
        "since": here.reading.looks.since(),
    }


def _updated(here: Services) -> str:
    """When a source last went well, "" if none ever did."""
    return max((here.pool.last_success(source) for source in here.pool.last_fetches()), default="")


def _brief(here: Services, paper: Paper | None) -> dict[str, str] | None:
    brief = here.briefs.latest(paper.key) if paper else None
    if paper and not brief:
        # It may have been written of the journal's record, before that became one with the preprint's.
        brief = next(filter(None, map(here.briefs.latest, here.pool.other_keys(paper.key))), None)
    return {"id": brief.id, "state": brief.state} if brief else None
