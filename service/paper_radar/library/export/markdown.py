"""Markdown: a reading list for people, to be pasted into notes, an issue or a wiki. It is not read back."""

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from paper_radar.briefs.model import Brief
from paper_radar.briefs.sections import LABELS
from paper_radar.library.briefed import Briefs
from paper_radar.library.export.reading import date, one_line
from paper_radar.library.record import Saved
from paper_radar.papers.identity import canonical_url

_MOST_AUTHORS = 8
_ACTIVE = re.compile(r"[\\`*_\[\]<>#|~$&!@]")
# At the beginning of a line they make a heading, a list, a rule or a quotation.
_BEGINNING = re.compile(r"^(\d{1,9})([.)])|^([-+=:])")
_NOT_IN_ADDRESS = re.compile(r"""[\s()<>\\\[\]"`{}|*_~$]|[^\x20-\x7e]""")
_STATUS = {"to_read": "to read", "reading": "reading", "read": "read"}


def write(
    items: Sequence[Saved],
    keys: Sequence[str],  # noqa: ARG001  (a reading list has none)
    briefs: Briefs = MappingProxyType({}),
) -> str:
    """The papers as a list with a link each, in CommonMark; nothing in a title, a note or a brief is taken for markup.
    Of the briefs about the paper itself the latest stands with it.
    """
    lines = ["# Reading list", ""]
    for saved in items:
        own = (brief for brief in briefs.get(saved.paper.key, ()) if brief.kind != "several")
        lines += [*_entry(saved), *_brief(next(own, None)), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _entry(saved: Saved) -> Iterator[str]:
    paper = saved.paper
    title = escape(one_line(paper.title))
    address = link_to(paper.url) or link_to(canonical_url(paper.key))
    yield f"- [{title}]({address})" if address else f"- **{title}**"
    authors = [escape(one_line(author)) for author in paper.authors if author.strip()]
    more = " et al." if len(authors) > _MOST_AUTHORS else ""
    venue = escape(one_line(paper.venue)) or ("arXiv" if paper.arxiv_id else "")
    about = [", ".join(authors[:_MOST_AUTHORS]) + more, ", ".join(filter(None, (venue, date(paper.published)[:4])))]
    if any(about):
        yield f"  {_line(' · '.join(filter(None, about)))}\\"
    mine = [_STATUS[saved.status], "★" * saved.stars, *(f"#{_tag(tag)}" for tag in saved.tags)]
    yield f"  {' · '.join(filter(None, mine))}"
    if saved.note.strip():
        yield ""
        yield from (f"  > {_line(escape(one_line(line)))}".rstrip() for line in saved.note.strip().splitlines())


def _brief(brief: Brief | None) -> Iterator[str]:
    """What could not be checked is left out, and counted."""
    if brief is None or not brief.statements:
        return
    supported = [statement for statement in brief.statements if statement.is_supported]
    by = f"Brief by {escape(one_line(brief.model))}" if brief.model else "Brief, in sentences of the paper"
    yield ""
    yield f"  {by} ({len(supported)} of {len(brief.statements)} statements checked, {date(brief.updated)}):"
    yield ""
    labels = LABELS[brief.language]
    yield from (f"  - {labels.get(one.section, one.section)}: {escape(one_line(one.text))}" for one in supported)


def escape(text: str) -> str:
    """Text of one line in which Markdown sees no markup."""
    return _ACTIVE.sub(lambda match: "\\" + match.group(), text)


def _line(text: str) -> str:
    return _BEGINNING.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", text)


def _tag(tag: str) -> str:
    return escape(one_line(tag).replace(" ", "-"))


def link_to(url: str) -> str:
    """The address as the target of a link: http(s) only, whatever would end the link encoded."""
    if not re.match(r"https?://", url, re.IGNORECASE):
        return ""
    return _NOT_IN_ADDRESS.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "replace")), url
    )
