"""An archive.db into which something else wrote: what cannot be read is named, with the archive."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from counting_embedder import CountingEmbedder
from newsroom import opened

from assistant import Article
from assistant.archive import Archive
from assistant.errors import ArchiveDamaged

ARTICLE = Article("one", "The council of Aford voted for the bridge.", "A bridge", "Courier", None, date(2022, 1, 27))
Use = Callable[[Archive], object]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    with opened(tmp_path, create=True) as archive, archive.writer() as writer:
        writer.put(ARTICLE, [(0, len(ARTICLE.text))], CountingEmbedder().embed([ARTICLE.text]).astype(np.float32))
    return tmp_path


def _listed(archive: Archive) -> object:
    with archive.snapshot() as snapshot:
        return list(snapshot.listing())


def _known(archive: Archive) -> object:
    with archive.writer() as writer:
        return writer.stored("one")


@pytest.mark.parametrize("use", [_listed, _known])
@pytest.mark.parametrize(
    ("column", "value"),
    [("published", "'not a day'"), ("published", "5"), ("published", "X'ff'"), ("title", "X'ff00'")],
)
def test_what_no_version_writes_is_named_with_its_archive(archive: Path, use: Use, column: str, value: str) -> None:
    _put(archive, f"UPDATE versions SET {column} = {value}")
    with opened(archive) as opening, pytest.raises(ArchiveDamaged) as damaged:
        use(opening)
    assert re.search(rf"archive\.db holds .* as {column} in versions", damaged.value.message)
    assert str(archive) in damaged.value.message and "pullquote archive restore" in damaged.value.remedy


def test_a_time_that_is_none_is_named_by_status_too(archive: Path) -> None:
    _put(archive, "UPDATE versions SET indexed = 'yesterday'")
    with opened(archive) as opening, pytest.raises(ArchiveDamaged, match="'yesterday' as indexed in versions"):
        opening.status()


def test_a_passage_beyond_its_article_is_named(archive: Path) -> None:
    _put(archive, 'UPDATE passages SET "end" = 999')
    with (
        opened(archive) as opening,
        pytest.raises(ArchiveDamaged, match='999 as "end" in passages'),
        opening.snapshot() as snapshot,
    ):
        assert snapshot.passages([1])[1].text


def test_an_error_of_another_kind_is_not_the_archive_s(archive: Path) -> None:
    with opened(archive) as opening, pytest.raises(ValueError, match="another"), opening.snapshot():
        raise ValueError("another")


def _put(archive: Path, statement: str) -> None:
    with sqlite3.connect(archive / "archive.db") as connection:
        connection.execute(statement)
    connection.close()
