"""Articles into the tables: versions, passages, vectors and words, within the caller's transaction."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime

from assistant.archive.database import full_text, reprints, rows, sketches
from assistant.archive.database.exact_search import blob
from assistant.articles import Article, headed
from assistant.inference import Vectors

Spans = Sequence[tuple[int, int]]


def store(connection: sqlite3.Connection, article: Article, spans: Spans, vectors: Vectors, location: str) -> int:
    """Store an article, or a new version of it, in place of the one that was current; returns the version's number."""
    known = connection.execute(
        "SELECT a.key, v.sha256 FROM articles a JOIN versions v ON v.key = a.current WHERE a.id = ?", (article.id,)
    ).fetchone()
    if known:
        key = known[0]
        unindex(connection, key)
        if known[1] != article.sha256:
            reprints.forget_all(connection, key)
        connection.execute("DELETE FROM passages WHERE article = ?", (key,))
        connection.execute("UPDATE articles SET location = ? WHERE key = ?", (location, key))
    else:
        key = connection.execute("INSERT INTO articles (id, location) VALUES (?, ?)", (article.id, location)).lastrowid
    number = _add_version(connection, key, article)
    _add_passages(connection, key, article, spans, vectors)
    index(connection, key)
    reprints.forget(connection, article.id)
    sketches.sketch(connection, key)
    return number


def _add_version(connection: sqlite3.Connection, key: int, article: Article) -> int:
    """Make a text the current version of an article; returns the version's number."""
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM versions WHERE article = ?", (key,)).fetchone()
    version = connection.execute(
        "INSERT INTO versions (article, number, title, publisher, publisher_folded, author, published, url, sha256,"
        " metadata_sha256, words, indexed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            key,
            last + 1,
            article.title,
            article.publisher,
            rows.fold(article.publisher) if article.publisher else None,
            article.author,
            article.published.isoformat() if article.published else None,
            article.url,
            article.sha256,
            rows.metadata_sha256(article),
            len(article.text.split()),
            now(),
        ),
    ).lastrowid
    connection.execute("INSERT INTO texts VALUES (?, ?)", (version, article.text))
    connection.execute("UPDATE articles SET current = ? WHERE key = ?", (version, key))
    return int(last) + 1


def _add_passages(connection: sqlite3.Connection, key: int, article: Article, spans: Spans, vectors: Vectors) -> None:
    for (start, end), vector in zip(spans, vectors, strict=True):
        text = headed(article.text[start:end], article.title, article.publisher, article.published)
        passage = connection.execute(
            'INSERT INTO passages (article, start, "end", headed_sha256) VALUES (?, ?, ?, ?)',
            (key, start, end, hashlib.sha256(text.encode()).digest()),
        ).lastrowid
        connection.execute("INSERT INTO vectors VALUES (?, ?)", (passage, blob(vector)))


def renumber(connection: sqlite3.Connection, key: int) -> None:
    """Give an article's passages new ids, so that they are pending whatever the generation holds."""
    for (old,) in connection.execute("SELECT id FROM passages WHERE article = ? ORDER BY id", (key,)).fetchall():
        new = connection.execute(
            'INSERT INTO passages (article, start, "end", headed_sha256)'
            ' SELECT article, start, "end", headed_sha256 FROM passages WHERE id = ?',
            (old,),
        ).lastrowid
        connection.execute("UPDATE vectors SET passage = ? WHERE passage = ?", (new, old))
        connection.execute("DELETE FROM passages WHERE id = ?", (old,))


def index(connection: sqlite3.Connection, key: int) -> None:
    """Add the words of an article's current version to the full text."""
    whole, passages = _words(connection, key)
    full_text.add(connection, "article_words", [whole])
    full_text.add(connection, "passage_words", passages)


def unindex(connection: sqlite3.Connection, key: int) -> None:
    """Take the words of an article's current version out of the full text, unless it is a removed article."""
    (removed,) = connection.execute("SELECT removed FROM articles WHERE key = ?", (key,)).fetchone()
    if removed is None:
        whole, passages = _words(connection, key)
        full_text.drop(connection, "article_words", [whole])
        full_text.drop(connection, "passage_words", passages)


def now() -> str:
    """The time of day in UTC, as it is stored."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _words(connection: sqlite3.Connection, key: int) -> tuple[tuple[int, str, str], list[tuple[int, str, str]]]:
    title, text = connection.execute(
        "SELECT v.title, t.text FROM articles a JOIN versions v ON v.key = a.current"
        " JOIN texts t ON t.version = v.key WHERE a.key = ?",
        (key,),
    ).fetchone()
    passages = connection.execute('SELECT id, start, "end" FROM passages WHERE article = ?', (key,)).fetchall()
    return (key, title, text), [(id, title, text[start:end]) for id, start, end in passages]
