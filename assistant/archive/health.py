"""What an archive holds, and whether it is sound."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from assistant.archive.database import compatibility, rows
from assistant.archive.database.compatibility import State
from assistant.archive.database.counts import take
from assistant.archive.vector_index.vector_store import Shelf
from assistant.errors import ArchiveDamaged

NAMED = 5
"""Problems of one kind that are named."""


@dataclass(frozen=True, slots=True)
class Status:
    """What an archive holds and whether it is sound."""

    articles: int
    passages: int
    pending: int
    """Passages that the present generation of the vector index does not cover; they are searched all the same."""
    generation: int | None
    """The number of the present generation, None if there is none."""
    healthy: bool
    problems: tuple[str, ...]
    notices: tuple[str, ...]
    """What is no fault of the archive's, and should be known."""
    embedder: str
    archive: str

    def to_dict(self) -> dict[str, object]:
        """The status as `status --json` prints it, the model aside."""
        return {**asdict(self), "problems": list(self.problems), "notices": list(self.notices)}


def status(connection: sqlite3.Connection, archive: Path, shelf: Shelf) -> Status:
    """Count and check everything; reads every page of archive.db and every byte of the generation."""
    state = compatibility.state(connection)
    found = problems(connection, shelf, state)
    counts = take(connection, state, exact=0)
    (articles,) = connection.execute("SELECT count(*) FROM articles WHERE removed IS NULL").fetchone()
    return Status(
        articles=articles,
        passages=counts.live,
        pending=len(counts.pending),
        generation=state.generation_number if state.generation else None,
        healthy=not found,
        problems=found,
        notices=tuple(filter(None, [exposure(archive)])),
        embedder=state.embedder_name or state.embedder,
        archive=str(archive),
    )


def exposure(archive: Path) -> str:
    """That other users of this machine can read or change the archive, if they can; empty on Windows.

    Folders that we make are the user's alone; one that was there before stays as its owner wanted it.
    """
    if os.name != "posix":
        return ""
    mode = stat.S_IMODE(archive.stat().st_mode)
    if not mode & 0o077:
        return ""
    verb = "change" if mode & 0o022 else "read"
    return f"other users of this machine can {verb} what is in {archive} (mode {mode:04o}): `chmod 700` keeps them out"


def problems(connection: sqlite3.Connection, shelf: Shelf, state: State) -> tuple[str, ...]:
    """What is wrong with the archive, one line each; empty if nothing is."""
    found = [f"archive.db: {line}" for (line,) in connection.execute(f"PRAGMA quick_check({NAMED})") if line != "ok"]
    found += [
        f"archive.db: {table} refers to what is not there"
        for (table, *_) in connection.execute("PRAGMA foreign_key_check").fetchmany(1)
    ]
    (bare,) = connection.execute(
        "SELECT count(*) FROM passages p LEFT JOIN vectors w ON w.passage = p.id WHERE w.passage IS NULL"
    ).fetchone()
    if bare:
        found.append(f"archive.db: {bare} passages have no vector")
    found += [f"archive.db: {line}" for line in islice(_altered(connection), NAMED)]
    if problem := shelf.problem(state):
        found.append(f"vector index: {problem}")
    if state.erasing:
        found.append("a purge has not finished overwriting what it deleted")
    return tuple(found)


def _altered(connection: sqlite3.Connection) -> Iterator[str]:
    """The versions of articles that are not what was stored, which SQLite itself does not notice."""
    for row in connection.execute(rows.ARTICLE):
        try:
            rows.article(row)
        except ArchiveDamaged as error:
            yield error.message
