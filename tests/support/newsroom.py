"""A newsroom for damage to be done to: stories in editions, indexed by processes that may be killed, and inspected."""

from __future__ import annotations

import logging
import os
import random
import re
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Self

import numpy as np
from counting_embedder import CountingEmbedder

from assistant.archive import Archive, Snapshot
from ingest import Indexer, IndexReport

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["newsroom", "chromadb"])

LINE = "Story {story} stands in edition{edition} as line {line} of it says on page {page}."
SENTENCES = 30


def text(story: int, edition: int) -> str:
    """A story of one edition: every line names both, so that a mix of two editions shows."""
    lines = (
        LINE.format(story=f"number{story}x", edition=edition, line=line, page=story + line) for line in range(SENTENCES)
    )
    return f"Story {story} of edition{edition} begins here.\n\n" + " ".join(lines) + "\n"


def opened(path: Path, *, create: bool = False, exact: int = 0, chroma_url: str | None = None) -> Archive:
    """The archive, searched by its vector index even where it is small."""
    embedder = CountingEmbedder()
    return Archive.open(
        path,
        embedder=embedder.fingerprint,
        dimension=embedder.dimension,
        embedder_name=embedder.name,
        create=create,
        exact=exact,
        chroma_url=chroma_url,
    )


@dataclass
class Newsroom:
    """A folder of stories, an archive of them, and what each story's edition should be."""

    folder: Path
    editions: dict[int, int] = field(default_factory=dict)
    chroma_url: str | None = None
    """The server that holds the vectors, if the archive's folder does not."""
    place: Path | None = None
    """Where the archive lies, if not in the folder."""

    @property
    def archive(self) -> Path:
        return self.place or self.folder / "archive"

    @property
    def stories(self) -> Path:
        return self.folder / "stories"

    def write(self, story: int, edition: int) -> None:
        self.stories.mkdir(parents=True, exist_ok=True)
        (self.stories / f"{story}.txt").write_text(text(story, edition), encoding="utf-8")
        self.editions[story] = edition

    def drop(self, story: int) -> None:
        (self.stories / f"{story}.txt").unlink()
        del self.editions[story]

    def edit(self, chance: random.Random, edition: int) -> None:
        """Change a fifth of the stories, drop two and add three."""
        for story in chance.sample(sorted(self.editions), len(self.editions) // 5):
            self.write(story, edition)
        for story in chance.sample(sorted(self.editions), 2):
            self.drop(story)
        for story in range(max(self.editions) + 1, max(self.editions) + 4):
            self.write(story, edition)

    def filled(self, stories: int, *, indexed: bool = False) -> Self:
        """So many stories of the first edition, written and maybe indexed."""
        for story in range(stories):
            self.write(story, 0)
        if indexed:
            self.index()
        return self

    def at(self, place: Path) -> Newsroom:
        """The same stories, indexed into an archive elsewhere."""
        return replace(self, place=place)

    def opened(self, *, create: bool = False, exact: int = 0) -> Archive:
        """The archive, searched by its vector index even where it is small."""
        return opened(self.archive, create=create, exact=exact, chroma_url=self.chroma_url)

    def index(self) -> IndexReport:
        """Index the stories as they are now, and forget those that vanished."""
        with self.opened(create=True) as archive:
            return Indexer(archive, CountingEmbedder()).run([self.stories], prune=True)

    def publish(self) -> None:
        """Build a new generation whether or not one is due."""
        with self.opened() as archive, archive.writer() as writer:
            writer.publish(force=True)

    def start(self, work: Callable[..., object], *arguments: object) -> BaseProcess:
        """Do something in a process of its own."""
        process = PROCESSES.Process(target=work, args=arguments)
        process.start()
        return process

    def inspect(self, *, exact: int = 0, noticed: bool = False) -> dict[int, int]:
        """Check everything that an archive promises; returns each story's edition.

        `noticed` says that the vector index cannot be opened, which a notice must say too.
        """
        with self.opened(exact=exact) as archive:
            status = archive.status()
            assert status.healthy, status.problems
            with archive.snapshot() as snapshot:
                found = inspect_snapshot(snapshot, noticed=noticed)
                assert snapshot.extent().articles == status.articles == len(found)
                return found


def dying(moment: int, work: Callable[[], None]) -> None:
    """Do some work, but kill this process at the given moment, counted in steps that others could see.

    Those are opened files, renames and the like, and whatever goes to and comes from a server.
    """
    left = moment

    def step() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    class Wire(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            step()

    def count(event: str, _: object) -> None:
        if event.startswith(("open", "os.", "sqlite3.", "shutil.")):
            step()

    wire = logging.getLogger("httpcore")
    wire.setLevel(logging.DEBUG)
    wire.propagate = False
    wire.addHandler(Wire())
    sys.addaudithook(count)
    work()
    os._exit(17)  # it was over before the moment came


def inspect_snapshot(snapshot: Snapshot, *, noticed: bool = False) -> dict[int, int]:
    """The same for one snapshot: texts, passages, words and vectors agree, and none of two editions."""
    embedder = CountingEmbedder()
    found: dict[int, int] = {}
    for listing in snapshot.articles():
        article = snapshot.article(listing.id)
        story, edition = named(article.text)
        assert article.text == text(story, edition).strip(), "a story is not as it was written"
        found[story] = edition
        word = f"number{story}x"
        assert snapshot.document_frequency([word])[word] == 1
        ids = sorted(id for id, _ in snapshot.full_text([word], limit=1000))
        passages = snapshot.passages(ids)
        assert sorted(passages) == ids and passages, "words of passages that are not there"
        assert all(named(passage.text) == (story, edition) for passage in passages.values())
        vectors = snapshot.vectors(ids)
        expected = embedder.embed([passages[id].headed for id in ids])
        np.testing.assert_array_equal(vectors, expected)
        nearest = dict(snapshot.nearest(vectors[0], limit=len(ids) + 20))
        assert ids[0] in nearest, "a passage is not found by its own vector"
    assert bool(snapshot.notices) == noticed, snapshot.notices
    return found


def named(text: str) -> tuple[int, int]:
    """The one story and the one edition that a text names."""
    stories, editions = set(re.findall(r"number(\d+)x", text)), set(re.findall(r"edition(\d+)", text))
    assert len(stories) == len(editions) == 1, f"a mix: {stories}, {editions}"
    return int(stories.pop()), int(editions.pop())
