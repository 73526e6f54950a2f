"""Archive: a folder with what has been indexed, opened for reading and for writing."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from assistant.archive.archive_writer import ArchiveWriter
from assistant.archive.database import (
    backup,
    compatibility,
    connections,
    foreign_values,
    opening,
    sqlite_errors,
    writer_lock,
)
from assistant.archive.database.compatibility import State
from assistant.archive.database.connection_pool import Readers
from assistant.archive.database.counts import Memory
from assistant.archive.database.sqlite_errors import FILE, translate, translated
from assistant.archive.health import Status, status
from assistant.archive.snapshot import Snapshot
from assistant.archive.vector_index import nearest_neighbours, publishing
from assistant.archive.vector_index.local_store import LocalShelf
from assistant.archive.vector_index.repair import Mender
from assistant.archive.vector_index.server_store import ServerShelf
from assistant.archive.vector_index.vector_store import Shelf
from assistant.errors import ArchiveDamaged, ArchiveIncompatible

if TYPE_CHECKING:
    from assistant.inference import Embedder
    from assistant.settings import Settings


class Archive:
    """What has been indexed, in one folder; safe in any number of threads and processes.

    with Archive.open(path, embedder=embedder.fingerprint, dimension=embedder.dimension) as archive:
        with archive.snapshot() as snapshot:
            print(snapshot.extent().articles)
    """

    def __init__(self, path: Path, state: State, chroma_url: str | None, exact: int) -> None:
        self.path = path
        self._readers = Readers(path)
        self._shelf: Shelf = ServerShelf(path, chroma_url) if chroma_url else LocalShelf(path)
        self._mender = Mender(self.repair)
        self._exact = exact
        self._made_by = (state.embedder, state.dimension)
        self._lock = threading.Lock()
        self._memory = Memory((0, 0), state, exact)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        embedder: str,
        dimension: int,
        embedder_name: str = "",
        create: bool = False,
        chroma_url: str | None = None,
        exact: int = nearest_neighbours.EXACT,
    ) -> Self:
        """Open the archive in a folder; `create` makes folder and archive if there is none.

        `embedder` is `Embedder.fingerprint`, `embedder_name` its name for people; `exact` is how many passages are
        searched without the vector index. Raises ArchiveMissing (and makes no folder), ArchiveIncompatible if it
        was made by another schema or embedder, ArchiveDamaged, ArchiveUnwritable.
        """
        path = sqlite_errors.placed(path)
        with translated(path):
            if not (path / FILE).is_file():
                missing = sqlite_errors.missing(path)
                if not create or isinstance(missing, ArchiveDamaged):
                    raise missing
                opening.create(path, embedder, embedder_name, dimension)
            state = opening.checked(path, embedder, embedder_name, dimension)
        return cls(path, state, chroma_url, exact)

    @classmethod
    def named_in(cls, settings: Settings, embedder: Embedder, *, create: bool = False) -> Self:
        """Open the archive that the settings name, as `open` does."""
        return cls.open(
            settings.archive,
            embedder=embedder.fingerprint,
            dimension=embedder.dimension,
            embedder_name=embedder.name,
            create=create,
            chroma_url=settings.chroma_url,
        )

    @staticmethod
    def is_at(path: Path) -> bool:
        """Whether there is an archive in a folder, sound or not."""
        path = sqlite_errors.placed(path)
        return (path / FILE).is_file() or (path / sqlite_errors.GENERATIONS).exists()

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """One state of the archive: what is committed meanwhile is not seen."""
        with self._readers.transaction() as connection, foreign_values.named(connection, self.path):
            state = compatibility.state(connection)
            yield Snapshot(connection, state, self._remembered(state), self._shelf, self._mend)

    @contextmanager
    def writer(self) -> Iterator[ArchiveWriter]:
        """The right to change the archive. Raises ArchiveLocked within 2 s, naming who has it, ArchiveUnwritable."""
        with writer_lock.writing(self.path):
            with translated(self.path):
                connection = connections.connect(self.path, write=True)
            try:
                with foreign_values.named(connection, self.path):
                    yield ArchiveWriter(connection, self.path, self._shelf)
            except sqlite3.Error as error:
                raise translate(error, self.path) from error
            finally:
                connection.close()

    def status(self) -> Status:
        """What the archive holds and whether it is sound; reads every page of archive.db."""
        with self._readers.transaction() as connection, foreign_values.named(connection, self.path):
            return status(connection, self.path, self._shelf)

    def repair(self) -> Status:
        """Build what can be built from the articles anew, finish what was begun, and say how it stands then."""
        with self.writer() as writer:
            writer.publish()
        return self.status()

    def backup(self, file: Path) -> None:
        """Copy the archive as one state into a file, while others read and write it.

        Raises ArchiveError if the file is there already, ArchiveFull, ArchiveUnwritable.
        """
        with self._readers.transaction() as connection:
            backup.backup(connection, self.path, Path(file).absolute())

    @classmethod
    def restore(cls, file: Path, to: Path, *, chroma_url: str | None = None) -> None:
        """Make an archive of a backup in a folder that holds none, and build its vector index there, or on a server.

        Raises ArchiveError if an archive is there, ArchiveIncompatible if the file is no backup, ArchiveDamaged.
        """
        to = sqlite_errors.placed(to)
        backup.restore(Path(file).absolute(), to)
        connection = connections.connect(to)
        try:
            state = compatibility.state(connection)
        finally:
            connection.close()
        with cls.open(to, embedder=state.embedder, dimension=state.dimension, chroma_url=chroma_url) as archive:
            archive.repair()

    def close(self) -> None:
        """Let go of files and connections; snapshots still open stay readable."""
        self._mender.wait()
        self._shelf.close()
        self._readers.close()

    def _remembered(self, state: State) -> Memory:
        """What is kept between snapshots of the archive that is in the folder now, which may be another than before."""
        with self._lock:
            if self._memory.of != (self._readers.identity, state.uuid):
                if self._made_by != (state.embedder, state.dimension):
                    raise ArchiveIncompatible(f"another archive was put in {self.path}", "open it again")
                self._memory = Memory(self._readers.identity, state, self._exact)
            return self._memory

    def _mend(self, state: State, passages: int) -> str:
        """See to a vector index that failed, and say what becomes of it.

        It is built anew in the background if that is cheap; beyond, the next `index` does it. Nothing is to be said
        of one that another has replaced since: an old snapshot merely came too late for it.
        """
        with self._readers.transaction() as connection:
            if compatibility.state(connection).generation != state.generation:
                return ""
        if self._shelf.mends and passages <= publishing.CHEAP:
            self._mender.start()
            return "is being mended"
        return "cannot be used"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
