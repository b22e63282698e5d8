"""One shape for every error: {"error": {"code", "message", "hint"}}, the right status, never a trace."""

import logging

from flask import Flask, Response, jsonify
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from paper_radar.errors import PaperRadarError

log = logging.getLogger(__name__)


class ErrorDetail(BaseModel):
    """What happened (`message`), in which stable word (`code`), and how to mend it (`hint`, may be empty)."""

    code: str
    message: str
    hint: str


class ErrorAnswer(BaseModel):
    """The body of every answer that is not a success."""

    error: ErrorDetail


def answer(code: str, message: str, hint: str, status: int) -> Response:
    """An error as every route gives it."""
    response = jsonify(error={"code": code, "message": message, "hint": hint})
    response.status_code = status
    return response


def invalid(error: ValidationError) -> Response:
    """A request whose fields are not as the OpenAPI document says: the first three faults, by field."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    told = "; ".join(f"{'.'.join(map(str, fault['loc'])) or 'body'}: {fault['msg']}" for fault in faults[:3])
    more = f" (and {len(faults) - 3} more)" if len(faults) > 3 else ""
    return answer("invalid", told + more, "The OpenAPI document is at /api/v1/openapi.json.", 422)


def install(app: Flask) -> None:
    """Make every error of the application take the one shape."""

    @app.errorhandler(PaperRadarError)
    def known(error: PaperRadarError) -> Response:
        return answer(error.code, error.message, error.hint, error.status)

    @app.errorhandler(ValidationError)
    def unfit(error: ValidationError) -> Response:
        return invalid(error)

    @app.errorhandler(RequestEntityTooLarge)
    def large(_: RequestEntityTooLarge) -> Response:
        return answer("too_large", "The request is too large.", "Send it in parts.", 413)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        code = (error.name or "error").lower().replace(" ", "_")
        return answer(code, error.description or error.name or "", "", error.code or 500)

    @app.errorhandler(Exception)
    def unknown(error: Exception) -> Response:
        log.exception("unexpected error: %s", type(error).__name__)
        return answer("internal", "The service met an error of its own.", "Its log has the details.", 500)
