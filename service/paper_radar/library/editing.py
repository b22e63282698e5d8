"""What the reader writes into a saved paper: checked, and marked as theirs."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from paper_radar.errors import BadInputError
from paper_radar.library.record import BY_READER, CORRECTABLE, Saved, check, clean_tags
from paper_radar.papers import model
from paper_radar.papers.identity import key_of, parse_doi
from paper_radar.papers.model import Paper

LONGEST_NOTE = 20_000
MOST_TAGS = 50
LONGEST_TAG = 100
EDITABLE = frozenset({"tags", "note", "status", "stars"})


def edited(saved: Saved, changes: Mapping[str, Any]) -> Saved:
    """The record with these tags, note, status, stars and corrected fields of the paper (see `CORRECTABLE`).

    A field that is given as it is, is not corrected. Raises BadInputError if a value cannot be.
    """
    unknown = changes.keys() - EDITABLE - CORRECTABLE
    if unknown:
        allowed = ", ".join(sorted(EDITABLE | CORRECTABLE))
        raise BadInputError(f"{', '.join(sorted(unknown))} cannot be edited.", f"What can: {allowed}.")
    own = {name: check(name, value) for name, value in changes.items() if name in EDITABLE}
    if "tags" in own:
        own["tags"] = clean_tags(own["tags"])
        if len(own["tags"]) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in own["tags"]):
            raise BadInputError(f"A paper has at most {MOST_TAGS} tags of at most {LONGEST_TAG} characters.")
    if len(own.get("note", "")) > LONGEST_NOTE:
        raise BadInputError(f"A note has at most {LONGEST_NOTE} characters.")
    corrections = {name: value for name, value in changes.items() if name in CORRECTABLE}
    paper = model.from_json({**model.to_json(saved.paper), **corrections}) if corrections else saved.paper
    for name in ("url", "pdf_url"):
        address = corrections.get(name)
        if address and not address.startswith(("https://", "http://")):
            raise BadInputError(f"{name} must begin with https:// or http://.")
    corrected = [name for name in corrections if getattr(paper, name) != getattr(saved.paper, name)]
    return replace(saved, **own, paper=paper, origins={**saved.origins, **dict.fromkeys(corrected, BY_READER)})


def with_doi(saved: Saved, doi: str) -> Saved:
    """A record that is not saved yet, of the work that this DOI names ("" takes away the one that was read).

    Raises BadInputError if it is no DOI.
    """
    known = parse_doi(doi) or ""
    if doi.strip() and not known:
        raise BadInputError(f"{doi:.60} is no DOI.", "A DOI looks like 10.1000/182.")
    if known == saved.paper.doi:
        return saved
    paper: Paper = replace(saved.paper, doi=known)
    if not paper.key.startswith("arxiv:"):
        paper = replace(paper, key=key_of(doi=known, url=paper.url) or paper.key)
    return replace(saved, paper=paper, origins={**saved.origins, "doi": BY_READER})
