"""What archive.db says of itself, and whether it is one of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from assistant.archive.database.schema import APPLICATION, MIGRATIONS, PAGE_SIZE, TABLES, VERSION
from assistant.errors import ArchiveDamaged, ArchiveIncompatible, ArchiveUnwritable


@dataclass(frozen=True, slots=True)
class State:
    """What an archive says of itself: its embedder, its present generation, and how often it has changed."""

    uuid: str
    embedder: str
    embedder_name: str
    dimension: int
    revision: int
    generation: str
    """The name of the present generation of the vector index, empty if there is none."""
    generation_number: int
    covers: int
    """The highest passage id in the generation; those above it are pending."""
    count: int
    """How many vectors the generation holds."""
    erasing: bool
    """A purge was begun whose traces are not yet overwritten."""


def create(connection: sqlite3.Connection, archive: Path, meta: dict[str, str]) -> None:
    """Make the tables of a new archive, all or none."""
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    keep_log(connection, archive)
    connection.executescript(f"BEGIN IMMEDIATE; {TABLES}")
    connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def keep_log(connection: sqlite3.Connection, archive: Path) -> None:
    """Have changes go through a write-ahead log. Raises ArchiveUnwritable where the file system cannot keep one."""
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise ArchiveUnwritable(
            f"the file system that holds {archive} cannot keep SQLite's write-ahead log",
            "put the archive on a local disk",
        )


def state(connection: sqlite3.Connection) -> State:
    """Read what the archive says of itself, as of the connection's transaction.

    Raises ArchiveDamaged if it lacks what every archive has.
    """
    meta: dict[str, str] = dict(connection.execute("SELECT key, value FROM meta"))
    try:
        return State(
            uuid=meta["uuid"],
            embedder=meta["embedder"],
            embedder_name=meta["embedder_name"],
            dimension=int(meta["dimension"]),
            revision=int(meta["revision"]),
            generation=meta["generation"],
            generation_number=int(meta["generation_number"]),
            covers=int(meta["covers"]),
            count=int(meta["count"]),
            erasing=meta["erasing"] != "0",
        )
    except (KeyError, ValueError) as error:
        raise ArchiveDamaged(
            f"archive.db does not say what it holds ({error})", "restore a backup, or index the articles anew"
        ) from None


def version(connection: sqlite3.Connection) -> int:
    """The schema version of a database, 0 if it has no tables yet; ArchiveIncompatible if it is no archive."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables == 0:
        return 0
    if application != APPLICATION:
        raise ArchiveIncompatible("archive.db is not an archive of Pullquote's", "name another folder with --archive")
    return int(number)


def migrate(
    connection: sqlite3.Connection,
    archive: Path,
    migrations: Mapping[int, Sequence[str]] = MIGRATIONS,
    target: int = VERSION,
) -> None:
    """Bring an archive of an older schema to the present one, in one transaction.

    Raises ArchiveIncompatible, leaving everything as it was, if no way leads there or a step fails.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = version(connection)
        if any(step not in migrations for step in range(found, target)) or found > target:
            raise ArchiveIncompatible(
                f"the archive {archive} has schema {found}, this Pullquote uses {target}",
                "update Pullquote" if found > target else "index the articles into a new archive",
            )
        for step in range(found, target):
            for statement in migrations[step]:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {target}")
        connection.execute("COMMIT")
    except (sqlite3.OperationalError, sqlite3.IntegrityError) as error:
        raise ArchiveIncompatible(
            f"the archive {archive} could not be brought to schema {target} ({error}); it is unchanged",
            "make room and try again, or index the articles into a new archive",
        ) from error
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def transaction(connection: sqlite3.Connection, *, changing: bool = True) -> Iterator[None]:
    """One write transaction: all of it or nothing. `changing` counts the archive's revision up.

    Within a transaction that is open, as in a rehearsal, it is a part of that one, which takes all back.
    """
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        if changing:
            connection.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'revision'")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.ProgrammingError):  # it was closed, as after a signal, which takes all back too
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        raise


def note(connection: sqlite3.Connection, **meta: str | int) -> None:
    """Write what the archive says of itself, within the caller's transaction."""
    connection.executemany(
        "INSERT OR REPLACE INTO meta VALUES (?, ?)", [(key, str(value)) for key, value in meta.items()]
    )
