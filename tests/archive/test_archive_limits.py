"""A full disk, a read-only archive, a moved one, and years of changes: S05, S16, S17, S20, S22."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from conftest import IN_FOLDER
from counting_embedder import CountingEmbedder
from newsroom import Newsroom, opened, text

from assistant.archive import Archive
from assistant.archive.vector_index import chroma_clients
from assistant.articles import Article
from assistant.errors import ArchiveError, ArchiveFull, ArchiveIncompatible, ArchiveUnwritable
from ingest import Indexer

STORIES = 20


@pytest.fixture
def room(tmp_path: Path, chroma_url: str | None) -> Newsroom:
    return Newsroom(tmp_path, chroma_url=chroma_url).filled(STORIES)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6 MB, where this user may make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "none", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("mounting a small disk is not allowed here")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def fill(disk: Path, leave: int = 0) -> Path:
    """Take all of a disk's room but `leave` bytes."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        free = shutil.disk_usage(disk).free - leave
        file.write(b"x" * max(0, free))
    return ballast


def test_a_full_disk_keeps_the_old_archive_answering(room: Newsroom, small_disk: Path) -> None:
    """Full before, during and after re-indexing; room is all that it takes to go on."""
    room = room.at(small_disk / "archive")
    local = room.chroma_url is None  # Chroma writes where it reads
    with room.opened(create=True) as archive:
        Indexer(archive, CountingEmbedder()).run([room.stories])
        before = dict(room.editions)
        assert room.inspect() == before
        ballast = fill(small_disk)
        assert room.inspect(noticed=local) == before, "full: an archive that is open elsewhere"
    assert room.inspect(noticed=local) == before, "full: opened afresh"
    for story in range(STORIES, 4 * STORIES):
        room.write(story, 1)
    ballast.unlink()
    ballast = fill(small_disk, leave=120_000)
    with room.opened() as archive, pytest.raises(ArchiveFull) as raised:
        Indexer(archive, CountingEmbedder()).run([room.stories])
    assert "MB free" in raised.value.message and "free at least" in raised.value.remedy
    found = room.inspect()
    assert all(found[story] == 0 for story in before) and len(found) < 4 * STORIES
    ballast.unlink()
    with room.opened() as archive:
        report = Indexer(archive, CountingEmbedder()).run([room.stories])
    assert report.added == 4 * STORIES - len(found)
    assert room.inspect() == room.editions


@IN_FOLDER
def test_publishing_says_beforehand_how_much_room_it_needs(room: Newsroom, small_disk: Path) -> None:
    room = room.at(small_disk / "archive")
    with room.opened(create=True) as archive:
        Indexer(archive, CountingEmbedder()).run([room.stories])
        fill(small_disk, leave=1_500_000)
        with archive.writer() as writer, pytest.raises(ArchiveFull, match=r"1\.\d MB free, 2\.\d MB are needed"):
            writer.publish(force=True)
    assert room.inspect() == room.editions


@IN_FOLDER
def test_a_disk_that_fills_up_while_a_generation_is_built(room: Newsroom, small_disk: Path) -> None:
    room = room.at(small_disk / "archive")
    with room.opened(create=True) as archive:
        Indexer(archive, CountingEmbedder()).run([room.stories])

        def fill_now(step: str) -> None:
            if step.startswith("building"):
                fill(small_disk, leave=20_000)

        with archive.writer() as writer, pytest.raises(ArchiveFull):
            writer.publish(fill_now, force=True)
        assert room.inspect() == room.editions
        (small_disk / "ballast").unlink()
        with archive.writer() as writer:
            writer.publish(force=True)
    assert room.inspect() == room.editions


@pytest.fixture
def readonly(room: Newsroom) -> Iterator[Newsroom]:
    """An archive on a file system mounted read-only."""
    room.index()
    mounted = subprocess.run(["mount", "--bind", room.archive, room.archive], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    subprocess.run(["mount", "-o", "remount,ro,bind", room.archive], check=True)
    yield room
    subprocess.run(["umount", "--lazy", room.archive], check=True)


def test_a_read_only_archive_answers_and_refuses_indexing(readonly: Newsroom) -> None:
    query = CountingEmbedder().embed_query("Story number7x")
    with readonly.opened(exact=5000) as archive:
        with archive.snapshot() as snapshot:
            found = snapshot.nearest(query)
            assert len(found) > 10 and snapshot.notices == ()
            assert snapshot.full_text(["number7x"])
        with pytest.raises(ArchiveUnwritable), archive.writer():
            pass
    with readonly.opened() as archive, archive.snapshot() as snapshot:
        assert snapshot.nearest(query) == found
        assert ["searched exactly" in notice for notice in snapshot.notices] == ([] if readonly.chroma_url else [True])


@IN_FOLDER
@pytest.mark.skipif(os.getuid() != 0, reason="needs another user to be")
def test_another_users_archive_is_refused(room: Newsroom) -> None:
    """Files are the user's alone, and the folder too."""
    room.index()
    for path in [room.archive, *room.archive.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path
    child = os.fork()
    if child == 0:
        os.setuid(65534)
        try:
            room.opened()
        except ArchiveUnwritable as error:
            os._exit(0 if error.remedy else 3)
        finally:
            os._exit(4)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_file_in_the_way_and_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for path in (tmp_path / "file", tmp_path / "file" / "archive"):
        with pytest.raises(ArchiveError), opened(path, create=True):
            pass


@pytest.mark.parametrize("name", ["with spaces", "Zeitungsarchiv für Österreich", "档案", "a#b?c%20d", "..hidden.. "])
def test_a_moved_archive_works_whatever_its_folder_is_called(room: Newsroom, tmp_path: Path, name: str) -> None:
    room.index()
    room.archive.rename(tmp_path / name)
    assert room.at(tmp_path / name).inspect() == room.editions
    assert room.at(tmp_path / name / ".." / name).inspect() == room.editions
    shutil.copytree(tmp_path / name, tmp_path / "copy")
    assert room.at(tmp_path / "copy").inspect() == room.editions


@IN_FOLDER
def test_another_embedder_is_refused_by_name(room: Newsroom) -> None:
    """S14."""
    room.index()
    before = (room.archive / "archive.db").read_bytes()
    for fingerprint, dimension in (("other", 32), ("other", 16), (CountingEmbedder.fingerprint, 16)):
        with pytest.raises(ArchiveIncompatible, match="bag of words") as raised:
            Archive.open(room.archive, embedder=fingerprint, dimension=dimension, embedder_name="another")
        assert "another" in raised.value.message and raised.value.remedy
    assert (room.archive / "archive.db").read_bytes() == before


def test_an_empty_folder_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ArchiveError, match="nothing has been indexed"), opened(tmp_path / "empty"):
        pass
    assert list((tmp_path / "empty").iterdir()) == []


def disk(path: Path) -> int:
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


@IN_FOLDER
def test_ten_cycles_of_changes_keep_the_disk_small(room: Newsroom, tmp_path: Path) -> None:
    """S22: a tenth of the articles changes each time; what old versions take is text, which is kept on purpose."""
    for story in range(STORIES, 100):
        room.write(story, 0)
    room.index()
    for edition in range(1, 11):
        for story in range(edition, 100, 10):
            room.write(story, edition)
        room.index()
    clean = room.at(tmp_path / "clean")
    clean.index()
    assert room.inspect() == room.editions
    assert disk(room.archive) <= 1.5 * disk(clean.archive)
    assert len(list((room.archive / "generations").iterdir())) <= 2


MEMORY = """
import json, resource, sys
sys.path[:0] = sys.argv[3:]
from pathlib import Path
import numpy as np
from newsroom import opened
from assistant.articles import Article
peaks = []
with opened(Path(sys.argv[1]), create=True) as archive, archive.writer() as writer:
    for number in range(int(sys.argv[2])):
        text = f"Article number {number} is short. It says {number * 7919} and no more."
        vector = np.eye(1, 32, number % 32, dtype=np.float32)
        writer.put(Article(f"short-{number}", text), [(0, len(text))], vector)
        if number % (int(sys.argv[2]) // 4) == 0:
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(json.dumps(peaks))
"""


@pytest.mark.parametrize("articles", [1_000, pytest.param(20_000, marks=pytest.mark.torture)])
def test_memory_stays_bounded_over_many_small_articles(tmp_path: Path, articles: int) -> None:
    arguments = [
        sys.executable,
        "-c",
        MEMORY,
        tmp_path / "archive",
        str(articles),
        *(path for path in sys.path if path),
    ]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    peaks = json.loads(done.stdout)
    assert peaks[-1] - peaks[1] < 30_000, f"kilobytes: {peaks}"


def test_wrong_vectors_and_spans_are_refused(tmp_path: Path) -> None:
    content = text(1, 1)
    article = Article("one", content)
    good = CountingEmbedder().embed([content])
    with opened(tmp_path / "archive", create=True) as archive, archive.writer() as writer:
        for spans, vectors in (
            ([(0, 10)], good[:, :16]),
            ([(0, 10), (10, 20)], good),
            ([(0, 10)], good * np.float32(np.nan)),
            ([(0, len(content) + 1)], good),
            ([(5, 5)], good),
        ):
            with pytest.raises(ValueError):
                writer.put(article, spans, vectors)
        assert writer.stored("one") is None


class Asked:
    """As much of a Chroma collection as a search needs; `asked` is how many candidates it was asked for."""

    asked = 0

    def query(self, *, n_results: int, **_: object) -> dict[str, list[list[object]]]:
        self.asked = n_results
        return {"ids": [[str(n) for n in range(n_results)]], "distances": [[n / 1e7 for n in range(n_results)]]}


@pytest.mark.parametrize(
    ("count", "limit", "asked"), [(50, 50, 50), (10_000, 30, 30), (1_000_000, 10, 2_500), (1_000_000, 5_000, 5_000)]
)
def test_the_more_there_is_to_search_the_more_candidates_are_kept(count: int, limit: int, asked: int) -> None:
    """With the same 400 for all, a search of a million found only .95 of the nearest."""
    collection = Asked()
    found = chroma_clients.query(collection, np.zeros(4, np.float32), limit, count)  # type: ignore[arg-type]
    assert collection.asked == asked
    assert [id for id, _ in found] == list(range(limit)) and found[0][1] == 1.0
