"""Who may ask: every request passes these checks before any route sees it.

The service listens on loopback, where any web page can reach it (a top-level form POST does so even past the browser's
local network access checks). So: the Host must be ours (DNS rebinding), an Origin must be a paired extension's (web
pages and `null` are refused), writes must be JSON or a PDF (a form cannot send them without a preflight), and
everything but /health and /pair needs the token; the Atom feed, whose readers know none, needs its own secret instead.
"""

import hmac
import re
from urllib.parse import urlsplit

from flask import Flask, Request, Response, g, request
from flask_cors.core import get_cors_options, set_cors_headers
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from paper_radar.api.pairing import find_token, paired_origins
from paper_radar.api.services import Services
from paper_radar.errors import BadInputError, NotFoundError, PaperRadarError

BODY_LIMIT = 2_000_000  # bytes; the largest listing arXiv shows, 2,000 papers, is about 1.2 MB of page facts
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
PDF_LIMIT = 30_000_000  # bytes
IMPORT_LIMIT = 32_000_000  # bytes; 10,000 records with abstracts are 15 MB of BibTeX
# What may be so large: a file, and changes to ten thousand saved papers with what undoes them (2 kB a paper).
_LARGE = ("library/import", "library/bulk", "library/bulk/restore", "library/remove", "library/restore")
LARGE = frozenset(f"/api/v1/{name}" for name in (*_LARGE, "start/suggestions"))
PDF_PATH = "/api/v1/pages/pdf"  # the one write that is no JSON; like JSON, no form can send it without a preflight
OPEN = frozenset({"/api/v1/health", "/pair", "/pair.css", "/pair.js"})
FEED = "/feed/"  # <secret>.atom
# Chromium's ids are 32 letters a-p; Firefox's are UUIDs, new with every installation.
EXTENSION_ORIGIN = re.compile(r"chrome-extension://[a-p]{32}|moz-extension://[0-9a-f-]{36}")


class RefusedError(PaperRadarError):
    """The request comes from where no request should come from."""

    code = "refused"
    status = 403


class UnauthorizedError(PaperRadarError):
    """The request carries no token, or one that is not known (any more)."""

    code = "unauthorized"
    status = 401


class NotJsonError(PaperRadarError):
    """A write whose body is not application/json, or a PDF that is not application/pdf."""

    code = "not_json"
    status = 415


class TooLargeError(PaperRadarError):
    """A body beyond the limit."""

    code = "too_large"
    status = 413


def guard(app: Flask, services: Services) -> None:
    """Put the checks before, and the headers after, every request of the application."""
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    hosts = LOOPBACK | {host.lower() for host in services.settings.allowed_hosts}

    @app.before_request
    def check() -> None:
        _check_host(request, hosts)
        origin = _check_origin(request)
        _check_body(request)
        if request.method == "OPTIONS" or request.path in OPEN:
            return
        if request.path == "/api/v1/pair" and request.method == "POST":
            if not origin:
                raise RefusedError("Only a browser extension can pair.", "Open the pairing page in the browser.")
            return
        if request.path.startswith(FEED) and request.method in ("GET", "HEAD"):
            if not services.atom.opens(request.path):
                raise NotFoundError("There is no such feed.", "Copy its address anew from the options, under Digest.")
            return
        _check_token(request, services, origin)
        if request.path in LARGE and request.method == "POST":
            _check_json(request, IMPORT_LIMIT)

    @app.after_request
    def mark(response: Response) -> Response:
        response.headers["X-Paper-Radar"] = "1"
        response.headers["X-Content-Type-Options"] = "nosniff"
        if not (request.path.startswith(FEED) and response.status_code in (200, 304)):
            response.headers["Cache-Control"] = "no-store"
        allowed = paired_origins(services.workspace)
        options = get_cors_options(
            app, {"origins": allowed, "allow_headers": ["Authorization", "Content-Type"], "vary_header": True}
        )
        return set_cors_headers(response, options) if allowed else response


def _check_host(request: Request, hosts: frozenset[str]) -> None:
    host = request.host.lower()
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    if name not in hosts:
        raise RefusedError(
            f"The service does not answer under the name {name!r:.80}.",
            "Use 127.0.0.1, or name the host in PAPER_RADAR_ALLOWED_HOSTS.",
        )


def _check_origin(request: Request) -> str:
    """The extension's origin, "" if the request names none. Raises RefusedError for everyone else's."""
    origin = request.headers.get("Origin", "")
    if origin:
        if not EXTENSION_ORIGIN.fullmatch(origin) and not _own_page(request, origin):
            raise RefusedError("Web pages may not ask the service.", "Only the paired extension may.")
        return origin if EXTENSION_ORIGIN.fullmatch(origin) else ""
    site = request.headers.get("Sec-Fetch-Site", "none")
    if site not in ("none", "same-origin") and not (request.method == "GET" and request.path == "/pair"):
        raise RefusedError("Web pages may not ask the service.", "Only the paired extension may.")
    return ""


def _own_page(request: Request, origin: str) -> bool:
    """The service's own pairing page may ask whether the service is well, and nothing else."""
    return request.method == "GET" and request.path in OPEN and urlsplit(origin).netloc == request.host


def _check_body(request: Request) -> None:
    if request.method not in ("POST", "PATCH", "PUT"):
        return
    if request.path == PDF_PATH:
        _check_pdf(request)
        return
    if request.mimetype != "application/json":
        raise NotJsonError("A write must be application/json.", "Set the header Content-Type: application/json.")
    if request.path in LARGE and request.method == "POST":
        # So large a body is read once the token is known.
        request.max_content_length = IMPORT_LIMIT
        if (request.content_length or 0) > IMPORT_LIMIT:
            raise _too_large(IMPORT_LIMIT)
        return
    _check_json(request, BODY_LIMIT)


def _too_large(limit: int) -> TooLargeError:
    return TooLargeError(f"The request is larger than {limit // 1_000_000} MB.", "Send it in parts.")


def _check_json(request: Request, limit: int) -> None:
    try:
        request.get_json(cache=True)
    except RequestEntityTooLarge:
        raise _too_large(limit) from None
    except BadRequest:
        raise BadInputError("The body is not valid JSON.") from None
    except RecursionError:
        raise BadInputError("The JSON of the body is nested too deeply.") from None


def _check_pdf(request: Request) -> None:
    """By its headers alone: it is read once the token is known."""
    if request.mimetype != "application/pdf":
        raise NotJsonError("A PDF must be application/pdf.", "Set the header Content-Type: application/pdf.")
    request.max_content_length = PDF_LIMIT
    if (request.content_length or 0) > PDF_LIMIT:
        raise TooLargeError(f"The PDF is larger than {PDF_LIMIT // 1_000_000} MB.", "Save the link instead.")


def _check_token(request: Request, services: Services, origin: str) -> None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        if not origin and hmac.compare_digest(token.encode(), services.secret.encode()):
            g.token_id = ""
            return
        found = find_token(services.workspace, token)
        # A browser names no Origin on a GET of an extension that holds the host permission, so a missing one is no
        # sign; one that is there must be the one that was paired.
        if found and (not origin or origin == found[1]):
            g.token_id = found[0]
            return
    raise UnauthorizedError("This extension is not paired with the service.", "Run `paper-radar pair --open`.")
