"""Connections for reading, kept for reuse and dropped before a fork."""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.archive.database.connections import connect
from assistant.archive.database.sqlite_errors import FILE, missing, translate, translated
from assistant.errors import ArchiveError

IDLE = 8
"""Connections kept open between snapshots."""


Identity = tuple[int, int]


def identity(archive: Path) -> Identity:
    """Which file archive.db is now: its device and inode. Raises ArchiveMissing."""
    try:
        found = (archive / FILE).stat()
    except (FileNotFoundError, NotADirectoryError):
        raise missing(archive) from None
    return found.st_dev, found.st_ino


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
        self.identity: Identity = (0, 0)
        """The file that the connections are open on: another may have taken its place since."""
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
            if self.identity != (present := identity(self._archive)):
                while self._idle:
                    self._idle.pop().close()
                self.identity = present
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
