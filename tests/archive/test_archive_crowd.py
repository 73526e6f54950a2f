"""Many readers and one writer at once: S07, S08, S09."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import shutil
import threading
import time
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path

import pytest
from counting_embedder import CountingEmbedder
from newsroom import PROCESSES, Newsroom, inspect_snapshot, named, text

from assistant.archive import Archive
from assistant.articles import Article
from assistant.errors import ArchiveError, ArchiveLocked, ArchiveMissing

STORIES = 24


@pytest.fixture
def room(tmp_path: Path, chroma_url: str | None) -> Newsroom:
    return Newsroom(tmp_path, chroma_url=chroma_url).filled(STORIES, indexed=True)


def ask(archive: Archive, story: int) -> int:
    """Look for a story by words and by vector, quote it, and return its edition."""
    word = f"number{story}x"
    with archive.snapshot() as snapshot:
        by_words = [id for id, _ in snapshot.full_text([word], limit=5)]
        by_vector = [id for id, _ in snapshot.nearest(CountingEmbedder().embed_query(f"Story {word}"), limit=20)]
        passages = snapshot.passages(by_words + by_vector)
        assert set(passages) == {*by_words, *by_vector}, "a passage that was found is gone"
        for passage in passages.values():
            version = snapshot.article(passage.article.id, passage.article.version)
            assert version.text[passage.start : passage.end] == passage.text
            named(passage.text)
        assert snapshot.notices == (), snapshot.notices
        return named(passages[by_words[0]].text)[1]


def asking(room: Newsroom, questions: int, results: Queue[str]) -> None:
    """A reading process: asks, and tells the first thing that went wrong, or that nothing did."""
    chance = random.Random(os.getpid())
    try:
        with room.opened() as archive:
            latest = [0] * STORIES
            for _ in range(questions):
                story = chance.randrange(STORIES)
                edition = ask(archive, story)
                assert edition >= latest[story], "an older edition came back"
                latest[story] = edition
        results.put("")
    except BaseException as error:  # noqa: BLE001 - whatever it is, the test must hear of it
        results.put(f"{type(error).__name__}: {error}")


def crowd(room: Newsroom, processes: int, questions: int) -> int:
    """Ask from many processes while this one edits, re-indexes and publishes; returns how many editions it made."""
    results: Queue[str] = PROCESSES.Queue()
    readers = [PROCESSES.Process(target=asking, args=(room, questions, results)) for _ in range(processes)]
    for reader in readers:
        reader.start()
    edition = 0
    while any(reader.is_alive() for reader in readers):
        edition += 1
        for story in range(0, STORIES, 2):
            room.write(story, edition)
        room.index()
    assert [results.get(timeout=240) for _ in readers] == [""] * processes
    assert room.inspect() == room.editions
    return edition


def test_processes_ask_while_one_indexes(room: Newsroom) -> None:
    assert crowd(room, processes=4, questions=60) >= 2


@pytest.mark.torture
def test_eight_processes_ask_a_thousand_questions_each_while_one_indexes(room: Newsroom) -> None:
    assert crowd(room, processes=8, questions=1000) >= 3


@pytest.mark.parametrize("rounds", [3, pytest.param(60, marks=pytest.mark.torture)])
def test_threads_from_a_cold_start_while_generations_change(room: Newsroom, rounds: int) -> None:
    """Eight threads begin at once on one archive, each of whose first searches would open Chroma."""
    failures: list[BaseException] = []
    done = threading.Event()
    with room.opened() as archive:
        start = threading.Barrier(9)

        def work() -> None:
            chance = random.Random(threading.get_ident())
            start.wait()
            try:
                while not done.is_set():
                    ask(archive, chance.randrange(STORIES))
            except BaseException as error:  # noqa: BLE001 - as above
                failures.append(error)

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        start.wait()
        for _ in range(rounds):
            time.sleep(0.2)
            with archive.writer() as writer:
                writer.publish(force=True)
        done.set()
        for thread in threads:
            thread.join()
    assert failures == []


def test_an_open_archive_finds_a_new_article_at_once(room: Newsroom) -> None:
    with room.opened() as reader:
        assert ask(reader, 3) == 0
        room.write(3, 1)
        room.write(STORIES, 1)
        process = room.start(room.index)
        process.join()
        assert ask(reader, 3) == 1
        assert ask(reader, STORIES) == 1


def test_a_snapshot_sees_one_state_whatever_is_written(room: Newsroom) -> None:
    with room.opened() as archive:
        with archive.snapshot() as before:
            for story in range(STORIES):
                room.write(story, 1)
            room.index()
            room.index()
            assert set(inspect_snapshot(before).values()) == {0}
        with archive.snapshot() as after:
            assert set(inspect_snapshot(after).values()) == {1}


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_processes_started_while_the_archive_is_open(room: Newsroom, method: str) -> None:
    with room.opened() as archive:
        assert ask(archive, 1) == 0
        context = multiprocessing.get_context(method)
        results = context.Queue()
        target, arguments = (asking_inherited, (archive, results)) if method == "fork" else (asking, (room, 3, results))
        process = context.Process(target=target, args=arguments)
        process.start()
        assert results.get(timeout=240) == ""
        process.join()
        assert ask(archive, 1) == 0


def asking_inherited(archive: Archive, results: Queue[str]) -> None:
    """What a forked child does with the archive that its parent had open, and warm."""
    try:
        for story in range(STORIES):
            ask(archive, story)
        results.put("")
    except BaseException as error:  # noqa: BLE001 - as above
        results.put(f"{type(error).__name__}: {error}")


@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_a_fork_in_the_middle_of_a_snapshot_refuses_to_read_in_the_child(room: Newsroom) -> None:
    with room.opened() as archive, archive.snapshot() as snapshot:
        child = os.fork()
        if child == 0:
            status = 1
            with contextlib.suppress(ArchiveError):
                try:
                    with archive.snapshot():
                        pass
                except ArchiveError as error:
                    status = 0 if "forked" in error.message else 2
            os._exit(status)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert snapshot.extent().articles == STORIES


def hold(room: Newsroom, entered: Queue[int], seconds: float) -> None:
    """A writing process that takes its time."""
    with room.opened() as archive, archive.writer():
        entered.put(os.getpid())
        time.sleep(seconds)


def test_the_second_of_two_writers_is_told_who_holds_the_lock(room: Newsroom) -> None:
    entered: Queue[int] = PROCESSES.Queue()
    process = PROCESSES.Process(target=hold, args=(room, entered, 300))
    process.start()
    holder = entered.get(timeout=240)
    with room.opened() as archive:
        started = time.monotonic()
        with pytest.raises(ArchiveLocked, match=rf"process {holder}\b"), archive.writer():
            pass
        assert time.monotonic() - started < 20
        assert ask(archive, 5) == 0
        process.kill()
        process.join()
        with archive.writer() as writer:
            assert writer.stored("nothing") is None


def race(room: Newsroom, start: Barrier, done: Event, results: Queue[str]) -> None:
    """Try to write; the one that may keeps the lock until the other has been refused."""
    with room.opened() as archive:
        start.wait()
        try:
            with archive.writer():
                results.put("won")
                done.wait(120)
        except ArchiveLocked as error:
            results.put(error.message)


def two_writers(room: Newsroom, rounds: int) -> None:
    for _ in range(rounds):
        results: Queue[str] = PROCESSES.Queue()
        start, done = PROCESSES.Barrier(2), PROCESSES.Event()
        writers = [PROCESSES.Process(target=race, args=(room, start, done, results)) for _ in range(2)]
        for writer in writers:
            writer.start()
        first = results.get(timeout=240)
        started = time.monotonic()
        second = results.get(timeout=240)
        assert time.monotonic() - started < 20
        done.set()
        for writer in writers:
            writer.join()
        said = sorted([first, second], key=lambda words: words == "won")
        assert said[1] == "won" and said[0] != "won", said
        assert any(f"process {writer.pid})" in said[0] for writer in writers), said


def test_one_of_two_writers_wins(room: Newsroom) -> None:
    two_writers(room, 2)


@pytest.mark.torture
def test_one_of_two_writers_wins_twenty_times(room: Newsroom) -> None:
    two_writers(room, 20)


def test_two_processes_make_one_archive(tmp_path: Path, chroma_url: str | None) -> None:
    """Both find none and create it: one is made, and both can use it."""
    new = Newsroom(tmp_path / "new", chroma_url=chroma_url)
    results: Queue[str] = PROCESSES.Queue()
    makers = [PROCESSES.Process(target=make, args=(new, number, results)) for number in range(4)]
    for maker in makers:
        maker.start()
    assert [results.get(timeout=240) for _ in makers] == [""] * 4
    assert len(new.inspect()) == 4


def make(room: Newsroom, number: int, results: Queue[str]) -> None:
    try:
        content = text(number, 1).strip()
        article = Article(f"story {number}", content)
        with room.opened(create=True) as archive:
            for _ in range(100):
                with contextlib.suppress(ArchiveLocked), archive.writer() as writer:
                    writer.put(article, [(0, len(content))], CountingEmbedder().embed([content]))
                    break
        results.put("")
    except BaseException as error:  # noqa: BLE001 - as above
        results.put(f"{type(error).__name__}: {error}")


def test_an_open_archive_follows_what_becomes_of_its_folder(room: Newsroom, tmp_path: Path) -> None:
    """Deleted, it is missing and not a ghost; replaced, the new one answers, whose passages have the same ids."""
    other = Newsroom(tmp_path / "other", chroma_url=room.chroma_url)
    for story in range(STORIES):
        other.write(story, 7)
    other.index()
    for exact in (0, 5000):
        kept = tmp_path / f"kept {exact}"
        with room.opened(exact=exact) as archive:
            edition = ask(archive, 2)
            room.archive.rename(kept)
            with pytest.raises(ArchiveMissing), archive.snapshot():
                pass
            shutil.copytree(other.archive, room.archive)
            assert ask(archive, 2) == 7 != edition
            shutil.rmtree(room.archive)
            shutil.copytree(kept, room.archive)
            assert ask(archive, 2) == edition
