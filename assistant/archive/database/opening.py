"""Making an archive, and opening one that may be older or another's."""

from __future__ import annotations

import os
import sqlite3
import uuid
from pathlib import Path

from assistant.archive.database import compatibility, connections, writer_lock
from assistant.archive.database.compatibility import State
from assistant.archive.database.schema import VERSION
from assistant.archive.database.sqlite_errors import BACKUP, FILE
from assistant.errors import ArchiveDamaged, ArchiveIncompatible

CHECKED = 512 << 20
"""Up to so many bytes, some 140,000 passages, all pages are checked at opening (.2 s for 350 MB); beyond, as they
are read, and by `status`."""


def create(path: Path, embedder: str, embedder_name: str, dimension: int) -> None:
    """Make the folder and an empty archive in it; two processes at once make one."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    with writer_lock.writing(path, patience=10.0):
        if (path / FILE).exists():
            return
        draft = path / f"{FILE}.new"
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600))
        connection = sqlite3.connect(draft, isolation_level=None)
        try:
            compatibility.create(connection, path, {
                "uuid": uuid.uuid4().hex, "embedder": embedder, "embedder_name": embedder_name,
                "dimension": str(dimension), "revision": "0", "generation": "", "generation_number": "0",
                "covers": "0", "count": "0", "erasing": "0",
            })  # fmt: skip
        finally:
            connection.close()
        draft.rename(path / FILE)


def _migrated(path: Path) -> None:
    with writer_lock.writing(path, patience=10.0):
        connection = connections.connect(path, write=True)
        try:
            compatibility.migrate(connection, path)
        finally:
            connection.close()


def checked(path: Path, embedder: str, embedder_name: str, dimension: int) -> State:
    """The state of the archive in a folder, brought to the present schema.

    Raises ArchiveIncompatible, ArchiveDamaged.
    """
    connection = connections.connect(path)
    try:
        found = compatibility.version(connection)
        if found == 0:
            raise ArchiveDamaged(f"{path / FILE} is empty", BACKUP)
        if found != VERSION:
            _migrated(path)
        if (path / FILE).stat().st_size <= CHECKED:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise ArchiveDamaged(f"{path / FILE} is damaged ({' '.join(verdict.split())})", BACKUP)
        state = compatibility.state(connection)
        if (state.embedder, state.dimension) != (embedder, dimension):
            raise ArchiveIncompatible(
                f"the archive {path} was indexed with {state.embedder_name or state.embedder[:12]}"
                f" ({state.dimension} dimensions), you use {embedder_name or embedder[:12]} ({dimension})",
                "use that embedder (PULLQUOTE_EMBEDDING), or index the articles into a new archive",
            )
        return state
    finally:
        connection.close()
