"""GET /feed/<secret>.atom: the radar for feed readers, which know no token; the secret in the address lets them in."""

import hashlib

from flask import Blueprint, Response, request

from paper_radar.api.services import services
from paper_radar.digest.atom import MOST, Entry, atom
from paper_radar.digest.choice import Found

# Not below /api: it is no part of it, and its address is for people to copy.
page = Blueprint("atom", __name__)


@page.get("/feed/<secret>.atom")
def feed(secret: str) -> Response:
    """The newest papers of the month that hit the radar. `api.auth` lets nobody in but who knows the secret."""
    del secret
    here = services()
    found = here.reading.feed(since=here.reading.window(), limit=MOST, offset=0)
    seen = here.pool.first_seen(paper.key for paper, _ in found.papers)
    entries = [Entry(Found(paper, of.hits), seen.get(paper.key, "")) for paper, of in found.papers]
    body = atom(entries, request.base_url, here.digests.language())
    answer = Response(body, content_type="application/atom+xml; charset=utf-8")
    answer.set_etag(hashlib.sha256(body).hexdigest()[:32])
    # Asked again with the tag, and shown by a browser as plain data.
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    answer.make_conditional(request)
    return answer
