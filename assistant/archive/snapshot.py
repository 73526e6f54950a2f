"""Snapshot: one state of the archive, for as long as an answer takes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from assistant.archive.database import exact_search, filter_sql, full_text, rows, sketches, source_store
from assistant.archive.database.compatibility import State
from assistant.archive.database.counts import Memory
from assistant.archive.database.rows import Listing
from assistant.archive.database.source_store import Source
from assistant.archive.vector_index.nearest_neighbours import Nearest
from assistant.archive.vector_index.vector_store import IndexFailed, Shelf
from assistant.articles import Article, Passage, digest
from assistant.inference import Vectors
from assistant.search_scope import Filters, Searched

if TYPE_CHECKING:
    from assistant.archive.database.earlier_versions import EarlierVersions
    from assistant.near_duplicates import Likeness

EVERYTHING = Filters()
MOST = 2**63 - 1
"""What SQLite can count to."""


class Snapshot:
    """What the archive held when the snapshot was taken, whatever is written meanwhile.

    Everything is read in one SQLite transaction. Use it in one thread at a time, and briefly: the write-ahead log
    cannot shrink below what an open snapshot still needs.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        state: State,
        memory: Memory,
        shelf: Shelf,
        mend: Callable[[State, int], str],
    ) -> None:
        self._connection = connection
        self._state = state
        self._memory = memory
        self._shelf = shelf
        self._mend = mend
        self._notices: dict[str, None] = {}
        self._articles: dict[int, Article] = {}

    @cached_property
    def _earlier(self) -> EarlierVersions:
        """The earlier versions, which no run that finds nothing changed asks for."""
        from assistant.archive.database.earlier_versions import EarlierVersions

        return EarlierVersions(self._connection, self._article)

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader should know of how it was searched; complete once the searches are done."""
        return tuple(self._notices)

    def extent(self, filters: Filters = EVERYTHING) -> Searched:
        """How many articles the filters let through, and their first and last day."""
        return filter_sql.extent(self._connection, filters)

    def undated(self, filters: Filters) -> int:
        """How many articles without a date `since` and `until` leave out that the other filters let through."""
        return filter_sql.undated(self._connection, filters)

    def article(self, id: str, version: int | None = None) -> Article:
        """One version of an article, by default the current one, removed or not. Raises ArticleMissing."""
        return rows.read_article(self._connection, id, version)

    def standing(self, id: str) -> Literal["live", "removed", "erased", "unknown"]:
        """Whether an article is searched, was removed, was erased for good, or never was here."""
        if not rows.storable(id):
            return "unknown"
        row = self._connection.execute("SELECT removed IS NOT NULL FROM articles WHERE id = ?", (id,)).fetchone()
        if row:
            return "removed" if row[0] else "live"
        erased = self._connection.execute("SELECT 1 FROM purged WHERE id_sha256 = ?", (digest(id),)).fetchone()
        return "erased" if erased else "unknown"

    def current(self, ids: Iterable[str]) -> dict[str, str | None]:
        """The sha256 of the present text by article, None of a removed one; without those that are not here."""
        found = self._connection.execute(
            "SELECT a.id, iif(a.removed IS NULL, v.sha256, NULL) FROM json_each(?) j JOIN articles a ON a.id = j.value"
            " JOIN versions v ON v.key = a.current",
            (json.dumps(list(ids)),),
        )
        return dict(found.fetchall())

    def ids(self, start: str, limit: int) -> list[str]:
        """The first ids that begin with `start`, of removed articles too, at most `limit`, in their order."""
        found = self._connection.execute(
            "SELECT id FROM articles WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", (start, start + "\U0010ffff", limit)
        )
        return [id for (id,) in found]

    def erased(self, id: str) -> str | None:
        """The whole id of an article that was erased for good: that id, or of a file's row `file#` and a beginning.

        Only hashes are kept of those, so that a row is known by how its text's sha256 begins, and any other id whole.
        """
        file, _, beginning = id.rpartition("#")
        texts = self._connection.execute(
            "SELECT text_sha256 FROM purged WHERE substr(text_sha256, 1, ?) = ? AND ? > 5",
            (len(beginning), beginning, len(beginning)),
        )
        candidates = {digest(each): each for each in (id, *(f"{file}#{text}" for (text,) in texts))}
        found = self._connection.execute(
            "SELECT id_sha256 FROM purged WHERE id_sha256 IN (SELECT value FROM json_each(?))",
            (json.dumps(list(candidates)),),
        ).fetchall()
        return candidates[found[0][0]] if len(found) == 1 else None

    def passages(self, ids: Iterable[int]) -> dict[int, Passage]:
        """The live passages among `ids`, of earlier versions too; those of one article share one Article."""
        ids = list(ids)
        found = self._connection.execute(
            'SELECT p.id, p.start, p."end", p.article FROM json_each(?) j JOIN passages p ON p.id = j.value'
            " JOIN articles a ON a.key = p.article WHERE a.removed IS NULL",
            (json.dumps(ids),),
        ).fetchall()
        live = {id: Passage(id, self._article(key), start, end) for id, start, end, key in found}
        return live | self._earlier.passages(ids)

    def full_text(
        self, terms: Sequence[str], limit: int = 100, filters: Filters = EVERYTHING
    ) -> list[tuple[int, float]]:
        """The passages whose title or text hold any of the terms, with BM25 (positive), best first."""
        found = full_text.search(self._connection, "passage_words", terms, limit, filters)
        return _best(found, self._earlier.full_text(terms, filters), limit)

    def full_text_articles(
        self, terms: Sequence[str], limit: int = 50, filters: Filters = EVERYTHING
    ) -> list[tuple[int, float]]:
        """The same over whole articles, by their internal keys."""
        return full_text.search(self._connection, "article_words", terms, limit, filters)

    def document_frequency(self, terms: Sequence[str], filters: Filters = EVERYTHING) -> dict[str, int]:
        """In how many articles each term or phrase stands, in the title or the text, stemmed like the full text."""
        return {
            term: full_text.count(self._connection, term, filters) + len(self._earlier.mentioning([term], filters))
            for term in terms
        }

    def nearest(self, vector: Vectors, limit: int = 100, filters: Filters = EVERYTHING) -> list[tuple[int, float]]:
        """The live passages nearest to the vector, with their cosines, best first.

        Where the vector index fails, everything is searched exactly instead, and `notices` says so. A passage of an
        earlier version counts as near as the one of the current version that is most like it.
        """
        census = self._memory.census(self._connection, self._state)
        nearest = Nearest(self._connection, self._state, census, self._memory.cache, self._shelf)
        changed = exact_search.as_ids(self._earlier.changed(filters))
        earlier = self._earlier.like(self._memory.cache.search(self._connection, changed, vector, limit), filters)
        try:
            return _best(nearest.search(vector, limit, filters), earlier, limit)
        except IndexFailed as failure:
            if remedy := self._mend(self._state, census.live):
                self._notices[f"the vector index {remedy} ({failure}); searched exactly, which takes longer"] = None
            return _best(nearest.exact(vector, limit, filters), earlier, limit)

    def vectors(self, ids: Sequence[int]) -> Vectors:
        """The vectors of the passages, in their order: shape (len(ids), dimension). Raises KeyError."""
        return exact_search.read(self._connection, exact_search.as_ids(ids), self._state.dimension)

    def article_passages(self, key: int) -> list[int]:
        """The passages of the article with that internal key, in the order of its text."""
        found = self._connection.execute("SELECT id FROM passages WHERE article = ? ORDER BY start, id", (key,))
        return [id for (id,) in found]

    def openings(self, filters: Filters = EVERYTHING) -> list[int]:
        """The first passage of every article that the filters let through, latest day first, undated ones last."""
        return filter_sql.openings(self._connection, filters)

    def siblings(self, ids: Iterable[int]) -> list[int]:
        """The passages of the articles that these are from, those given among them, in the order of their texts."""
        ids = list(ids)
        found = self._connection.execute(
            "SELECT p.id FROM passages p WHERE p.article IN (SELECT article FROM passages WHERE id IN"
            " (SELECT value FROM json_each(?))) ORDER BY p.article, p.start, p.id",
            (json.dumps(ids),),
        )
        return [id for (id,) in found] + self._earlier.siblings(ids)

    def articles(
        self,
        *,
        search: str = "",
        publisher: str | None = None,
        mentions: Sequence[str] = (),
        filters: Filters = EVERYTHING,
        removed: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Listing]:
        """The articles, latest day first, undated ones last; `removed` lists only those that were removed.

        `search` is looked for in title, publisher, author, id and URL, letter for letter whatever their case. Of
        `mentions` each word or phrase stands in the title or the text, by the full text of whole articles: whatever
        its case, accents and English ending. None is left out for being less close than another.
        """
        then = self._earlier.mentioning(mentions, filters)
        listed, values = filter_sql.listed(
            f"{rows.LISTING}, a.key", search, publisher, removed, mentions, filters, then
        )
        found = self._connection.execute(
            f"{listed} ORDER BY 6 DESC NULLS LAST, 12 LIMIT ? OFFSET ?",
            (*values, -1 if limit is None else min(limit, MOST), min(offset, MOST)),
        )
        return [rows.listing(row[:11]) for row in found]

    def count_articles(
        self,
        *,
        search: str = "",
        publisher: str | None = None,
        mentions: Sequence[str] = (),
        filters: Filters = EVERYTHING,
        removed: bool = False,
    ) -> int:
        """How many articles `articles` lists without a limit."""
        then = self._earlier.mentioning(mentions, filters)
        listed, values = filter_sql.listed("a.key", search, publisher, removed, mentions, filters, then)
        (count,) = self._connection.execute(f"SELECT count(*) FROM ({listed})", values).fetchone()
        return int(count)

    def near_duplicates(self, articles: Iterable[Article], as_of: date | None = None) -> list[Likeness]:
        """The pairs of live articles that are nearly the same text as one of these, or as one that is, and so on.

        Of what was published after `as_of` nothing is known, and what has changed since is compared as it was.
        """
        from assistant.near_duplicates import Likeness

        found = sketches.pairs(self._connection, list({article.id for article in articles}), as_of)
        now = [Likeness(self._article(one), self._article(other), shared) for one, other, shared in found]
        return self._earlier.alike(now, as_of) if as_of else now

    def publishers(self) -> list[tuple[str, int]]:
        """The publishers with the number of their articles, copies of another's among them, most articles first."""
        return self._connection.execute(
            "WITH published AS (SELECT v.publisher, v.publisher_folded, v.article FROM articles a JOIN versions v"
            " ON v.key = a.current UNION ALL SELECT publisher, publisher_folded, article FROM reprints)"
            " SELECT p.publisher, count(DISTINCT p.article) AS n FROM published p JOIN articles a ON a.key = p.article"
            " WHERE a.removed IS NULL AND p.publisher IS NOT NULL GROUP BY p.publisher_folded ORDER BY n DESC, 1"
        ).fetchall()

    def days(self) -> list[tuple[date, int]]:
        """The days on which articles were published, with their number, earliest first."""
        found = self._connection.execute(
            "SELECT v.published, count(*) FROM articles a JOIN versions v ON v.key = a.current"
            " WHERE a.removed IS NULL AND v.published IS NOT NULL GROUP BY 1 ORDER BY 1"
        )
        return [(date.fromisoformat(text), count) for text, count in found]

    def versions(self, id: str) -> list[int]:
        """The versions of an article, oldest first; empty if there is no such article."""
        found = self._connection.execute(
            "SELECT v.number FROM versions v JOIN articles a ON a.key = v.article WHERE a.id = ? ORDER BY 1", (id,)
        )
        return [number for (number,) in found]

    def sources(self) -> list[Source]:
        """The places that `index` keeps in step, in the order in which they were added."""
        return source_store.sources(self._connection)

    def corrections(self, id: str) -> dict[str, str | None]:
        """What an editor said of an article in the place of what its source says, by the field's name."""
        return source_store.corrections(self._connection, id)

    def last_run(self) -> dict[str, object] | None:
        """The report of the last indexing, as `Writer.note_run` was given it."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = 'last_run'").fetchone()
        return json.loads(row[0]) if row else None

    def _article(self, key: int) -> Article:
        if key not in self._articles:
            row = self._connection.execute(f"{rows.ARTICLE} WHERE a.key = ? AND v.key = a.current", (key,)).fetchone()
            self._articles[key] = rows.article(row)
        return self._articles[key]


def _best(some: list[tuple[int, float]], others: list[tuple[int, float]], limit: int) -> list[tuple[int, float]]:
    """The highest scores of two lists, best first."""
    return sorted(some + others, key=lambda pair: (-pair[1], pair[0]))[:limit] if others else some
