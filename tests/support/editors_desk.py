"""A desk: an archive, a folder of news, and an editor who indexes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from counting_embedder import CountingEmbedder

from assistant.archive import Archive
from assistant.articles import Article
from ingest import Indexer, IndexReport

PROSE = "The council of {0} met on Monday. It voted for the new bridge over the river {0}. Nobody spoke against it. "


class Desk:
    """An archive, a folder of news, and an editor who indexes it."""

    def __init__(self, folder: Path, embedder: CountingEmbedder | None = None) -> None:
        self.news = folder / "news"
        self.news.mkdir(exist_ok=True)
        self.embedder = embedder or CountingEmbedder()
        self.archive = Archive.open(
            folder / "archive", embedder=self.embedder.fingerprint, dimension=self.embedder.dimension, create=True
        )

    def index(self, *paths: Path, **options: object) -> IndexReport:
        return Indexer(self.archive, self.embedder).run(paths or (self.news,), **options)  # type: ignore[arg-type]

    def write(self, name: str, text: str) -> Path:
        path = self.news / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def rows(self, name: str, *rows: Mapping[str, object]) -> Path:
        return self.write(name, "".join(json.dumps(row) + "\n" for row in rows))

    def articles(self) -> dict[str, Article]:
        with self.archive.snapshot() as snapshot:
            return {listing.id: snapshot.article(listing.id) for listing in snapshot.articles()}

    def passages(self) -> list[str]:
        with self.archive.snapshot() as snapshot:
            ids = [id for id, _ in snapshot.nearest(self.embedder.embed_query("the"), limit=10_000)]
            return sorted(passage.text for passage in snapshot.passages(ids).values())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.archive.close()


def counts(report: IndexReport) -> tuple[int, int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.removed, report.copies


def reasons(report: IndexReport) -> dict[str, str]:
    """The reason by the name of the file."""
    problems = (*report.skipped, *report.failed)
    assert all("\n" not in problem.reason for problem in problems)
    return {Path(problem.location).name: problem.reason for problem in problems}
