"""Erasing an article so that no byte of it is left in any file of the archive."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from assistant.archive.database import article_store, compatibility, counts, full_text, sketches
from assistant.archive.database.sqlite_errors import translated
from assistant.archive.vector_index import publishing
from assistant.archive.vector_index.vector_store import Shelf
from assistant.articles import digest
from assistant.errors import ArchiveLocked


def delete(connection: sqlite3.Connection, key: int) -> None:
    """Delete an article with everything that refers to it; its traces are still to be overwritten.

    Hashes of its id and text stay, so that indexing the same folder again does not bring it back.
    """
    article_store.unindex(connection, key)
    sketches.forget(connection, key)
    id, location, sha256 = connection.execute(
        "SELECT a.id, a.location, v.sha256 FROM articles a JOIN versions v ON v.key = a.current WHERE a.key = ?", (key,)
    ).fetchone()
    connection.execute("DELETE FROM articles WHERE key = ?", (key,))
    connection.execute(
        "DELETE FROM seen WHERE location IN (?, ?) OR location LIKE '%:' || ? OR instr(fingerprint, ?)",
        (location, id, id, id),
    )
    connection.execute("INSERT OR REPLACE INTO purged VALUES (?, ?)", (digest(id), sha256))
    connection.execute("DELETE FROM meta WHERE key = 'last_run'")
    compatibility.note(connection, erasing=1)


def erase(connection: sqlite3.Connection, archive: Path, shelf: Shelf) -> None:
    """Overwrite what deleted articles left behind: full-text segments, free pages, the log, generations.

    Does nothing unless a purge was begun. The full text keeps deleted words until its segments are merged; VACUUM
    writes every page anew; the log is emptied, for which readers must have left it.
    """
    state = compatibility.state(connection)
    if not state.erasing:
        return
    with translated(archive):
        for words in full_text.TABLES:
            connection.execute(f"INSERT INTO {words} ({words}) VALUES ('optimize')")
        if state.generation:
            dead = counts.take(connection, state, exact=0).dead
            publishing.publish(connection, archive, shelf, lambda _: None, force=dead > 0)
        state = compatibility.state(connection)
        shelf.sweep(state, {state.generation} - {""})
        connection.execute("VACUUM")
        _empty_log(connection, archive)
        with compatibility.transaction(connection, changing=False):
            compatibility.note(connection, erasing=0)


def _empty_log(connection: sqlite3.Connection, archive: Path) -> None:
    (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise ArchiveLocked(
            f"the articles are gone from every search, but someone still reads {archive}: traces are left",
            "run `pullquote status --repair` when nobody reads it",
        )
