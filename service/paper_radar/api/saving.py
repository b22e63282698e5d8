"""What is asked to be saved: a paper, page facts or a key, with what the reader wrote into the form."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, model_validator

from paper_radar.api.answers import Request, SavedAnswer
from paper_radar.api.services import Services
from paper_radar.errors import BadInputError, NoPaperError, NotFoundError
from paper_radar.library.corrections import Corrections, corrections_in, host_of
from paper_radar.library.editing import edited, with_doi
from paper_radar.library.record import Saved, from_json, to_json
from paper_radar.library.saved import Taken
from paper_radar.pages.facts import PageFacts
from paper_radar.pages.kinds import read_page
from paper_radar.pages.metadata import Said, Whole, read_whole
from paper_radar.papers.model import Paper
from paper_radar.papers.model import from_json as paper_from_json
from paper_radar.papers.works import joined

Status = Literal["to_read", "reading", "read"]
Tags = list[str]
Origin = Annotated[str, Field(pattern=r"^[a-z_]{1,20}$")]
_LONGEST_NOTE = 20_000


class PaperFields(Request):
    """The fields of the paper that the reader corrected: only those that are given change, "" and [] clear one."""

    title: str | None = Field(None, min_length=1, max_length=2_000)
    authors: list[str] | None = Field(None, max_length=6_000)
    abstract: str | None = Field(None, max_length=20_000)
    published: str | None = Field(None, max_length=40, pattern=r"^(\d{4}(-\d\d(-\d\d)?)?(T.*)?)?$")
    venue: str | None = Field(None, max_length=500)
    url: str | None = Field(None, max_length=4_000)
    pdf_url: str | None = Field(None, max_length=4_000)

    def given(self) -> dict[str, Any]:
        """The fields that were given."""
        return self.model_dump(exclude_unset=True, exclude_none=True)


class NewFields(PaperFields):
    """As they may be corrected before the paper is saved: its DOI says which paper it is, and stays afterwards."""

    doi: str | None = Field(None, max_length=500)


class SaveRequest(Request):
    """Exactly one of: the `key` of a paper the service has shown, a `paper`, the page `facts`, or `saved` (undo).

    `origins` tells where the fields of a `paper` are from, as POST /pages/pdf does; `fields` is what the reader wrote
    over what was read. A repeated `idempotency_key` saves once.
    """

    key: str = Field("", max_length=2000)
    paper: dict[str, Any] | None = None
    origins: dict[Origin, Origin] = Field(default_factory=dict, max_length=20)
    facts: PageFacts | None = None
    saved: dict[str, Any] | None = None
    fields: NewFields | None = None
    idempotency_key: str = Field("", max_length=100)
    tags: Tags = Field(default_factory=list, max_length=50)
    note: str = Field("", max_length=_LONGEST_NOTE)
    status: Status = "to_read"
    stars: int = Field(0, ge=0, le=5)

    @model_validator(mode="after")
    def _one_of_them(self) -> "SaveRequest":
        if sum((bool(self.key), self.paper is not None, self.facts is not None, self.saved is not None)) != 1:
            raise ValueError("give exactly one of key, paper, facts and saved")
        return self


class SavedChange(Request):
    """Only the fields that are given change; `fields` are those of the paper."""

    tags: Tags | None = Field(None, max_length=50)
    note: str | None = Field(None, max_length=_LONGEST_NOTE)
    status: Status | None = None
    stars: int | None = Field(None, ge=0, le=5)
    fields: PaperFields | None = None


class OutcomeAnswer(BaseModel):
    """What became of a save: "saved" anew, "merged" into the record that was there `since` (ISO 8601), nothing new
    ("known"), or the same save again ("repeated").

    `news` tells what the record took, `changed` which fields of the paper; in `kept` the reader's earlier words stood.
    `undo`: this merge can be undone (POST /library/unmerge). `learned`: fields for which this site is read otherwise
    from now on (see /corrections).
    """

    what: Literal["saved", "merged", "known", "repeated"]
    since: str
    news: list[Literal["published", "preprint", "version", "details", "tags", "note", "status", "stars"]]
    changed: list[str]
    kept: list[str]
    undo: bool
    learned: list[str]


class SaveAnswer(SavedAnswer):
    """The record as it is now, and what became of the save."""

    outcome: OutcomeAnswer


class EditAnswer(SavedAnswer):
    """The record as it is now, and the fields that are read otherwise on its site from now on (see /corrections)."""

    learned: list[str]


def save(here: Services, body: SaveRequest) -> tuple[dict[str, Any], bool]:
    """The answer to a save; the bool is True where the paper is new in the library.

    Raises BadInputError and NotFoundError for what cannot be saved, with nothing written.
    """
    if body.saved is not None:
        return _told(here.library.take(from_json(body.saved)), ())
    paper, whole = _paper(here, body)
    read = Saved(paper=paper, origins=whole.origins)
    changes = body.fields.given() if body.fields else {}
    asked = with_doi(read, changes.pop("doi")) if "doi" in changes else read
    own = {"tags": body.tags, "note": body.note, "status": body.status, "stars": body.stars}
    asked = edited(asked, {**changes, **own})
    asked = replace(asked, also=_other_keys(here, asked.paper.key))
    host = host_of(body.facts.url) if body.facts and whole.said else ""
    # Of an abstract, a look at the page itself says as much: it would double the file.
    page = {"host": host, "said": {name: said for name, said in whole.said.items() if name != "abstract"}}
    taken = here.library.take(asked, idempotency_key=body.idempotency_key, page=page if host else None)
    if taken.outcome.what == "repeated":
        return _told(taken, ())
    return _told(taken, learn(here, read, asked, host, whole.said))


def edit(here: Services, key: str, body: SavedChange) -> dict[str, Any]:
    """The answer to a change. Raises NotFoundError, and BadInputError with nothing written."""
    before, page = here.library.get(key), here.library.page(key)
    own = body.model_dump(exclude_unset=True, exclude_none=True, exclude={"fields"})
    after = here.library.edit(key, **own, **(body.fields.given() if body.fields else {}))
    learned = learn(here, before or after, after, str(page.get("host", "")), page.get("said", {}))
    return {**to_json(after), "learned": list(learned)}


def learn(here: Services, before: Saved, after: Saved, host: str, said: Said) -> tuple[str, ...]:
    """Remember what the reader's corrections say of the site; the fields that will be read otherwise there."""
    corrections = corrections_in(before, after, host, said)
    if corrections:
        Corrections(here.workspace, here.now).add(corrections)
    return tuple(one.field for one in corrections)


def read_here(here: Services, facts: PageFacts) -> Whole:
    """What a page says, as the reader prefers it to be read on its site."""
    return read_whole(facts, Corrections(here.workspace, here.now).preferred(facts.url))


def _told(taken: Taken, learned: tuple[str, ...]) -> tuple[dict[str, Any], bool]:
    became = taken.outcome
    told = {
        "what": became.what,
        "since": became.since,
        "news": list(became.news),
        "changed": list(became.changed),
        "kept": list(became.kept),
        "undo": became.what == "merged",
        "learned": list(learned),
    }
    return {**to_json(taken.saved), "outcome": told}, became.what == "saved"


def _other_keys(here: Services, key: str) -> tuple[str, ...]:
    """The keys under which the pool knows the same work."""
    leading = here.pool.aliases([key]).get(key, key)
    return tuple(other for other in dict.fromkeys([leading, *here.pool.other_keys(leading)]) if other != key)


def _paper(here: Services, body: SaveRequest) -> tuple[Paper, Whole]:
    """The paper to save, and what the page said where it was read from one."""
    if body.key:
        paper = here.paper(body.key)
        if paper is None:
            raise NotFoundError("The service does not know this paper (any more).", "Open its page and save it there.")
        return paper, Whole()
    if body.paper is not None:
        paper = paper_from_json(body.paper)
        # A page that lists papers gives little more than their titles.
        pooled = here.pool.get(paper.key)
        paper = joined(paper, pooled) if pooled and not body.origins else paper
        return paper, Whole(origins={name: origin for name, origin in body.origins.items() if getattr(paper, name, "")})
    if body.facts is None:  # the model let exactly one of them through
        raise BadInputError("There is nothing to save.")
    page = read_page(body.facts)
    if page.kind == "paper":
        pooled, shown = here.pool.get(page.key), page.papers[0] if page.papers else None
        known = joined(pooled, shown) if pooled and shown else pooled or shown or here.paper(page.key)
        if known is None:
            raise NotFoundError("The paper of this page is still being fetched.", "Try again in a moment.")
        return known, Whole()
    whole = read_here(here, body.facts)
    if whole.paper is None:
        raise NoPaperError("This page shows no single paper.", "Open the page of one paper, or save the link itself.")
    return whole.paper, whole
