"""The Atom of the arXiv API as it was in 2026: papers, and errors in the form of entries."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from paper_radar.papers.model import Paper
from tests.standins.arxiv.query import submitted
from tests.standins.server import Answer

WITHDRAWN = "This paper has been withdrawn by the authors due to an error in the proof of Lemma 3"


def atom_answer(document: str, status: int = 200) -> Answer:
    return Answer(status, document.encode(), {"content-type": "application/atom+xml; charset=utf-8"})


def api_feed(papers: Sequence[Paper], *, total: int, start: int = 0) -> str:
    return _atom("".join(_entry(paper) for paper in papers), total, start)


def api_error(text: str) -> str:
    address = f"https://arxiv.org/api/errors#{re.sub(r'[^A-Za-z0-9.]+', '_', text)}"
    return _atom(
        f"""
  <entry>
    <id>{address}</id>
    <title>Error</title>
    <updated>2026-04-12T22:59:06Z</updated>
    <link href="{address}" rel="alternate" type="text/html"/>
    <summary>{escape(text)}</summary>
    <author>
      <name>arXiv api core</name>
    </author>
  </entry>""",
        total=1,
    )


def _atom(entries: str, total: int, start: int = 0) -> str:
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" \
xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/XYqrXUYeF6pkVqy2M3s/KYk3JfE</id>
  <title>arXiv Query</title>
  <updated>2026-04-12T22:09:33Z</updated>
  <opensearch:itemsPerPage>100</opensearch:itemsPerPage>
  <opensearch:totalResults>{total}</opensearch:totalResults>
  <opensearch:startIndex>{start}</opensearch:startIndex>{entries}
</feed>
"""


def _entry(paper: Paper) -> str:
    versioned = f"{paper.arxiv_id}v{paper.version or 1}"
    published = submitted(paper)
    categories = "".join(
        f'\n    <category term={quoteattr(name)} scheme="http://arxiv.org/schemas/atom"/>' for name in paper.categories
    )
    authors = "".join(f"\n    <author>\n      <name>{escape(name)}</name>\n    </author>" for name in paper.authors)
    optional = f"\n    <arxiv:doi>{escape(paper.doi)}</arxiv:doi>" if paper.doi else ""
    optional += f"\n    <arxiv:comment>{escape(WITHDRAWN)}</arxiv:comment>" if paper.withdrawn else ""
    optional += f"\n    <arxiv:journal_ref>{escape(paper.venue)}</arxiv:journal_ref>" if paper.venue else ""
    return f"""
  <entry>
    <id>http://arxiv.org/abs/{versioned}</id>
    <title>{escape(paper.title)}</title>
    <updated>{paper.updated or published}</updated>
    <link href="https://arxiv.org/abs/{versioned}" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/{versioned}" rel="related" type="application/pdf" title="pdf"/>
    <summary>{escape(paper.abstract)}</summary>{categories}
    <published>{published}</published>{optional}
    <arxiv:primary_category term={quoteattr(paper.primary_category or "cs.LG")}/>{authors}
  </entry>"""
