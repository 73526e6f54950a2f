"""The places that articles come from, and the corrections that editors made to what was read there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assistant.archive.database.article_store import now


@dataclass(frozen=True, slots=True)
class Source:
    """A folder, a file, a page or a feed that `index` keeps in step; the flags count where an article says nothing."""

    location: str
    """A resolved path, or an address."""
    publisher: str | None = None
    published: date | None = None

    def to_dict(self) -> dict[str, str | None]:
        """As `sources --json` prints it."""
        day = self.published.isoformat() if self.published else None
        return {"location": self.location, "publisher": self.publisher, "published": day}


def sources(connection: sqlite3.Connection) -> list[Source]:
    """The remembered sources, in the order in which they were added."""
    rows = connection.execute("SELECT location, publisher, published FROM sources ORDER BY key")
    return [Source(place, publisher, date.fromisoformat(day) if day else None) for place, publisher, day in rows]


def remember(connection: sqlite3.Connection, source: Source) -> None:
    """Add a source, or give it other flags."""
    connection.execute(
        "INSERT INTO sources (location, publisher, published, added) VALUES (?, ?, ?, ?) ON CONFLICT (location)"
        " DO UPDATE SET publisher = excluded.publisher, published = excluded.published",
        (source.location, source.publisher, source.published.isoformat() if source.published else None, now()),
    )


def forget(connection: sqlite3.Connection, location: str) -> bool:
    """Take a source off the list; whether it was on it."""
    return connection.execute("DELETE FROM sources WHERE location = ?", (location,)).rowcount > 0


def corrections(connection: sqlite3.Connection, id: str) -> dict[str, str | None]:
    """What an editor says of an article (title, publisher, published, author) in the place of what its source says."""
    row = connection.execute(
        "SELECT c.said FROM corrections c JOIN articles a ON a.key = c.article WHERE a.id = ?", (id,)
    ).fetchone()
    return json.loads(row[0]) if row else {}


def correct(connection: sqlite3.Connection, key: int, said: Mapping[str, str | None]) -> None:
    """Keep the corrections of an article, by its key in the database."""
    connection.execute("INSERT OR REPLACE INTO corrections VALUES (?, ?)", (key, json.dumps(dict(said))))
