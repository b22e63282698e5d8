"""Papers to Zotero, by the connector that a running Zotero has on loopback (`server_connector.js` in zotero/zotero).

What its browser extensions say, we say: a ping, where it saves to, then saveItems with a session of its own, whose
items are in the form of Zotero's translators. A session that is known already is answered with 409, a library that
cannot be written to with 500 and `libraryEditable: false`, a connector older than Zotero takes with 400 or 412. Up to
its connector's version 2 Zotero fetches the attachments named here; later it leaves that to the browser's extension,
and finds the PDF from arXiv's id or the DOI when it is asked to.
"""

import html
import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import requests

from paper_radar.errors import PaperRadarError
from paper_radar.library.export.names import is_whole, split_name
from paper_radar.library.export.reading import date, one_line
from paper_radar.library.record import Saved

API_VERSION = "3"
BATCH = 25  # items a session: Zotero is done with them in a few seconds
_QUICK = (1.5, 10)  # seconds to connect, and to answer
_SAVING = (1.5, 60)


class ZoteroError(PaperRadarError):
    """Zotero did not take the papers; `code` and `hint` tell why and how to mend it."""

    code = "zotero_failed"
    status = 502


class ZoteroDownError(ZoteroError):
    """Nothing listens where Zotero should."""

    code = "zotero_down"
    status = 503


class ZoteroBusyError(ZoteroError):
    """It is in the middle of something: another save, a sync, its start."""

    code = "zotero_busy"
    status = 503


class ZoteroSlowError(ZoteroError):
    """It took the papers and has not answered: nobody knows whether they are there."""

    code = "zotero_slow"
    status = 504


class ZoteroReadOnlyError(ZoteroError):
    """The library that is selected in it cannot be written to."""

    code = "zotero_read_only"
    status = 409


class ZoteroOldError(ZoteroError):
    """It speaks another version of the connector's language."""

    code = "zotero_old"


class NotZoteroError(ZoteroError):
    """Something else listens there."""

    code = "zotero_foreign"


@dataclass(frozen=True, slots=True)
class Target:
    """Where Zotero saves now: the library, and the collection in it or "" for none."""

    library: str
    collection: str


class Zotero:
    """The Zotero at this address on loopback."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._session = requests.Session()
        self._session.trust_env = False  # loopback is never behind a proxy
        self._session.headers.update(
            {
                "Content-Type": "application/json",
                "X-Zotero-Connector-API-Version": API_VERSION,
                "User-Agent": "Paper Radar",
            }
        )

    def send(self, items: Sequence[Saved], keys: Sequence[str]) -> Target:
        """Save the papers, each with its citation key, where Zotero saves now. Raises ZoteroError."""
        self._ask("ping", {}, _QUICK)
        target = self._target()
        sent = 0
        written = [item(saved, key) for saved, key in zip(items, keys, strict=True)]
        for batch in (written[start : start + BATCH] for start in range(0, len(written), BATCH)):
            try:
                self._save(batch)
            except ZoteroError as error:
                if not sent:
                    raise
                told = f"{sent} of {len(items)} papers are in Zotero, then this: {error.message}"
                raise type(error)(told, error.hint) from None
            sent += len(batch)
        return target

    def _target(self) -> Target:
        answer = self._ask("getSelectedCollection", {}, _QUICK)
        told = _json(answer)
        if told.get("libraryEditable") is False:
            raise _read_only(str(told.get("libraryName", "")))
        library, name = str(told.get("libraryName") or ""), str(told.get("name") or "")
        return Target(library, name if told.get("id") else "")

    def _save(self, items: list[dict[str, Any]]) -> None:
        body = {"items": items, "uri": next((item["url"] for item in items if item.get("url")), "")}
        for _ in range(2):  # an id that is taken is a coincidence once
            answer = self._ask("saveItems", {**body, "sessionID": uuid.uuid4().hex}, _SAVING)
            if answer.status_code != 409:
                return
        raise ZoteroBusyError("Zotero is still busy with another save.", "Wait a moment, then send again.")

    def _ask(self, method: str, body: dict[str, Any], patience: tuple[float, float]) -> requests.Response:
        try:
            answer = self._session.post(
                f"{self._url}/connector/{method}",
                data=json.dumps(body).encode(),
                timeout=patience,
                allow_redirects=False,
            )
        except requests.ConnectTimeout:
            raise _down() from None
        except requests.Timeout:
            if method == "saveItems":
                raise ZoteroSlowError(
                    "Zotero has not answered.", "Look whether the papers are there before you send them again."
                ) from None
            raise ZoteroBusyError("Zotero does not answer.", "Close what it asks you, or wait a moment.") from None
        except requests.RequestException:
            raise _down() from None
        _check(answer, method)
        return answer


def _check(answer: requests.Response, method: str) -> None:
    """Raises ZoteroError for every answer but those that are good, and 409, which means something else each time."""
    status, told = answer.status_code, _json(answer)
    if status in (400, 412) and (status == 412 or told.get("error") == "CONNECTOR_VERSION_OUTDATED"):
        raise ZoteroOldError("This Zotero speaks another version of its language.", "Update Zotero and Paper Radar.")
    if "X-Zotero-Version" not in answer.headers and "X-Zotero-Connector-API-Version" not in answer.headers:
        raise NotZoteroError(
            "Where Zotero should be, something else answers.", "PAPER_RADAR_ZOTERO_URL says where Zotero is."
        )
    if status == 404:
        raise ZoteroOldError("This Zotero is too old to take papers.", "Zotero 6 or later does.")
    if status == 500 and told.get("libraryEditable") is False:
        raise _read_only("")
    if status == 503:
        raise ZoteroBusyError("Zotero is not ready.", "Wait a moment, then send again.")
    if status >= 400 and status != 409:
        raise ZoteroError(
            f"Zotero could not {_DOING[method]} (it answered {status}).", "Its Help menu has an error report."
        )


_DOING = {"ping": "answer", "getSelectedCollection": "say where it saves", "saveItems": "save the papers"}


def _down() -> ZoteroDownError:
    return ZoteroDownError(
        "Zotero is not running.",
        "Start it, and in its settings allow other applications on this computer to communicate with it.",
    )


def _read_only(library: str) -> ZoteroReadOnlyError:
    which = f"“{library}”" if library else "that is selected in Zotero"
    return ZoteroReadOnlyError(f"The library {which} cannot be written to.", "Select another one in Zotero.")


def _json(answer: requests.Response) -> dict[str, Any]:
    try:
        told = answer.json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def item(saved: Saved, key: str) -> dict[str, Any]:
    """The paper as an item of Zotero's translators: tags, the note as its child, the PDF as an attachment."""
    paper = saved.paper
    fields = {
        "itemType": _type(saved),
        "title": one_line(paper.title),
        "abstractNote": paper.abstract,
        "date": date(paper.published),
        "DOI": paper.doi,
        "url": paper.url,
        "extra": "\n".join(_extra(saved, key)),
        "libraryCatalog": "Paper Radar",
        **_place(saved),
    }
    return {
        **{name: value for name, value in fields.items() if value},
        "id": uuid.uuid4().hex,
        "accessDate": "CURRENT_TIMESTAMP",
        "creators": [_creator(one_line(author)) for author in paper.authors if author.strip()],
        "tags": [{"tag": tag} for tag in saved.tags],
        "notes": [{"note": _paragraphs(saved.note)}] if saved.note.strip() else [],
        "attachments": [{"title": "PDF", "url": paper.pdf_url, "mimeType": "application/pdf"}] if paper.pdf_url else [],
    }


_CONFERENCE = ("proceedings", "conference", "workshop", "symposium")


def _type(saved: Saved) -> str:
    paper = saved.paper
    if paper.venue:
        return "conferencePaper" if any(word in paper.venue.lower() for word in _CONFERENCE) else "journalArticle"
    if paper.arxiv_id:
        return "preprint"
    return "journalArticle" if paper.doi else "document" if paper.pdf_url else "webpage"


def _place(saved: Saved) -> dict[str, str]:
    paper, kind = saved.paper, _type(saved)
    if kind == "preprint":
        return {"repository": "arXiv", "archiveID": f"arXiv:{paper.arxiv_id}"}
    return {"proceedingsTitle" if kind == "conferencePaper" else "publicationTitle": one_line(paper.venue)}


def _extra(saved: Saved, key: str) -> Iterator[str]:
    """Lines that Zotero and Better BibTeX know: arXiv's id as its own translator writes it, and the citation key."""
    if saved.paper.arxiv_id:
        category = saved.paper.primary_category.partition(".")[0]
        yield f"arXiv:{saved.paper.arxiv_id}" + (f" [{category}]" if category else "")
    yield f"Citation Key: {key}"


def _creator(author: str) -> dict[str, Any]:
    name = split_name(author)
    if is_whole(name) or not name.given:
        return {"lastName": name.family, "fieldMode": 1, "creatorType": "author"}
    given = ", ".join(filter(None, (name.given, name.suffix)))
    return {"firstName": given, "lastName": name.family, "creatorType": "author"}


def _paragraphs(note: str) -> str:
    """The note as Zotero keeps notes, in HTML, in which nothing of it is markup."""
    return "".join(f"<p>{html.escape(line)}</p>" for line in note.splitlines() if line.strip())
