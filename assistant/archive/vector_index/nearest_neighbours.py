"""Vector search: the generation and what is pending, or everything exactly."""

from __future__ import annotations

import json
import sqlite3

from assistant.archive.database import exact_search
from assistant.archive.database.compatibility import State
from assistant.archive.database.counts import Census, candidates
from assistant.archive.database.exact_search import VectorCache, as_ids, best
from assistant.archive.database.filter_sql import select
from assistant.archive.vector_index.vector_store import Index, IndexFailed, Shelf
from assistant.inference import Vectors
from assistant.search_scope import Filters

EXACT = 20_000
"""Archives of at most so many passages are searched exactly, and miss nothing.

Of 10,559 passages the first search takes .08 s of processor time, where importing Chroma and opening its index takes
.5; each later one takes .9 ms in some processes and 8 in others, where Chroma takes 1.8. Their vectors take 16 MB.
"""
FILTERED = 20_000
"""Filters that leave at most so many passages are searched exactly: Chroma's own filters are slower by far."""
TOLERANCE = 0.01
"""How far Chroma's cosines may lie from those of archive.db before we call the generation damaged."""


class Nearest:
    """Search by vector within one read transaction."""

    def __init__(
        self, connection: sqlite3.Connection, state: State, census: Census, cache: VectorCache, shelf: Shelf
    ) -> None:
        self._connection = connection
        self._state = state
        self._census = census
        self._cache = cache
        self._shelf = shelf

    def search(self, vector: Vectors, limit: int, filters: Filters) -> list[tuple[int, float]]:
        """The passages nearest to the vector with their cosines, best first.

        Raises IndexFailed where only the generation could tell and it cannot; `exact` never does.
        """
        if not select(filters).whole:
            chosen = candidates(self._connection, filters, FILTERED + 1)
            if len(chosen) <= FILTERED:
                return self._cache.search(self._connection, chosen, vector, limit)
        if self._census.all is not None:
            return self._cache.search(self._connection, self._census.all, vector, limit)
        if not self._state.generation:
            return self.exact(vector, limit, filters)
        with self._shelf.index(self._state) as index:
            found = self._published(index, vector, limit, filters)
        return self._merged(found, self._pending(vector, limit, filters), limit)

    def exact(self, vector: Vectors, limit: int, filters: Filters) -> list[tuple[int, float]]:
        """The same without the generation, in time linear in the passages."""
        return self._cache.search(self._connection, candidates(self._connection, filters, -1), vector, limit)

    def _pending(self, vector: Vectors, limit: int, filters: Filters) -> list[tuple[int, float]]:
        ids = self._census.pending
        if not select(filters).whole:
            ids = sorted(self._allowed(ids, filters))
        return self._cache.search(self._connection, as_ids(ids), vector, limit)

    def _published(self, index: Index, vector: Vectors, limit: int, filters: Filters) -> list[tuple[int, float]]:
        reach = min(limit + min(self._census.dead, limit), index.count)
        while True:
            found = index.search(vector, reach)
            if len(found) < min(reach, self._state.count):
                raise IndexFailed(f"found {len(found)} passages where {reach} were asked for and are there")
            allowed = self._allowed([id for id, _ in found], filters)
            if len(allowed) >= limit or reach >= index.count:
                return self._scored([pair for pair in found if pair[0] in allowed][:limit], vector)
            reach = min(2 * reach, index.count)

    def _scored(self, found: list[tuple[int, float]], vector: Vectors) -> list[tuple[int, float]]:
        """The exact cosines, and a check that Chroma's ids and vectors are those of archive.db."""
        ids = as_ids(sorted(id for id, _ in found))
        scores = exact_search.read(self._connection, ids, self._state.dimension) @ vector
        exact = dict(zip(ids.tolist(), scores.tolist(), strict=True))
        if any(abs(score - exact[id]) > TOLERANCE for id, score in found):
            raise IndexFailed("its vectors are not those of archive.db")
        return best(ids, scores, len(ids))

    def _allowed(self, ids: list[int], filters: Filters) -> set[int]:
        selection = select(filters)
        rows = self._connection.execute(
            "SELECT p.id FROM json_each(?) j JOIN passages p ON p.id = j.value JOIN articles a ON a.key = p.article"
            f" JOIN versions v ON v.key = a.current WHERE {selection.where}",
            (json.dumps(ids), *selection.values),
        )
        return {id for (id,) in rows}

    @staticmethod
    def _merged(one: list[tuple[int, float]], other: list[tuple[int, float]], limit: int) -> list[tuple[int, float]]:
        return sorted(one + other, key=lambda pair: (-pair[1], pair[0]))[:limit]
