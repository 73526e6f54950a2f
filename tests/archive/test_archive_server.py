"""The vector index on a real Chroma server: away, emptied, behind, and brought up to date by the next indexing."""

from __future__ import annotations

import base64
import shutil
import threading
from contextlib import nullcontext
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from chroma_server import Server
from chromadb.api.models.Collection import Collection
from chromadb.api.types import QueryResult
from chromadb.errors import InternalError
from counting_embedder import CountingEmbedder
from newsroom import Newsroom, inspect_snapshot, opened

from assistant.archive import Archive
from assistant.archive.database import compatibility
from assistant.archive.vector_index.server_client import address, connect, disconnect
from assistant.archive.vector_index.server_collection import TRIES, ServerIndex, name_of
from assistant.archive.vector_index.vector_store import IndexFailed
from assistant.errors import ArchiveUnreachable, SettingsError
from ingest import Indexer


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path).filled(12)


def index(room: Newsroom, url: str) -> None:
    with opened(room.archive, create=True, chroma_url=url) as archive:
        Indexer(archive, CountingEmbedder()).run([room.stories], prune=True)


def editions(archive: Archive, *, noticed: bool = False) -> dict[int, int]:
    with archive.snapshot() as snapshot:
        return inspect_snapshot(snapshot, noticed=noticed)


def notice(archive: Archive) -> str:
    with archive.snapshot() as snapshot:
        assert snapshot.full_text(["number7x"]) and snapshot.nearest(CountingEmbedder().embed_query("number7x"))
        (only,) = snapshot.notices
        return only


def vectors_on(server: Server, archive: Archive) -> int:
    client = connect(address(server.url))
    with archive._readers.transaction() as connection:
        (uuid,) = connection.execute("SELECT value FROM meta WHERE key = 'uuid'").fetchone()
    count: int = client.get_collection(f"pullquote-{uuid}", embedding_function=None).count()
    disconnect(client)
    return count


def test_articles_added_changed_and_removed(room: Newsroom, chroma_server: Server) -> None:
    """The same interface, changed in place: after each publishing the server holds the live passages and no others."""
    index(room, chroma_server.url)
    with opened(room.archive, chroma_url=chroma_server.url) as reader:
        assert editions(reader) == room.editions
        for edition in range(1, 4):
            room.write(edition, edition)
            room.write(20 + edition, edition)
            room.drop(7 + edition)
            index(room, chroma_server.url)
            assert editions(reader) == room.editions
            status = reader.status()
            assert status.healthy and status.pending == 0
            assert vectors_on(chroma_server, reader) == status.passages
    assert not (room.archive / "generations").exists()


def test_removed_purged_and_pending_articles(room: Newsroom, chroma_server: Server) -> None:
    index(room, chroma_server.url)
    story = str(room.stories / "3.txt")
    with opened(room.archive, chroma_url=chroma_server.url) as archive:
        passages = archive.status().passages
        with archive.writer() as writer:
            writer.remove([story])
        del room.editions[3]
        assert editions(archive) == room.editions
        with archive.writer() as writer:
            writer.restore([story])
        assert editions(archive) == room.editions | {3: 0}, "restored, and pending"
        with archive.writer() as writer:
            writer.purge([story])
        assert editions(archive) == room.editions
        assert vectors_on(chroma_server, archive) == archive.status().passages < passages


def test_a_server_that_is_away_then_empty_then_behind(room: Newsroom, tmp_path: Path) -> None:
    server = Server(tmp_path / "server")
    server.start()
    try:
        index(room, server.url)
        with opened(room.archive, chroma_url=server.url) as archive:
            assert editions(archive) == room.editions
            shutil.copytree(server.folder, tmp_path / "behind")
            server.stop()
            assert "127.0.0.1 does not answer" in notice(archive)
            assert not archive.status().healthy
            room.write(3, 1)
            with pytest.raises(ArchiveUnreachable, match="does not answer"):
                Indexer(archive, CountingEmbedder()).run([room.stories])
            assert editions(archive, noticed=True) == room.editions, "the change is stored and found all the same"

            shutil.rmtree(server.folder)
            server.start()
            assert any("does not hold this archive" in problem for problem in archive.status().problems)
            assert "does not hold this archive" in notice(archive)
            index(room, server.url)
            assert editions(archive) == room.editions

            for story in range(30, 40):
                room.write(story, 1)
            index(room, server.url)
            server.stop()
            shutil.rmtree(server.folder)
            (tmp_path / "behind").rename(server.folder)
            server.start()
            assert archive.status().problems
            assert " passages of " in notice(archive)
            index(room, server.url)
            assert editions(archive) == room.editions
            assert archive.status().healthy
    finally:
        server.stop()


def test_an_archive_moves_to_a_server_and_back(room: Newsroom, chroma_server: Server) -> None:
    index(room, "")
    with opened(room.archive, chroma_url=chroma_server.url) as archive:
        assert "nothing has been published" in notice(archive) or "does not hold" in notice(archive)
    index(room, chroma_server.url)
    assert list((room.archive / "generations").iterdir()) == []
    with opened(room.archive, chroma_url=chroma_server.url) as archive:
        assert editions(archive) == room.editions
    index(room, "")
    with opened(room.archive) as archive:
        assert editions(archive) == room.editions


def test_a_copy_that_shares_the_collection(room: Newsroom, chroma_server: Server, tmp_path: Path) -> None:
    """Both write to one collection; what it holds of the other's is noticed by its cosines, or is no live passage."""
    index(room, chroma_server.url)
    copy = Newsroom(tmp_path / "copy", dict(room.editions))
    copy.folder.mkdir()
    shutil.copytree(room.archive, copy.archive)
    shutil.copytree(room.stories, copy.stories)
    for story in range(12):
        copy.write(story, 5)
    room.write(1, 2)
    index(room, chroma_server.url)
    index(copy, chroma_server.url)
    with opened(room.archive, chroma_url=chroma_server.url) as archive, archive.snapshot() as snapshot:
        found = snapshot.nearest(CountingEmbedder().embed_query("number7x"), limit=5)
        passages = snapshot.passages([id for id, _ in found])
        assert len(passages) == 5 and {passage.article.version for passage in passages.values()} <= {1, 2}


def test_no_word_of_an_article_goes_to_the_server(room: Newsroom, chroma_server: Server) -> None:
    """Only numbers do: what a purge cannot reach in the server's files is the vectors, not the text."""
    index(room, chroma_server.url)
    with opened(room.archive, chroma_url=chroma_server.url) as archive:
        assert vectors_on(chroma_server, archive) > 0
    files = [path for path in chroma_server.folder.rglob("*") if path.is_file()]
    words = [b"number7x", b"edition0", b"begins here", str(room.stories).encode()]
    assert files and not [word for path in files for word in words if word in path.read_bytes()]


class Deleting:
    """A collection whose first searches find what is being deleted at that moment."""

    def __init__(self, collection: Collection, times: int) -> None:
        self._collection = collection
        self.times = times

    def count(self) -> int:
        return self._collection.count()

    def query(self, **asked: Any) -> QueryResult:
        if self.times:
            self.times -= 1
            raise InternalError("Error executing plan: Internal error: Error finding id")
        return self._collection.query(**asked)


@pytest.mark.parametrize(("times", "fails"), [(TRIES - 1, False), (TRIES, True)])
def test_a_search_that_meets_a_deletion_is_tried_again(
    room: Newsroom, chroma_server: Server, times: int, fails: bool
) -> None:
    index(room, chroma_server.url)
    client = connect(address(chroma_server.url))
    with opened(room.archive, chroma_url=chroma_server.url) as archive, archive._readers.transaction() as connection:
        state = compatibility.state(connection)
    collection = Deleting(client.get_collection(name_of(state), embedding_function=None), times)
    searched = ServerIndex(client, collection, state)  # type: ignore[arg-type]
    with pytest.raises(IndexFailed, match="finding id") if fails else nullcontext():
        assert len(searched.search(CountingEmbedder().embed_query("number7x"), 5)) == 5
    assert collection.times == 0
    disconnect(client)


class Silent(BaseHTTPRequestHandler):
    """A proxy that lets nobody through, and remembers what it was shown."""

    shown: ClassVar[list[str | None]] = []

    def do_GET(self) -> None:
        self.shown.append(self.headers.get("Authorization"))
        self.send_response(401)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.mark.parametrize("url", ["http://user:hunter2", "http://host:1/v1#hunter2", "ftp://hunter2@host", "hunter2"])
def test_what_is_no_address_is_not_repeated(url: str) -> None:
    with pytest.raises(SettingsError) as refused:
        address(url)
    assert "hunter2" not in str(refused.value)


def test_a_proxy_gets_the_password_and_nobody_else_does(room: Newsroom) -> None:
    server = HTTPServer(("127.0.0.1", 0), Silent)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        url = f"http://editor:s%40cret@127.0.0.1:{server.server_port}"
        with opened(room.archive, create=True, chroma_url=url) as archive:
            with pytest.raises(ArchiveUnreachable) as raised:
                Indexer(archive, CountingEmbedder()).run([room.stories])
            assert "s@cret" not in str(raised.value) and "s%40cret" not in str(raised.value)
            problems = archive.status().problems
        assert "cret" not in " ".join(problems)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert base64.b64encode(b"editor:s@cret").decode() in str(Silent.shown[-1])


@pytest.mark.parametrize(
    "url", ["localhost:8000", "ftp://host", "http://", "http://host:port", "http://host/path", "x"]
)
def test_an_address_that_is_none(room: Newsroom, url: str) -> None:
    with pytest.raises(SettingsError, match="CHROMA_URL"), opened(room.archive, create=True, chroma_url=url):
        pass
