"""What there is to search: counted once for each state of the archive."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass

from assistant.archive.database.compatibility import State
from assistant.archive.database.exact_search import Ids, VectorCache, as_ids
from assistant.archive.database.filter_sql import select
from assistant.search_scope import Filters

LIVE = "article NOT IN (SELECT key FROM articles WHERE removed IS NOT NULL)"


@dataclass(frozen=True, slots=True)
class Census:
    """The passages of one state: how many, which of them are pending, and all of them if they are few."""

    revision: int
    live: int
    pending: list[int]
    """Live passages that the generation does not cover, ascending."""
    all: Ids | None
    """All live passages, ascending, if there are at most as many as are searched exactly."""
    dead: int
    """Vectors in the generation whose passage is gone."""


def take(connection: sqlite3.Connection, state: State, exact: int) -> Census:
    """Count the passages of a state; lists them all only if there are at most `exact`."""
    (live,) = connection.execute(f"SELECT count(*) FROM passages WHERE {LIVE}").fetchone()
    found = connection.execute(f"SELECT id FROM passages WHERE id > ? AND {LIVE} ORDER BY id", (state.covers,))
    pending = [id for (id,) in found]
    everything = None
    if live <= exact:
        everything = as_ids(connection.execute(f"SELECT id FROM passages WHERE {LIVE} ORDER BY id").fetchall())
    return Census(state.revision, live, pending, everything, state.count - (live - len(pending)))


def candidates(connection: sqlite3.Connection, filters: Filters, limit: int) -> Ids:
    """The passages that the filters let through, ascending, at most `limit`."""
    selection = select(filters)
    rows = connection.execute(f"{selection.passages} ORDER BY p.id LIMIT ?", (*selection.values, limit))
    return as_ids(rows.fetchall())


class Memory:
    """What is kept between the snapshots of one archive: the latest census, and vectors."""

    def __init__(self, identity: tuple[int, int], state: State, exact: int) -> None:
        self.of = (identity, state.uuid)
        self.cache = VectorCache(state.dimension)
        self._exact = exact
        self._lock = threading.Lock()
        self._latest: Census | None = None

    def census(self, connection: sqlite3.Connection, state: State) -> Census:
        """The census of a state, taken anew if the archive has changed."""
        with self._lock:
            latest = self._latest
        if latest is None or latest.revision != state.revision:
            latest = take(connection, state, self._exact)
            with self._lock:
                self._latest = latest
        return latest
