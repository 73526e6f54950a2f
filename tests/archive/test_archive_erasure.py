"""Versions, tombstones, and erasing without a trace: S18."""

from __future__ import annotations

import itertools
import os
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from counting_embedder import CountingEmbedder
from newsroom import Newsroom, dying

from assistant.archive import Archive
from assistant.archive.vector_index import chroma_clients, hnsw_scrubbing
from assistant.articles import Article, digest
from assistant.errors import ArchiveLocked, ArticleMissing
from ingest import Indexer

SECRET = "Quuxley Vandermolen embezzled the zyxomma fund in Qaanaaqville. Nobody told the wibblefrotz."
"""Its words stand nowhere else, nor do their stems."""
TITLE = "The grumbleduke of Snorkshire"
TRACES = [b"quuxley", b"vandermol", b"zyxomma", b"qaanaaqvil", b"wibblefrotz", b"grumbleduk", b"snorkshir"]
NEEDLE = CountingEmbedder().embed([SECRET])[0].tobytes()


@pytest.fixture
def room(tmp_path: Path, chroma_url: str | None) -> Newsroom:
    return Newsroom(tmp_path, chroma_url=chroma_url).filled(12, indexed=True)


def put(archive: Archive, id: str = "secret", content: str = SECRET, location: str = "") -> None:
    article = Article(
        id, content, TITLE, "Grumbleduke Post", "Snorkshire Snork", date(2022, 2, 2), "https://snorkshire.example/"
    )
    vectors = CountingEmbedder().embed([content, content])
    with archive.writer() as writer:
        writer.put(article, [(0, len(content)), (0, len(content) // 2)], vectors, location=location)


def traces(folder: Path) -> list[str]:
    """Every file that holds a word of the secret in any case, its vector, or either in UTF-16."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            lowered = content.lower()
            found += [
                f"{path.name}: {word!r}"
                for word in TRACES
                if word in lowered or word.decode().encode("utf-16-le") in lowered
            ]
            found += [f"{path.name}: its vector"] if NEEDLE in content else []
    return found


def test_the_search_for_traces_finds_them(room: Newsroom) -> None:
    with room.opened() as archive:
        put(archive)
        assert len({trace.split(": ")[1] for trace in traces(room.archive)}) == len(TRACES) + 1


def test_an_edited_article_is_cited_by_its_new_version_only_and_shown_in_both(room: Newsroom) -> None:
    with room.opened() as archive:
        put(archive)
        put(archive, content="A correction: nothing of the kind happened.")
        with archive.snapshot() as snapshot:
            assert snapshot.full_text(["quuxley", "zyxomma"]) == []
            assert snapshot.document_frequency(["quuxley", "correction"]) == {"quuxley": 0, "correction": 1}
            ids = [id for id, _ in snapshot.nearest(CountingEmbedder().embed([SECRET])[0], limit=1000)]
            assert all("Quuxley" not in passage.text for passage in snapshot.passages(ids).values())
            assert snapshot.versions("secret") == [1, 2]
            assert snapshot.article("secret", 1).text == SECRET
            assert snapshot.article("secret").text.startswith("A correction")
            assert snapshot.article("secret").version == 2
            with pytest.raises(ArticleMissing):
                snapshot.article("secret", 3)


@pytest.mark.parametrize("published", [False, True])
def test_a_removed_article_is_never_found_until_it_is_restored(room: Newsroom, published: bool) -> None:
    vector = CountingEmbedder().embed([SECRET])[0]
    with room.opened() as archive:
        put(archive)
        with archive.writer() as writer:
            writer.publish(force=True)
            assert writer.remove(["secret"]) == ["secret"]
            assert writer.remove(["secret"]) == []
            with pytest.raises(ArticleMissing):
                writer.remove(["secret", "none such"])
            if published:
                writer.publish()
            assert writer.stored("secret").removed  # type: ignore[union-attr]
            with pytest.raises(ValueError, match="restore"):
                writer.put(Article("secret", "anew"), [], CountingEmbedder().embed([]))
        with archive.snapshot() as snapshot:
            assert snapshot.full_text(["quuxley"]) == [] and snapshot.full_text_articles(["quuxley"]) == []
            found = [id for id, _ in snapshot.nearest(vector, limit=1000)]
            assert all(passage.article.id != "secret" for passage in snapshot.passages(found).values())
            assert len(found) == len(snapshot.passages(found))
            assert [listing.id for listing in snapshot.articles(removed=True)] == ["secret"]
            assert all(listing.id != "secret" for listing in snapshot.articles())
            assert snapshot.article("secret").text == SECRET
        with archive.writer() as writer:
            assert writer.restore(["secret"]) == ["secret"]
            assert writer.restore(["secret"]) == []
        with archive.snapshot() as snapshot:
            (best, score), *_ = snapshot.nearest(vector, limit=1)
            assert snapshot.passages([best])[best].article.id == "secret" and score > 0.99
            assert len(snapshot.full_text(["quuxley"])) == 2
        assert archive.status().healthy


def test_a_purged_article_leaves_no_trace_in_any_file(room: Newsroom) -> None:
    """Of all its versions, published and pending, beside other articles that change."""
    with room.opened() as archive:
        put(archive, content=SECRET + " First version.", location="/news/snorkshire.txt")
        with archive.writer() as writer:
            writer.publish(force=True)
            writer.mark_seen("/news/snorkshire.txt", "fingerprint")
            writer.note_run({"failed": [{"location": "/news/snorkshire.txt"}]})
        put(archive, content=SECRET, location="/news/snorkshire.txt")
        room.write(3, 1)
        Indexer(archive, CountingEmbedder()).run([room.stories])
        assert traces(room.archive)
        with archive.writer() as writer:
            assert writer.purge(["secret"]) == ["secret"]
            assert traces(room.archive) == [], "while the archive is open"
        assert archive.status().healthy
    assert traces(room.archive) == [], "when everything is closed"
    assert room.inspect() == room.editions


def test_a_removed_article_can_be_purged(room: Newsroom) -> None:
    with room.opened() as archive:
        put(archive)
        with archive.writer() as writer:
            writer.remove(["secret"])
            writer.publish()
            writer.purge(["secret"])
        assert traces(room.archive) == []
        with archive.snapshot() as snapshot:
            assert snapshot.articles(removed=True) == []
            with pytest.raises(ArticleMissing):
                snapshot.article("secret")


def test_indexing_does_not_bring_a_purged_article_back_until_it_may(room: Newsroom) -> None:
    file = room.stories / "secret.txt"
    file.write_text(SECRET, encoding="utf-8")
    with room.opened() as archive:
        indexer = Indexer(archive, CountingEmbedder())
        assert indexer.run([room.stories]).added == 1
        with archive.writer() as writer:
            writer.purge([str(file)])
        for text in (SECRET, SECRET + " Once more."):
            file.write_text(text, encoding="utf-8")
            report = indexer.run([room.stories])
            assert report.added == report.updated == 0 and len(report.skipped) == 1
        file.rename(room.stories / "other name.txt")
        (room.stories / "other name.txt").write_text(SECRET, encoding="utf-8")
        assert indexer.run([room.stories]).added == 0, "the same text under another name"
        file.write_text(SECRET, encoding="utf-8")
        with archive.writer() as writer:
            assert writer.restore([str(file)]) == [str(file)]
        assert indexer.run([file]).added == 1


def test_a_reader_that_stays_holds_a_purge_up_but_finds_nothing(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log cannot be emptied under an open snapshot: the purge says so, and a repair ends it."""
    monkeypatch.setattr("assistant.archive.database.connections.WAIT", 0.5)
    with room.opened() as archive:
        put(archive)
        with archive.snapshot() as snapshot:
            assert snapshot.extent().articles == 13
            with archive.writer() as writer, pytest.raises(ArchiveLocked, match="gone from every search"):
                writer.purge(["secret"])
            with archive.snapshot() as later:
                assert later.full_text(["quuxley"]) == []
                assert later.extent().articles == 12
            assert any("purge" in problem for problem in archive.status().problems)
        assert archive.repair().healthy
        assert traces(room.archive) == []


def purge(room: Newsroom) -> None:
    with room.opened() as archive, archive.writer() as writer:
        writer.purge(["secret"])


@pytest.mark.parametrize("step", [40, pytest.param(1, marks=pytest.mark.torture)])
def test_a_purge_that_is_killed_is_finished_by_the_next_writer(room: Newsroom, step: int) -> None:
    for moment in itertools.count(step, step):
        with room.opened() as archive:
            with archive.writer() as writer:
                writer.restore(["secret"]) if writer.stored("secret") else None
            put(archive)
            with archive.writer() as writer:
                writer.publish(force=True)
        process = room.start(dying, moment, partial(purge, room))
        process.join(240)
        with room.opened() as archive:
            with archive.snapshot() as snapshot:
                there = "secret" in {listing.id for listing in snapshot.articles()}
            archive.repair()
        assert bool(traces(room.archive)) == there
        assert inspect_others(room) == room.editions
        if process.exitcode != -9:
            break
    assert moment > step


@pytest.mark.parametrize("id", ["secret", "/news/a.txt", "/news/a.jsonl#" + "5" * 64])
def test_a_purge_that_did_not_end_is_finished_by_the_same_again(
    room: Newsroom, id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.archive.database.connections.WAIT", 0.5)
    with room.opened() as archive:
        put(archive, id)
        with archive.snapshot() as snapshot:
            snapshot.extent()
            with archive.writer() as writer, pytest.raises(ArchiveLocked):
                writer.purge([id])
        assert traces(room.archive)
        with archive.writer() as writer:
            with pytest.raises(ArticleMissing):
                writer.purge([id, "none such"])
            assert writer.purge([id]) == [id]
            assert traces(room.archive) == []
            assert writer.purge([id]) == [], "there is nothing left to do"
            with pytest.raises(ArticleMissing):
                writer.purge(["none such"])
        assert archive.status().healthy


def test_what_was_erased_is_known_by_its_id_or_by_the_beginning_of_its_text(room: Newsroom) -> None:
    whole = f"/news/a.jsonl#{digest(SECRET)}"
    with room.opened() as archive:
        put(archive, whole)
        with archive.writer() as writer:
            writer.purge([whole])
        with archive.snapshot() as snapshot:
            assert snapshot.erased(whole) == snapshot.erased(whole[: len("/news/a.jsonl#") + 12]) == whole
            for other in ("/news/a.jsonl#", "/news/a.jsonl", "/news/b.jsonl#" + digest(SECRET)[:12], "secret", ""):
                assert snapshot.erased(other) is None


def test_memory_that_chroma_writes_out_by_accident_is_blanked(tmp_path: Path) -> None:
    """Of an index of two vectors Chroma writes 98 unused elements as they were in memory."""
    vectors = CountingEmbedder().embed(["one thing", "another"])
    chroma_clients.build(tmp_path / "small", 2, iter([(np.array([1, 2]), vectors)]))
    (file,) = tmp_path.rglob("data_level0.bin")
    whole = file.read_bytes()
    with file.open("r+b") as handle:
        handle.seek(-len(NEEDLE), os.SEEK_END)
        handle.write(NEEDLE)
    assert traces(tmp_path)
    hnsw_scrubbing.blank(tmp_path / "small")
    assert not traces(tmp_path) and len(file.read_bytes()) == len(whole)
    index = chroma_clients.EmbeddedIndex(tmp_path / "small")
    assert [id for id, _ in index.search(vectors[1], 2)] == [2, 1]
    index.close()


def inspect_others(room: Newsroom) -> dict[int, int]:
    with room.opened() as archive, archive.writer() as writer:
        known = writer.stored("secret")
        if known and not known.removed:
            writer.remove(["secret"])
    return room.inspect()


def test_files_are_the_users_alone(room: Newsroom) -> None:
    before = os.umask(0)
    try:
        with room.at(room.folder / "open to all").opened(create=True) as archive:
            put(archive)
            with archive.writer() as writer, archive.snapshot():
                writer.publish(force=True)
                put_paths = [archive.path, *archive.path.rglob("*")]
                assert len(put_paths) > (3 if room.chroma_url else 8)
                assert [path for path in put_paths if path.stat().st_mode & 0o077] == []
            archive.backup(room.folder / "backup")
            assert (room.folder / "backup").stat().st_mode & 0o077 == 0
    finally:
        os.umask(before)
