"""Who else published an article: copies of its text that are not stored again, within the caller's transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from assistant.archive.database.rows import below, fold


def note(connection: sqlite3.Connection, original: str, id: str, publisher: str, location: str) -> None:
    """Note that a copy of an article stands at a location, under an id of its own."""
    connection.execute(
        "INSERT OR REPLACE INTO reprints SELECT ?, key, ?, ?, ? FROM articles WHERE id = ?",
        (id, location, publisher, fold(publisher), original),
    )


def keep(connection: sqlite3.Connection, location: str, ids: Collection[str]) -> None:
    """Forget the copies at a location that are none of these."""
    connection.execute(
        "DELETE FROM reprints WHERE location = ? AND id NOT IN (SELECT value FROM json_each(?))",
        (location, json.dumps(list(ids))),
    )


def forget(connection: sqlite3.Connection, id: str) -> None:
    """Forget a copy that is an article of its own now."""
    connection.execute("DELETE FROM reprints WHERE id = ?", (id,))


def forget_all(connection: sqlite3.Connection, key: int) -> None:
    """Forget the copies of an article whose text is another now."""
    connection.execute("DELETE FROM reprints WHERE article = ?", (key,))


def located(connection: sqlite3.Connection, root: str) -> list[str]:
    """Where there are copies, at a root or below it."""
    where, values = below(root, "r.location")
    found = connection.execute(f"SELECT DISTINCT r.location FROM reprints r WHERE {where}", values)
    return [location for (location,) in found]
