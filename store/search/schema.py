"""The tables of the index file: a cache, made again whenever its format or its library is another.

Papers are indexed in *generations*: a set of papers whose terms were gathered together. What an import adds
or changes becomes a new generation, so that the cost is in proportion to it; small generations are gathered
anew together with the next. Papers of a generation that were gathered again later are stale in it.
"""

import sqlite3

FORMAT = 4

TABLES = """
CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE generation (
    id INTEGER PRIMARY KEY, papers INTEGER NOT NULL, members BLOB NOT NULL, stale BLOB NOT NULL,
    title_places INTEGER NOT NULL, abstract_places INTEGER NOT NULL
);
CREATE TABLE term (
    generation INTEGER, term TEXT, papers INTEGER NOT NULL, members BLOB, PRIMARY KEY (generation, term)
) WITHOUT ROWID;
CREATE TABLE members (generation INTEGER, term TEXT, members BLOB NOT NULL);
CREATE INDEX members_term ON members (generation, term);
CREATE TABLE lexicon (pool TEXT, generation INTEGER, terms TEXT NOT NULL, PRIMARY KEY (pool, generation))
    WITHOUT ROWID;
CREATE TABLE abbreviation (
    short TEXT, spoken TEXT, stems TEXT NOT NULL, papers INTEGER NOT NULL, PRIMARY KEY (short, spoken)
) WITHOUT ROWID;
CREATE INDEX abbreviation_stems ON abbreviation (stems, papers);
CREATE TABLE ordering (sort TEXT PRIMARY KEY, ids BLOB NOT NULL) WITHOUT ROWID;
"""


def create(index: sqlite3.Connection) -> None:
    """Make the empty tables, dropping whatever stood there."""
    names = index.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in names:
        index.execute(f'DROP TABLE "{name}"')
    for statement in TABLES.split(";"):
        index.execute(statement)
