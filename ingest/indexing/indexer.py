"""The Indexer: files, pages, feeds and documents into an archive, where only what changed is touched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from assistant.archive import Archive, ArchiveWriter, Source
from assistant.archive.health import exposure
from assistant.articles import digest
from assistant.errors import UsageError
from assistant.inference import Embedder
from ingest.extraction.cleaning import clean_line
from ingest.extraction.publication_date import parse_day
from ingest.extraction.raw_article import Unusable
from ingest.indexing.filing import index_file
from ingest.indexing.progress import OnProgress
from ingest.indexing.rehearsal import BlankEmbedder
from ingest.indexing.report import IndexReport, Interrupted, Notice
from ingest.indexing.run import Run
from ingest.indexing.seen_files import Flags
from ingest.indexing.vanished import orphaned, read_again, settle
from ingest.sources.files import Walk, walk
from ingest.sources.skip_reasons import is_address

if TYPE_CHECKING:
    from ingest.sources.web_client import Fetches

PathLike = str | os.PathLike[str]
Visit = Callable[[Run, str], None]


@dataclass(frozen=True, slots=True)
class _Lot:
    """Places that are indexed with the same flags."""

    flags: Flags
    found: Walk
    addresses: Sequence[str]


class Indexer:
    """Brings articles into one archive.

    with Archive.open(path, embedder=embedder.fingerprint, dimension=embedder.dimension, create=True) as archive:
        report = Indexer(archive, embedder).run(["news/"])
    """

    def __init__(self, archive: Archive, embedder: Embedder, web: Fetches | None = None) -> None:
        self._archive = archive
        self._embedder = embedder
        self._web = web

    def run(
        self,
        paths: Sequence[PathLike] = (),
        *,
        documents: Iterable[object] = (),
        sources: Sequence[Source] = (),
        publisher: str | None = None,
        published: date | str | None = None,
        prune: bool = False,
        dry_run: bool = False,
        on_progress: OnProgress | None = None,
    ) -> IndexReport:
        """Index what lies beneath `paths`, at addresses among them, `documents` and `sources`, as `ingest.index` says.

        Each article is stored in a transaction of its own; in a `dry_run` all is one, which is taken back. Raises
        Interrupted, with the report so far, if it is stopped by KeyboardInterrupt, and the archive's and the
        embedder's errors; what is stored stays.
        """
        flags = Flags(clean_line(publisher or "") or None, checked_day(published))
        with self._archive.writer() as writer, _rehearsed(writer, dry_run):
            run = Run(
                writer, BlankEmbedder(self._embedder) if dry_run else self._embedder, flags, on_progress, prune=prune
            )
            try:
                with closing(run.batches):
                    self._work(run, list(_lots(flags, paths, sources)), documents)
                if not dry_run:
                    writer.publish(lambda current: run.meter.report("publishing", current))
                    run.meter.report("publishing", "")
            except KeyboardInterrupt:
                run.batches.store_embedded()
                report = run.tally.report()
                _note(writer, report, dry_run)
                raise Interrupted(report) from None
            if open_to_others := exposure(self._archive.path):
                run.tally.notices.append(Notice(str(self._archive.path), open_to_others))
            report = run.tally.report()
            _note(writer, report, dry_run)
        return report

    def _work(self, run: Run, lots: Sequence[_Lot], documents: Iterable[object]) -> None:
        for lot in lots:
            run.tally.skipped.extend(lot.found.skipped)
            run.tally.failed.extend(lot.found.failed)
            run.meter.expect(len(lot.found.files), sum(file.size for file in lot.found.files))
            run.meter.expect(len(lot.addresses))
        visit: Visit | None = None
        for lot in lots:
            run.flags = lot.flags
            for file in lot.found.files:
                index_file(run, file)
            for address in lot.addresses:
                visit = visit or _visitor(self._web)
                visit(run, address)
        for number, document in enumerate(documents, 1):
            run.meter.expect(1)
            _index_document(run, number, document)
        run.batches.store()
        for lot in lots:
            settle(run, lot.found)
        read_again(run, orphaned(run))


def _visitor(web: Fetches | None) -> Visit:
    """What indexes a page or a feed, imported where an address is given: a run over files can take less time."""
    from ingest.indexing.visiting import visit
    from ingest.sources.web_client import WebClient

    client = web or WebClient()
    return lambda run, address: visit(run, client, address)


def _lots(flags: Flags, paths: Sequence[PathLike], sources: Sequence[Source]) -> Iterator[_Lot]:
    """The paths as one lot, and the sources that say the same of their articles as one each."""
    places: dict[Flags, list[PathLike]] = {flags: list(paths)} if paths else {}
    for source in sources:
        own = flags.otherwise(Flags(source.publisher, source.published))
        places.setdefault(own, []).append(source.location)
    for lot_flags, given in places.items():
        addresses = [os.fspath(place) for place in given if is_address(os.fspath(place))]
        yield _Lot(lot_flags, walk([place for place in given if os.fspath(place) not in addresses]), addresses)


@contextmanager
def _rehearsed(writer: ArchiveWriter, dry_run: bool) -> Iterator[None]:
    if dry_run:
        with writer.rehearsal():
            yield
    else:
        yield


def _index_document(run: Run, number: int, document: object) -> None:
    from ingest.sources.documents import as_found

    label = f"document {number}"
    run.meter.report("reading", label)
    try:
        found = as_found(document)
    except Unusable as error:
        run.refuse(label, error)
    else:
        run.article(found, f"document#{digest(found.text)}", run.flags, label)
    run.batches.then(lambda: run.meter.advance(1))


def _note(writer: ArchiveWriter, report: IndexReport, dry_run: bool) -> None:
    """Let the archive keep what the last run did, for whoever asks later."""
    if not dry_run:
        said = {**report.to_dict(), "changes": [], "notices": []}  # which may be as long as the archive
        writer.note_run({**said, "finished": datetime.now(UTC).isoformat(timespec="seconds")})


def checked_day(stated: date | str | None) -> date | None:
    """The day of a `published` flag. Raises UsageError if it is none, or in the future."""
    read = parse_day(stated)
    if read.doubt:
        raise UsageError(f"published: {read.doubt}", "give a day that is past as YYYY-MM-DD, such as 2022-06-16")
    return read.value
