"""One writer at a time: a lock that the system frees when its holder dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock

from assistant.archive.database.sqlite_errors import translated
from assistant.errors import ArchiveLocked

FILE = "archive.lock"
HOLDER = "archive.pid"
"""The holder's process id, for the message only; the lock itself does not trust it."""
PATIENCE = 1.0
"""Seconds to wait for the lock."""


@contextmanager
def writing(archive: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the archive's lock. Raises ArchiveLocked, naming the process that holds it."""
    lock = filelock.FileLock(archive / FILE, mode=0o600, thread_local=False)
    with translated(archive):
        try:
            lock.acquire(timeout=patience, poll_interval=0.05)
        except filelock.Timeout:  # an OSError too, which must not be taken for the disk's
            raise ArchiveLocked(
                f"another process{_holder(archive)} is writing to {archive}",
                "wait until it is done, or stop it; reading goes on meanwhile",
            ) from None
    try:
        with translated(archive):
            descriptor = os.open(archive / HOLDER, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(str(os.getpid()))
        yield
    finally:
        with suppress(OSError):
            (archive / HOLDER).unlink()
        lock.release()


def _holder(archive: Path) -> str:
    with suppress(OSError):
        pid = (archive / HOLDER).read_text().strip()
        if pid.isdigit():
            return f" (process {pid})"
    return ""
