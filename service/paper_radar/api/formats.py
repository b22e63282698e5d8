"""/library/export, /library/import, /library/cite and /library/zotero: saved papers out to other programs, and in."""

from typing import Any, Literal

from flask import Response
from flask_openapi3 import APIBlueprint
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, PathKey, Request
from paper_radar.api.services import Services, services
from paper_radar.errors import NotFoundError
from paper_radar.library.citation_keys import CitationKeys
from paper_radar.library.export import EXPORTS, FORMATS, IMPORTS, format_named
from paper_radar.library.export.reference import reference
from paper_radar.library.importing import Fate, import_text
from paper_radar.library.record import Saved
from paper_radar.library.zotero import Zotero

_EXPORT = f"^({'|'.join(EXPORTS)})$"
_MOST_CITED = 500
_SHOWN = 200  # records of an import that the answer tells of one by one


class ExportQuery(Request):
    """The format of the file."""

    format: str = Field("bibtex", pattern=_EXPORT)


class ExportRequest(ExportQuery):
    """The format of the file, and the papers in it in their order; without `keys` the whole library."""

    keys: list[str] | None = Field(None, max_length=100_000)


class ImportRequest(Request):
    """A file's text; its format is recognised where none is named. With `preview` nothing is written."""

    format: str = Field("", pattern=f"^({'|'.join(IMPORTS)})?$")
    text: str
    preview: bool = False


class ImportedItem(BaseModel):
    """One record: what became of it, `news` it brought to a paper that was there, or `why` it was passed over."""

    title: str
    authors: list[str]
    year: str
    became: Literal["new", "merged", "known", "skipped"]
    news: list[Literal["published", "preprint", "version", "details", "tags", "note", "status", "stars"]]
    why: str


class ImportAnswer(BaseModel):
    """What became, or with `preview` would become, of the `records`: `added` are new, `merged` went into papers that
    were there, `known` brought nothing new; each that was `skipped` with its place and why. `items` are the first 200.
    """

    format: str
    records: int
    added: int
    merged: int
    known: int
    skipped: list[tuple[str, str]]
    items: list[ImportedItem]


class CiteQuery(Request):
    """As a BibTeX entry, or as a reference in one line of text."""

    style: Literal["bibtex", "text"] = "bibtex"


class CiteAnswer(BaseModel):
    """The citation, and the key under which every export has the paper."""

    text: str
    key: str


class CiteManyRequest(CiteQuery):
    """The papers to cite, in their order."""

    keys: list[str] = Field(min_length=1, max_length=_MOST_CITED)


class CitationsAnswer(BaseModel):
    """The citations one below the other: as one file of BibTeX, or a line each."""

    text: str


class ZoteroRequest(Request):
    """The papers to send."""

    keys: list[str] = Field(min_length=1, max_length=500)


class ZoteroAnswer(BaseModel):
    """How many were sent, and into which library and collection ("": none) of Zotero's."""

    sent: int
    library: str
    collection: str


blueprint = APIBlueprint("formats", __name__, url_prefix=PREFIX)


@blueprint.get("/library/export", summary="The whole library as a file")
def export_whole(query: ExportQuery) -> Response:
    """The file itself, not JSON around it (but for the JSON formats)."""
    return _file(services(), query.format, _all(services()))


@blueprint.post("/library/export", summary="Saved papers as a file")
def export(body: ExportRequest) -> Response:
    """As GET, of chosen papers; the citation key of a paper is the same in every export."""
    here = services()
    return _file(here, body.format, _all(here) if body.keys is None else _chosen(here, body.keys))


@blueprint.post("/library/import", responses={200: ImportAnswer}, summary="Import a file's papers")
def import_file(body: ImportRequest) -> dict[str, Any]:
    """All in one write; one bad record never ends the import. The body may have 32 MB."""
    here = services()
    keys = CitationKeys(here.workspace)
    report = import_text(here.library, body.format, body.text, preview=body.preview, keys=keys)
    unread = len(report.skipped) - report.count("skipped")
    return {
        "format": report.format,
        "records": len(report.fates) + unread,
        "added": report.added,
        "merged": report.merged,
        "known": report.known,
        "skipped": list(report.skipped),
        "items": [_told(fate) for fate in report.fates[:_SHOWN]],
    }


@blueprint.get("/library/cite/<path:key>", responses={200: CiteAnswer}, summary="The citation of a paper")
def cite(path: PathKey, query: CiteQuery) -> dict[str, Any]:
    """By any key under which the work was ever met: of the library, or of the pool."""
    here = services()
    saved = _cited(here, path.key)
    (key,) = CitationKeys(here.workspace).of([saved])
    return {"text": _citation([saved], [key], query.style), "key": key}


@blueprint.post("/library/cite", responses={200: CitationsAnswer}, summary="The citations of several papers")
def cite_many(body: CiteManyRequest) -> dict[str, Any]:
    """As GET, of chosen papers, each once."""
    here = services()
    works = [_cited(here, key) for key in body.keys]
    items = list({saved.paper.key: saved for saved in works}.values())
    return {"text": _citation(items, CitationKeys(here.workspace).of(items), body.style)}


@blueprint.post("/library/zotero", responses={200: ZoteroAnswer}, summary="Send saved papers to Zotero")
def send_to_zotero(body: ZoteroRequest) -> dict[str, Any]:
    """To the Zotero that runs on this machine, into the collection that is selected in it."""
    here = services()
    items = _chosen(here, body.keys)
    target = Zotero(here.settings.zotero_url).send(items, CitationKeys(here.workspace).of(items))
    return {"sent": len(items), "library": target.library, "collection": target.collection}


def _all(here: Services) -> list[Saved]:
    _, items = here.library.find(limit=None)
    return items


def _chosen(here: Services, keys: list[str]) -> list[Saved]:
    """The papers of these keys, each once. Raises NotFoundError if one is not in the library."""
    found: dict[str, Saved] = {}
    for key in keys:
        saved = here.library.get(key)
        if saved is None:
            raise NotFoundError(f"{key:.200} is not in the library (any more).", "Reload the list and choose again.")
        found.setdefault(saved.paper.key, saved)
    return list(found.values())


def _cited(here: Services, key: str) -> Saved:
    """The saved paper, with the reader's corrections; of one that is not saved, what the pool knows of it."""
    if saved := here.library.get(key):
        return saved
    if paper := here.paper(key):
        return Saved(paper=paper)
    raise NotFoundError(f"{key:.200} is not known (any more).", "Reload the list and choose again.")


def _citation(items: list[Saved], keys: list[str], style: Literal["bibtex", "text"]) -> str:
    if style == "text":
        return "\n".join(reference(saved.paper) for saved in items)
    return FORMATS["bibtex"].write(items, keys).strip()


def _file(here: Services, name: str, items: list[Saved]) -> Response:
    form = format_named(name)
    briefs = here.library.briefs_of(items)
    response = Response(form.write(items, CitationKeys(here.workspace).of(items), briefs), mimetype=form.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="paper-radar.{form.extension}"'
    return response


def _told(fate: Fate) -> dict[str, Any]:
    return {
        "title": fate.paper.title,
        "authors": list(fate.paper.authors),
        "year": fate.paper.published[:4],
        "became": fate.became,
        "news": list(fate.news),
        "why": fate.why,
    }
