"""Which work is this? arXiv ids, DOIs and the addresses that carry them, all leading to one key for one work.

The forms are those of arXiv's own code (https://github.com/arXiv/arxiv-base, `arxiv/identifier`) and of the sites'
addresses. `tests/fixtures/urls.json` lists them; `extension/shared/identity.js` follows the same table.
"""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit, urlunsplit


@dataclass(frozen=True, slots=True)
class ArxivId:
    """An arXiv identifier without and its version, which is None when none was given."""

    id: str
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The work behind an address. `site` names where the address leads: "arxiv", "huggingface", "doi", "biorxiv"…"""

    key: str
    arxiv_id: str = ""
    version: int | None = None
    doi: str = ""
    site: str = ""


_ARCHIVES = """
acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs dg-ga econ eess
funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics plasm-ph q-alg
q-bio q-fin quant-ph solv-int stat supr-con
"""
# By name without its hyphen, too: "hepth/9901001" is a form arXiv itself mends.
_ARCHIVE_OF = {archive.replace("-", ""): archive for archive in _ARCHIVES.split()}
_ARXIV_PREFIX = re.compile(r"(?:(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)?10\.48550/)?arxiv[:.]\s*", re.IGNORECASE)
_VERSION = r"(?:v([1-9]\d{0,2}))?"
_REST = r"(?:\.(?:pdf|ps|gz|ps\.gz|dvi|html?|txt))?(?:/.*)?"
_NEW_ID = re.compile(rf"(\d\d)(0[1-9]|1[0-2])\.(\d{{4,5}}){_VERSION}{_REST}", re.IGNORECASE | re.ASCII)
_OLD_ID = re.compile(
    rf"([a-z]+(?:-[a-z]+)?)(?:\.[a-z-]{{2,12}})?/(9[1-9]|0[0-7])(0[1-9]|1[0-2])(\d{{3}}){_VERSION}{_REST}",
    re.IGNORECASE | re.ASCII,
)
_LONGEST = 500


def parse_arxiv_id(text: str) -> ArxivId | None:
    """The arXiv id that the text is, in any written form: with "arXiv:", a version, ".pdf", an old subject class, as a
    DOI. None if it is none; ids of before 2015 have four digits after the point, later ones five."""
    match = _NEW_ID.fullmatch(text)
    if match is None:
        text = _bare(text)
        match = _NEW_ID.fullmatch(text)
    if match:
        year, month, number, version = match.groups()
        if year + month < "0704" or (len(number) == 5) != (year + month >= "1501"):
            return None
        return ArxivId(f"{year}{month}.{number}", int(version) if version else None)
    if match := _OLD_ID.fullmatch(text):
        archive, year, month, number, version = match.groups()
        known = _ARCHIVE_OF.get(archive.lower().replace("-", ""))
        return ArxivId(f"{known}/{year}{month}{number}", int(version) if version else None) if known else None
    return None


def _bare(text: str) -> str:
    text = _ARXIV_PREFIX.sub("", text[:_LONGEST].strip(" \t\r\n<>()[]{}.,;"), count=1)
    text = re.split(r"[?#\s]", text, maxsplit=1)[0].strip("/")
    return re.sub(r"([/-])\1+", r"\1", text)


# What follows a DOI in running text or in an address, and is not of it. SICI DOIs do hold angle brackets.
_DOI = re.compile(r"(?<![\d.])10\.\d{4,9}(?:\.\d{1,9})?/[^\s\"'|\\^`{}?#&“”‘’]+", re.ASCII)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.", re.IGNORECASE)
_PREPRINT_VERSION = re.compile(
    r"(10\.(?:1101|64898)/(?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})(?:v(\d+))?\b.*", re.ASCII | re.DOTALL
)
_DATED_DOI = re.compile(r"10\.(?:1101|64898)/(\d{4})\.(\d\d)\.(\d\d)\.", re.ASCII)
_PAIRS = {")": "(", "]": "[", ">": "<"}


def parse_doi(text: str) -> str | None:
    """The first DOI in the text in lower case, whatever stands around it ("doi:", an address, a full stop).

    None if there is none. An arXiv DOI is None, too: it is the arXiv id in other words, see `parse_arxiv_id`.
    """
    text = text[: 8 * _LONGEST]
    match = _DOI.search(unquote(text) if re.search(r"%2f", text, re.IGNORECASE) else text)
    if match is None or _ARXIV_DOI.match(match.group()):
        return None
    doi = match.group()[:_LONGEST].lower()
    if "<" in doi and "(sici)" not in doi:
        doi = doi.partition("<")[0]
    doi = doi.rstrip(".,;:*")
    while doi[-1] in _PAIRS and doi.count(doi[-1]) > doi.count(_PAIRS[doi[-1]]):
        doi = doi[:-1].rstrip(".,;:*")
    if preprint := _PREPRINT_VERSION.fullmatch(doi):
        doi = preprint[1]
    return doi if not doi.endswith("/") else None


def date_of_doi(doi: str) -> str:
    """The ISO day that a preprint's DOI holds ("10.1101/2021.08.03.454978"), "" for any other."""
    dated = _DATED_DOI.match(doi)
    return "-".join(dated.groups()) if dated else ""


def site_of(url: str) -> str:
    """The name of the site whose listings and papers Paper Radar reads ("arxiv", "huggingface"), "" for any other."""
    return _site_of_host(_host(_split(url)))


def _site_of_host(host: str) -> str:
    if host in ("arxiv.org", "xxx.lanl.gov") or (host.endswith(".arxiv.org") and not host.startswith("ar5iv.")):
        return "arxiv"
    return "huggingface" if host in ("huggingface.co", "www.huggingface.co", "hf.co") else ""


_MIRRORS = {
    "ar5iv.labs.arxiv.org": "ar5iv",
    "ar5iv.org": "ar5iv",
    "alphaxiv.org": "alphaxiv",
    "scirate.com": "scirate",
    "arxiv-vanity.com": "arxiv-vanity",
}
_COMMON = re.compile(r"https://arxiv\.org/abs/([\w.]{9,15})")  # short-cut: a listing has 2,000 of them
_NO_PAPERS = frozenset(["list", "search", "catchup", "find", "a", "archive", "year"])


def identify(url: str) -> Identity | None:
    """The work an address leads to, from the address alone; None where it shows none (a listing, any other page)."""
    if common := _COMMON.fullmatch(url):
        return _of_arxiv(parse_arxiv_id(common[1]), "arxiv")
    parts = _split(url)
    host = _host(parts)
    if parts is None or not host:
        return None
    path = [segment for segment in unquote(parts.path).split("/") if segment]
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) if len(parts.query) < 4000 else {}
    site = _site_of_host(host)
    if site == "arxiv":
        return _of_arxiv(_arxiv_id_of_route(path, query), site)
    if site == "huggingface":
        return _of_arxiv(parse_arxiv_id("/".join(path[1:])) if path[:1] == ["papers"] else None, site)
    host = host.removeprefix("www.")
    if host in _MIRRORS:
        return _of_arxiv(_first_arxiv_id(path), _MIRRORS[host])
    return _of_doi_address(host, path) or _of_known_site(host, path, query)


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return parts if parts.scheme.lower() in ("http", "https") and len(url) <= 8 * _LONGEST else None


def _host(parts: SplitResult | None) -> str:
    return (parts.hostname or "").rstrip(".") if parts else ""


def _of_arxiv(found: ArxivId | None, site: str) -> Identity | None:
    if found is None:
        return None
    return Identity(key=f"arxiv:{found.id}", arxiv_id=found.id, version=found.version, site=site)


def _arxiv_id_of_route(path: list[str], query: dict[str, str]) -> ArxivId | None:
    """The id in an address of arXiv itself: /abs/<id>, its older forms with a query, /ftp/<archive>/papers/<YYMM>/…"""
    if not path or path[0] in _NO_PAPERS:
        return None
    if len(path) == 1 and path[0] == "abs":
        asked = query.get("id") or f"{query.get('archive', '')}/{query.get('papernum', '')}"
        return parse_arxiv_id(asked) or parse_arxiv_id(next(iter(query), ""))
    if path == ["api", "query"]:
        return parse_arxiv_id(query.get("id_list", ""))
    if path[0] == "ftp" and len(path) == 5 and path[1] != "arxiv":
        return parse_arxiv_id(f"{path[1]}/{path[4]}")
    return _first_arxiv_id(path[1:])


def _first_arxiv_id(path: list[str]) -> ArxivId | None:
    ids = (parse_arxiv_id("/".join(path[at:])) for at in range(min(len(path), 6)))
    return next((found for found in ids if found), None)


_DOI_ROUTES = frozenset(
    ["abs", "abstract", "full", "fullhtml", "pdf", "pdfdirect", "pdfplus", "epdf", "epub", "reader"]
)
_EARLY_PREPRINT = re.compile(r"content/(?:bio|med)rxiv/early/.*?/((?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})\b", re.ASCII)


def _of_doi_address(host: str, path: list[str]) -> Identity | None:
    """A DOI resolver, a preprint server of openRxiv, or a publisher's /doi/<10.…> or /doi/pdf/<10.…>."""
    if path and path[-1].lower() in _DOI_ROUTES:
        path = path[:-1]
    name = "/".join(path)
    if host in ("doi.org", "dx.doi.org"):
        return _of_arxiv(parse_arxiv_id(name), "doi") or _of_doi(name, "doi")
    if host in ("biorxiv.org", "medrxiv.org"):
        site = host.partition(".")[0]
        if early := _EARLY_PREPRINT.match(name):
            return _of_doi(f"10.1101/{early[1]}", site)
        return _of_doi(name.removeprefix("content/"), site) if path[:1] == ["content"] else None
    if path[:1] == ["doi"] and len(path) > 2:
        return _of_doi("/".join(path[2:] if path[1].lower() in _DOI_ROUTES else path[1:]), "publisher")
    return None


def _of_doi(name: str, site: str) -> Identity | None:
    doi = parse_doi(name)
    if doi is None or not name.lower().removeprefix("doi:").startswith(doi[:7]):
        return None
    preprint = _PREPRINT_VERSION.fullmatch(name.lower())
    version = int(preprint[2]) if preprint and preprint[2] else None
    return Identity(key=f"doi:{doi}", doi=doi, version=version, site=site)


def _of_known_site(host: str, path: list[str], query: dict[str, str]) -> Identity | None:
    """Sites with ids of their own and several addresses for one paper; the key is the address of its page."""
    name = "/".join(path)
    if host == "openreview.net" and name in ("forum", "pdf") and re.fullmatch(r"[\w-]{5,20}", query.get("id", "")):
        return Identity(key=f"url:https://openreview.net/forum?id={query['id']}", site="openreview")
    if host == "pubmed.ncbi.nlm.nih.gov" and (pubmed := re.match(r"\d{1,9}$", name, re.ASCII)):
        return Identity(key=f"url:https://pubmed.ncbi.nlm.nih.gov/{pubmed.group()}", site="pubmed")
    if host in ("pmc.ncbi.nlm.nih.gov", "ncbi.nlm.nih.gov") and (
        central := re.match(r"(?:pmc/)?articles/(PMC\d{1,9})\b", name, re.ASCII | re.IGNORECASE)
    ):
        return Identity(key=f"url:https://pmc.ncbi.nlm.nih.gov/articles/{central[1].upper()}", site="pmc")
    return None


_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|_ga|ref_src|rss", re.ASCII)


def key_of(*, arxiv_id: str = "", doi: str = "", url: str = "") -> str:
    """The one key of a work: by its arXiv id, else its DOI, else its address without fragment and tracking.

    "" if none of them names anything.
    """
    found = parse_arxiv_id(arxiv_id) or parse_arxiv_id(doi)
    if found:
        return f"arxiv:{found.id}"
    if known := parse_doi(doi):
        return f"doi:{known}"
    if identity := identify(url):
        return identity.key
    parts = _split(url)
    if parts is None or not _host(parts):
        return ""
    kept = [pair for pair in parts.query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0])]
    netloc = parts.netloc.rpartition("@")[2].lower().removesuffix(":80" if parts.scheme == "http" else ":443")
    return "url:" + urlunsplit((parts.scheme.lower(), netloc, parts.path.rstrip("/"), "&".join(kept), ""))


def canonical_url(key: str) -> str:
    """The address at which a person finds the work of this key; "" for a key that has none."""
    scheme, _, name = key.partition(":")
    if scheme == "arxiv":
        return f"https://arxiv.org/abs/{name}"
    if scheme == "doi":
        return f"https://doi.org/{quote(name, safe='/:;()._-,', errors='replace')}"
    return name if scheme == "url" and _split(name) else ""


def arxiv_pdf_url(id: str) -> str:
    """Where arXiv keeps the PDF of the newest version."""
    return f"https://arxiv.org/pdf/{id}"
