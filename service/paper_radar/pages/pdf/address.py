"""The page of a paper by the address of its PDF, on the great sites that keep both; and the DOI in an address."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from paper_radar.papers.identity import parse_doi

_NEURIPS = r"/(paper_files/paper|paper)/(\d{4})/file/([0-9a-f]+)-Paper([\w-]*)\.pdf"
_NEURIPS_PAGE = r"/\1/\2/hash/\3-Abstract\4.html"
# Host, the path of the PDF, and what the page's path is then; each site's own rule, as its pages link their PDFs.
_PAGES = tuple(
    (host, re.compile(path, re.IGNORECASE | re.ASCII), page)
    for host, path, page in (
        ("proceedings.mlr.press", r"/(v\d+|r\d+)/([\w-]+)/\2\.pdf", r"/\1/\2.html"),
        ("papers.nips.cc", _NEURIPS, _NEURIPS_PAGE),
        ("papers.neurips.cc", _NEURIPS, _NEURIPS_PAGE),
        ("proceedings.neurips.cc", _NEURIPS, _NEURIPS_PAGE),
        ("openaccess.thecvf.com", r"/(content[\w/]*)/papers/([\w.-]+)\.pdf", r"/\1/html/\2.html"),
        ("jmlr.org", r"/papers/volume(\d+)/([\w-]+)/\2\.pdf", r"/papers/v\1/\2.html"),
    )
)
_ANTHOLOGY = re.compile(
    r"/(?:anthology/)?(20\d\d\.[a-z\d]+-[a-z\d]+\.\d+|[A-Z]\d\d-\d{4,5})(?:v\d)?(?:\.pdf)?/?", re.ASCII
)
_NATURE = re.compile(
    r"/articles/(s\d{5}-\d{3}-\d{4,5}-[\dxyzw]|(?:ncomms|srep|nature|sdata)\d{4,6})(?:\.pdf|_reference\.pdf)", re.I
)
_DOI_PATH = re.compile(r"/(10\.\d{4,9}/.+)", re.ASCII)
_TAIL = re.compile(r"(?:/(?:pdf|epdf|full|fulltext|download|pdfft))?/?$|(?:\.full)?\.pdf$", re.IGNORECASE)


def page_of(url: str) -> str:
    """The address of the paper's page; that of the PDF itself where no rule is known."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.")
    if host in ("aclanthology.org", "aclweb.org"):
        found = _ANTHOLOGY.fullmatch(parts.path)
        return f"https://aclanthology.org/{found[1]}" if found else url
    for known, path, page in _PAGES:
        if host == known and (found := path.fullmatch(parts.path)):
            return f"https://{parts.hostname}{found.expand(page)}"
    return url


def doi_of(url: str) -> str:
    """The DOI that the address holds in its path or as the `id` or `doi` it asks for; "" if it holds none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = unquote(parts.path)
    if (parts.hostname or "").removeprefix("www.") == "nature.com" and (nature := _NATURE.fullmatch(path)):
        return f"10.1038/{nature[1].lower()}"
    query = dict(parse_qsl(parts.query)) if len(parts.query) < 2_000 else {}
    asked = next((query[name] for name in ("doi", "id") if query.get(name, "").startswith("10.")), "")
    held = _DOI_PATH.search(path)
    for text in (asked, held[1] if held else ""):
        # Once for "…/10.1000/182/pdf/" and once for "….pdf".
        if text and (doi := parse_doi(_TAIL.sub("", _TAIL.sub("", text)))):
            return doi
    return ""
