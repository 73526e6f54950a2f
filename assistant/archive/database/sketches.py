"""Sketches of articles, by which near duplicates are found as they are stored, within the caller's transaction.

A sketch is a sample of a text's shingles. Articles whose sketches share enough are compared whole, and pairs that are
nearly the same text are kept, so that no question has to compare texts.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from datetime import date

from assistant.archive.database import rows
from assistant.articles import Article
from assistant.text.shingles import SHARED, sample

LIKELY = 0.6
"""Part of SHARED that two sketches must share for their texts to be compared: a sample is off by some hundredths."""
COMPARED = 20
"""Articles that a new one is compared with at most, the likeliest: what is printed a thousand times is one family."""
FAMILY = 100
"""Articles of all the families looked up at once, at most."""

_CURRENT = f"{rows.ARTICLE} WHERE a.key = ? AND v.key = a.current"


def sketch(connection: sqlite3.Connection, key: int) -> None:
    """Keep the sketch of an article's current text, and the articles that are nearly the same, in place of the old."""
    from assistant.near_duplicates import likeness

    forget(connection, key)
    article = _current(connection, key)
    hashes = sample(article.text)
    connection.execute("INSERT INTO sketches VALUES (?, ?)", (key, array("I", hashes).tobytes()))
    for other in _likely(connection, hashes):
        if found := likeness(article, _current(connection, other)):
            pair = [(key, other, found.shared), (other, key, found.shared)]
            connection.executemany("INSERT INTO alike VALUES (?, ?, ?)", pair)
    connection.executemany("INSERT INTO shingles VALUES (?, ?)", [(each, key) for each in hashes])


def forget(connection: sqlite3.Connection, key: int) -> None:
    """Let go of an article's sketch and of its pairs."""
    if found := connection.execute("SELECT hashes FROM sketches WHERE article = ?", (key,)).fetchone():
        gone = [(each, key) for each in array("I", found[0])]
        connection.executemany("DELETE FROM shingles WHERE hash = ? AND article = ?", gone)
        connection.execute("DELETE FROM sketches WHERE article = ?", (key,))
        connection.execute(
            "DELETE FROM alike WHERE other = ? AND article IN (SELECT other FROM alike WHERE article = ?)", (key, key)
        )
        connection.execute("DELETE FROM alike WHERE article = ?", (key,))


def unsketched(connection: sqlite3.Connection) -> list[int]:
    """The articles without a sketch, by their keys: those that an older Pullquote stored."""
    found = connection.execute("SELECT key FROM articles WHERE key NOT IN (SELECT article FROM sketches)")
    return [key for (key,) in found]


def pairs(connection: sqlite3.Connection, ids: list[str], as_of: date | None) -> list[tuple[int, int, float]]:
    """The pairs among live articles that are nearly the same text as these, or as one that is, and so on.

    Each as two keys and what they share, as in Likeness. Of articles published after `as_of` nothing is known.
    """
    day = as_of.isoformat() if as_of else None
    return connection.execute(
        "WITH RECURSIVE family (key) AS (SELECT key FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        " UNION SELECT l.other FROM family f JOIN alike l ON l.article = f.key"
        " JOIN articles a ON a.key = l.other JOIN versions v ON v.key = a.current"
        " WHERE a.removed IS NULL AND (? IS NULL OR v.published IS NULL OR v.published <= ?) LIMIT ?)"
        " SELECT l.article, l.other, l.shared FROM alike l WHERE l.article < l.other"
        " AND l.article IN (SELECT key FROM family) AND l.other IN (SELECT key FROM family)",
        (json.dumps(ids), day, day, len(ids) + FAMILY),
    ).fetchall()


def _current(connection: sqlite3.Connection, key: int) -> Article:
    return rows.article(connection.execute(_CURRENT, (key,)).fetchone())


def _likely(connection: sqlite3.Connection, hashes: list[int]) -> list[int]:
    found = connection.execute(
        "SELECT s.article FROM json_each(?) j JOIN shingles s ON s.hash = j.value JOIN sketches k"
        " ON k.article = s.article GROUP BY 1 HAVING count(*) >= 2 AND count(*) >= ? * min(?, length(k.hashes) / 4)"
        " ORDER BY count(*) DESC LIMIT ?",
        (json.dumps(hashes), LIKELY * SHARED, len(hashes), COMPARED),
    )
    return [key for (key,) in found]
