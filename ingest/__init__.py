"""Brings articles into an archive."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from ingest.indexing.indexer import Indexer, checked_day
from ingest.indexing.progress import OnProgress, Progress
from ingest.indexing.report import Duplicate, IndexReport, Interrupted
from ingest.sources.files import walk
from ingest.sources.problem import Problem

__all__ = ["Duplicate", "IndexReport", "Indexer", "Interrupted", "Problem", "Progress", "index"]


def index(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = (),
    *,
    documents: Iterable[object] = (),
    publisher: str | None = None,
    published: date | str | None = None,
    prune: bool = False,
    archive: str | os.PathLike[str] | None = None,
    on_progress: OnProgress | None = None,
) -> IndexReport:
    """Index files, folders and documents; only what is new or changed costs anything.

    `documents` are llama-index Documents, or mappings with the fields of an article as JSON. `publisher` and
    `published` count for articles that do not say themselves; a file keeps them until others are given. `prune`
    removes what vanished from `paths`, a file among them that is gone itself included, but nothing of a folder among
    them that is gone or empty. `archive` is a folder, by default that of the settings, and is made unless there is
    nothing to put into it. Problems with single files are in the report; UsageError, SettingsError, ArchiveError,
    ModelFilesError and Interrupted are raised.

    >>> report = index(["news/"], publisher="The Courier", archive="archive")  # doctest: +SKIP
    >>> report.added, report.failed  # doctest: +SKIP
    (12, ())
    """
    from assistant.archive import Archive
    from assistant.errors import UsageError
    from assistant.inference.model_factory import embedder_for
    from assistant.settings import Settings

    paths = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    documents = [documents] if isinstance(documents, Mapping) else list(documents)
    for given, kind in [*((path, "path") for path in paths), (publisher or "", "publisher")]:
        if not isinstance(given, str | os.PathLike):
            raise UsageError(f"{given!r} is not a {kind}", f"give each {kind} as text")
    if not paths and not documents:
        raise UsageError("there is nothing to index", "name a file or a folder")
    published = checked_day(published)
    settings = Settings.load(archive=Path(archive) if archive is not None else None)
    if not documents and not Archive.is_at(settings.archive):
        found = walk(paths)
        if not found.files:
            failed = [*(gone.problem for gone in found.gone), *found.failed]
            return IndexReport(skipped=tuple(found.skipped), failed=tuple(failed))
    embedder = embedder_for(settings)
    with Archive.open(
        settings.archive,
        embedder=embedder.fingerprint,
        dimension=embedder.dimension,
        embedder_name=embedder.name,
        create=True,
        chroma_url=settings.chroma_url,
    ) as opened:
        return Indexer(opened, embedder).run(
            paths, documents=documents, publisher=publisher, published=published, prune=prune, on_progress=on_progress
        )
