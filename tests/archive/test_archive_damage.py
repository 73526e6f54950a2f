"""Damaged files are noticed, named, and mended from the truth: S10 to S13."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from counting_embedder import CountingEmbedder
from newsroom import Newsroom, opened

from assistant.errors import ArchiveDamaged, ArchiveIncompatible, ArchiveMissing

STORIES = 60


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return Newsroom(tmp_path_factory.mktemp("whole")).filled(STORIES, indexed=True)


@pytest.fixture
def room(whole: Newsroom, tmp_path: Path) -> Newsroom:
    shutil.copytree(whole.archive, tmp_path / "archive")
    return Newsroom(tmp_path, dict(whole.editions))


def generation(room: Newsroom) -> Path:
    (directory,) = (room.archive / "generations").iterdir()
    return directory


def hnsw(room: Newsroom, name: str = "data_level0.bin") -> Path:
    (file,) = generation(room).rglob(name)
    return file


def truncate(file: Path) -> None:
    with file.open("r+b") as handle:
        handle.truncate(file.stat().st_size // 2)


def overwrite(file: Path) -> None:
    with file.open("r+b") as handle:
        handle.seek(file.stat().st_size // 3)
        handle.write(b"\xa5" * (file.stat().st_size // 3))


def zero(file: Path) -> None:
    file.write_bytes(b"")


def delete(file: Path) -> None:
    file.unlink()


def flip(file: Path) -> None:
    with file.open("r+b") as handle:
        handle.seek(file.stat().st_size // 2)
        byte = handle.read(1)
        handle.seek(-1, 1)
        handle.write(bytes([byte[0] ^ 0x10]))


def chroma_database(room: Newsroom) -> Path:
    return generation(room) / "chroma.sqlite3"


DAMAGE: dict[str, Callable[[Newsroom], object]] = {
    "vectors truncated": lambda room: truncate(hnsw(room)),
    "vectors overwritten": lambda room: overwrite(hnsw(room)),
    "vectors zeroed": lambda room: zero(hnsw(room)),
    "vectors deleted": lambda room: delete(hnsw(room)),
    "one bit of a vector": lambda room: flip(hnsw(room)),
    "links truncated": lambda room: truncate(hnsw(room, "link_lists.bin")),
    "header overwritten": lambda room: overwrite(hnsw(room, "header.bin")),
    "ids overwritten": lambda room: overwrite(hnsw(room, "index_metadata.pickle")),
    "segment directory deleted": lambda room: shutil.rmtree(hnsw(room).parent),
    "database truncated": lambda room: truncate(chroma_database(room)),
    "database overwritten": lambda room: overwrite(chroma_database(room)),
    "database zeroed": lambda room: zero(chroma_database(room)),
    "database deleted": lambda room: delete(chroma_database(room)),
    "manifest truncated": lambda room: truncate(generation(room) / "manifest.json"),
    "manifest deleted": lambda room: delete(generation(room) / "manifest.json"),
    "manifest of other counts": lambda room: miscount(generation(room) / "manifest.json"),
    "pointer to nowhere": lambda room: shutil.rmtree(generation(room)),
    "all generations deleted": lambda room: shutil.rmtree(room.archive / "generations"),
}


def miscount(manifest: Path) -> None:
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"count": ', '"count": 1'), encoding="utf-8")


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_vector_index_is_named_and_mended_while_answers_go_on(room: Newsroom, damage: str) -> None:
    """Were a damaged file opened, Chroma would end this process, which is the test of the tests above."""
    query = CountingEmbedder().embed_query("Story number7x")
    with room.opened() as archive:
        with archive.snapshot() as snapshot:
            expected = dict(snapshot.nearest(query, limit=20))
        assert not archive.status().problems
    DAMAGE[damage](room)
    with room.opened() as archive, archive.snapshot() as snapshot:
        found = dict(snapshot.nearest(query, limit=20))
        assert sorted(found.values()) == pytest.approx(sorted(expected.values()), abs=1e-6)
        assert snapshot.extent().articles == STORIES
        (notice,) = snapshot.notices
        assert "is being mended" in notice and "searched exactly" in notice
    assert room.inspect() == room.editions  # closing waited for the mending


@pytest.mark.parametrize("damage", ["vectors truncated", "segment directory deleted", "manifest deleted"])
def test_status_names_the_damage_and_repair_mends_it(room: Newsroom, damage: str) -> None:
    DAMAGE[damage](room)
    with room.opened() as archive:
        status = archive.status()
        assert not status.healthy and any(line.startswith("vector index: ") for line in status.problems)
        assert archive.repair().healthy
    assert room.inspect() == room.editions


def test_damage_under_an_open_index_is_found_by_its_cosines(room: Newsroom) -> None:
    """A generation whose vectors are another archive's passes every count; the cosines of archive.db tell."""
    with room.opened() as archive, archive.writer() as writer:
        writer._connection.execute("UPDATE vectors SET vector = (SELECT vector FROM vectors ORDER BY passage LIMIT 1)")
    with room.opened() as archive, archive.snapshot() as snapshot:
        snapshot.nearest(CountingEmbedder().embed_query("Story number7x"), limit=5)
        assert "its vectors are not those of archive.db" in snapshot.notices[0]


TRUTH: dict[str, Callable[[Path], object]] = {
    "truncated": truncate,
    "overwritten": overwrite,
    "zeroed": zero,
    "header overwritten": lambda file: file.write_bytes(b"not a database at all" + file.read_bytes()[21:]),
}


@pytest.mark.parametrize("damage", TRUTH)
def test_a_damaged_truth_is_named_and_never_guessed_at(room: Newsroom, damage: str) -> None:
    file = room.archive / "archive.db"
    TRUTH[damage](file)
    damaged = file.read_bytes()
    with pytest.raises((ArchiveDamaged, ArchiveIncompatible)) as raised, room.opened():
        pass
    assert raised.value.message.count("\n") == 0 and raised.value.remedy
    assert file.read_bytes() == damaged


def test_one_overwritten_page_of_the_truth_is_named(room: Newsroom) -> None:
    """Whatever page is hit: reading it, or the check of the whole, says so."""
    file = room.archive / "archive.db"
    original = file.read_bytes()
    size = 8192
    silent = []
    for page in range(1, len(original) // size, 7):
        file.write_bytes(original[: page * size] + b"\xa5" * size + original[(page + 1) * size :])
        try:
            room.inspect()
        except (ArchiveDamaged, ArchiveIncompatible, AssertionError):
            continue
        silent.append(page)
    assert silent == []


def test_a_deleted_database_is_a_missing_archive_and_makes_no_folder(room: Newsroom, tmp_path: Path) -> None:
    """S17, and an archive that lost its database says so rather than that it holds no articles."""
    with pytest.raises(ArchiveMissing), opened(tmp_path / "none"):
        pass
    assert not (tmp_path / "none").exists()
    (room.archive / "archive.db").unlink()
    with pytest.raises(ArchiveDamaged, match=r"archive\.db is missing"), room.opened():
        pass
    with pytest.raises(ArchiveDamaged), room.opened(create=True):
        pass
