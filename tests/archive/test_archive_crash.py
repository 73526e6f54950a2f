"""An archive whose writer is killed at any moment loses nothing: S01, S02, S03."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from counting_embedder import CountingEmbedder
from newsroom import Newsroom, dying

from ingest import Indexer

STORIES = 40


@pytest.fixture
def chance() -> random.Random:
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}")  # noqa: T201 - shown when a round fails
    return random.Random(seed)


@pytest.fixture
def room(tmp_path: Path, chroma_url: str | None) -> Newsroom:
    return Newsroom(tmp_path, chroma_url=chroma_url).filled(STORIES)


def reindexing_rounds(room: Newsroom, chance: random.Random, rounds: int) -> int:
    """Kill re-indexing at random moments; returns how many rounds it was killed in the middle."""
    room.index()
    before, seconds, killed = dict(room.editions), 1.0, 0
    for edition in range(1, rounds + 1):
        room.edit(chance, edition)
        process = room.start(room.index)
        started = time.monotonic()
        process.join(chance.uniform(0, seconds))
        killed += process.exitcode is None
        process.kill()
        process.join()
        if process.exitcode == 0:
            seconds = time.monotonic() - started
        found = room.inspect()
        for story in before.keys() | room.editions.keys():
            assert found.get(story) in {before.get(story), room.editions.get(story)}, (
                f"story {story} in round {edition}"
            )
        embedder = CountingEmbedder()
        with room.opened() as archive:
            report = Indexer(archive, embedder).run([room.stories], prune=True)
        missing = sum(found.get(story) != wanted for story, wanted in room.editions.items())
        assert report.added + report.updated == missing, "an article that was committed was embedded again"
        assert len(embedder.texts) == report.embedded
        assert room.inspect() == room.editions
        before = dict(room.editions)
    return killed


def first_index_rounds(room: Newsroom, chance: random.Random, rounds: int) -> int:
    """Kill the first indexing of all, then let it finish; returns how often it was killed in the middle."""
    seconds, killed = 1.0, 0
    for number in range(rounds):
        fresh = room.at(room.folder / f"round {number}")
        process = room.start(fresh.index)
        started = time.monotonic()
        process.join(chance.uniform(0, seconds))
        killed += process.exitcode is None
        process.kill()
        process.join()
        if process.exitcode == 0:
            seconds = time.monotonic() - started
        kept = fresh.inspect() if (fresh.archive / "archive.db").exists() else {}
        assert all(room.editions[story] == edition for story, edition in kept.items())
        report = fresh.index()
        assert report.added == STORIES - len(kept)
        assert fresh.inspect() == room.editions
    return killed


def publishing_rounds(room: Newsroom, moments: range) -> int:
    """Kill publishing between any two of its steps; returns in how many rounds it was."""
    room.index()
    killed = 0
    for moment in moments:
        process = room.start(dying, moment, room.publish)
        process.join(240)
        assert process.exitcode in (-9, 17), "publishing failed by itself"
        killed += process.exitcode == -9
        assert room.inspect() == room.editions
    room.publish()
    assert room.inspect() == room.editions
    left = list((room.archive / "generations").glob("*"))
    assert len(left) <= (0 if room.chroma_url else 2), "what crashed publishings left is swept away"
    return killed


def test_kills_while_reindexing(room: Newsroom, chance: random.Random) -> None:
    assert reindexing_rounds(room, chance, 4) >= 1


def test_kills_while_first_indexing(room: Newsroom, chance: random.Random) -> None:
    assert first_index_rounds(room, chance, 5) >= 1


def test_kills_while_publishing(room: Newsroom) -> None:
    assert publishing_rounds(room, range(4, 80, 15)) >= 4


@pytest.mark.torture
def test_200_kills_while_reindexing(room: Newsroom, chance: random.Random) -> None:
    assert reindexing_rounds(room, chance, 200) >= 100


@pytest.mark.torture
def test_50_kills_while_first_indexing(room: Newsroom, chance: random.Random) -> None:
    assert first_index_rounds(room, chance, 50) >= 25


@pytest.mark.torture
def test_kills_between_all_steps_of_publishing(room: Newsroom) -> None:
    assert publishing_rounds(room, range(1, 121)) >= 50
