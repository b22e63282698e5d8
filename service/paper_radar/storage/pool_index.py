"""The index of the pool: which papers hold a term, and in how many of them it stands.

An FTS5 table without content holds the terms of `papers.text.terms`, one token each. Beside it stands a table of
counts: asking FTS5 itself takes a walk over every paper that holds the term, 80 ms for the 60 terms of an abstract
among 100,000 papers, and 0.2 ms from the table. A third one keeps the terms of each paper in their order for the
ranker, which would take 20 ms to find them again in 150 abstracts.
"""

import json
import math
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from heapq import nlargest
from itertools import chain, islice
from string import punctuation

from paper_radar.papers.model import Paper
from paper_radar.papers.text import terms as terms_of

# Every ASCII sign is part of a token, so that only the spaces between terms part them. Quoted twice: for FTS5's
# tokenizer, then as an option of the table.
SIGNS = punctuation.replace("'", "''").replace('"', '""')
TABLES = (
    f"""
    CREATE VIRTUAL TABLE term_index USING fts5(
      terms, content='', detail=none, columnsize=0, tokenize="ascii tokenchars '{SIGNS}'"
    )
    """,
    "CREATE TABLE term_counts (term TEXT PRIMARY KEY, papers INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE term_texts (id INTEGER PRIMARY KEY, terms TEXT NOT NULL)",
    "CREATE TABLE term_version (fingerprint TEXT NOT NULL)",
)
_SAMPLE = """
On the $H^{p,q}$-norm of Łojasiewicz's pre-trained low-rank adaptation (LoRA, 2024): studies, studying, naïve 深度学习,
β-decay, GPT-4o's chain-of-thought behaviours; optimisation vs optimization, e.g. COVID-19, non-convex SGD at 1e-3 and
state-of-the-art, l'auto-encodeur, model–free
"""
# The commonest of the terms are left out of the search when all of them together stand in more papers than this: they
# tell the least and cost the most, 0.4 ms for 1,000.
_POSTINGS = 40_000
_BATCH = 1_000

_POSTINGS_OF = """
SELECT group_concat(asked.key || ':' || coalesce(
  (SELECT group_concat(rowid) FROM term_index WHERE term_index MATCH asked.value), ''), ';')
FROM json_each(?) AS asked
"""
_TEXTS_OF = """
SELECT json_group_object(key, terms) FROM papers JOIN term_texts USING (id)
WHERE key IN (SELECT value FROM json_each(?))
"""
_COUNT_UP = """
INSERT INTO term_counts SELECT key, value FROM json_each(?) WHERE true
ON CONFLICT (term) DO UPDATE SET papers = papers + excluded.papers
"""
_UNUSED = "DELETE FROM term_counts WHERE papers <= 0 AND term IN (SELECT value FROM json_each(?))"


def create(connection: sqlite3.Connection) -> None:
    for table in TABLES:
        connection.execute(table)
    connection.execute("INSERT INTO term_version VALUES (?)", (_fingerprint(),))


def check(connection: sqlite3.Connection) -> None:
    """Read a little of every table. Raises sqlite3.Error if the bytes are wrong."""
    connection.execute("SELECT rowid FROM term_index WHERE term_index MATCH '\"network\"' LIMIT 1").fetchone()
    connection.execute("SELECT papers FROM term_counts WHERE term = 'network'").fetchone()
    connection.execute("SELECT terms FROM term_texts LIMIT 1").fetchone()


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether today's `terms` made the index; if not, queries and index speak of different terms."""
    return bool(connection.execute("SELECT fingerprint FROM term_version").fetchone() == (_fingerprint(),))


def rebuild(connection: sqlite3.Connection, papers: Iterable[tuple[int, Paper]]) -> None:
    """Begin the index anew for all the papers of the pool, given with their ids."""
    connection.execute("INSERT INTO term_index (term_index) VALUES ('delete-all')")
    connection.execute("DELETE FROM term_counts")
    connection.execute("DELETE FROM term_texts")
    remaining = iter(papers)
    while batch := list(islice(remaining, _BATCH)):
        add(connection, batch)
    connection.execute("UPDATE term_version SET fingerprint = ?", (_fingerprint(),))


def terms_in(paper: Paper) -> list[str]:
    """The terms of a paper in their order, repeats included."""
    return terms_of(f"{paper.title}\n{paper.abstract}")


def add(
    connection: sqlite3.Connection,
    papers: Iterable[tuple[int, Paper]],
    terms_of: Callable[[Paper], list[str]] = terms_in,
) -> None:
    """Index papers that are not in the index, given with their ids; `terms_of` may know what `terms_in` would find."""
    texts = [(id, terms_of(paper)) for id, paper in papers]
    connection.executemany("INSERT INTO term_texts VALUES (?, ?)", ((id, " ".join(terms)) for id, terms in texts))
    _change(connection, texts, "INSERT INTO term_index (rowid, terms) VALUES (?, ?)", 1)


def remove(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Take papers out of the index."""
    asked = (_json(ids),)
    (found,) = connection.execute(
        "SELECT json_group_object(id, terms) FROM term_texts WHERE id IN (SELECT value FROM json_each(?))", asked
    ).fetchone()
    texts = [(int(id), terms.split()) for id, terms in json.loads(found).items()]
    connection.execute("DELETE FROM term_texts WHERE id IN (SELECT value FROM json_each(?))", asked)
    _change(connection, texts, "INSERT INTO term_index (term_index, rowid, terms) VALUES ('delete', ?, ?)", -1)


def _change(connection: sqlite3.Connection, texts: Sequence[tuple[int, list[str]]], statement: str, count: int) -> None:
    held = [(id, dict.fromkeys(terms)) for id, terms in texts]
    connection.executemany(statement, ((id, " ".join(terms)) for id, terms in held))
    counts = Counter(chain.from_iterable(terms for _, terms in held))
    # In the order of the table, which is then written from end to end.
    connection.execute(_COUNT_UP, (_json({term: count * counts[term] for term in sorted(counts)}),))
    if count < 0:
        # Words that came once and went would fill the table in the end.
        connection.execute(_UNUSED, (_json(list(counts)),))


def frequencies(connection: sqlite3.Connection, terms: Sequence[str]) -> dict[str, int]:
    """In how many papers each of the terms stands, 0 included."""
    asked: dict[str, int] = dict.fromkeys(terms, 0)
    (found,) = connection.execute(
        "SELECT json_group_object(term, papers) FROM term_counts WHERE term IN (SELECT value FROM json_each(?))",
        (_json(list(asked)),),
    ).fetchone()
    asked.update(json.loads(found))
    return asked


def texts(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, list[str]]:
    """The terms of these papers in their order, repeats included."""
    (found,) = connection.execute(_TEXTS_OF, (_json(keys),)).fetchone()
    return {key: terms.split() for key, terms in json.loads(found).items()}


def best(connection: sqlite3.Connection, terms: Sequence[str], limit: int, *, total: int) -> list[int]:
    """The ids of at most `limit` of `total` papers, by the sum of the inverse document frequencies (ln(1 + N/n)) of the
    terms that they hold; of equal ones the latest added first.
    """
    rarest = affordable(frequencies(connection, terms))
    if not rarest or limit <= 0:
        return []
    (found,) = connection.execute(_POSTINGS_OF, (_json([quoted(term) for term in rarest]),)).fetchone()
    weights = [math.log1p(total / count) for count in rarest.values()]
    scores: dict[int, float] = {}
    score = scores.get
    for postings in found.split(";"):
        place, _, ids = postings.partition(":")
        weight = weights[int(place)]
        for id in json.loads(f"[{ids}]"):
            scores[id] = score(id, 0.0) + weight
    if not scores:
        return []
    # A third of the time of sorting all of them by score.
    least = nlargest(limit, scores.values())[-1]
    ranked = sorted(((score, id) for id, score in scores.items() if score >= least), reverse=True)
    return [id for _, id in ranked[:limit]]


def affordable(counts: dict[str, int]) -> dict[str, int]:
    """The terms of the pool with their counts, rarest first, as many as can be searched in time; one at least."""
    chosen: dict[str, int] = {}
    postings = 0
    for count, term in sorted((count, term) for term, count in counts.items() if count > 0):
        postings += count
        if chosen and postings > _POSTINGS:
            break
        chosen[term] = count
    return chosen


def quoted(term: str) -> str:
    """The term as a token in an FTS5 expression."""
    return '"' + term.replace('"', '""') + '"'


def _fingerprint() -> str:
    return sha256(" ".join(terms_of(_SAMPLE)).encode()).hexdigest()


def _json(value: object) -> str:
    return json.dumps(value)
