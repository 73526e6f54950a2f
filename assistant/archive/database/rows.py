"""Rows of archive.db as the types that the rest of the program knows."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from assistant.articles import Article
from assistant.errors import ArchiveDamaged, ArticleMissing


@dataclass(frozen=True, slots=True)
class Stored:
    """What the archive knows of an article without its text: enough to tell whether it changed."""

    id: str
    sha256: str
    version: int
    metadata_sha256: str
    """As `metadata_sha256()` computes it of an Article."""
    location: str
    removed: bool
    title: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """An article as a list shows it."""

    id: str
    version: int
    title: str
    publisher: str | None
    author: str | None
    published: date | None
    url: str | None
    location: str
    words: int
    indexed: datetime
    removed: bool


ListingRow = tuple[str, int, str, str | None, str | None, str | None, str | None, str, int, str, int]
ArticleRow = tuple[str, str, str, str | None, str | None, str | None, str | None, int, str, str, str, str]
StoredRow = tuple[str, str, int, str, str, int, str, str | None]

STORED = (
    "SELECT a.id, v.sha256, v.number, v.metadata_sha256, a.location, a.removed IS NOT NULL, v.title, v.published"
    " FROM articles a JOIN versions v ON v.key = a.current"
)
LISTING = (
    "a.id, v.number, v.title, v.publisher, v.author, v.published, v.url, a.location, v.words, v.indexed,"
    " a.removed IS NOT NULL"
)
ARTICLE = (
    "SELECT a.id, t.text, v.title, v.publisher, v.author, v.published, v.url, v.number, v.sha256,"
    " v.metadata_sha256, v.indexed, (SELECT json_group_array(r.publisher) FROM reprints r WHERE r.article = a.key"
    " AND v.key = a.current) FROM articles a JOIN versions v ON v.article = a.key JOIN texts t ON t.version = v.key"
)


def storable(value: str | int) -> bool:
    """Whether SQLite can hold a value: text without lone surrogates, and numbers of 64 bits."""
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    return not any("\ud800" <= character <= "\udfff" for character in value)


def below(root: str, location: str = "a.location") -> tuple[str, list[str]]:
    """A WHERE clause for what is located at a root or below it (`root/…`, `root#…`)."""
    clauses = " OR ".join(f"({location} > ? AND {location} < ?)" for _ in "/#")
    bounds = [bound for mark in "/#" for bound in (root + mark, root + chr(ord(mark) + 1))]
    return f"({location} = ? OR {clauses})", [root, *bounds]


def metadata_sha256(article: Article) -> str:
    """A sha256 over title, publisher, author, day and URL: everything that is not the text."""
    parts = (article.title, article.publisher, article.author, article.published, article.url)
    return hashlib.sha256("\x1f".join("" if part is None else f"={part}" for part in parts).encode()).hexdigest()


def day(text: str | None) -> date | None:
    """A stored day."""
    return date.fromisoformat(text) if text else None


def stored(rows: Iterable[StoredRow]) -> list[Stored]:
    """Rows of STORED."""
    found = []
    for row in rows:
        _refuse_bytes(row)
        found.append(Stored(*row[:5], bool(row[5]), row[6], day(row[7])))
    return found


def listing(row: ListingRow) -> Listing:
    """What LISTING selects."""
    _refuse_bytes(row)
    return Listing(*row[:5], day(row[5]), *row[6:9], datetime.fromisoformat(row[9]), bool(row[10]))


def _refuse_bytes(row: tuple[object, ...]) -> None:
    """SQLite keeps bytes in a column of texts too, if they are put there. Raises TypeError."""
    if any(isinstance(value, bytes) for value in row):
        raise TypeError("bytes stand where text is stored")


def article(row: ArticleRow) -> Article:
    """A row of ARTICLE; ArchiveDamaged if text, title, publisher, author, day or URL are not those that were stored."""
    id, text, title, publisher, author, published, url, version, sha256, metadata, indexed, reprints = row
    others, stored = _others(publisher, json.loads(reprints)), datetime.fromisoformat(indexed).date()
    try:
        found = Article(id, text, title, publisher, author, day(published), url, version, sha256, others, stored)
        if metadata_sha256(found) != metadata:
            raise ValueError(f"what is said of article {id!r} does not have the sha256 that it was stored with")
    except ValueError as error:
        raise ArchiveDamaged(str(error), "restore a backup, or index the article again") from None
    return found


def _others(publisher: str | None, reprints: Iterable[str]) -> tuple[str, ...]:
    """The publishers of copies, each once, whatever its case, and without the article's own."""
    others = {fold(name): name for name in sorted(reprints, reverse=True)}
    return tuple(sorted(name for folded, name in others.items() if folded != fold(publisher or "")))


def fold(publisher: str) -> str:
    """A publisher's name as it is compared."""
    return " ".join(publisher.casefold().split())


def read_article(connection: sqlite3.Connection, id: str, version: int | None) -> Article:
    """One version of an article, by default the current one; removed articles can still be read.

    Raises ArticleMissing.
    """
    if not storable(id) or not (version is None or storable(version)):
        row = None
    elif version is None:
        row = connection.execute(f"{ARTICLE} WHERE a.id = ? AND v.key = a.current", (id,)).fetchone()
    else:
        row = connection.execute(f"{ARTICLE} WHERE a.id = ? AND v.number = ?", (id, version)).fetchone()
    if row is None:
        which = f"article {id!r}" if version is None else f"version {version} of article {id!r}"
        raise ArticleMissing(f"the archive holds no {which}", "see `pullquote articles list`")
    return article(row)
