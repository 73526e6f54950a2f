"""What SQLite and the file system report, as errors that a user can act on."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.archive.database import disk_faults
from assistant.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveLocked,
    ArchiveMissing,
    ArchiveUnwritable,
    OutOfMemory,
    PullquoteError,
)

FILE = "archive.db"
GENERATIONS = "generations"
WAIT = 10.0
"""Seconds to wait for another process's short lock."""
FAULTS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""Errors of a disk rather than of what is on it."""
DAMAGED = ("SQLITE_IOERR_SHORT_READ", "SQLITE_IOERR_DATA", "SQLITE_IOERR_CORRUPTFS")
"""What SQLite calls an I/O error and is a file that lacks bytes or has others."""
BACKUP = "restore a backup with `pullquote archive restore`, or index the articles into a new archive"


@contextmanager
def translated(archive: Path) -> Iterator[None]:
    """Turn what SQLite and the file system report into ArchiveError with a remedy."""
    try:
        yield
    except sqlite3.Error as error:
        raise translate(error, archive) from error
    except OSError as error:
        if error.errno in FAULTS:
            raise disk_faults.faulty(archive, words(error), error.errno) from error
        if error.errno == errno.ENOMEM:
            raise OutOfMemory from error
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            raise unwritable(archive, error) from error
        raise ArchiveError(
            f"the archive {archive} cannot be used: {words(error)}", "check the folder and the disk"
        ) from error


def translate(error: sqlite3.Error, archive: Path) -> PullquoteError:
    """The ArchiveError for an error of SQLite's, or OutOfMemory."""
    name = getattr(error, "sqlite_errorname", "")
    if name in ("SQLITE_NOMEM", "SQLITE_IOERR_NOMEM"):
        return OutOfMemory()
    if name.startswith("SQLITE_FULL"):
        return disk_faults.full(archive)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ArchiveLocked(f"another process kept {archive / FILE} busy for {WAIT:.0f} s", "try again")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return unwritable(archive, error)
    if name.startswith("SQLITE_IOERR") and name not in DAMAGED:
        return disk_faults.faulty(archive, error)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR", "SQLITE_ERROR", "SQLITE_FORMAT")):
        return ArchiveDamaged(f"{archive / FILE} is damaged ({error})", BACKUP)
    return ArchiveError(f"the archive {archive} cannot be used ({error})", "open it again")


def placed(archive: Path) -> Path:
    """The archive's folder, resolved, whether it is there or not.

    Raises ArchiveError for a name that no folder can have, or that is not UTF-8; ArchiveMissing for a file's;
    ArchiveUnwritable where it may not be looked at.
    """
    try:
        folder = Path(archive).expanduser().resolve()
        str(folder).encode()
    except (ValueError, RuntimeError) as error:
        why = "its name is not valid UTF-8" if isinstance(error, UnicodeError) else str(error)
        raise ArchiveError(
            f"there can be no archive in {str(archive)!r} ({why})", "rename that folder, or name another with --archive"
        ) from None
    for place in (folder, *folder.parents):
        try:
            if place.is_dir():
                break
            is_file = place.exists()
        except OSError as error:
            raise unwritable(folder, error) from None
        if is_file:
            named = "not an archive" if place == folder else f"so there can be no archive in {folder}"
            raise ArchiveMissing(f"{place} is a file, {named}", "name the archive's folder with --archive")
    return folder


def missing(archive: Path) -> ArchiveError:
    """The error for a folder without archive.db: an archive that lost it, or none at all."""
    if (archive / GENERATIONS).exists():
        return ArchiveDamaged(f"{archive / FILE} is missing", BACKUP)
    return ArchiveMissing(f"nothing has been indexed in {archive}", "run `pullquote index PATH…` first")


def unwritable(archive: Path, error: Exception | str) -> ArchiveUnwritable:
    """The error for an archive that we may not write to."""
    return ArchiveUnwritable(
        f"the archive {archive} cannot be opened for this ({words(error)})",
        "check its permissions, or name another with --archive",
    )


def words(error: Exception | str) -> str:
    """What the system says, without its numbers and quotation marks: `permission denied: /var/news`."""
    if not isinstance(error, OSError) or not error.strerror:
        return str(error)
    said = error.strerror[:1].lower() + error.strerror[1:]
    return f"{said}: {os.fsdecode(error.filename)}" if isinstance(error.filename, str | bytes) else said
