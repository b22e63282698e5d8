"""Papers as web pages: arXiv's own HTML (since December 2023), and that of its laboratory ar5iv for older ones.

ar5iv has one version of a paper, the last one when it was made, and sends on to arXiv what it has not
(https://github.com/dginev/ar5iv/issues/54); it is to be closed once arXiv has all of it.
"""

from typing import Literal, TypedDict

from paper_radar.papers.identity import parse_arxiv_id
from paper_radar.sources.errors import UnreadableError
from paper_radar.sources.gates import Gates
from paper_radar.sources.http import Http


class _Haste(TypedDict):
    timeouts: tuple[float, float]
    deadline: float
    retries: int


# A reader waits for the brief, and there is the abstract: no page is worth more than this, or a second try.
HASTE: _Haste = {"timeouts": (3.05, 10.0), "deadline": 20.0, "retries": 0}
_ABSENT = (404, 410)


class ArxivFullText:
    """`html_url` and `ar5iv_url` are what an id is added to (https://arxiv.org/html). Safe from any thread."""

    def __init__(self, http: Http, gates: Gates, html_url: str, ar5iv_url: str) -> None:
        self._http = http
        self._gates = gates
        self._addresses = {"html": html_url.rstrip("/"), "ar5iv": ar5iv_url.rstrip("/")}

    def page(self, site: Literal["html", "ar5iv"], arxiv_id: str, version: int | None) -> bytes | None:
        """The page as it came, None if the site has none of this paper. Of ar5iv the version cannot be chosen.

        Raises SourceError: it could not be asked, or what came is no web page.
        """
        identity = parse_arxiv_id(arxiv_id)
        if identity is None:
            return None
        address = f"{self._addresses[site]}/{identity.id}"
        if site == "html" and version:
            address += f"v{version}"
        response = self._http.get(address, gate=self._gates.of(address), answers=(200, *_ABSENT), one_gate=True)
        if response.status != 200:
            return None
        if not response.is_html:
            raise UnreadableError("What came in place of the paper's HTML is no web page.", "Its abstract is read.")
        return response.body
