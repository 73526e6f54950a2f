"""Adding articles from the page: dropped files, a pasted text or what stands at an address, indexed in a thread."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from assistant.archive import Archive
from assistant.errors import PullquoteError
from assistant.inference import Embedder
from assistant.settings import Settings
from ingest import Indexer, IndexReport, Progress, WebClient, edit
from ingest.extraction.raw_article import Unusable
from ingest.indexing.visiting import Looked, look
from ingest.sources.files import KINDS
from ingest.sources.web_client import InHand, Page, Unfetched
from ui.chat.answer_job import Failure, unforeseen

SUFFIXES = tuple(suffix.removeprefix(".") for suffix in KINDS)
"""The kinds of files that hold articles."""

_FOLDER = "uploads"


@dataclass(frozen=True, slots=True)
class Lot:
    """What is to be added: paths on this machine, dropped files (name and bytes), articles as mappings, or pages.

    Pages stand by the addresses that they were fetched from. `publisher` and `published` count for articles that do not
    say themselves; `corrections` are what is to be said of an article, by the sha256 of its text, whatever it says.
    """

    paths: tuple[Path, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    documents: tuple[Mapping[str, object], ...] = ()
    pages: Mapping[str, Page] = field(default_factory=dict)
    corrections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    publisher: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """How far adding has come; `report` or `failure` ends it."""

    progress: Progress | None = None
    report: IndexReport | None = None
    failure: Failure | None = None

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.report is not None or self.failure is not None


class Adder:
    """Adds one lot at a time; `seen` is replaced whole, so reading needs no lock."""

    def __init__(self, settings: Settings, embedder: Embedder, web: WebClient | None = None) -> None:
        self._settings = settings
        self._web = web or WebClient()
        self._embedder = embedder
        self._starting = threading.Lock()
        self.seen: Added | None = None

    @property
    def working(self) -> bool:
        """Whether a lot is being added."""
        return self.seen is not None and not self.seen.over

    def start(self, lot: Lot) -> bool:
        """Begin to add a lot; False, and nothing done, while another is being added."""
        with self._starting:
            if self.working:
                return False
            self.seen = Added()
        threading.Thread(target=self._run, args=(lot,), name="adding", daemon=True).start()
        return True

    def look(self, address: str) -> Looked | str:
        """What stands at an address, read and not stored, or why it cannot be read."""
        try:
            looked = look(self._web, address)
        except (Unfetched, Unusable) as error:
            return f"{address}: {error}"
        only = looked.parts[0][1] if len(looked.parts) == 1 else None
        return f"{looked.url}: {only}" if isinstance(only, Unusable) else looked

    def forget(self) -> None:
        """Let the report go."""
        if not self.working:
            self.seen = None

    def _run(self, lot: Lot) -> None:
        try:
            self.seen = Added(report=self._add(lot))
        except PullquoteError as error:
            self.seen = Added(failure=Failure(error.message, error.remedy))
        except Exception:  # noqa: BLE001 - the edge of a thread: whatever it is, the reader is told
            self.seen = Added(failure=unforeseen())

    def _add(self, lot: Lot) -> IndexReport:
        with Archive.named_in(self._settings, self._embedder, create=True) as archive:
            names = _written(archive.path / _FOLDER, lot.files)
            try:
                report = Indexer(archive, self._embedder, InHand(self._web, lot.pages)).run(
                    [*lot.paths, *names, *lot.pages],
                    documents=lot.documents,
                    publisher=lot.publisher,
                    published=lot.published,
                    on_progress=lambda progress: self._told(progress, names),
                )
                for location in (*map(str, names), *lot.pages):
                    self._correct(archive, location, lot.corrections)
                if names:
                    report = _under_their_names(report, names)
                    with archive.writer() as writer:  # over what the Indexer noted under our own names
                        writer.note_run({**report.to_dict(), "finished": datetime.now().astimezone().isoformat()})
            finally:
                for path in names:
                    path.unlink(missing_ok=True)
        return report

    def _correct(self, archive: Archive, location: str, corrections: Mapping[str, Mapping[str, str]]) -> None:
        """Say of what is stored from a place what was corrected before it was stored."""
        if not corrections:
            return
        with archive.writer() as writer:
            found = [stored for stored in writer.under(location) if stored.location == location]
        for stored in found:
            if said := corrections.get(stored.sha256):
                edit(archive, self._embedder, stored.id, said)

    def _told(self, progress: Progress, names: Mapping[Path, str]) -> None:
        self.seen = Added(progress=replace(progress, current=_named(progress.current, names)))


def _written(folder: Path, files: Sequence[tuple[str, bytes]]) -> dict[Path, str]:
    """Write dropped files under names of our own, and return these with the names that they came with.

    The name decides which article it is, so that dropping a file again updates it, but is never used as a path.
    """
    names: dict[Path, str] = {}
    if files:
        folder.mkdir(exist_ok=True)
    for name, content in files:
        suffix = name.rpartition(".")[2].lower()
        path = folder / f"{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:16]}.{_known(suffix)}"
        path.write_bytes(content)
        names[path.resolve()] = name
    return names


def _known(suffix: str) -> str:
    return suffix if suffix in SUFFIXES else "txt"


def _named(location: str, names: Mapping[Path, str]) -> str:
    for path, name in names.items():
        location = location.replace(str(path), name)
    return location


def _under_their_names(report: IndexReport, names: Mapping[Path, str]) -> IndexReport:
    return replace(
        report,
        skipped=tuple(replace(each, location=_named(each.location, names)) for each in report.skipped),
        failed=tuple(replace(each, location=_named(each.location, names)) for each in report.failed),
        duplicates=tuple(replace(each, location=_named(each.location, names)) for each in report.duplicates),
        notices=tuple(replace(each, location=_named(each.location, names)) for each in report.notices),
        changes=tuple(replace(each, location=_named(each.location, names)) for each in report.changes),
    )
