"""Archive: a folder with what has been indexed, opened for reading and for writing."""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant.archive import connections, lock, nearest, publishing, schema
from assistant.archive.census import Counted
from assistant.archive.failing import FILE, translate, translated
from assistant.archive.local_shelf import LocalShelf
from assistant.archive.mending import Mender
from assistant.archive.readers import Readers
from assistant.archive.reading import Snapshot
from assistant.archive.schema import State
from assistant.archive.server_shelf import ServerShelf
from assistant.archive.shelf import Shelf
from assistant.archive.status import Status, status
from assistant.archive.vectors import VectorCache
from assistant.archive.writing import Writer
from assistant.errors import ArchiveIncompatible, ArchiveMissing


class Archive:
    """What has been indexed, in one folder; safe in any number of threads and processes.

    with Archive.open(path, embedder=embedder.fingerprint, dimension=embedder.dimension) as archive:
        with archive.snapshot() as snapshot:
            print(snapshot.extent().articles)
    """

    def __init__(self, path: Path, state: State, chroma_url: str | None, exact: int) -> None:
        self.path = path
        self._readers = Readers(path)
        self._shelf: Shelf = ServerShelf(chroma_url) if chroma_url else LocalShelf(path)
        self._mender = Mender(self.repair)
        self._cache = VectorCache(state.dimension)
        self._counted = Counted(exact)

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
        exact: int = nearest.EXACT,
    ) -> Self:
        """Open the archive in a folder; `create` makes folder and archive if there is none.

        `embedder` is `Embedder.fingerprint`, `embedder_name` its name for people; `exact` is how many passages are
        searched without the vector index. Raises ArchiveMissing (and makes no folder), ArchiveIncompatible if it
        was made by another schema or embedder, ArchiveDamaged, ArchiveUnwritable.
        """
        path = Path(path).expanduser().resolve()
        with translated(path.parent if not path.exists() else path):
            if not (path / FILE).is_file():
                if not create:
                    raise ArchiveMissing(f"nothing has been indexed in {path}", "run `pullquote index PATH…` first")
                _create(path, embedder, embedder_name, dimension)
            state = _checked(path, embedder, embedder_name)
        return cls(path, state, chroma_url, exact)

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """One state of the archive: what is committed meanwhile is not seen."""
        with self._readers.transaction() as connection:
            state = schema.state(connection)
            yield Snapshot(connection, state, self._counted, self._cache, self._shelf, self._mend)

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """The right to change the archive. Raises ArchiveLocked within 2 s, naming who has it, ArchiveUnwritable."""
        with lock.writing(self.path):
            with translated(self.path):
                connection = connections.connect(self.path, write=True)
            try:
                yield Writer(connection, self.path, self._shelf)
            except sqlite3.Error as error:
                raise translate(error, self.path) from error
            finally:
                connection.close()

    def status(self) -> Status:
        """What the archive holds and whether it is sound; reads every page of archive.db."""
        with self._readers.transaction() as connection:
            return status(connection, self.path, self._shelf)

    def repair(self) -> Status:
        """Build what can be built from the articles anew, finish what was begun, and say how it stands then."""
        with self.writer() as writer:
            writer.publish()
        return self.status()

    def close(self) -> None:
        """Let go of files and connections; snapshots still open stay readable."""
        self._mender.wait()
        self._shelf.close()
        self._readers.close()

    def _mend(self, passages: int) -> bool:
        """Have the vector index mended in the background if that is cheap; beyond, the next `index` does it."""
        if self._shelf.mends and passages <= publishing.CHEAP:
            self._mender.start()
            return True
        return False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _create(path: Path, embedder: str, embedder_name: str, dimension: int) -> None:
    """Make the folder and an empty archive in it; two processes at once make one."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    with lock.writing(path, patience=10.0):
        if (path / FILE).exists():
            return
        draft = path / f"{FILE}.new"
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600))
        connection = sqlite3.connect(draft, isolation_level=None)
        try:
            schema.create(connection, {
                "uuid": uuid.uuid4().hex, "embedder": embedder, "embedder_name": embedder_name,
                "dimension": str(dimension), "revision": "0", "generation": "", "generation_number": "0",
                "covers": "0", "count": "0", "erasing": "0",
            })  # fmt: skip
        finally:
            connection.close()
        draft.rename(path / FILE)


def _checked(path: Path, embedder: str, embedder_name: str) -> State:
    connection = connections.connect(path)
    try:
        found = schema.version(connection)
        if found != schema.VERSION:
            raise ArchiveIncompatible(
                f"the archive {path} has schema {found}, this Pullquote uses {schema.VERSION}",
                "update Pullquote" if found > schema.VERSION else "index the articles into a new archive",
            )
        state = schema.state(connection)
        if state.embedder != embedder:
            raise ArchiveIncompatible(
                f"the archive {path} was indexed with {state.embedder_name or state.embedder[:12]},"
                f" you use {embedder_name or embedder[:12]}",
                "use that embedder (PULLQUOTE_EMBEDDING), or index the articles into a new archive",
            )
        return state
    finally:
        connection.close()
