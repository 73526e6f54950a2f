"""Generations of the vector index: directories that are built whole, checked, and then only read."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

from assistant.archive.database.exact_search import Ids
from assistant.archive.database.sqlite_errors import GENERATIONS
from assistant.archive.vector_index import chroma_clients, generation_lock, hnsw_scrubbing
from assistant.archive.vector_index.vector_store import IndexFailed
from assistant.inference import Vectors

MANIFEST = "manifest.json"
DATABASE = "chroma.sqlite3"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is made of: `files` maps each file but Chroma's database to its size and sha256."""

    count: int
    covers: int
    files: dict[str, tuple[int, str]]


def build(archive: Path, number: int, covers: int, live: int, batches: Iterator[tuple[Ids, Vectors]]) -> str:
    """Build generation `number` of `live` vectors in a fresh directory; returns its name.

    Nothing points to it yet, so a crash at any moment leaves rubbish for `sweep` and nothing else.
    """
    name = f"{number:06d}-{secrets.token_hex(4)}"
    directory = archive / GENERATIONS / name
    directory.parent.mkdir(mode=0o700, exist_ok=True)
    chroma_clients.build(directory, live, batches)
    _compact(directory / DATABASE)
    hnsw_scrubbing.blank(directory)
    _seal(directory)
    files = {path: (size, sha256) for path, size, sha256 in _measured(directory)}
    manifest = directory / MANIFEST
    manifest.write_text(json.dumps(asdict(Manifest(live, covers, files)), indent=1), encoding="utf-8")
    manifest.chmod(0o600)
    _sync(manifest)
    _sync(directory)
    _sync(directory.parent)
    return name


def check(archive: Path, name: str, count: int, covers: int) -> None:
    """Raise IndexFailed, saying what is wrong, unless the generation is the one that was built.

    Done before Chroma sees it, because a truncated file ends the process that opens it. Reading changes
    Chroma's own database (and nothing else), so that one is checked by its structure and its count.
    """
    directory = archive / GENERATIONS / name
    try:
        read = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(read["count"], read["covers"], {path: (s, h) for path, (s, h) in read["files"].items()})
    except FileNotFoundError:
        raise IndexFailed(f"generation {name} is missing") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexFailed(f"the manifest of generation {name} cannot be read ({error})") from None
    if (manifest.count, manifest.covers) != (count, covers):
        raise IndexFailed(f"generation {name} is not the one that archive.db points to")
    present = {path: (size, sha256) for path, size, sha256 in _measured(directory, manifest.files)}
    for path, expected in manifest.files.items():
        if present.get(path) != expected:
            raise IndexFailed(f"{name}/{path} is {'damaged' if path in present else 'missing'}")
    _check_database(directory / DATABASE, name, count)


def sweep(archive: Path, keep: set[str]) -> None:
    """Delete all generations but those to keep and those that a reader has open, which go next time."""
    folder = archive / GENERATIONS
    for directory in sorted(folder.iterdir()) if folder.is_dir() else ():
        if directory.name not in keep:
            with suppress(BlockingIOError), generation_lock.alone(directory):
                shutil.rmtree(directory, ignore_errors=True)


def size(archive: Path, name: str) -> int:
    """The bytes of a generation on disk, 0 if there is none."""
    directory = archive / GENERATIONS / name
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file()) if name else 0


def _compact(database: Path) -> None:
    """Give back the pages through which the vectors went."""
    connection = sqlite3.connect(database, isolation_level=None)
    try:
        connection.execute("VACUUM")
    finally:
        connection.close()


def _check_database(path: Path, name: str, count: int) -> None:
    try:
        with path.open("rb") as file:
            file.read(1)
        connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=5.0)
        try:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            (rows,) = connection.execute("SELECT count(*) FROM embeddings").fetchone()
        finally:
            connection.close()
    except FileNotFoundError:
        raise IndexFailed(f"{name}/{DATABASE} is missing") from None
    except (OSError, sqlite3.Error) as error:
        raise IndexFailed(f"{name}/{DATABASE} is damaged ({error})") from None
    if verdict != "ok":
        raise IndexFailed(f"{name}/{DATABASE} is damaged ({verdict})")
    if rows != count:
        raise IndexFailed(f"{name}/{DATABASE} holds {rows} vectors of {count}")


def _measured(directory: Path, only: dict[str, tuple[int, str]] | None = None) -> Iterator[tuple[str, int, str]]:
    for path in sorted(directory.rglob("*")):
        relative = path.relative_to(directory).as_posix()
        if not path.is_file() or relative.startswith(DATABASE) or relative == MANIFEST:
            continue
        length = path.stat().st_size
        if only and relative in only and only[relative][0] != length:
            yield relative, length, ""  # its size tells already
            continue
        with path.open("rb") as file:
            yield relative, length, hashlib.file_digest(file, "sha256").hexdigest()


def _seal(directory: Path) -> None:
    """Make everything the user's alone, and have it on the disk before anything points to it."""
    for path in [directory, *directory.rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)
        _sync(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
