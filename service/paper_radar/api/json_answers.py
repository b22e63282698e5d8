"""Answers as JSON by pydantic's writer, in a third of the time: a listing's has 2,000 papers with all their hits."""

import json
from typing import Any

import pydantic_core
from flask import Response
from flask.json.provider import JSONProvider


class FastJSONProvider(JSONProvider):
    """What the application reads and writes JSON with."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        del kwargs  # of the writer of the standard library
        return _written(obj).decode()

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        return json.loads(s, **kwargs)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        return Response(_written(self._prepare_response_obj(args, kwargs)) + b"\n", mimetype="application/json")


def _written(obj: Any) -> bytes:
    try:
        return pydantic_core.to_json(obj)
    except pydantic_core.PydanticSerializationError:
        # Half a surrogate pair is no Unicode, but JSON has an escape for it.
        return json.dumps(obj).encode()
