"""Backups: the whole of archive.db in one file, and an archive made of it elsewhere."""

from __future__ import annotations

import os
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from assistant.archive.database import compatibility, disk_faults, sqlite_errors, writer_lock
from assistant.archive.database.disk_faults import full
from assistant.archive.database.sqlite_errors import FILE, translated
from assistant.errors import ArchiveDamaged, ArchiveError, ArchiveIncompatible, ArchiveUnwritable


def backup(connection: sqlite3.Connection, archive: Path, file: Path) -> None:
    """Copy the archive as one state into a file, while others read and write.

    The vector index stays out: it is built anew from the vectors, which are in. Raises ArchiveError if the file is
    there already, ArchiveFull, ArchiveUnwritable.
    """
    if file.exists():
        raise ArchiveError(f"{file} exists already", "name another file, or delete it first")
    if not file.parent.is_dir():
        raise ArchiveError(f"there is no folder {file.parent}", "make it, or name a file in another folder")
    needed = (archive / FILE).stat().st_size
    with _into(file.parent):
        if disk_faults.free(file.parent) < needed:
            raise full(file.parent, needed)
        with _draft(file) as draft:
            target = sqlite3.connect(draft, isolation_level=None)
            try:
                connection.backup(target)
                _detach(target)
            finally:
                target.close()


def restore(file: Path, archive: Path) -> None:
    """Make an archive of a backup, in a folder that holds none. The vector index is still to be published.

    Raises ArchiveError if there is an archive, ArchiveIncompatible if the file is no backup, ArchiveDamaged.
    """
    with translated(file.parent):
        if not file.is_file():
            raise ArchiveError(f"there is no backup {file}", "name the file that `pullquote archive backup` wrote")
    with translated(archive), _made(archive), writer_lock.writing(archive):
        if (archive / FILE).exists():
            raise ArchiveError(f"{archive} holds an archive already", "name another folder with --archive")
        if disk_faults.free(archive) < file.stat().st_size:
            raise full(archive, file.stat().st_size)
        with _draft(archive / FILE) as draft:
            shutil.copyfile(file, draft)
            _verify(draft, file)


@contextmanager
def _into(folder: Path) -> Iterator[None]:
    """Name the folder that a backup cannot be written into, rather than the archive that it is made of."""
    try:
        with translated(folder):
            yield
    except ArchiveUnwritable as error:
        cause = sqlite_errors.words(error.__cause__) if isinstance(error.__cause__, OSError) else error.message
        raise ArchiveUnwritable(f"no backup can be written into {folder} ({cause})", "name another folder") from error


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """A folder, made if there is none; what was made goes again if it stays empty because something failed."""
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        with suppress(OSError):
            if new:
                (folder / writer_lock.FILE).unlink(missing_ok=True)
            for each in new:
                each.rmdir()
        raise


@contextmanager
def _draft(file: Path) -> Iterator[Path]:
    """A private file beside another that takes its name once it is whole."""
    draft = file.with_name(f".{file.name}.part")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield draft
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.rename(file)
    finally:
        draft.unlink(missing_ok=True)


def _detach(connection: sqlite3.Connection) -> None:
    """Make the copy an archive of its own, in one file, whose vector index is not built yet."""
    connection.execute("PRAGMA journal_mode = DELETE")
    with compatibility.transaction(connection):
        compatibility.note(connection, uuid=uuid.uuid4().hex, generation="", generation_number=0, covers=0, count=0)


def _verify(draft: Path, file: Path) -> None:
    try:
        connection = sqlite3.connect(f"file:{quote(str(draft))}", uri=True, isolation_level=None)
        try:
            if compatibility.version(connection) == 0:
                raise ArchiveIncompatible(f"{file} is no backup", "name the file that `pullquote archive backup` wrote")
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise ArchiveDamaged(f"the backup {file} is damaged ({verdict})", "use an older backup")
            _detach(connection)
            compatibility.keep_log(connection, file)
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise ArchiveDamaged(f"the backup {file} is damaged ({error})", "use an older backup") from error
