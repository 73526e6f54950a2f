"""The archive's writer: the one process that changes the archive."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.archive import purge
from assistant.archive.database import article_store, compatibility, reprints, rows, sketches, source_store
from assistant.archive.database.rows import STORED, Stored
from assistant.archive.database.source_store import Source
from assistant.archive.database.sqlite_errors import translate
from assistant.archive.vector_index import publishing
from assistant.archive.vector_index.vector_store import Shelf
from assistant.articles import Article, digest
from assistant.errors import ArticleMissing
from assistant.inference import Vectors


class ArchiveWriter:
    """Changes the archive, one transaction a call: readers see the old state until it commits.

    Articles count as changed by `Stored.sha256` (the text) and `Stored.metadata_sha256` (see `metadata_sha256`).
    """

    def __init__(self, connection: sqlite3.Connection, archive: Path, shelf: Shelf) -> None:
        self._connection = connection
        self._archive = archive
        self._shelf = shelf

    def stored(self, id: str) -> Stored | None:
        """What is known of an article, removed and purged ones included (of the latter only that: version 0)."""
        found = rows.stored(self._connection.execute(f"{STORED} WHERE a.id = ?", (id,)))
        return found[0] if found else self._purged(id)

    def same_text(self, sha256: str) -> list[Stored]:
        """The articles whose current text has that sha256, removed and purged ones included."""
        found = rows.stored(self._connection.execute(f"{STORED} WHERE v.sha256 = ? ORDER BY a.key", (sha256,)))
        purged = self._connection.execute("SELECT id_sha256 FROM purged WHERE text_sha256 = ?", (sha256,))
        return found + [Stored(f"purged:{id[:12]}", sha256, 0, "", "", removed=True) for (id,) in purged]

    def under(self, root: str) -> list[Stored]:
        """The articles whose location is the root or lies below it (`root/…`, `root#…`), removed ones aside."""
        where, values = rows.below(root)
        found = self._connection.execute(f"{STORED} WHERE a.removed IS NULL AND {where} ORDER BY a.key", values)
        return rows.stored(found)

    def located(self, root: str) -> Iterator[tuple[str, str]]:
        """The ids of the same articles with their locations, one at a time; change nothing meanwhile."""
        where, values = rows.below(root)
        yield from self._connection.execute(
            f"SELECT a.id, a.location FROM articles a WHERE a.removed IS NULL AND {where}", values
        )

    def reusable(self, id: str) -> dict[str, Vectors]:
        """The vectors of the current version by the sha256 (hexadecimal) of `Passage.headed`."""
        import numpy as np

        found = self._connection.execute(
            "SELECT p.headed_sha256, w.vector FROM articles a JOIN passages p ON p.article = a.key"
            " JOIN vectors w ON w.passage = p.id WHERE a.id = ?",
            (id,),
        )
        return {digest.hex(): np.frombuffer(vector, dtype="<f4") for digest, vector in found}

    def put(self, article: Article, spans: Sequence[tuple[int, int]], vectors: Vectors, *, location: str = "") -> int:
        """Store an article or a new version of it; returns the version's number (`article.version` is not read).

        `vectors` has one row a span, of length 1: shape (len(spans), dimension). Raises ValueError if it has not,
        if a span lies outside the text, or if the article was removed and not restored.
        """
        import numpy as np

        dimension = compatibility.state(self._connection).dimension
        if vectors.shape != (len(spans), dimension) or not np.isfinite(vectors).all():
            raise ValueError(f"vectors of shape {vectors.shape} where ({len(spans)}, {dimension}) finite ones belong")
        if any(not 0 <= start < end <= len(article.text) for start, end in spans):
            raise ValueError(f"a span lies outside article {article.id!r}")
        with self._transaction() as connection:
            if (known := self.stored(article.id)) and known.removed:
                raise ValueError(f"article {article.id!r} was removed; restore it first")
            return article_store.store(connection, article, spans, vectors, location)

    def move(self, id: str, to: str, location: str) -> None:
        """Give an article another identity and location; its versions and passages stay. Raises ArticleMissing."""
        with self._transaction() as connection:
            self._key(id)
            connection.execute("UPDATE articles SET id = ?, location = ? WHERE id = ?", (to, location, id))

    def locate(self, id: str, location: str) -> None:
        """Note where an article was last seen. Raises ArticleMissing."""
        with self._transaction() as connection:
            connection.execute("UPDATE articles SET location = ? WHERE key = ?", (location, self._key(id)))

    def note_reprint(self, original: str, id: str, publisher: str, location: str) -> None:
        """Note who published a copy of an article's text, which has an id of its own and is not stored again."""
        with self._transaction() as connection:
            reprints.note(connection, original, id, publisher, location)

    def keep_reprints(self, location: str, ids: Collection[str]) -> None:
        """Forget the copies at a location that are none of these."""
        with self._transaction() as connection:
            reprints.keep(connection, location, ids)

    def reprinted(self, root: str) -> list[str]:
        """The locations, at the root or below it, that hold copies."""
        return reprints.located(self._connection, root)

    def remove(self, ids: Sequence[str]) -> list[str]:
        """Take articles out of every search; returns those that were in. Raises ArticleMissing before any is out."""
        with self._transaction() as connection:
            live = [(id, self._key(id)) for id in dict.fromkeys(ids)]
            live = [(id, key) for id, key in live if not self._removed(key)]
            for _, key in live:
                article_store.unindex(connection, key)
                connection.execute("UPDATE articles SET removed = ? WHERE key = ?", (article_store.now(), key))
        return [id for id, _ in live]

    def restore(self, ids: Sequence[str]) -> list[str]:
        """Bring removed articles back; returns those that were out. Raises ArticleMissing before any is in.

        A purged article is only allowed back: the next index brings it in.
        """
        with self._transaction() as connection:
            purged = [id for id in dict.fromkeys(ids) if self._purged(id)]
            connection.executemany("DELETE FROM purged WHERE id_sha256 = ?", [(digest(id),) for id in purged])
            out = [(id, self._key(id)) for id in dict.fromkeys(ids) if id not in purged]
            out = [(id, key) for id, key in out if self._removed(key)]
            for _, key in out:
                connection.execute("UPDATE articles SET removed = NULL WHERE key = ?", (key,))
                article_store.renumber(connection, key)
                article_store.index(connection, key)
        return purged + [id for id, _ in out]

    def purge(self, ids: Sequence[str]) -> list[str]:
        """Erase articles for good, from every table, generation and free page; returns those that were there.

        One that a purge which did not end has deleted already counts as there, for its traces are overwritten now.
        Raises ArticleMissing before any is erased, and ArchiveLocked if someone read on for so long that traces
        could not be overwritten: the articles are then gone from every search, and the next purge, publishing or
        repair overwrites what is left.
        """
        begun = compatibility.state(self._connection).erasing
        deleted = {id for id in dict.fromkeys(ids) if self._purged(id)}
        keys = {id: self._key(id) for id in dict.fromkeys(ids) if id not in deleted}
        with self._transaction(changing=bool(keys)) as connection:
            for key in keys.values():
                purge.delete(connection, key)
        self.erase()
        return [id for id in dict.fromkeys(ids) if begun or id in keys]

    def erase(self) -> None:
        """Overwrite what a purge has left, if one was begun."""
        purge.erase(self._connection, self._archive, self._shelf)

    def seen(self, location: str) -> str | None:
        """The fingerprint that was noted for a location."""
        row = self._connection.execute("SELECT fingerprint FROM seen WHERE location = ?", (location,)).fetchone()
        return row[0] if row else None

    def mark_seen(self, location: str, fingerprint: str) -> None:
        """Note a fingerprint for a location, so that an unchanged file need not be read again."""
        with self._transaction(changing=False) as connection:
            connection.execute("INSERT OR REPLACE INTO seen VALUES (?, ?)", (location, fingerprint))

    def sources(self) -> list[Source]:
        """The sources that are remembered, in the order in which they were added."""
        return source_store.sources(self._connection)

    def remember(self, source: Source) -> None:
        """Remember a source, or give it other flags."""
        with self._transaction(changing=False) as connection:
            source_store.remember(connection, source)

    def forget(self, location: str) -> bool:
        """Forget a source; its articles stay. Whether it was remembered."""
        with self._transaction(changing=False) as connection:
            return source_store.forget(connection, location)

    def corrections(self, id: str) -> dict[str, str | None]:
        """What an editor says of an article in the place of what its source says, by the field's name."""
        return source_store.corrections(self._connection, id)

    def correct(self, id: str, said: Mapping[str, str | None]) -> None:
        """Keep what an editor says of an article, for every later version of it. Raises ArticleMissing."""
        with self._transaction(changing=False) as connection:
            source_store.correct(connection, self._key(id), said)

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """Take back at its end whatever is changed within; nothing is published meanwhile."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def note_run(self, report: Mapping[str, object]) -> None:
        """Keep the report of an indexing, anything that JSON can hold, for `Snapshot.last_run`."""
        with self._transaction(changing=False) as connection:
            compatibility.note(connection, last_run=json.dumps(report))

    def publish(self, on_progress: Callable[[str], None] | None = None, *, force: bool = False) -> None:
        """Build a new generation of the vector index if one is due, and point to it."""
        self.erase()
        for key in sketches.unsketched(self._connection):
            with self._transaction(changing=False) as connection:
                sketches.sketch(connection, key)
        publishing.publish(self._connection, self._archive, self._shelf, on_progress or (lambda _: None), force)

    def _purged(self, id: str) -> Stored | None:
        row = self._connection.execute("SELECT text_sha256 FROM purged WHERE id_sha256 = ?", (digest(id),)).fetchone()
        return Stored(id, row[0], 0, "", "", removed=True) if row else None

    def _key(self, id: str) -> int:
        row = self._connection.execute("SELECT key FROM articles WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise ArticleMissing(f"the archive holds no article {id!r}", "see `pullquote articles list`")
        return int(row[0])

    def _removed(self, key: int) -> bool:
        return self._connection.execute("SELECT removed FROM articles WHERE key = ?", (key,)).fetchone()[0] is not None

    @contextmanager
    def _transaction(self, *, changing: bool = True) -> Iterator[sqlite3.Connection]:
        try:
            with compatibility.transaction(self._connection, changing=changing):
                yield self._connection
        except sqlite3.Error as error:
            raise translate(error, self._archive) from error
