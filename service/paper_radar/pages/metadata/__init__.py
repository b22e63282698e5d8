"""The paper on any page of the web, put together field by field from everything the page says of itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from urllib.parse import urlsplit

from paper_radar.pages.addresses import host_of
from paper_radar.pages.facts import PageFacts
from paper_radar.pages.kinds import read_page
from paper_radar.pages.metadata import coins, dublin_core, highwire, jsonld, links, opengraph, script_data, several
from paper_radar.pages.metadata import visible as visible_page
from paper_radar.pages.metadata.record import Record
from paper_radar.pages.metadata.several import Offered
from paper_radar.pages.metadata.visible import Nothing
from paper_radar.papers.identity import Identity, arxiv_pdf_url, canonical_url, date_of_doi, identify, key_of
from paper_radar.papers.model import Paper
from paper_radar.papers.text import fold, plain

Origins = dict[str, str]
Preferred = Mapping[str, str]
Said = dict[str, dict[str, str | tuple[str, ...]]]

# Best first: what publishers write for Google Scholar, then for search engines, for libraries, for link previews.
_EXTRACTORS: tuple[tuple[str, Callable[[PageFacts], Record]], ...] = (
    ("highwire", highwire.read),
    ("jsonld", jsonld.read),
    ("dublin_core", dublin_core.read),
    ("coins", coins.read),
    ("links", links.read),
    ("data", script_data.read),
    ("opengraph", opengraph.read),
)
_DESCRIPTIONS = ("dublin_core", "opengraph")
_FIELDS = tuple(one.name for one in fields(Record) if one.name != "scholarly")


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Everything that a page says: its `paper`, and by field the extractor it came from ("url" for what the address
    itself says); or why there is `nothing`. An encyclopedia's article has both: a title, and no paper.

    `said` is what each extractor said of a field in which they are not of one mind, `papers` the several papers that a
    page shows which is not one paper's.
    """

    paper: Paper | None = None
    origins: Origins = field(default_factory=dict)
    nothing: Nothing = ""
    said: Said = field(default_factory=dict)
    papers: tuple[Offered, ...] = ()


def read_paper(facts: PageFacts, preferred: Preferred | None = None) -> tuple[Paper | None, Origins]:
    """The paper and the origins of `read_whole`."""
    whole = read_whole(facts, preferred)
    return whole.paper, whole.origins


def read_whole(facts: PageFacts, preferred: Preferred | None = None) -> Whole:
    """What the page says. `preferred` names the extractor to ask first, by field: the reader has corrected this site.

    There is no paper where the page clearly shows no single one: a listing, a home page, a "Just a moment…", an
    encyclopedia, a repository of code. Any other page gives at least its title and address. Pure; never raises.
    """
    preferred = preferred or {}
    nothing = visible_page.nothing(facts)
    if read_page(facts).kind == "listing":
        return Whole(nothing="no_paper")
    if nothing:
        return Whole(nothing=nothing, papers=() if nothing == "challenge" else several.papers_on_page(facts))
    if visible_page.is_wiki(facts):
        return _wiki(facts)
    records = [(name, read(facts)) for name, read in _EXTRACTORS]
    told = next((record.title for _, record in records if record.title), "")
    records.append(("page", visible_page.read(facts, told)))
    identity = identify(facts.url) or _identity_of_canonical(facts)
    scholarly = identity is not None or any(record.scholarly for _, record in records)
    found, origins = _merged(records, preferred)
    found, origins = _as_shown(found, origins, records[-1][1], preferred)
    told_by_tags = identity is not None or any(record.scholarly for _, record in records[:-1])
    papers = () if told_by_tags else several.papers_on_page(facts)
    # A list of publications: what a reader would take for its own id is that of one of them, with another title.
    ids = {key_of(doi=found.doi), key_of(arxiv_id=found.arxiv_id)}
    if any(one.key in ids and fold(one.title) != fold(found.title) for one in papers):
        scholarly = False
    if scholarly:
        papers = ()
    elif papers and origins.get("pdf_url") == "page":
        found = replace(found, pdf_url="")
    if not found.title:
        return Whole(nothing="no_paper", papers=papers)
    if not scholarly:
        # A blog post that links one DOI is not that work.
        found = replace(found, doi="", arxiv_id="")
    paper, origins = _paper(facts, found, origins, identity)
    return Whole(paper=paper, origins=origins, said=_said(records), papers=papers)


def _wiki(facts: PageFacts) -> Whole:
    """An encyclopedia's article is nobody's, and what it cites is not itself: its title, and the works it lists."""
    papers = several.papers_on_page(facts)
    title = visible_page.read(facts).title
    if not title:
        return Whole(nothing="no_paper", papers=papers)
    paper, origins = _paper(facts, Record(title=title), {"title": "page"}, None)
    return Whole(paper=paper, origins=origins, nothing="no_paper", papers=papers)


def _merged(records: list[tuple[str, Record]], preferred: Preferred) -> tuple[Record, Origins]:
    """For each field what the best extractor said that said anything; the preferred one is the best."""
    values, origins = {}, {}
    for name in _FIELDS:
        first = preferred.get(name)
        for extractor, record in sorted(records, key=lambda each: each[0] != first) if first else records:
            if value := getattr(record, name):
                values[name], origins[name] = value, extractor
                break
    return Record(**values), origins


def _said(records: list[tuple[str, Record]]) -> Said:
    """What each extractor said of the fields in which they differ."""
    said = {name: {extractor: getattr(record, name) for extractor, record in records} for name in _FIELDS}
    told = {name: {one: value for one, value in values.items() if value} for name, values in said.items()}
    return {name: values for name, values in told.items() if len(set(values.values())) > 1}


def _as_shown(found: Record, origins: Origins, shown: Record, preferred: Preferred) -> tuple[Record, Origins]:
    """Where the page shows the authors that its tags name, it shows them in their order and all of them: tags are
    shuffled by one publisher, alphabetical at another, and a third one gives only the last.
    """
    tagged, visible = ({fold(name) for name in names} for names in (found.authors, shown.authors))
    chosen = {name for name, extractor in preferred.items() if origins.get(name) == extractor}
    if tagged and tagged <= visible and found.authors != shown.authors and "authors" not in chosen:
        found, origins = replace(found, authors=shown.authors), {**origins, "authors": "page"}
    # A description made for search engines is a slogan, a digest or the site's; what stands under "Abstract" is none.
    if shown.abstract and origins.get("abstract") in _DESCRIPTIONS and "abstract" not in chosen:
        found, origins = replace(found, abstract=shown.abstract), {**origins, "abstract": "page"}
    return found, origins


def _identity_of_canonical(facts: PageFacts) -> Identity | None:
    """A canonical address counts where it is the page's own site's; elsewhere it may be anything."""
    same = host_of(facts.canonical) == host_of(facts.url)
    return identify(facts.canonical) if same else None


def _paper(facts: PageFacts, found: Record, origins: Origins, identity: Identity | None) -> tuple[Paper, Origins]:
    """The paper under its one key; what the address says of its identity beats everything in the page."""
    arxiv_id, doi = found.arxiv_id, found.doi
    if identity and identity.arxiv_id:
        arxiv_id, origins["arxiv_id"] = identity.arxiv_id, "url"
    if identity and identity.doi:
        doi, origins["doi"] = identity.doi, "url"
    if identity and not identity.doi and not identity.arxiv_id and not doi and not arxiv_id:
        key = identity.key
    else:
        key = key_of(arxiv_id=arxiv_id, doi=doi, url=_own_address(facts))
    published = found.published
    if not published and (published := date_of_doi(doi)):
        origins["published"] = "url"
    paper = Paper(
        key=key or key_of(url=facts.url),
        title=found.title,
        authors=found.authors,
        abstract=found.abstract,
        published=published,
        version=identity.version if identity else None,
        venue=found.venue,
        doi=doi,
        arxiv_id=arxiv_id,
        url=canonical_url(key) if arxiv_id else plain(facts.url),
        pdf_url=found.pdf_url or (arxiv_pdf_url(arxiv_id) if arxiv_id else ""),
        source="web",
    )
    kept = {name for name in _FIELDS if getattr(paper, name)}
    return paper, {name: origin for name, origin in origins.items() if name in kept}


def _own_address(facts: PageFacts) -> str:
    """The canonical address if it is a page of the same site that is not its home, else the page's own."""
    try:
        path = urlsplit(facts.canonical).path
    except ValueError:
        return facts.url
    return facts.canonical if path.strip("/") and host_of(facts.canonical) == host_of(facts.url) else facts.url
