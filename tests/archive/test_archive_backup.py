"""Backups, and archives of older schemas: S15."""

from __future__ import annotations

import gc
import re
import sqlite3
import sys
from pathlib import Path

import pytest
from conftest import IN_FOLDER
from counting_embedder import CountingEmbedder
from newsroom import Newsroom, opened, text

from assistant.archive import Archive
from assistant.archive.database import compatibility, schema
from assistant.archive.database.connections import connect
from assistant.articles import Article
from assistant.errors import ArchiveDamaged, ArchiveError, ArchiveIncompatible, ArchiveMissing


@pytest.fixture
def room(tmp_path: Path, chroma_url: str | None) -> Newsroom:
    return Newsroom(tmp_path, chroma_url=chroma_url).filled(12, indexed=True)


def put(archive: Archive, story: int, edition: int) -> None:
    content = text(story, edition).strip()
    with archive.writer() as writer:
        article = Article(f"late {story}", content, f"Story {story}")
        writer.put(article, [(0, len(content))], CountingEmbedder().embed([content]))


def test_a_backup_made_while_others_read_and_write_is_restored_elsewhere(room: Newsroom) -> None:
    backup, elsewhere = room.folder / "backup file", room.at(room.folder / "else where" / "archive")
    with room.opened() as archive:
        with archive.snapshot() as snapshot, archive.writer():
            archive.backup(backup)
            assert snapshot.extent().articles == 12
        put(archive, 99, 1)
        with pytest.raises(ArchiveError, match="exists already"):
            archive.backup(backup)
    Archive.restore(backup, elsewhere.archive, chroma_url=room.chroma_url)
    assert elsewhere.inspect() == room.editions, "without what came after the backup"
    with elsewhere.opened() as copy:
        status = copy.status()
        assert status.generation == 1 and status.pending == 0
        put(copy, 100, 1)
    with pytest.raises(ArchiveError, match="an archive already"):
        Archive.restore(backup, elsewhere.archive)
    with room.opened() as original, original.snapshot() as snapshot:
        assert snapshot.nearest(CountingEmbedder().embed_query("Story number7x"))
        assert snapshot.notices == (), "the original has not lost its vectors to the copy"
    assert [path.name for path in room.folder.iterdir() if path.name.endswith(".part")] == []


@IN_FOLDER
def test_what_is_no_backup_or_damaged_is_refused_and_leaves_nothing(room: Newsroom) -> None:
    with room.opened() as archive:
        archive.backup(room.folder / "backup")
    content = (room.folder / "backup").read_bytes()
    cases: dict[str, bytes] = {
        "text": b"not a database, but long enough to be one" * 100,
        "empty": b"",
        "truncated": content[: len(content) // 2],
        "overwritten": content[:16384] + b"\xa5" * 40_000 + content[56384:],
    }
    for name, wrong in cases.items():
        (room.folder / name).write_bytes(wrong)
        with pytest.raises((ArchiveDamaged, ArchiveIncompatible)):
            Archive.restore(room.folder / name, room.folder / "new")
        with pytest.raises(ArchiveMissing), opened(room.folder / "new"):
            pass
    with pytest.raises(ArchiveError, match="there is no backup"):
        Archive.restore(room.folder / "nowhere", room.folder / "new")


def older(room: Newsroom) -> sqlite3.Connection:
    """An archive as of a schema 0.5 before today's: a column and a table are missing."""
    connection = connect(room.archive, write=True)
    connection.execute("ALTER TABLE versions DROP COLUMN words")
    connection.execute("DROP TABLE purged")
    return connection


def steps() -> list[str]:
    """What leads from the older schema to today's."""
    (purged,) = re.findall(r"CREATE TABLE purged [^;]*", schema.TABLES)
    (index,) = re.findall(r"CREATE INDEX purged_by_text [^;]*", schema.TABLES)
    return ["ALTER TABLE versions ADD COLUMN words INTEGER NOT NULL DEFAULT 0", purged, index]


def test_an_older_schema_is_migrated_in_one_transaction(room: Newsroom) -> None:
    connection = older(room)
    compatibility.migrate(connection, room.archive, {schema.VERSION: steps()}, schema.VERSION + 1)
    assert compatibility.version(connection) == schema.VERSION + 1
    connection.execute(f"PRAGMA user_version = {schema.VERSION}")
    connection.close()
    assert room.inspect() == room.editions


@IN_FOLDER
def test_a_transaction_whose_connection_is_closed_under_it_ends_quietly(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a signal comes between its beginning and its first statement."""
    said: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", said.append)
    connection = older(room)
    begun = compatibility.transaction(connection)
    begun.__enter__()
    connection.close()
    del begun
    gc.collect()
    assert said == []


@IN_FOLDER
@pytest.mark.parametrize("broken", ["ALTER TABLE nothing ADD COLUMN x", "INSERT INTO purged VALUES ('a', NULL)"])
def test_a_migration_that_fails_leaves_the_archive_as_it_was(room: Newsroom, broken: str) -> None:
    connection = older(room)
    before = connection.execute("SELECT sql FROM sqlite_master").fetchall()
    with pytest.raises(ArchiveIncompatible, match="unchanged"):
        compatibility.migrate(connection, room.archive, {schema.VERSION: [*steps(), broken]}, schema.VERSION + 1)
    assert connection.execute("SELECT sql FROM sqlite_master").fetchall() == before
    assert compatibility.version(connection) == schema.VERSION
    connection.close()


@IN_FOLDER
@pytest.mark.parametrize("version", [schema.VERSION + 1, 999])
def test_a_newer_schema_is_refused_untouched(room: Newsroom, version: int) -> None:
    connection = connect(room.archive, write=True)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = (room.archive / "archive.db").read_bytes()
    with pytest.raises(ArchiveIncompatible, match=f"schema {version}") as raised, room.opened():
        pass
    assert raised.value.remedy == "update Pullquote"
    assert (room.archive / "archive.db").read_bytes() == before


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    with sqlite3.connect(tmp_path / "archive" / "archive.db") as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    before = (tmp_path / "archive" / "archive.db").read_bytes()
    with pytest.raises(ArchiveIncompatible, match="not an archive"), opened(tmp_path / "archive", create=True):
        pass
    assert (tmp_path / "archive" / "archive.db").read_bytes() == before
