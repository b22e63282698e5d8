"""POST /pages/pdf: the paper of a PDF, from the bytes that the extension hands over."""

from dataclasses import replace
from typing import Any, Literal

from flask_openapi3 import APIBlueprint, RawModel
from pydantic import BaseModel, Field

from paper_radar.api.answers import PREFIX, PaperAnswer, Request
from paper_radar.api.services import Services, services
from paper_radar.pages.pdf import Lack
from paper_radar.papers.identity import identify
from paper_radar.papers.model import Paper
from paper_radar.papers.works import joined
from paper_radar.pdf_process import read_apart


class PdfQuery(Request):
    """The address of the tab; http, https or file."""

    url: str = Field(min_length=1, max_length=2000, pattern=r"^(?i:https?|file)://")


class PdfBody(RawModel):
    """The file itself, at most 30 MB."""

    mimetypes = ["application/pdf"]  # noqa: RUF012  # read by flask_openapi3 from the class


class PdfAnswer(BaseModel):
    """The paper and where each field is from ("url", "stamp": arXiv's in the margin, "xmp", "info": the file's own
    metadata, "page": its first page; none for what the pool knows of the paper). No paper: only the link can be saved,
    and `notice` tells why: the file is a scan, slides, a form, several papers, shows no title (untitled), or is on the
    reader's disk and names no work (local).
    """

    paper: PaperAnswer | None
    origins: dict[str, str]
    notice: Literal["", "scan", "slides", "form", "several", "untitled", "local"]


blueprint = APIBlueprint("pages", __name__, url_prefix=PREFIX)


@blueprint.post("/pages/pdf", responses={200: PdfAnswer}, summary="The paper of a PDF")
def read(query: PdfQuery, raw: PdfBody) -> dict[str, Any]:
    """The bytes are read and forgotten; nothing is fetched from the address."""
    here = services()
    paper, origins, lack = read_apart(raw.stream, query.url)
    paper, origins, lack = _known(here, paper, origins, lack, query.url)
    if paper:
        here.visited.add([paper])
    return {"paper": here.reading.shown(paper) if paper else None, "origins": origins, "notice": lack}


def _known(
    here: Services, paper: Paper | None, origins: dict[str, str], lack: Lack, url: str
) -> tuple[Paper | None, dict[str, str], Lack]:
    """With what the pool has of the work: a source's record is stronger than what a file shows of itself."""
    identity = identify(url)
    key = paper.key if paper else identity.key if identity else ""
    pooled = here.pool.get(key) if key else None
    if pooled is None:
        return paper, origins, lack
    if paper is None:
        return pooled, {}, ""
    whole = joined(pooled, replace(paper, version=None))
    kept = {field: origin for field, origin in origins.items() if getattr(whole, field) == getattr(paper, field)}
    return whole, kept, lack
