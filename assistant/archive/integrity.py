"""Whether an archive is sound: its database, its full text and its vector index."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from assistant.archive import publishing
from assistant.archive.schema import State


def problems(connection: sqlite3.Connection, archive: Path, state: State) -> tuple[str, ...]:
    """What is wrong with the archive, one line each; empty if nothing is."""
    found = [f"archive.db: {line}" for (line,) in connection.execute("PRAGMA quick_check(5)") if line != "ok"]
    found += [
        f"archive.db: {table} refers to what is not there"
        for (table, *_) in connection.execute("PRAGMA foreign_key_check").fetchmany(1)
    ]
    (bare,) = connection.execute(
        "SELECT count(*) FROM passages p LEFT JOIN vectors w ON w.passage = p.id WHERE w.passage IS NULL"
    ).fetchone()
    if bare:
        found.append(f"archive.db: {bare} passages have no vector")
    if problem := publishing.problem(archive, state):
        found.append(f"vector index: {problem}")
    if state.erasing:
        found.append("a purge has not finished overwriting what it deleted")
    return tuple(found)
