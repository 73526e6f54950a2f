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
    "(v.publisher_folded IN (SELECT value FROM json_each(?)) OR v.key = a.current AND a.key IN"
    " (SELECT article FROM reprints WHERE publisher_folded IN (SELECT value FROM json_each(?))))"
)

FIRST_EARLIER, MOST_PASSAGES = 2**40, 2**14
"""Passages of earlier versions have no rows: their ids lie beyond any that a row will have, so many for each version,
and below what a page can count to. Of 5 MB of text there are fewer."""

CURRENT = "articles a JOIN versions v ON v.key = a.current"
_THEN = (
    "(SELECT coalesce(max(number) FILTER (WHERE substr(indexed, 1, 10) <= ?), min(number))"
    " FROM versions WHERE article = a.key)"
)
_SHA256_THEN = f"(SELECT e.sha256 FROM versions e WHERE e.article = a.key AND e.number = {_THEN})"
EARLIER = (
    "articles a JOIN versions c ON c.key = a.current AND c.number > 1"
    f" JOIN versions v ON v.article = a.key AND v.number = {_THEN} AND v.sha256 <> c.sha256"
)
"""The articles whose text was another one on a day: the last that was stored by then, or else the first there was.

What the archive stored later may say what nobody knew that day. Where only what is said of an article has changed, its
text is the current one.
"""


@dataclass(frozen=True, slots=True)
class Selection:
    """Versions `v` of articles `a`, a WHERE clause over these, and the values; `whole` if it leaves nothing out."""

    where: str
    values: tuple[str, ...]
    whole: bool
    versions: str = CURRENT

    @property
    def articles(self) -> str:
        """SQL that selects the keys of the articles."""
        return self.sql("a.key")

    def sql(self, columns: str) -> str:
        """SQL that selects something of each."""
        return f"SELECT {columns} FROM {self.versions} WHERE {self.where}"

    @property
    def passages(self) -> str:
        """SQL that selects the ids of the passages."""
        return f"SELECT p.id FROM passages p WHERE p.article IN ({self.articles})"


def select(filters: Filters) -> Selection:
    """The live articles whose current version the filters let through.

    Publishers match whatever their case, and by the copies that they published too; a range of days
    leaves undated articles out, `as_of` does not. Under `as_of` articles whose text was another one then are left out
    too; `earlier` has those.
    """
    clauses, values = _asked(filters)
    if filters.as_of:
        day = filters.as_of.isoformat()
        clauses += ["(v.published IS NULL OR v.published <= ?)", f"NOT (v.number > 1 AND v.sha256 <> {_SHA256_THEN})"]
        values += [day, day]
    return Selection(" AND ".join(clauses), tuple(values), whole=len(clauses) == 1)


def earlier(filters: Filters) -> Selection | None:
    """The live articles whose text was another one on the day `as_of`, by the version known then, if one is given.

    One that was not stored by then has no later day than the current version's.
    """
    if not filters.as_of:
        return None
    clauses, values = _asked(filters)
    day = filters.as_of.isoformat()
    known = "coalesce(v.published, iif(substr(v.indexed, 1, 10) <= ?, NULL, c.published))"
    clauses.append(f"coalesce({known} <= ?, 1)")
    return Selection(" AND ".join(clauses), (day, *values, day, day), whole=False, versions=EARLIER)


def every(filters: Filters) -> list[Selection]:
    """Both: the versions that are searched."""
    then = earlier(filters)
    return [select(filters), *([then] if then else [])]


def _asked(filters: Filters) -> tuple[list[str], list[str]]:
    """The clauses, and their values, of what is not removed and of the publishers and days asked for."""
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
    return clauses, values


def listed(
    columns: str,
    search: str,
    publisher: str | None,
    removed: bool,
    mentions: Sequence[str] = (),
    filters: Filters | None = None,
    then: Sequence[int] = (),
) -> tuple[str, list[str]]:
    """SQL that selects something of each of `Snapshot.articles`, and its values.

    `then` are the earlier versions that mention what is asked for. Of removed articles the full text is not kept, so
    none of them mentions anything.
    """
    selections = [
        _narrowed(each, search, publisher, mentions, then)
        for each in every(filters or Filters())[: 1 if removed else 2]
    ]
    if removed:
        where = selections[0].where.replace("a.removed IS NULL", "a.removed IS NOT NULL", 1)
        selections[0] = replace(selections[0], where=where)
    return _all(selections, columns)


def _narrowed(
    selection: Selection, search: str, publisher: str | None, mentions: Sequence[str], then: Sequence[int]
) -> Selection:
    """What of a selection is of a publisher, holds words in a field, and others in its text."""
    clauses, values = [selection.where], [*selection.values]
    if publisher is not None:
        clauses.append(_PUBLISHED_BY)
        values += [json.dumps([fold(publisher)])] * 2
    if mentions and selection.versions == EARLIER:
        clauses.append("v.key IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(then)))
    elif mentions and all(map(storable, mentions)):
        clauses.append("a.key IN (SELECT rowid FROM article_words WHERE article_words MATCH ?)")
        values.append(all_of(mentions))
    if not all(map(storable, (search, *mentions))) or len(search) > LONGEST_SEARCH:
        clauses.append("0")  # no field holds it
    elif search:
        fields = ("v.title", "v.publisher", "v.author", "a.id", "v.url")
        clauses.append("(" + " OR ".join(f"{field} LIKE ? ESCAPE '\\'" for field in fields) + ")")
        pattern = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        values += [f"%{pattern}%"] * len(fields)
    return replace(selection, where=" AND ".join(clauses), values=tuple(values))


def all_of(mentions: Sequence[str]) -> str:
    """An FTS5 query for all of the words or phrases."""
    return " AND ".join(quoted(words) for words in mentions)


def quoted(term: str) -> str:
    """A word or phrase as an FTS5 string: nothing in it is an operator."""
    return '"' + term.replace("\0", " ").replace('"', '""') + '"'


COME = "v.published <= date('now', '+1 day')"
"""Of a day that has come somewhere on earth: a later one is a slip, and no archive's newest."""


def extent(connection: sqlite3.Connection, filters: Filters) -> Searched:
    """How many articles the filters let through, and their first and last day, days that have not come aside."""
    versions, values = _all(every(filters), "v.published")
    count, first, last = connection.execute(
        f"SELECT count(*), min(v.published) FILTER (WHERE {COME}), max(v.published) FILTER (WHERE {COME})"
        f" FROM ({versions}) v",
        values,
    ).fetchone()
    return Searched(count, day(first), day(last))


def openings(connection: sqlite3.Connection, filters: Filters) -> list[int]:
    """The first passage of every article that the filters let through, latest day first, undated ones last."""
    versions, values = _all(every(filters), f"v.published, a.key, {_OPENING} AS first")
    found = connection.execute(
        f"SELECT first FROM ({versions}) WHERE first IS NOT NULL ORDER BY published DESC NULLS LAST, key", values
    )
    return [id for (id,) in found]


def undated(connection: sqlite3.Connection, filters: Filters) -> int:
    """How many articles without a date a range of days leaves out that the other filters let through."""
    if not filters.since and not filters.until:
        return 0
    versions, values = _all(every(replace(filters, since=None, until=None)), "v.published")
    (count,) = connection.execute(f"SELECT count(*) FROM ({versions}) WHERE published IS NULL", values).fetchone()
    return int(count)


_OPENING = (
    "iif(v.key = a.current, (SELECT p.id FROM passages p WHERE p.article = a.key ORDER BY p.start, p.id LIMIT 1),"
    f" {FIRST_EARLIER} + v.key * {MOST_PASSAGES})"
)


def _all(selections: Sequence[Selection], columns: str) -> tuple[str, list[str]]:
    """SQL that selects something of all that is in any of the selections, and its values."""
    values = [value for each in selections for value in each.values]
    return " UNION ALL ".join(each.sql(columns) for each in selections), values
