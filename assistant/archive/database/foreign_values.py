"""Values in archive.db that no version of Pullquote writes: another program put them there, or a hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.archive.database.sqlite_errors import BACKUP, FILE
from assistant.errors import ArchiveDamaged, PullquoteError

_TEXT = "typeof({0}) = 'text'"
_TEXT_OR_NONE = "typeof({0}) IN ('text', 'null')"
_NUMBER = "typeof({0}) = 'integer'"
_BYTES = "typeof({0}) = 'blob'"
_DAY = "{0} IS NULL OR (typeof({0}) = 'text' AND length({0}) = 10 AND date({0}) IS {0})"
_JSON = "typeof({0}) = 'text' AND json_valid({0})"
_OBJECT = f"{_JSON} AND json_type({{0}}) = 'object'"
_SHA256 = "typeof({0}) = 'text' AND length({0}) = 64"

_LENGTH = "(SELECT length(t.text) FROM articles a JOIN texts t ON t.version = a.current WHERE a.key = passages.article)"

_WRITTEN = {
    "articles": {"id": _TEXT, "current": f"{{0}} IS NULL OR {_NUMBER}", "location": _TEXT, "removed": _TEXT_OR_NONE},
    "versions": {
        "title": f"{_TEXT} AND {{0}} <> ''",
        "publisher": _TEXT_OR_NONE,
        "author": _TEXT_OR_NONE,
        "url": _TEXT_OR_NONE,
        "published": _DAY,
        "number": _NUMBER,
        "words": _NUMBER,
        "sha256": _SHA256,
        "indexed": "typeof({0}) = 'text' AND datetime({0}) IS NOT NULL",
    },
    "texts": {"text": _TEXT},
    "passages": {
        "start": f"{_NUMBER} AND {{0}} >= 0",
        '"end"': f'{_NUMBER} AND {{0}} > "start" AND {{0}} <= {_LENGTH}',
        "headed_sha256": _BYTES,
    },
    "vectors": {"vector": f"{_BYTES} AND length({{0}}) = 4 * (SELECT value FROM meta WHERE key = 'dimension')"},
    "meta": {"value": _TEXT},
    "seen": {"fingerprint": _OBJECT},
    "corrections": {"said": _OBJECT},
    "sources": {"location": _TEXT, "publisher": _TEXT_OR_NONE, "published": _DAY},
    "sketches": {"hashes": _BYTES},
    "alike": {"shared": "typeof({0}) = 'real'"},
}
"""What holds of every value of a column; what else may be wrong in a table breaks its own rules."""


@contextmanager
def named(connection: sqlite3.Connection, archive: Path) -> Iterator[None]:
    """Say of what goes wrong while an archive is read or written that such a value is in it, if there is one.

    They are looked for only then, for that takes as long as reading all of the archive. Raises ArchiveDamaged.
    """
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as error:
        if isinstance(error, PullquoteError) or not (found := _first(connection)):
            raise
        raise ArchiveDamaged(f"{archive / FILE} holds what Pullquote never writes: {found}", BACKUP) from error


def _first(connection: sqlite3.Connection) -> str:
    for table, columns in _WRITTEN.items():
        for column, rule in columns.items():
            wrong = f"SELECT substr(quote({column}), 1, 40) FROM {table} WHERE NOT ({rule.format(column)}) LIMIT 1"
            if row := connection.execute(wrong).fetchone():
                return f"{row[0]} as {column} in {table}"
    return ""
