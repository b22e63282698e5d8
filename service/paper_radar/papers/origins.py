"""Where each field of a paper's record came from, when several sources have seen the paper."""

from collections.abc import Mapping
from dataclasses import fields
from operator import attrgetter

from paper_radar.papers.model import Paper

# The key is the paper itself, and the source is what the others are told apart by.
_NAMES = tuple(field.name for field in fields(Paper) if field.name not in ("key", "source"))
_values_of = attrgetter(*_NAMES)
_NOTHING: tuple[object, ...] = ("", (), None)


def origins(known: Mapping[str, str], former: Paper | None, latest: Paper, incoming: Paper) -> dict[str, str]:
    """Field → source, for the fields of `latest` that another source than `latest.source` has told.

    `latest` is what became of the record `former` (None: there was none) by the sighting `incoming`, and `known` what
    this function answered for `former`. Where two sources told the same, it is `latest.source` if that is among them,
    else the one that was first.
    """
    told: dict[str, str] = {}
    before = _values_of(former) if former is not None else (None,) * len(_NAMES)
    for name, value, was, came in zip(_NAMES, _values_of(latest), before, _values_of(incoming), strict=True):
        if value in _NOTHING or value is False:  # 0 upvotes are a fact
            continue
        tellers = []
        if former is not None and was == value:
            tellers.append(known.get(name, former.source))
        if came == value:
            tellers.append(incoming.source)
        if tellers and latest.source not in tellers and (teller := next(filter(None, tellers), "")):
            told[name] = teller
    return told
