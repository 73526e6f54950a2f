"""The Indexer: files and documents into an archive, where only what changed is touched."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from assistant.archive import Archive, Writer
from assistant.archive.health import exposure
from assistant.articles import digest
from assistant.errors import UsageError
from assistant.inference import Embedder
from ingest.extraction.cleaning import clean_line
from ingest.extraction.publication_date import parse_day
from ingest.extraction.raw_article import Unusable
from ingest.indexing.filing import index_file
from ingest.indexing.progress import OnProgress
from ingest.indexing.report import IndexReport, Interrupted
from ingest.indexing.run import Run
from ingest.indexing.seen_files import Flags
from ingest.indexing.vanished import orphaned, read_again, settle
from ingest.sources.documents import as_found
from ingest.sources.files import walk
from ingest.sources.problem import Problem

PathLike = str | os.PathLike[str]


class Indexer:
    """Brings articles into one archive.

    with Archive.open(path, embedder=embedder.fingerprint, dimension=embedder.dimension, create=True) as archive:
        report = Indexer(archive, embedder).run(["news/"])
    """

    def __init__(self, archive: Archive, embedder: Embedder) -> None:
        self._archive = archive
        self._embedder = embedder

    def run(
        self,
        paths: Sequence[PathLike] = (),
        *,
        documents: Iterable[object] = (),
        publisher: str | None = None,
        published: date | str | None = None,
        prune: bool = False,
        on_progress: OnProgress | None = None,
    ) -> IndexReport:
        """Index what lies beneath `paths`, and `documents`, as `ingest.index` says.

        Each article is stored in a transaction of its own. Raises Interrupted, with the report so far, if it is
        stopped by KeyboardInterrupt, and the archive's and the embedder's errors; what is stored stays.
        """
        flags = Flags(clean_line(publisher or "") or None, checked_day(published))
        with self._archive.writer() as writer:
            run = Run(writer, self._embedder, flags, on_progress)
            try:
                self._work(run, paths, documents, prune)
            except KeyboardInterrupt:
                report = run.tally.report()
                _note(writer, report)
                raise Interrupted(report) from None
            if open_to_others := exposure(self._archive.path):
                run.tally.notices.append(Problem(str(self._archive.path), open_to_others))
            report = run.tally.report()
            _note(writer, report)
        return report

    def _work(self, run: Run, paths: Sequence[PathLike], documents: Iterable[object], prune: bool) -> None:
        found = walk(paths)
        run.tally.skipped.extend(found.skipped)
        run.tally.failed.extend(found.failed)
        run.meter.expect(len(found.files), sum(file.size for file in found.files))
        for file in found.files:
            index_file(run, file)
        for number, document in enumerate(documents, 1):
            run.meter.expect(1)
            _index_document(run, number, document)
        run.batch.store()
        settle(run, found, prune=prune)
        read_again(run, orphaned(run))
        run.writer.publish(lambda current: run.meter.report("publishing", current))
        run.meter.report("publishing", "")


def _index_document(run: Run, number: int, document: object) -> None:
    label = f"document {number}"
    run.meter.report("reading", label)
    try:
        found = as_found(document)
    except Unusable as error:
        run.refuse(label, error)
    else:
        run.article(found, f"document#{digest(found.text)}", run.flags, label)
    run.batch.then(lambda: run.meter.advance(1))


def _note(writer: Writer, report: IndexReport) -> None:
    """Let the archive keep what the last run did, for whoever asks later."""
    writer.note_run({**report.to_dict(), "finished": datetime.now(UTC).isoformat(timespec="seconds")})


def checked_day(stated: date | str | None) -> date | None:
    """The day of a `published` flag. Raises UsageError if it is none, or in the future."""
    read = parse_day(stated)
    if read.doubt:
        raise UsageError(f"published: {read.doubt}", "give a day that is past as YYYY-MM-DD, such as 2022-06-16")
    return read.value
