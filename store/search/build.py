"""Building the index file from the library, one segment of papers at a time.

Postings are kept by term and *segment* (`paper id >> SEGMENT_BITS`), so that new or changed papers cost the
rewriting of their own segments, not of the whole index.
"""

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from math import log

from .abbreviations import abbreviations
from .postings import PLACE_BITS, STUB, Postings, Text, digest, key_terms
from .stemming import stem

FORMAT = 1
SEGMENT_BITS = 10

SCHEMA = """
CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER) WITHOUT ROWID;
CREATE TABLE segment (segment INTEGER PRIMARY KEY, digest INTEGER NOT NULL, papers BLOB NOT NULL);
CREATE TABLE posting (
    term TEXT, segment INTEGER, papers INTEGER, places BLOB, PRIMARY KEY (term, segment)
) WITHOUT ROWID;
CREATE TABLE family (stem TEXT, term TEXT, PRIMARY KEY (stem, term)) WITHOUT ROWID;
CREATE TABLE vocabulary (length INTEGER PRIMARY KEY, terms TEXT NOT NULL);
CREATE TABLE key_terms (paper_id INTEGER PRIMARY KEY, segment INTEGER, terms TEXT NOT NULL);
CREATE INDEX key_terms_segment ON key_terms (segment);
CREATE TABLE abbreviation (segment INTEGER, stems TEXT, spoken TEXT, short TEXT);
CREATE INDEX abbreviation_stems ON abbreviation (stems, short);
CREATE INDEX abbreviation_short ON abbreviation (short, spoken);
"""

TEXTS = """
SELECT p.id, p.title, coalesce(t.abstract, ''), p.published
FROM paper p LEFT JOIN paper_text t ON t.paper_id = p.id ORDER BY p.id
"""


def create(index: sqlite3.Connection) -> None:
    """Make the empty tables, dropping whatever stood there."""
    names = index.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in names:
        index.execute(f'DROP TABLE "{name}"')
    for statement in SCHEMA.split(";"):
        index.execute(statement)


def update(index: sqlite3.Connection, library: sqlite3.Connection) -> bool:
    """Rewrite the segments that differ from the library, within the caller's transaction.

    Returns:
        Whether anything differed.
    """
    known: dict[int, int] = dict(index.execute("SELECT segment, digest FROM segment"))
    changed, present = False, set()
    for segment, papers in _segments(library):
        present.add(segment)
        checksum = digest(papers)
        if known.get(segment) != checksum:
            changed = True
            _drop(index, segment)
            _write(index, segment, checksum, papers)
    for segment in known.keys() - present:
        changed = True
        _drop(index, segment)
    if changed:
        _summarise(index)
    return changed


def _segments(library: sqlite3.Connection) -> Iterator[tuple[int, list[Text]]]:
    rows: Iterable[Text] = library.execute(TEXTS)
    for segment, papers in groupby(rows, key=lambda paper: paper[0] >> SEGMENT_BITS):
        yield segment, list(papers)


def _drop(index: sqlite3.Connection, segment: int) -> None:
    for table in ("segment", "posting", "key_terms", "abbreviation"):
        index.execute(f"DELETE FROM {table} WHERE segment = ?", (segment,))


def _write(index: sqlite3.Connection, segment: int, checksum: int, papers: list[Text]) -> None:
    postings = Postings()
    for paper in papers:
        postings.add(paper)
    stems = {term: stem(term) for term in postings.places if not term.startswith(STUB)}
    index.executemany(
        "INSERT OR IGNORE INTO family VALUES (?, ?)", sorted((s, t) for t, s in stems.items() if s != t)
    )
    papers_with = _frequencies(postings)
    index.executemany(
        "INSERT INTO posting VALUES (?, ?, ?, ?)",
        ((t, segment, papers_with[t], entries.tobytes()) for t, entries in sorted(postings.places.items())),
    )
    facts = array("Q", (number for i, paper in postings.facts.items() for number in (i, *paper)))
    index.execute("INSERT INTO segment VALUES (?, ?, ?)", (segment, checksum, facts.tobytes()))
    index.executemany("INSERT INTO key_terms VALUES (?, ?, ?)", _key_terms(segment, postings, stems))
    index.executemany("INSERT INTO abbreviation VALUES (?, ?, ?, ?)", _abbreviations(segment, papers))


def _frequencies(postings: Postings) -> Counter[str]:
    """Return how many papers have each term."""
    papers: Counter[str] = Counter()
    for terms in postings.terms.values():
        papers.update(set(terms))
    for term in postings.places.keys() - papers.keys():
        papers[term] = len({entry >> PLACE_BITS for entry in postings.places[term]})
    return papers


def _key_terms(segment: int, postings: Postings, stems: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    counts = {paper: Counter(map(stems.__getitem__, terms)) for paper, terms in postings.terms.items()}
    papers: Counter[str] = Counter()
    for stemmed in counts.values():
        papers.update(stemmed.keys())
    rarities = {name: log(len(counts) / n) for name, n in papers.items() if n > 1 and len(name) > 2}
    for paper, stemmed in counts.items():
        weights = key_terms(stemmed, rarities)
        yield paper, segment, " ".join(f"{name} {weight:.3f}" for name, weight in weights.items())


def _abbreviations(segment: int, papers: list[Text]) -> Iterator[tuple[int, str, str, str]]:
    for _, _, abstract, _ in papers:
        for short, spoken in abbreviations(abstract):
            yield segment, " ".join(map(stem, spoken)), " ".join(spoken), short


def _summarise(index: sqlite3.Connection) -> None:
    """Gather the vocabulary by length, for spelling."""
    index.execute("DELETE FROM vocabulary")
    index.execute(
        "INSERT INTO vocabulary SELECT length(term), group_concat(term, ' ') FROM "
        "(SELECT DISTINCT term FROM posting WHERE term NOT GLOB ?) GROUP BY length(term)",
        (f"[{STUB}]*",),
    )
