"""Files as other programs export them, in miniature; every paper and person in them is made up or long dead."""

BETTER_BIBTEX = """\
@online{lovelaceNotesAnalyticalEngine2021,
  title = {Notes on the {{Analytical Engine}}: {{LoRA}} without Tears},
  author = {Lovelace, Ada and {The Engine Collaboration}},
  date = {2021-10-16},
  eprint = {2110.01234},
  eprinttype = {arXiv},
  eprintclass = {cs.LG},
  doi = {10.48550/arXiv.2110.01234},
  url = {http://arxiv.org/abs/2110.01234},
  urldate = {2026-11-02},
  abstract = {An engine may weave \\emph{algebraic} patterns, with 50\\% less thread.},
  pubstate = {prepublished},
  keywords = {engines,to-read},
  annotation = {Read \\S{}4 again.},
  timestamp = {2026-11-02T10:22:33Z},
  file = {/home/reader/Zotero/storage/AAAA1111/Lovelace.pdf;/home/reader/Zotero/storage/BBBB2222/2110.html}
}

@article{babbage1837,
  title = {On the Mathematical Powers of the Calculating Engine},
  author = {Babbage, Charles},
  date = {1837-12},
  journaltitle = {Journal of Engines},
  doi = {10.1000/ENGINE.1837},
  langid = {english}
}
"""

PLAIN_BIBTEX = """\
@misc{lovelace_notes_2021,
	title = {Notes on the {Analytical} {Engine}: {LoRA} without {Tears}},
	url = {http://arxiv.org/abs/2110.01234},
	doi = {10.48550/arXiv.2110.01234},
	abstract = {An engine may weave {\\textless}i{\\textgreater}algebraic{\\textless}/i{\\textgreater} patterns.},
	urldate = {2026-11-02},
	publisher = {arXiv},
	author = {Lovelace, Ada and {The Engine Collaboration}},
	month = oct,
	year = {2021},
	note = {arXiv:2110.01234 [cs]},
	keywords = {engines, to-read},
	annote = {{\\textless}p{\\textgreater}Read 4 again.{\\textless}/p{\\textgreater}},
}
"""

RIS = """\
TY  - UNPB
TI  - Notes on the Analytical Engine: LoRA without Tears
AU  - Lovelace, Ada
AU  - The Engine Collaboration
AB  - An engine may weave <i>algebraic</i> patterns.
DA  - 2021/10/16/
PY  - 2021
DO  - 10.48550/arXiv.2110.01234
DP  - arXiv.org
PB  - arXiv
UR  - http://arxiv.org/abs/2110.01234
Y2  - 2026/11/02/10:22:33
L1  - /home/reader/Zotero/storage/AAAA1111/Lovelace.pdf
N1  - arXiv:2110.01234 [cs]
N1  - <p>Read §4 again.</p><p>And &amp; §5.</p>
KW  - engines
KW  - to-read
ER  -

TY  - JOUR
TI  - On the Mathematical Powers of the Calculating Engine
AU  - Babbage, Charles
T2  - Journal of Engines
DA  - 1837/12//
PY  - 1837
DO  - 10.1000/ENGINE.1837
ER  -

""".replace("ER  -", "ER  - ")

CSL_JSON = """[
  {"id": "http://zotero.org/users/1/items/AAAA1111", "type": "article", "abstract": "An engine.", "number":
    "arXiv:2110.01234", "publisher": "arXiv", "title": "Notes on the Analytical Engine: <i>LoRA</i> without Tears",
    "URL": "http://arxiv.org/abs/2110.01234", "DOI": "10.48550/arXiv.2110.01234", "note": "arXiv:2110.01234 [cs]",
    "author": [{"family": "Lovelace", "given": "Ada"}, {"literal": "The Engine Collaboration"}],
    "accessed": {"date-parts": [["2026", 11, 2]]}, "issued": {"date-parts": [["2021", 10, 16]]}},
  {"id": "babbage1837", "citation-key": "babbage1837", "type": "article-journal",
    "container-title": "Journal of Engines", "title": "On the Mathematical Powers of the Calculating Engine",
    "DOI": "10.1000/ENGINE.1837", "author": [{"family": "Babbage", "given": "Charles"}],
    "issued": {"date-parts": [["1837", 12]]}}
]"""

CSV = """\
"Key","Item Type","Publication Year","Author","Title","Publication Title","ISBN","ISSN","DOI","Url","Abstract Note",\
"Date","Date Added","Date Modified","Access Date","Notes","File Attachments","Link Attachments","Manual Tags",\
"Automatic Tags","Extra"
"AAAA1111","preprint","2021","Lovelace, Ada; The Engine Collaboration","Notes on the Analytical Engine: <i>LoRA</i>",\
"","","","10.48550/arXiv.2110.01234","http://arxiv.org/abs/2110.01234","An engine.","2021-10-16","2026-11-02 10:22:33",\
"2026-11-03 08:00:00","2026-11-02","<p>Read §4 again.</p>","/home/reader/Zotero/AAAA1111/L.pdf","","to-read","engines",\
"arXiv:2110.01234 [cs]"
"BBBB2222","journalArticle","1837","Babbage, Charles","On the Mathematical Powers","Journal of Engines","","",\
"10.1000/ENGINE.1837","","","1837-12","2026-11-02 10:22:34","2026-11-02 10:22:34","","","","","","",""
"CCCC3333","attachment","","","L.pdf","","","","","","","","2026-11-02 10:22:35","2026-11-02 10:22:35","","",\
"","","","",""
"""

PAPER_MEMORY = """{
  "Arxiv-2110.01234": {
    "addDate": "2025-11-02T10:22:33.000Z", "author": "Ada Lovelace and Charles Babbage", "bibtex":
    "@article{lovelace2021notes,\\n title={Notes on the Analytical Engine},\\n year={2021}\\n}", "code": {}, "codeLink":
    "https://github.com/lovelace/engine", "count": 3, "doi": "", "favorite": true, "favoriteDate":
    "2025-11-03T10:00:00.000Z", "id": "Arxiv-2110.01234", "key": "lovelace2021notes", "lastOpenDate":
    "2025-12-24T18:00:00.000Z", "md": "[Notes](https://arxiv.org/pdf/2110.01234.pdf)", "note":
    "Accepted @ NeurIPS (2021) -- [dblp.org]\\nRead §4 again.", "pdfLink": "https://arxiv.org/pdf/2110.01234.pdf",
    "source": "arxiv", "tags": ["engines", "to-read"], "title": "Notes on the Analytical Engine", "venue": "NeurIPS",
    "year": "2021"
  },
  "Nature_engine": {
    "addDate": "2025-11-04T10:00:00.000Z", "author": "Babbage, Charles", "bibtex":
    "@article{babbage1837, title={On Powers}, doi={10.1000/ENGINE.1837}}", "codeLink": "", "count": 1,
    "favorite": false, "id": "Nature_engine", "key": "babbage1837", "note": "", "pdfLink": "https://journal.example/engine.pdf",
    "source": "nature", "tags": [], "title": "On Powers", "venue": "Journal of Engines", "year": "1837"
  },
  "broken": "not a paper",
  "__dataVersion": 10004
}"""
