"""ingest.index(): the public way in, with the real embedder and with llama-index's documents."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

import ingest
from assistant.archive import Archive, Listing
from assistant.errors import ArchiveError, UsageError
from assistant.inference import Embedder
from ingest import IndexReport, index

TEXT = "The council of Aford met on Monday. It voted for the new bridge over the river. Nobody spoke against it."


def listings(path: Path, embedder: Embedder) -> dict[str, Listing]:
    with (
        Archive.open(path, embedder=embedder.fingerprint, dimension=embedder.dimension) as archive,
        archive.snapshot() as snapshot,
    ):
        return {listing.id: listing for listing in snapshot.articles()}


def test_the_public_names_are_those_that_are_promised() -> None:
    assert sorted(ingest.__all__) == [
        "Change", "Duplicate", "IndexReport", "Indexer", "Interrupted", "Notice", "Problem", "Progress", "WebClient",
        "edit", "forget", "index", "located", "opened", "remember",
    ]  # fmt: skip
    parameters = inspect.signature(index).parameters
    assert list(parameters) == [
        "paths", "documents", "publisher", "published", "prune", "dry_run", "archive", "web", "on_progress",
    ]  # fmt: skip


def test_files_are_indexed_into_the_archive_that_is_named(
    archive_dir: Path, tmp_path: Path, embedder: Embedder
) -> None:
    (tmp_path / "news").mkdir()
    path = tmp_path / "news" / "a.txt"
    path.write_text(TEXT)
    report = index([tmp_path / "news"], archive=archive_dir, publisher="Courier", published="2022-01-27")
    assert (report.added, report.passages, report.embedded, report.exit_status) == (1, 1, 1, 0)
    (article,) = listings(archive_dir, embedder).values()
    assert (article.id, article.title) == (str(path), "The council of Aford met on Monday.")
    assert (article.publisher, str(article.published)) == ("Courier", "2022-01-27")
    assert index(str(path), archive=str(archive_dir)).unchanged == 1


def test_llama_index_documents_are_indexed_and_an_unchanged_one_costs_nothing(
    archive_dir: Path, embedder: Embedder
) -> None:
    from llama_index.core import Document

    def documents(end: str = "") -> list[object]:
        return [
            Document(
                text=TEXT + end,
                metadata={
                    "title": "Bridge",
                    "url": "https://news.example/1",
                    "publisher": "Courier",
                    "date": "2022-01-27",
                },
            ),
            Document(text="A second document tells of another town and of its mayor.", id_="second"),
            Document(text=" "),
            {"id": "third", "text": "A mapping is a document as well, if it has a text."},
        ]

    first = index(documents=documents(), archive=archive_dir)
    assert (first.added, len(first.skipped), first.failed) == (3, 1, ())
    assert first.skipped[0].location == "document 3"
    assert set(listings(archive_dir, embedder)) == {"https://news.example/1", "second", "third"}
    assert str(listings(archive_dir, embedder)["https://news.example/1"].published) == "2022-01-27"
    second = index(documents=documents(), archive=archive_dir)
    assert (second.unchanged, second.embedded) == (3, 0)
    third = index(documents=documents(" It opens in May."), archive=archive_dir)
    assert (third.updated, third.unchanged) == (1, 2)


def test_documents_without_identity_are_known_by_their_text(archive_dir: Path) -> None:
    from llama_index.core import Document

    assert index(documents=[Document(text=TEXT)], archive=archive_dir).added == 1
    assert index(documents=[Document(text=TEXT)], archive=archive_dir).unchanged == 1


def test_one_mapping_is_one_document(archive_dir: Path) -> None:
    assert index(documents={"text": TEXT}, archive=archive_dir).added == 1


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda path: index(archive=path), "nothing to index"),
        (lambda path: index([], archive=path), "nothing to index"),
        (lambda path: index(["x"], published="soon", archive=path), "published"),
        (lambda path: index([b"x"], archive=path), "b'x' is not a path"),  # type: ignore[list-item]
        (lambda path: index(["x", None], archive=path), "None is not a path"),  # type: ignore[list-item]
        (lambda path: index(["x"], publisher=5, archive=path), "5 is not a publisher"),  # type: ignore[arg-type]
    ],
)
def test_a_call_that_makes_no_sense_is_refused(
    archive_dir: Path, call: Callable[[Path], IndexReport], says: str
) -> None:
    with pytest.raises(UsageError, match=says) as refused:
        call(archive_dir)
    assert refused.value.remedy
    assert not archive_dir.exists()


def test_an_archive_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ArchiveError) as refused:
        index([tmp_path / "a.txt"], archive=tmp_path / "file" / "archive")
    assert refused.value.remedy
