"""Vectors: blobs in archive.db, searched exactly with numpy."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.inference import Vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]
else:
    Ids = "NDArray[np.int64]"  # see `Vectors`

BATCH = 20_000
"""Vectors read at once: 30 MB at 384 dimensions."""


def blob(vector: Vectors) -> bytes:
    """A vector as it is stored: little-endian float32."""
    return vector.astype("<f4", copy=False).tobytes()


def read(connection: sqlite3.Connection, ids: Ids, dimension: int) -> Vectors:
    """The vectors of the passages, in the order of `ids`: shape (len(ids), dimension). Raises KeyError."""
    import numpy as np

    if not len(ids):
        return np.empty((0, dimension), dtype=np.float32)
    rows = connection.execute(
        "SELECT passage, vector FROM vectors WHERE passage IN (SELECT value FROM json_each(?)) ORDER BY passage",
        (json.dumps(ids.tolist()),),
    ).fetchall()
    found = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
    matrix = np.frombuffer(b"".join(row[1] for row in rows), dtype="<f4").reshape(len(rows), dimension)
    if np.array_equal(found, ids):  # in their order already, as a first search asks for them all: nothing is copied
        return matrix.astype(np.float32, copy=False)
    places = np.searchsorted(found, ids)
    if len(found) == 0 or not np.array_equal(found[np.minimum(places, len(found) - 1)], ids):
        raise KeyError("a passage has no vector")
    return matrix[places].astype(np.float32, copy=False)


def best(ids: Ids, scores: NDArray[np.float32], limit: int) -> list[tuple[int, float]]:
    """The `limit` highest scores with their ids, best first, equal ones by id."""
    import numpy as np

    if len(ids) > limit:
        head = np.argpartition(scores, len(scores) - limit)[len(scores) - limit :]
        ids, scores = ids[head], scores[head]
    order = np.lexsort((ids, -scores))[:limit]
    return [(int(ids[place]), float(scores[place])) for place in order]


class VectorCache:
    """Vectors kept in memory between searches.

    A passage's vector never changes and its id is never given again, so nothing here can go stale.
    """

    def __init__(self, dimension: int, capacity: int = 2 * BATCH) -> None:
        self._dimension = dimension
        self._capacity = capacity
        self._lock = threading.Lock()
        self._kept: tuple[Ids, Vectors] | None = None

    def search(self, connection: sqlite3.Connection, ids: Ids, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """The passages among `ids` (ascending) nearest to the vector, with their cosines, best first."""
        if len(ids) <= self._capacity:
            return best(ids, self.rows(connection, ids) @ vector, limit)
        heads: list[tuple[int, float]] = []
        for first in range(0, len(ids), BATCH):
            batch = ids[first : first + BATCH]
            heads += best(batch, read(connection, batch, self._dimension) @ vector, limit)
        return sorted(heads, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def rows(self, connection: sqlite3.Connection, ids: Ids) -> Vectors:
        """The vectors of the passages `ids` (ascending): shape (len(ids), dimension). Raises KeyError."""
        import numpy as np

        with self._lock:
            known, matrix = self._kept or (as_ids([]), np.empty((0, self._dimension), dtype=np.float32))
        missing = ids[~np.isin(ids, known, assume_unique=True)]
        if len(missing):
            known, matrix = self._merged(known, matrix, missing, read(connection, missing, self._dimension), ids)
            with self._lock:
                self._kept = known, matrix
        if len(known) == len(ids):
            return matrix
        return matrix[np.searchsorted(known, ids)]

    def _merged(self, known: Ids, matrix: Vectors, new: Ids, rows: Vectors, wanted: Ids) -> tuple[Ids, Vectors]:
        import numpy as np

        if not len(known):
            return new, rows
        if len(known) + len(new) > self._capacity:
            keep = np.isin(known, wanted, assume_unique=True)
            known, matrix = known[keep], matrix[keep]
        ids = np.concatenate([known, new])
        order = np.argsort(ids)
        return ids[order], np.concatenate([matrix, rows])[order]


def as_ids(ids: Sequence[int] | Sequence[tuple[int]]) -> Ids:
    """Passage ids as an array."""
    import numpy as np

    return np.asarray(ids, dtype=np.int64).reshape(-1)
