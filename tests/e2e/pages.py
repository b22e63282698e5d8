"""Pages of papers as the sites write them: arXiv abs, listing and search, Hugging Face, a publisher's article.

The markup follows ../shared/reference/pages.md §4.3 to 4.7 and the recorded pages; the texts are what the papers say.
"""

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from paper_radar.papers.model import Paper

_SUBJECTS = {
    "cs.LG": "Machine Learning",
    "cs.CL": "Computation and Language",
    "cs.CV": "Computer Vision and Pattern Recognition",
    "cs.AI": "Artificial Intelligence",
    "math.OC": "Optimization and Control",
    "stat.ML": "Machine Learning",
}


def abs_page(paper: Paper) -> str:
    """`https://arxiv.org/abs/<id>`: citation_* tags without a version, the body with subjects and history."""
    day = paper.published[:10]
    metas = [
        ("citation_title", paper.title),
        *(("citation_author", _last_first(name)) for name in paper.authors),
        ("citation_date", day.replace("-", "/")),
        ("citation_online_date", (paper.updated or day)[:10].replace("-", "/")),
        ("citation_pdf_url", f"https://arxiv.org/pdf/{paper.arxiv_id}"),
        ("citation_arxiv_id", paper.arxiv_id),
        ("citation_abstract", paper.abstract),
    ]
    links = ", ".join(
        f'<a href="https://arxiv.org/search/cs?searchtype=author&amp;query={escape(name)}" rel="nofollow">'
        f"{escape(name)}</a>"
        for name in paper.authors
    )
    version = f"v{paper.version or 1}"
    return f"""<!DOCTYPE html>
<html lang="en"><head><title>[{paper.arxiv_id}] {escape(paper.title)}</title>
<link rel="canonical" href="https://arxiv.org/abs/{paper.arxiv_id}"/>
<meta property="og:type" content="website" /><meta property="og:site_name" content="arXiv.org" />
<meta property="og:title" content="{escape(paper.title)}" />
<meta property="og:url" content="https://arxiv.org/abs/{paper.arxiv_id}{version}" />
<meta property="og:description" content="{escape(paper.abstract)}"/>
{"".join(f'<meta name="{name}" content="{escape(value)}" />' for name, value in metas)}
</head><body><main><div id="content"><div id="abs-outer"><div class="leftcolumn"><div id="content-inner"><div id="abs">
<div class="dateline">[Submitted on {day} (<a href="https://arxiv.org/abs/{paper.arxiv_id}v1">v1</a>)]</div>
<h1 class="title mathjax"><span class="descriptor">Title:</span>{escape(paper.title)}</h1>
<div class="authors"><span class="descriptor">Authors:</span>{links}</div>
<blockquote class="abstract mathjax"><span class="descriptor">Abstract:</span> {escape(paper.abstract)}</blockquote>
<div class="metatable"><table summary="Additional metadata"><tr><td class="tablecell label">Subjects:</td>
<td class="tablecell subjects">{_subjects(paper)}</td></tr>
<tr><td class="tablecell label">Cite as:</td><td class="tablecell arxivid"><span class="arxivid">
<a href="https://arxiv.org/abs/{paper.arxiv_id}">arXiv:{paper.arxiv_id}</a> [{paper.primary_category}]</span></td></tr>
</table></div></div></div>
<div class="submission-history"><h2>Submission history</h2><strong>[{version}]</strong> {day} (40 KB)<br/></div>
</div></div></div></main></body></html>"""


def listing_page(papers: Sequence[Paper], *, heading: str = "Machine Learning", broken: Sequence[str] = ()) -> str:
    """`https://arxiv.org/list/<category>/recent`: pairs of dt and dd in one dl; `broken` are rows given as they are."""
    rows = [_listing_row(number, paper) for number, paper in enumerate(papers, 1)]
    return f"""<!DOCTYPE html><html lang="en"><head><title>{escape(heading)}</title></head><body><main>
<div id="content"><div id='content-inner'><div id='dlpage'><h1>{escape(heading)}</h1>
<h2>Authors and titles for recent submissions</h2>
<div class='paging'>Total of {len(papers)} entries</div>
<dl id='articles'><h3>Today (showing {len(papers)} of {len(papers)} entries)</h3>
{"".join(rows)}{"".join(broken)}
</dl></div></div></div></main></body></html>"""


def _listing_row(number: int, paper: Paper) -> str:
    authors = ", ".join(
        f'<a href="https://arxiv.org/search/cs?searchtype=author&amp;query={escape(name)}">{escape(name)}</a>'
        for name in paper.authors
    )
    id = paper.arxiv_id
    return f"""<dt><a name='item{number}'>[{number}]</a>
<a href ="/abs/{id}" title="Abstract" id="{id}">
  arXiv:{id}
</a>
[<a href="/pdf/{id}" title="Download PDF" id="pdf-{id}" aria-labelledby="pdf-{id}">pdf</a>]</dt>
<dd><div class='meta'><div class='list-title mathjax'><span class='descriptor'>Title:</span>
  {escape(paper.title)}
</div><div class='list-authors'>{authors}</div>
<div class='list-subjects'><span class='descriptor'>Subjects:</span> {_subjects(paper)}</div></div></dd>
"""


def _subjects(paper: Paper) -> str:
    shown = [f"{_SUBJECTS.get(category, category)} ({category})" for category in paper.categories]
    return f'<span class="primary-subject">{shown[0]}</span>' + "".join(f"; {name}" for name in shown[1:])


def daily_page(papers: Sequence[Paper], *, shown: Sequence[Paper] | None = None) -> str:
    """`https://huggingface.co/papers`: cards with title and link, all else in data-props.

    `shown` are the cards where they are others than those of data-props: what a change of tab leaves behind.
    """
    props = {
        "periodType": "day",
        "dateString": "2026-06-18",
        "query": {},
        "dailyPapers": [
            {"paper": _hf_paper(paper), "title": paper.title, "numComments": paper.comments or 0} for paper in papers
        ],
        "searchResults": [],
    }
    cards = "".join(hf_card(paper) for paper in (papers if shown is None else shown))
    return f"""<!doctype html><html lang="en"><head><title>Daily Papers - Hugging Face</title></head><body><main>
<div class="SVELTE_HYDRATER contents" data-target="DailyPapers" data-props="{escape(json.dumps(props))}">
<section class="container"><h1>Daily Papers</h1><nav><a id="trending" href="/papers/trending">Trending</a></nav>
<div id="cards">{cards}</div></section></div></main></body></html>"""


def hf_card(paper: Paper) -> str:
    return (
        '<article class="relative flex"><label><input type="checkbox">'
        f'<div class="leading-none">{paper.upvotes or 0}</div></label>'
        f'<h3><a class="line-clamp-3" href="/papers/{paper.arxiv_id}">{escape(paper.title)}</a></h3></article>'
    )


def hf_paper_page(paper: Paper) -> str:
    """`https://huggingface.co/papers/<id>`."""
    props = {"paper": _hf_paper(paper), "comments": [], "upvoters": [], "dailyPaperRank": 1}
    authors = ",\n".join(f'<span class="author"><button>{escape(name)}</button></span>' for name in paper.authors)
    return f"""<!doctype html><html lang="en"><head><title>Paper page - {escape(paper.title)}</title>
<meta property="og:title" content="Paper page - {escape(paper.title)}" /></head><body><main>
<div class="SVELTE_HYDRATER contents" data-target="PaperContent" data-props="{escape(json.dumps(props))}">
<h1>{escape(paper.title)}</h1><div>Authors: {authors}</div>
<h2>Abstract</h2><p>{escape(paper.abstract)}</p></div></main></body></html>"""


def _hf_paper(paper: Paper) -> dict[str, Any]:
    return {
        "id": paper.arxiv_id,
        "title": paper.title,
        "summary": paper.abstract,
        "authors": [{"name": name, "hidden": False} for name in paper.authors],
        "publishedAt": f"{paper.published[:10]}T00:00:00.000Z",
        "upvotes": paper.upvotes or 0,
    }


def publisher_page(paper: Paper) -> str:
    """An article on a journal's own site: Highwire tags, as most publishers write them."""
    metas = [
        ("citation_title", paper.title),
        *(("citation_author", name) for name in paper.authors),
        ("citation_publication_date", paper.published[:10].replace("-", "/")),
        ("citation_journal_title", paper.venue),
        ("citation_doi", paper.doi),
        ("citation_pdf_url", paper.pdf_url),
        ("citation_abstract", paper.abstract),
    ]
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{escape(paper.title)} | {escape(paper.venue)}</title>
<link rel="canonical" href="{escape(paper.url)}">
{"".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in metas if value)}
</head><body><main><article><h1>{escape(paper.title)}</h1><p>{escape(", ".join(paper.authors))}</p>
<h2>Abstract</h2><p>{escape(paper.abstract)}</p></article></main></body></html>"""


def pdf(text: str = "A paper") -> bytes:
    """The smallest PDF that Chromium opens; its words mean nothing, only its address does."""
    drawn = f"BT /F1 24 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    )


def _last_first(name: str) -> str:
    given, _, last = name.rpartition(" ")
    return f"{last}, {given}" if given else last
