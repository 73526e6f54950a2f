"""A quota, a limit on the size of files, a failing disk and too little memory are no damage, and are named."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from counting_embedder import CountingEmbedder
from newsroom import Newsroom

from assistant.archive.database import sqlite_errors
from assistant.errors import ArchiveDamaged, ArchiveFull, OutOfMemory, ran_out_of_memory
from ingest import Indexer

ROOT = Path(__file__).parents[2]
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_{limit}, ({bytes}, {bytes}))
sys.argv = ["pullquote", *sys.argv[1:]]
from ui.cli import main
main()
"""


def limited(limit: str, size: int, *arguments: str) -> tuple[int, list[str]]:
    """The exit status of a command under a limit of the system's, and the lines that it writes to stderr."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED.format(limit=limit, bytes=size), *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr.splitlines()


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path).filled(12, indexed=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no files")
@pytest.mark.parametrize("kilobytes", [20, 100])
def test_a_limit_on_the_size_of_files_is_no_damage(tmp_path: Path, kilobytes: int) -> None:
    (tmp_path / "bridge.txt").write_text("The bridge over the Alder was opened on Monday, the council said.", "utf-8")
    archive = str(tmp_path / "archive")
    status, said = limited("FSIZE", kilobytes << 10, "index", str(tmp_path / "bridge.txt"), "--archive", archive)
    assert status == 2 and "needs larger files than are allowed" in said[-2] and "ulimit -f" in said[-1]
    assert "damaged" not in " ".join(said)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to a limit of address space")
@pytest.mark.parametrize("command", [("ask", "What was opened?"), ("status",)])
def test_too_little_memory_is_said_in_a_line(seeds_archive: Path, command: tuple[str, ...]) -> None:
    status, said = limited("AS", (400 if command[0] == "ask" else 52) << 20, *command, "--archive", str(seeds_archive))
    assert status == 2
    assert [line for line in said if line.startswith("pullquote")] == [said[-2]]
    assert "not enough memory" in said[-2] and not any("Traceback" in line for line in said)


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EDQUOT, "the quota is used up"), (errno.EFBIG, "larger files than are allowed"), (errno.ENOSPC, "is full")],
)
def test_what_the_system_says_is_said(tmp_path: Path, number: int, said: str) -> None:
    with pytest.raises(ArchiveFull, match=said), sqlite_errors.translated(tmp_path):
        raise OSError(number, os.strerror(number))


def test_a_disk_that_fails_is_not_an_archive_that_is_damaged(tmp_path: Path) -> None:
    for name in ("SQLITE_IOERR_READ", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR"):
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorname = name
        found = sqlite_errors.translate(error, tmp_path)
        assert not isinstance(found, ArchiveDamaged) and "the disk that holds" in found.message
    with pytest.raises(Exception, match="reported a fault") as raised, sqlite_errors.translated(tmp_path):
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    assert not isinstance(raised.value, ArchiveDamaged)


def test_a_database_that_lacks_bytes_is_damaged_all_the_same(tmp_path: Path) -> None:
    for name in ("SQLITE_IOERR_SHORT_READ", "SQLITE_CORRUPT", "SQLITE_NOTADB"):
        error = sqlite3.DatabaseError("broken")
        error.sqlite_errorname = name
        assert isinstance(sqlite_errors.translate(error, tmp_path), ArchiveDamaged)


def test_memory_that_ran_out_in_a_library_is_known_by_what_it_says() -> None:
    assert ran_out_of_memory(MemoryError())
    assert ran_out_of_memory(ImportError("some.so: failed to map segment from shared object"))
    assert ran_out_of_memory(OSError(errno.ENOMEM, os.strerror(errno.ENOMEM)))
    try:
        raise RuntimeError("no session") from MemoryError("std::bad_alloc")
    except RuntimeError as error:
        assert ran_out_of_memory(error)
    assert not ran_out_of_memory(ValueError("a memory of the sea"))
    error = sqlite3.OperationalError("out of memory")
    error.sqlite_errorname = "SQLITE_NOMEM"
    assert isinstance(sqlite_errors.translate(error, Path()), OutOfMemory)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no files")
def test_what_was_stored_before_answers_on(room: Newsroom) -> None:
    before = dict(room.editions)
    for story in range(12, 60):
        room.write(story, 1)
    status, said = limited("FSIZE", 400 << 10, "index", str(room.stories), "--archive", str(room.archive))
    assert status == 2, said
    found = room.inspect(exact=5_000)
    assert before.items() <= found.items()
    with room.opened() as archive:
        Indexer(archive, CountingEmbedder()).run([room.stories])
    assert room.inspect() == room.editions
