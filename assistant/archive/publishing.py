"""Publishing: a new generation of the vector index, built from archive.db's own vectors."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from assistant.archive import census, generations, schema
from assistant.archive.census import LIVE, Census
from assistant.archive.chroma import IndexFailed
from assistant.archive.connections import full, translated
from assistant.archive.schema import State
from assistant.archive.serving import Serving
from assistant.archive.vectors import BATCH, Ids, as_ids
from assistant.errors import ArchiveError
from assistant.inference import Vectors

CHEAP = 20_000
"""Up to so many passages a generation is built whenever anything changed; it takes about 3 s."""
SHARE = 0.05
"""Beyond that, when so large a part is pending or dead: building stays a fraction of embedding."""


def publish(
    connection: sqlite3.Connection,
    archive: Path,
    serving: Serving,
    on_progress: Callable[[str], None],
    force: bool,
) -> None:
    """Build a generation if one is due, swap the pointer to it, and delete those before the last.

    Every step leaves a whole archive: until the swap the old generation answers, and what is left over is swept
    away by the next publishing. Raises ArchiveFull before building if the disk has no room for it.
    """
    state = schema.state(connection)
    counts = census.take(connection, state, exact=0)
    on_progress("checking the vector index")
    if not force and not due(state, counts) and problem(archive, state) is None:
        generations.sweep(archive, {state.generation} if state.generation else set())
        return
    generations.sweep(archive, {state.generation} if state.generation else set())
    name, number, count, covers = "", state.generation_number + 1, 0, state.covers
    if counts.live:
        _require_room(archive, counts.live, state.dimension)
        (covers,) = connection.execute(f"SELECT max(id) FROM passages WHERE {LIVE}").fetchone()
        on_progress(f"building the vector index ({counts.live:,} passages)")
        name, count = _built(archive, number, covers, _batches(connection, covers, state.dimension), counts.live)
    on_progress("putting the vector index in place")
    with schema.transaction(connection):
        schema.note(connection, generation=name, generation_number=number, covers=covers, count=count)
    on_progress("cleaning up")
    generations.sweep(archive, {name for name in (name, state.generation) if name})


def due(state: State, counts: Census) -> bool:
    """Whether enough has changed for a new generation."""
    changed = len(counts.pending) + counts.dead
    return changed > 0 and (counts.live <= CHEAP or changed > SHARE * counts.live)


def problem(archive: Path, state: State) -> str | None:
    """What is wrong with the present generation, if anything."""
    if not state.generation:
        return None
    try:
        generations.check(archive, state.generation, state.count, state.covers)
    except IndexFailed as failure:
        return str(failure)
    return None


def _built(
    archive: Path, number: int, covers: int, batches: Iterator[tuple[Ids, Vectors]], live: int
) -> tuple[str, int]:
    try:
        with translated(archive):
            name, count = generations.build(archive, number, covers, batches)
    except IndexFailed as failure:
        if "disk is full" in str(failure) or shutil.disk_usage(archive).free < 1 << 20:
            raise full(archive) from failure
        raise ArchiveError(f"the vector index could not be built ({failure})", "run it again") from failure
    if count != live:
        raise ArchiveError(f"the vector index holds {count} passages of {live}", "run it again")
    return name, count


def _require_room(archive: Path, passages: int, dimension: int) -> None:
    """Chroma's files take the vectors and about 700 bytes a passage; SQLite may need a little to note it."""
    needed = passages * (4 * dimension + 1000) + (2 << 20)
    if shutil.disk_usage(archive).free < needed:
        raise full(archive, needed)


def _batches(connection: sqlite3.Connection, covers: int, dimension: int) -> Iterator[tuple[Ids, Vectors]]:
    last = 0
    while True:
        rows = connection.execute(
            f"SELECT p.id, w.vector FROM passages p JOIN vectors w ON w.passage = p.id"
            f" WHERE p.id > ? AND p.id <= ? AND {LIVE} ORDER BY p.id LIMIT ?",
            (last, covers, BATCH),
        ).fetchall()
        if not rows:
            return
        ids = as_ids([row[0] for row in rows])
        last = int(ids[-1])
        matrix = np.frombuffer(b"".join(row[1] for row in rows), dtype="<f4").reshape(len(rows), dimension)
        yield ids, matrix.astype(np.float32, copy=False)
