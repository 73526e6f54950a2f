"""The tables of archive.db, and how older ones become these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

VERSION = 3
"""The schema's version, kept in `PRAGMA user_version`; 0 is a file without tables."""

APPLICATION = 0x50756C6C
"""`Pull`, kept in `PRAGMA application_id`, tells an archive from any other SQLite file."""

PAGE_SIZE = 8192
"""Five vectors of 384 floats fit a page of this size, and most articles' texts."""

# Metadata, text and vectors lie in tables of their own, so that a search by date or publisher reads no text, and a
# look at passages no vectors. Of what was purged only hashes remain, so that indexing can still leave it out. The
# full-text tables are contentless: the text stands once, in `texts`.
WORDS = (
    "CREATE VIRTUAL TABLE {} USING fts5\n    (title, text, content='', tokenize='porter unicode61 remove_diacritics 2')"
)
_SOURCES = """CREATE TABLE sources (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    location TEXT NOT NULL UNIQUE,
    publisher TEXT,
    published TEXT,
    added TEXT NOT NULL
)"""
_CORRECTIONS = """CREATE TABLE corrections (
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    said TEXT NOT NULL
)"""
_REPRINTS = """CREATE TABLE reprints (
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    location TEXT NOT NULL,
    publisher TEXT NOT NULL,
    publisher_folded TEXT NOT NULL
) WITHOUT ROWID"""
_SKETCHES = (
    "CREATE TABLE sketches (article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE, hashes BLOB NOT NULL)",
    "CREATE TABLE shingles (hash INTEGER, article INTEGER, PRIMARY KEY (hash, article)) WITHOUT ROWID",
    "CREATE TABLE alike (article INTEGER, other INTEGER, shared REAL NOT NULL, PRIMARY KEY (article, other))"
    " WITHOUT ROWID",
)
_KEPT_ALONG = (
    _REPRINTS,
    "CREATE INDEX reprints_by_article ON reprints (article)",
    "CREATE INDEX reprints_by_publisher ON reprints (publisher_folded)",
    *_SKETCHES,
)
_READ_COPIES_AGAIN = (
    "UPDATE seen SET fingerprint = replace(fingerprint, '\"reader\": ', '\"reader\": -')"
    " WHERE instr(fingerprint, '\"copies\": [[')"
)
"""Files with copies are read once more: who published those was not kept before."""
TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    current INTEGER,
    location TEXT NOT NULL DEFAULT '',
    removed TEXT
);
CREATE INDEX articles_by_location ON articles (location);
CREATE TABLE versions (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT,
    publisher_folded TEXT,
    author TEXT,
    published TEXT,
    url TEXT,
    sha256 TEXT NOT NULL,
    metadata_sha256 TEXT NOT NULL,
    words INTEGER NOT NULL,
    indexed TEXT NOT NULL,
    UNIQUE (article, number)
);
CREATE INDEX versions_by_sha256 ON versions (sha256);
CREATE INDEX versions_by_publisher ON versions (publisher_folded);
CREATE INDEX versions_by_day ON versions (published);
CREATE TABLE texts (version INTEGER PRIMARY KEY REFERENCES versions ON DELETE CASCADE, text TEXT NOT NULL);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    headed_sha256 BLOB NOT NULL
);
CREATE INDEX passages_by_article ON passages (article);
CREATE TABLE vectors (passage INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE, vector BLOB NOT NULL);
CREATE TABLE seen (location TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE purged (id_sha256 TEXT PRIMARY KEY, text_sha256 TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX purged_by_text ON purged (text_sha256);
{WORDS.format("passage_words")};
{WORDS.format("article_words")};
{_SOURCES};
{_CORRECTIONS};
{";".join(_KEPT_ALONG)};
"""

MIGRATIONS: Mapping[int, Sequence[str]] = {
    1: (_SOURCES, _CORRECTIONS),
    2: (*_KEPT_ALONG, _READ_COPIES_AGAIN),
}
"""For each older schema version the statements that make it the next."""
