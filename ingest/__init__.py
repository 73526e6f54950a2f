"""Brings articles into an archive."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.indexing.editing import edit
from ingest.indexing.indexer import Indexer, checked_day
from ingest.indexing.progress import OnProgress, Progress
from ingest.indexing.report import Change, Duplicate, IndexReport, Interrupted, Notice
from ingest.sources.files import walk
from ingest.sources.problem import Problem
from ingest.sources.remembered import forget, located, remember
from ingest.sources.skip_reasons import is_address

if TYPE_CHECKING:
    from assistant.archive import Archive
    from assistant.inference import Embedder
    from ingest.sources.web_client import WebClient
else:

    def __getattr__(name: str) -> object:
        """Import the web client when it is first used: most runs are over files, and do without it."""
        if name != "WebClient":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from ingest.sources.web_client import WebClient

        return WebClient


__all__ = [
    "Change",
    "Duplicate",
    "IndexReport",
    "Indexer",
    "Interrupted",
    "Notice",
    "Problem",
    "Progress",
    "WebClient",
    "edit",
    "forget",
    "index",
    "located",
    "opened",
    "remember",
]


def index(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = (),
    *,
    documents: Iterable[object] = (),
    publisher: str | None = None,
    published: date | str | None = None,
    prune: bool = False,
    dry_run: bool = False,
    archive: str | os.PathLike[str] | None = None,
    web: WebClient | None = None,
    on_progress: OnProgress | None = None,
) -> IndexReport:
    """Index files, folders, web pages, feeds and documents; only what is new or changed costs anything.

    Without `paths` and `documents` the sources that the archive remembers are brought in step.

    `documents` are llama-index Documents, or mappings with the fields of an article as JSON. `publisher` and
    `published` count for articles that do not say themselves; a file keeps them until others are given. `prune`
    removes what vanished from `paths`, a file among them that is gone itself included, but nothing of a folder among
    them that is gone or empty. `dry_run` reports what would change and changes nothing. `web` fetches what `paths` name
    by an address. `archive` is a folder, by default that of the settings, and is made unless there is
    nothing to put into it. Problems with single files are in the report; UsageError, SettingsError, ArchiveError,
    ModelFilesError and Interrupted are raised.

    >>> report = index(["news/"], publisher="The Courier", archive="archive")  # doctest: +SKIP
    >>> report.added, report.failed  # doctest: +SKIP
    (12, ())
    """
    from assistant.archive import Archive
    from assistant.errors import UsageError
    from assistant.settings import Settings

    paths = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    documents = [documents] if isinstance(documents, Mapping) else list(documents)
    for given, kind in [*((path, "path") for path in paths), (publisher or "", "publisher")]:
        if not isinstance(given, str | os.PathLike):
            raise UsageError(f"{given!r} is not a {kind}", f"give each {kind} as text")
    published = checked_day(published)
    settings = Settings.load(archive=Path(archive) if archive is not None else None)
    is_there = Archive.is_at(settings.archive)
    if not paths and not documents and not is_there:
        raise UsageError(*_NOTHING)
    if not documents and not is_there and not any(is_address(os.fspath(path)) for path in paths):
        found = walk(paths)
        if not found.files:
            failed = [*(gone.problem for gone in found.gone), *found.failed]
            return IndexReport(skipped=tuple(found.skipped), failed=tuple(failed))
    with ExitStack() as stack:
        place = settings.archive
        if dry_run and not is_there:
            place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pullquote-")))
        store, embedder = stack.enter_context(opened(place))
        with store.snapshot() as snapshot:
            sources = [] if paths or documents else snapshot.sources()
        if not paths and not documents and not sources:
            raise UsageError(*_NOTHING)
        return Indexer(store, embedder, web).run(
            paths,
            documents=documents,
            sources=sources,
            publisher=publisher,
            published=published,
            prune=prune,
            dry_run=dry_run,
            on_progress=on_progress,
        )


_NOTHING = (
    "there is nothing to index",
    "name a file, a folder or an address, or have one remembered with `pullquote sources add`",
)


@contextmanager
def opened(archive: str | os.PathLike[str] | None = None) -> Iterator[tuple[Archive, Embedder]]:
    """The archive in a folder, by default that of the settings, made if there is none; and its embedder."""
    from assistant.archive import Archive
    from assistant.inference.model_factory import embedder_for
    from assistant.settings import Settings

    settings = Settings.load(archive=Path(archive) if archive is not None else None)
    embedder = embedder_for(settings)
    with Archive.named_in(settings, embedder, create=True) as store:
        yield store, embedder
