"""The feed of an author who claimed an id, arxiv.org/a/<id>.atom2, as arXiv's own code writes it.

Nobody recorded one: this follows arxiv-browse, browse/controllers/list_page/author.py. The id of an entry is the bare
arXiv id with its version, all authors are in the name of one, times stand without a "T", and an id that nobody claimed
is answered with HTTP 400.
"""

from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from paper_radar.papers.model import Paper
from tests.standins.server import Answer, tagged

_ATOM = {"content-type": "application/atom+xml; charset=utf-8"}


def author_answer(author_id: str, papers: Sequence[Paper] | None) -> Answer:
    if papers is None:
        page = f"<!doctype html><title>400 Bad Request</title><p>Author {escape(author_id)} not found</p>"
        return Answer(400, page.encode(), {"content-type": "text/html; charset=utf-8"})
    return tagged(Answer(200, author_feed(author_id, papers).encode(), dict(_ATOM)))


def author_feed(author_id: str, papers: Sequence[Paper], *, one_name: bool = True) -> str:
    entries = "".join(_entry(paper, one_name) for paper in papers)
    return f"""<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <title>Difan Zou</title>
  <link rel="describes" href="https://orcid.org/0000-0002-1825-0097"/>
  <updated>2026-11-20 00:00:00</updated>
  <id>http://arxiv.org/a/{escape(author_id)}</id>
  <link rel="describes" href="http://arxiv.org/a/{escape(author_id)}"/>{entries}
</feed>
"""


def _entry(paper: Paper, one_name: bool) -> str:
    version = f"{paper.arxiv_id}v{paper.version or 1}"
    names = [", ".join(paper.authors)] if one_name else paper.authors
    authors = "".join(f"<author><name>{escape(name)}</name></author>" for name in names)
    comment = "<arxiv:comment>This paper has been withdrawn</arxiv:comment>" if paper.withdrawn else ""
    comment += f"<arxiv:journal_ref>{escape(paper.venue)}</arxiv:journal_ref>" if paper.venue else ""
    categories = "".join(
        f"<category term={quoteattr(name)} scheme='http://arxiv.org/schemas/atom' label={quoteattr(name)}/>"
        for name in paper.categories
    )
    return f"""
  <entry>
    <id>{version}</id>
    <updated>{_time(paper.updated or paper.published)}</updated>
    <published>{_time(paper.published)}</published>
    <title>{escape(paper.title)}</title>
    <summary>{escape(paper.abstract)}</summary>
    {authors}{comment}
    <link href="https://arxiv.org/abs/{version}" rel="alternate" type="text/html"/>
    <link title="pdf" href="https://arxiv.org/pdf/{version}" rel="alternate" type="application/pdf"/>
    <arxiv:primary_category term={quoteattr(paper.primary_category)} scheme="http://arxiv.org/schemas/atom"/>
    {categories}
  </entry>"""


def _time(moment: str) -> str:
    return str(datetime.fromisoformat(moment or "2026-02-12T04:12:07+00:00"))
