"""Connections to archive.db: opened as the disk allows, kept for reuse, dropped before a fork."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from assistant.errors import ArchiveDamaged, ArchiveError, ArchiveFull, ArchiveLocked, ArchiveUnwritable

FILE = "archive.db"
WAIT = 10.0
"""Seconds to wait for another process's short lock."""
IDLE = 8
"""Connections kept open between snapshots."""


@contextmanager
def translated(archive: Path) -> Iterator[None]:
    """Turn what SQLite and the file system report into ArchiveError with a remedy."""
    try:
        yield
    except sqlite3.Error as error:
        raise translate(error, archive) from error
    except OSError as error:
        if error.errno in (28, 122):  # ENOSPC, EDQUOT
            raise full(archive) from error
        if isinstance(error, PermissionError) or error.errno == 30:  # EROFS
            raise unwritable(archive, error) from error
        raise ArchiveError(f"the archive {archive} cannot be used: {error}", "check the folder and the disk") from error


def translate(error: sqlite3.Error, archive: Path) -> ArchiveError:
    """The ArchiveError for an error of SQLite's."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_FULL"):
        return full(archive)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ArchiveLocked(f"another process kept {archive / FILE} busy for {WAIT:.0f} s", "try again")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return unwritable(archive, error)
    if name.startswith("SQLITE_IOERR") and shutil.disk_usage(archive).free < 1 << 20:
        return full(archive)
    return ArchiveDamaged(
        f"{archive / FILE} is damaged ({error})",
        "restore a backup with `pullquote archive restore`, or index the articles into a new archive",
    )


def full(archive: Path, needed: int = 0) -> ArchiveFull:
    """The error for a disk without room for `needed` bytes."""
    free = shutil.disk_usage(archive).free
    need = f", {megabytes(needed)} are needed" if needed else ""
    missing = max(needed - free, 1 << 20)
    return ArchiveFull(
        f"the disk that holds {archive} is full: {megabytes(free)} free{need}",
        f"free at least {megabytes(missing)} and run it again; what was stored before keeps answering",
    )


def unwritable(archive: Path, error: Exception | str) -> ArchiveUnwritable:
    """The error for an archive that we may not write to."""
    return ArchiveUnwritable(
        f"the archive {archive} cannot be written to ({error})", "check its permissions, or name another with --archive"
    )


def megabytes(size: int) -> str:
    """A number of bytes for people."""
    return f"{size / 1e6:,.1f} MB"


def connect(archive: Path, *, write: bool = False) -> sqlite3.Connection:
    """Open archive.db, never creating it.

    A reader that may not make SQLite's side files (a read-only folder, a full disk) opens the file as it stands,
    which is right as long as no write-ahead log lies beside it.
    """
    connection = _open(archive, "mode=rw")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if write or _has_log(archive):
            raise
        connection = _open(archive, "mode=ro&immutable=1")
    if write:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _open(archive: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(archive / FILE))}?{mode}",
        uri=True,
        timeout=WAIT,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA cache_size = -16000")
    return connection


def _has_log(archive: Path) -> bool:
    with suppress(OSError):
        return (archive / f"{FILE}-wal").stat().st_size > 0
    return False


class Readers:
    """Connections for reading, one a snapshot, kept for the next.

    SQLite's connections must not cross a fork: a child would believe that it holds its parent's locks. So before a
    fork the idle ones are closed, and the fork waits a moment for snapshots of other threads to end; a child that
    still inherits one refuses to read.
    """

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._gate = threading.Condition()
        self._idle: list[sqlite3.Connection] = []
        self._active = 0
        self._inherited = False
        _every.add(self)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A connection inside one read transaction."""
        with translated(self._archive):
            connection = self._take()
        healthy = True
        try:
            connection.execute("BEGIN")
            yield connection
        except sqlite3.Error as error:
            healthy = False
            raise translate(error, self._archive) from error
        finally:
            self._give(connection, healthy)

    def close(self) -> None:
        """Close the idle connections."""
        with self._gate:
            while self._idle:
                self._idle.pop().close()

    def _take(self) -> sqlite3.Connection:
        with self._gate:
            if self._inherited:
                raise ArchiveError(
                    "this process was forked while the archive was being read",
                    "use the spawn start method, or open the archive after the fork",
                )
            connection = self._idle.pop() if self._idle else connect(self._archive)
            self._active += 1
            return connection

    def _give(self, connection: sqlite3.Connection, healthy: bool) -> None:
        with self._gate:
            self._active -= 1
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            if healthy and len(self._idle) < IDLE:
                self._idle.append(connection)
            else:
                connection.close()
            self._gate.notify_all()

    def _before_fork(self) -> None:
        self._gate.acquire()
        self._gate.wait_for(lambda: self._active == 0, timeout=2.0)
        while self._idle:
            self._idle.pop().close()

    def _after_fork(self, child: bool) -> None:
        self._gate.release()
        if child:
            self._inherited = self._active > 0


_every: weakref.WeakSet[Readers] = weakref.WeakSet()
_forking: list[Readers] = []


def _before_fork() -> None:
    _forking.extend(_every)
    for readers in _forking:
        readers._before_fork()


def _after_fork(child: bool) -> None:
    while _forking:
        _forking.pop()._after_fork(child)


os.register_at_fork(
    before=_before_fork,
    after_in_parent=lambda: _after_fork(child=False),
    after_in_child=lambda: _after_fork(child=True),
)
