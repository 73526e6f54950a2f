"""Why a disk takes or gives no more bytes: no room, a quota, a limit on the size of files, or the disk itself."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from assistant.errors import ArchiveError, ArchiveFull

ROOM = 1 << 20
"""A disk with fewer free bytes counts as full."""

KEPT = "what was stored before keeps answering"


def full(archive: Path, needed: int = 0) -> ArchiveFull:
    """The error for a disk without room for `needed` bytes."""
    available = free(archive)
    need = f", {megabytes(needed)} are needed" if needed else ""
    missing = max(needed - available, ROOM)
    return ArchiveFull(
        f"the disk that holds {archive} is full: {megabytes(available)} free{need}",
        f"free at least {megabytes(missing)} and run it again; {KEPT}",
    )


def free(path: Path) -> int:
    """The bytes that are free where a file or folder lies or would lie."""
    while True:
        with suppress(OSError):
            return shutil.disk_usage(path).free
        path = path.parent


def faulty(archive: Path, said: Exception | str, number: int | None = None) -> ArchiveError:
    """The error for a disk that failed us, which says nothing against the bytes that are on it.

    SQLite calls a quota, a limit and a failing disk all `disk I/O error`, so where the system's `number` is not known
    a little is written beside the archive to learn it.
    """
    number = number or refusal(archive)
    if number == errno.ENOSPC:
        return full(archive)
    if number == errno.EDQUOT:
        return ArchiveFull(
            f"the quota is used up on the disk that holds {archive}",
            f"free some of your files there or have the quota raised, and run it again; {KEPT}",
        )
    if number == errno.EFBIG:
        return ArchiveFull(
            f"{archive} needs larger files than are allowed{_limit()}",
            f"raise the limit (`ulimit -f`) or put the archive on another file system; {KEPT}",
        )
    return ArchiveError(
        f"the disk that holds {archive} reported a fault ({said})",
        f"check the disk and its connection, and run it again; {KEPT}",
    )


def refusal(archive: Path) -> int:
    """The number of the error that writing to the archive's disk meets, 0 if it meets none."""
    if free(archive) < ROOM:
        return errno.ENOSPC
    try:
        with tempfile.TemporaryFile(dir=archive) as probe:
            probe.write(bytes(ROOM // 8))
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return error.errno or errno.EIO
    return errno.EFBIG if _largest_file() is not None else 0


def megabytes(size: int) -> str:
    """A number of bytes for people."""
    return f"{size / 1e6:,.1f} MB"


def _limit() -> str:
    largest = _largest_file()
    return "" if largest is None else f": {megabytes(largest)}"


def _largest_file() -> int | None:
    """The bytes that a file of this process may have; None if there is no limit, or no telling."""
    try:
        import resource
    except ImportError:  # Windows has none
        return None
    (soft, _) = resource.getrlimit(resource.RLIMIT_FSIZE)
    return None if soft == resource.RLIM_INFINITY else soft
