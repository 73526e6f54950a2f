"""The tables of archive.db, and whether a file holds them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from assistant.errors import ArchiveDamaged, ArchiveIncompatible

VERSION = 1
"""The schema's version, kept in `PRAGMA user_version`; 0 is a file without tables."""

APPLICATION = 0x50756C6C
"""`Pull`, kept in `PRAGMA application_id`, tells an archive from any other SQLite file."""

PAGE_SIZE = 8192
"""Five vectors of 384 floats fit a page of this size, and most articles' texts."""

# Metadata, text and vectors lie in tables of their own, so that a search by date or publisher reads no text, and a
# look at passages no vectors. Of what was purged only hashes remain, so that indexing can still leave it out. The
# full-text tables are contentless: the text stands once, in `texts`.
TABLES = """
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
CREATE VIRTUAL TABLE passage_words USING fts5
    (title, text, content='', tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE article_words USING fts5
    (title, text, content='', tokenize='porter unicode61 remove_diacritics 2');
"""


@dataclass(frozen=True, slots=True)
class State:
    """What an archive says of itself: its embedder, its present generation, and how often it has changed."""

    uuid: str
    embedder: str
    embedder_name: str
    dimension: int
    revision: int
    generation: str
    """The name of the present generation of the vector index, empty if there is none."""
    generation_number: int
    covers: int
    """The highest passage id in the generation; those above it are pending."""
    count: int
    """How many vectors the generation holds."""
    erasing: bool
    """A purge was begun whose traces are not yet overwritten."""


def create(connection: sqlite3.Connection, meta: dict[str, str]) -> None:
    """Make the tables of a new archive, all or none."""
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript(f"BEGIN IMMEDIATE; {TABLES}")
    connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def state(connection: sqlite3.Connection) -> State:
    """Read what the archive says of itself, as of the connection's transaction.

    Raises ArchiveDamaged if it lacks what every archive has.
    """
    meta: dict[str, str] = dict(connection.execute("SELECT key, value FROM meta"))
    try:
        return State(
            uuid=meta["uuid"],
            embedder=meta["embedder"],
            embedder_name=meta["embedder_name"],
            dimension=int(meta["dimension"]),
            revision=int(meta["revision"]),
            generation=meta["generation"],
            generation_number=int(meta["generation_number"]),
            covers=int(meta["covers"]),
            count=int(meta["count"]),
            erasing=meta["erasing"] != "0",
        )
    except (KeyError, ValueError) as error:
        raise ArchiveDamaged(
            f"archive.db does not say what it holds ({error})", "restore a backup, or index the articles anew"
        ) from None


def version(connection: sqlite3.Connection) -> int:
    """The schema version of a database, 0 if it has no tables yet; ArchiveIncompatible if it is no archive."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables == 0:
        return 0
    if application != APPLICATION:
        raise ArchiveIncompatible("archive.db is not an archive of Pullquote's", "name another folder with --archive")
    return int(number)


@contextmanager
def transaction(connection: sqlite3.Connection, *, changing: bool = True) -> Iterator[None]:
    """One write transaction: all of it or nothing. `changing` counts the archive's revision up."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        if changing:
            connection.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'revision'")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def note(connection: sqlite3.Connection, **meta: str | int) -> None:
    """Write what the archive says of itself, within the caller's transaction."""
    connection.executemany(
        "INSERT OR REPLACE INTO meta VALUES (?, ?)", [(key, str(value)) for key, value in meta.items()]
    )
