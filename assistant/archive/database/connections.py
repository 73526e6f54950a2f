"""A connection to archive.db, opened as the disk allows."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from assistant.archive.database.schema import PAGE_SIZE
from assistant.archive.database.sqlite_errors import FILE, WAIT

LOG = 256
"""Pages in the write-ahead log after which it is worked off: 2 MB."""


def connect(archive: Path, *, write: bool = False) -> sqlite3.Connection:
    """Open archive.db, never creating it.

    A reader that may not make SQLite's side files (a read-only folder, a full disk) opens the file as it stands,
    which is right as long as no write-ahead log lies beside it.
    """
    connection = _open(archive, "mode=rw")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if write or _has_log(archive):
            raise
        connection = _open(archive, "mode=ro&immutable=1")
    connection.execute("PRAGMA cache_size = -16000")
    if write:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {LOG}")
        connection.execute(f"PRAGMA journal_size_limit = {LOG * PAGE_SIZE}")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _open(archive: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"file:{quote(str(archive / FILE))}?{mode}",
        uri=True,
        timeout=WAIT,
        isolation_level=None,
        check_same_thread=False,
    )


def _has_log(archive: Path) -> bool:
    with suppress(OSError):
        return (archive / f"{FILE}-wal").stat().st_size > 0
    return False
