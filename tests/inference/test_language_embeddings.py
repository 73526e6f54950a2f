"""A server of embeddings that fails leaves the archive as it was, and nothing is stored twice afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from faulty_server import Exchange, FaultyServer, embeds, fails

from assistant.archive import Archive
from assistant.errors import ArchiveIncompatible, LanguageModelError
from assistant.inference.hosted_embedder import HostedEmbedder
from assistant.settings import Settings
from ingest import index

pytestmark = pytest.mark.usefixtures("client_loaded")

NAN = float("nan")
SPOILT: dict[str, Callable[[int, list[list[float]]], object]] = {
    "dimension": lambda n, vectors: [vector[: len(vector) - (n > 1)] for vector in vectors],
    "ragged": lambda n, vectors: [vector[: len(vector) - i % 2] for i, vector in enumerate(vectors)],
    "nan": lambda n, vectors: [[NAN, *vector[1:]] for vector in vectors],
    "zeros": lambda n, vectors: [[0.0 for _ in vector] for vector in vectors],
    "short": lambda n, vectors: vectors[:-1],
    "empty": lambda n, vectors: [],
    "empty-vectors": lambda n, vectors: [[] for _ in vectors],
    "null": lambda n, vectors: [None for _ in vectors],
    "words": lambda n, vectors: [["a", "b"] for _ in vectors],
    "fails": lambda n, vectors: fails(500),
    "not-json": lambda n, vectors: fails(200, "<html>"),
}


def story(number: int) -> dict[str, str]:
    text = f"Article {number} tells of bridge {number}. It was built in {1900 + number}. Nobody crossed it that year."
    return {"id": f"a{number}", "title": f"Bridge {number}", "text": text}


def rows(path: Path, count: int) -> Path:
    path.write_text("\n".join(json.dumps(story(number)) for number in range(count)), encoding="utf-8")
    return path


def use(server: FaultyServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    monkeypatch.setenv("PULLQUOTE_EMBEDDING", "openai:emb")


def stored(archive: Path, server: FaultyServer) -> dict[str, int]:
    """Article ids and versions."""
    embedder = HostedEmbedder("emb", Settings.load(openai_base_url=server.url))
    with Archive.open(archive, embedder=embedder.fingerprint, dimension=8) as opened, opened.snapshot() as snapshot:
        return {listing.id: listing.version for listing in snapshot.articles()}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_vectors_that_are_none_are_refused(spoil: Callable[[int, list[list[float]]], object]) -> None:  # L32
    with FaultyServer(embeds(8, lambda n, vectors: spoil(n, vectors) if n > 1 else vectors)) as server:
        embedder = HostedEmbedder("emb", Settings.load(openai_base_url=server.url, deadline=5))
        assert embedder.dimension == 8
        with pytest.raises(LanguageModelError):
            embedder.embed(["one text", "another text"])


def test_texts_go_to_the_host_that_was_named_and_to_no_other() -> None:
    with FaultyServer(embeds()) as elsewhere, FaultyServer(fails(307, Location=elsewhere.url)) as server:
        with pytest.raises(LanguageModelError):
            HostedEmbedder("emb", Settings.load(openai_base_url=server.url)).embed_query("news")
        assert server.requests and not elsewhere.requests


def test_many_texts_are_sent_a_hundred_at_a_time() -> None:
    texts = [f"text\n{number}" for number in range(250)]
    with FaultyServer(embeds()) as server:
        embedder = HostedEmbedder("emb", Settings.load(openai_base_url=server.url))
        vectors = embedder.embed(texts)
        asked = [text for request in server.requests for text in request.body["input"]]  # type: ignore[attr-defined]
        assert len(server.requests) == 3 and asked == [text.replace("\n", " ") for text in texts]
        assert vectors.shape == (250, 8) and (vectors[249] == embedder.embed_query(texts[249])).all()


@pytest.mark.parametrize("kind", ["dimension", "nan", "short", "empty"])
def test_indexing_stops_and_the_archive_is_as_it_was(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # L32
    archive, files, broken = tmp_path / "archive", rows(tmp_path / "a.jsonl", 2), False
    with FaultyServer(embeds(8, lambda _, vectors: SPOILT[kind](2, vectors) if broken else vectors)) as server:
        use(server, monkeypatch)
        assert index([files], archive=archive).added == 2
        before = stored(archive, server)
        rows(files, 5)
        broken = True
        with pytest.raises((LanguageModelError, ArchiveIncompatible)):
            index([files], archive=archive)
        assert stored(archive, server) == before


def test_a_failure_midway_keeps_what_was_done_and_resumes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # L33
    archive, folder = tmp_path / "archive", tmp_path / "news"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.json").write_text(json.dumps(story(number)), encoding="utf-8")

    def flaky(exchange: Exchange) -> None:
        texts = exchange.received.body["input"]
        assert isinstance(texts, list)
        behave = fails(500) if broken and any("bridge 4" in text for text in texts) else embeds()
        behave(exchange)

    broken = True
    with FaultyServer(flaky) as server:
        use(server, monkeypatch)
        with pytest.raises(LanguageModelError):
            index([folder], archive=archive)
        broken = False
        report = index([folder], archive=archive)
        assert not report.failed
        assert sorted(stored(archive, server)) == [f"a{number}" for number in range(6)], "each once"
        assert index([folder], archive=archive).unchanged == 6
