"""Full text: BM25 over passages and over whole articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from math import log
from typing import Literal

from assistant.archive.database.filter_sql import quoted, select
from assistant.search_scope import Filters

Words = Literal["passage_words", "article_words"]
TABLES: tuple[Words, ...] = ("passage_words", "article_words")


def add(connection: sqlite3.Connection, words: Words, rows: Sequence[tuple[int, str, str]]) -> None:
    """Add (key, title, text) rows."""
    connection.executemany(f"INSERT INTO {words} (rowid, title, text) VALUES (?, ?, ?)", rows)


def drop(connection: sqlite3.Connection, words: Words, rows: Sequence[tuple[int, str, str]]) -> None:
    """Take out rows, given exactly as they were added: the tables keep no text of their own."""
    connection.executemany(f"INSERT INTO {words} ({words}, rowid, title, text) VALUES ('delete', ?, ?, ?)", rows)


def search(
    connection: sqlite3.Connection, words: Words, terms: Sequence[str], limit: int, filters: Filters
) -> list[tuple[int, float]]:
    """The keys of the rows that hold any of the terms, with BM25 (positive), best first."""
    query = any_of(terms)
    if not query:
        return []
    clause, values = _confined(words, filters)
    rows = connection.execute(
        f"SELECT rowid, -rank FROM {words} WHERE {words} MATCH ?{clause} ORDER BY rank LIMIT ?",
        (query, *values, limit),
    )
    return [(key, score) for key, score in rows]


def count(connection: sqlite3.Connection, term: str, filters: Filters) -> int:
    """In how many articles the term or phrase stands."""
    clause, values = _confined("article_words", filters)
    (number,) = connection.execute(
        f"SELECT count(*) FROM article_words WHERE article_words MATCH ?{clause}", (quoted(term), *values)
    ).fetchone()
    return int(number)


def weight(connection: sqlite3.Connection, term: str) -> float:
    """What BM25 makes of how rare a term is among the passages, as FTS5 reckons it."""
    (every,) = connection.execute("SELECT count(*) FROM passage_words_docsize").fetchone()
    (holding,) = connection.execute(
        "SELECT count(*) FROM passage_words WHERE passage_words MATCH ?", (quoted(term),)
    ).fetchone()
    return max(log((every - holding + 0.5) / (holding + 0.5)), 1e-6)


def any_of(terms: Sequence[str]) -> str:
    """An FTS5 query for any of the terms, whatever characters they are made of."""
    return " OR ".join(dict.fromkeys(quoted(term) for term in terms if term.strip()))


def _confined(words: Words, filters: Filters) -> tuple[str, tuple[str, ...]]:
    selection = select(filters)
    if selection.whole:
        return "", ()  # removed articles are not in these tables
    keys = selection.passages if words == "passage_words" else selection.articles
    return f" AND +rowid IN ({keys})", selection.values  # the + keeps SQLite from one lookup a key
