"""Filters as SQL: which articles and passages a search is confined to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.archive.database.rows import day, fold, storable
from assistant.search_scope import Filters, Searched

LONGEST_SEARCH = 2_000
"""Characters of the longest field, an address; SQLite takes no pattern of much more."""

_PUBLISHED_BY = (
    "(v.publisher_folded IN (SELECT value FROM json_each(?)) OR a.key IN"
    " (SELECT article FROM reprints WHERE publisher_folded IN (SELECT value FROM json_each(?))))"
)


@dataclass(frozen=True, slots=True)
class Selection:
    """A WHERE clause over `articles a` and `versions v` and its values; `whole` if it leaves nothing out."""

    where: str
    values: tuple[str, ...]
    whole: bool

    @property
    def articles(self) -> str:
        """SQL that selects the keys of the articles."""
        return f"SELECT a.key FROM articles a JOIN versions v ON v.key = a.current WHERE {self.where}"

    @property
    def passages(self) -> str:
        """SQL that selects the ids of the passages."""
        return f"SELECT p.id FROM passages p WHERE p.article IN ({self.articles})"


def select(filters: Filters) -> Selection:
    """The live articles that the filters let through.

    Publishers match whatever their case, and by the copies that they published too; a range of days
    leaves undated articles out, `as_of` does not.
    """
    clauses, values = ["a.removed IS NULL"], list[str]()
    if filters.publishers:
        clauses.append(_PUBLISHED_BY)
        values += [json.dumps([fold(publisher) for publisher in filters.publishers])] * 2
    if filters.since:
        clauses.append("v.published >= ?")
        values.append(filters.since.isoformat())
    if filters.until:
        clauses.append("v.published <= ?")
        values.append(filters.until.isoformat())
    if filters.as_of:
        clauses.append("(v.published IS NULL OR v.published <= ?)")
        values.append(filters.as_of.isoformat())
    return Selection(" AND ".join(clauses), tuple(values), whole=len(clauses) == 1)


def listed(
    search: str, publisher: str | None, removed: bool, mentions: Sequence[str] = (), filters: Filters | None = None
) -> tuple[str, list[str]]:
    """A WHERE clause over `articles a` and `versions v` for `Snapshot.articles`, and its values.

    Of removed articles the full text is not kept, so none of them mentions anything.
    """
    selection = select(filters or Filters())
    clauses, values = [selection.where], [*selection.values]
    if removed:
        clauses[0] = selection.where.replace("a.removed IS NULL", "a.removed IS NOT NULL", 1)
    if publisher is not None:
        clauses.append(_PUBLISHED_BY)
        values += [json.dumps([fold(publisher)])] * 2
    if mentions and all(map(storable, mentions)):
        clauses.append("a.key IN (SELECT rowid FROM article_words WHERE article_words MATCH ?)")
        values.append(" AND ".join(quoted(words) for words in mentions))
    if not all(map(storable, (search, *mentions))) or len(search) > LONGEST_SEARCH:
        clauses.append("0")  # no field holds it
    elif search:
        fields = ("v.title", "v.publisher", "v.author", "a.id", "v.url")
        clauses.append("(" + " OR ".join(f"{field} LIKE ? ESCAPE '\\'" for field in fields) + ")")
        pattern = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        values += [f"%{pattern}%"] * len(fields)
    return " AND ".join(clauses), values


def quoted(term: str) -> str:
    """A word or phrase as an FTS5 string: nothing in it is an operator."""
    return '"' + term.replace("\0", " ").replace('"', '""') + '"'


COME = "v.published <= date('now', '+1 day')"
"""Of a day that has come somewhere on earth: a later one is a slip, and no archive's newest."""


def extent(connection: sqlite3.Connection, filters: Filters) -> Searched:
    """How many articles the filters let through, and their first and last day, days that have not come aside."""
    selection = select(filters)
    count, first, last = connection.execute(
        f"SELECT count(*), min(v.published) FILTER (WHERE {COME}), max(v.published) FILTER (WHERE {COME})"
        f" FROM articles a JOIN versions v ON v.key = a.current WHERE {selection.where}",
        selection.values,
    ).fetchone()
    return Searched(count, day(first), day(last))


def openings(connection: sqlite3.Connection, filters: Filters) -> list[int]:
    """The first passage of every article that the filters let through, latest day first, undated ones last."""
    selection = select(filters)
    found = connection.execute(
        "SELECT (SELECT p.id FROM passages p WHERE p.article = a.key ORDER BY p.start, p.id LIMIT 1) AS first"
        f" FROM articles a JOIN versions v ON v.key = a.current WHERE {selection.where} AND first IS NOT NULL"
        " ORDER BY v.published DESC NULLS LAST, a.key",
        selection.values,
    )
    return [id for (id,) in found]


def undated(connection: sqlite3.Connection, filters: Filters) -> int:
    """How many articles without a date a range of days leaves out that the other filters let through."""
    if not filters.since and not filters.until:
        return 0
    selection = select(replace(filters, since=None, until=None))
    (count,) = connection.execute(
        "SELECT count(*) FROM articles a JOIN versions v ON v.key = a.current"
        f" WHERE v.published IS NULL AND {selection.where}",
        selection.values,
    ).fetchone()
    return int(count)
