"""Publishing: the vector index brought up to archive.db, and the pointer swapped to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.archive.database import compatibility, disk_faults
from assistant.archive.database.compatibility import State
from assistant.archive.database.counts import LIVE, Census, take
from assistant.archive.database.exact_search import BATCH, Ids, as_ids
from assistant.archive.database.sqlite_errors import translated
from assistant.archive.vector_index.vector_store import IndexFailed, Shelf
from assistant.errors import ArchiveError, OutOfMemory, ran_out_of_memory
from assistant.inference import Vectors

CHEAP = 20_000
"""Up to so many passages a generation is built whenever anything changed; it takes a few seconds."""
LEAST = 2
"""Chroma does not write an HNSW of one vector to its files."""
SHARE = 0.05
"""Beyond that, when so large a part is pending or dead: building stays a fraction of embedding."""


def publish(
    connection: sqlite3.Connection, archive: Path, shelf: Shelf, on_progress: Callable[[str], None], force: bool
) -> None:
    """Build a generation if one is due, swap the pointer to it, and delete those that nobody reads any more.

    Every step leaves a whole archive: until the swap the old generation answers, and what is left over is swept
    away by the next publishing. Raises ArchiveFull before building if the disk has no room for it.
    """
    state = compatibility.state(connection)
    counts = take(connection, state, exact=0)
    on_progress("checking the vector index")
    is_due = force or due(state, counts) or shelf.problem(state) is not None
    is_due = is_due and (counts.live >= LEAST or state.generation != "")
    shelf.sweep(state, {state.generation} - {""})
    if not is_due:
        return
    name, covers, count = "", 0, 0
    if counts.live >= LEAST:
        (covers,) = connection.execute(f"SELECT max(id) FROM passages WHERE {LIVE}").fetchone()
        count = counts.live
        on_progress(f"building the vector index ({counts.live:,} passages)")
        name = _built(archive, shelf, state, covers, counts.live, batches(connection, covers, state.dimension))
    on_progress("putting the vector index in place")
    with compatibility.transaction(connection):
        compatibility.note(
            connection,
            generation=name,
            generation_number=state.generation_number + 1,
            covers=covers,
            count=count,
        )
    on_progress("cleaning up")
    shelf.sweep(state, {name} - {""})


def due(state: State, counts: Census) -> bool:
    """Whether enough has changed for a new generation."""
    changed = len(counts.pending) + counts.dead
    return changed > 0 and (counts.live <= CHEAP or changed > SHARE * counts.live)


def batches(connection: sqlite3.Connection, covers: int, dimension: int) -> Iterator[tuple[Ids, Vectors]]:
    """The live passages up to an id with their vectors, some thousands at a time."""
    import numpy as np

    last = 0
    while rows := connection.execute(
        "SELECT p.id, w.vector FROM passages p JOIN vectors w ON w.passage = p.id"
        f" WHERE p.id > ? AND p.id <= ? AND {LIVE} ORDER BY p.id LIMIT ?",
        (last, covers, BATCH),
    ).fetchall():
        ids = as_ids([row[0] for row in rows])
        last = int(ids[-1])
        matrix = np.frombuffer(b"".join(row[1] for row in rows), dtype="<f4").reshape(len(rows), dimension)
        yield ids, matrix.astype(np.float32, copy=False)


def _built(
    archive: Path, shelf: Shelf, state: State, covers: int, live: int, rows: Iterator[tuple[Ids, Vectors]]
) -> str:
    try:
        with translated(archive):
            return shelf.build(state, covers, live, rows)
    except IndexFailed as failure:
        if ran_out_of_memory(failure):
            raise OutOfMemory from failure
        if "disk is full" in str(failure):
            raise disk_faults.full(archive) from failure
        if number := disk_faults.refusal(archive):
            raise disk_faults.faulty(archive, str(failure), number) from failure
        raise ArchiveError(f"the vector index could not be built ({failure})", "run it again") from failure
