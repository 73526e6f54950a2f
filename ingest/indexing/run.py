"""One run of indexing: each article that was found goes to the archive, and what came of it to the report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Literal

from assistant.archive import ArchiveWriter
from assistant.articles import Article
from assistant.inference import Embedder
from ingest.extraction.raw_article import Malformed, RawArticle, Unusable
from ingest.indexing.batching import Batches
from ingest.indexing.planning import Planner, vanished_mark
from ingest.indexing.progress import Meter, OnProgress
from ingest.indexing.report import Change, Duplicate, Notice, Tally
from ingest.indexing.seen_files import Flags
from ingest.sources.files import File
from ingest.sources.problem import Problem

Outcome = Literal["stored", "copy", "refused"]


@dataclass(frozen=True, slots=True)
class Copy:
    """An article whose text is stored under another identity; `file` holds it, if any does."""

    id: str
    original: str
    sha256: str
    file: File | None


class Run:
    """What one run shares: the archive's writer, what was met already, the batches, the tally and the meter."""

    def __init__(
        self,
        writer: ArchiveWriter,
        embedder: Embedder,
        flags: Flags,
        on_progress: OnProgress | None = None,
        *,
        prune: bool = False,
    ) -> None:
        self.writer = writer
        self.embedder = embedder
        self.flags = flags
        self.prune = prune
        self.tally = Tally()
        self.meter = Meter(self.tally, on_progress)
        self.planner = Planner(writer)
        self.batches = Batches(writer, embedder, self.tally, self.meter.embed)
        self.copies: list[Copy] = []
        self.reprints: dict[str, set[str]] = {}
        """The ids of the copies that were met, by location."""
        self.read_in_full: set[str] = set()
        """Locations whose every article was met, so that whatever else is stored from there is gone."""

    def article(
        self,
        found: RawArticle,
        otherwise: str,
        flags: Flags,
        label: str,
        location: str = "",
        file: File | None = None,
        *,
        known: bool = False,
    ) -> Outcome:
        """Do what is to be done with an article that was found.

        `otherwise` is its identity if it has neither id nor URL, `label` where the report says it is,
        `location` the file or page that gives it; `known` is as
        for `Planner.plan`.
        """
        article = found.article(otherwise, flags.publisher, flags.published, location if file else "")
        plan = self.planner.plan(article, location, known=known)
        article = plan.article or article
        if plan.fate:
            self.tally.changes.append(Change(article.id, label, plan.fate))
        if plan.deed == "refuse":
            self.skip(label, plan.reason)
            return "refused"
        if plan.deed == "copy":
            self.tally.duplicates.append(Duplicate(label, plan.original))
            self.copies.append(Copy(article.id, plan.original, article.sha256, file))
            self._reprinted(article, plan.original, location)
            return "copy"
        if plan.deed == "keep":
            self.tally.unchanged += 1
        else:
            notices = (*found.notices, plan.reason) if plan.reason else found.notices
            self.tally.notices.extend(Notice(label, notice, article.id) for notice in notices)
            self.tally.undated += article.published is None
            self.tally.unsigned += article.publisher is None
            self.batches.add(article, location, label, is_new=plan.deed == "add")
        return "stored"

    def _reprinted(self, article: Article, original: str, location: str) -> None:
        """Keep who published a copy, once its original is stored."""
        if article.publisher and article.id != original:
            note = partial(self.writer.note_reprint, original, article.id, article.publisher, location)
            self.reprints.setdefault(location, set()).add(article.id)
            self.batches.then(note)

    def remove(self, id: str, location: str) -> None:
        """Prune an article that vanished; it comes back by itself if its source does."""
        if self.writer.remove([id]):
            self.tally.changes.append(Change(id, location, "pruned"))
        self.writer.mark_seen(vanished_mark(id), "vanished")

    def refuse(self, label: str, error: Unusable) -> None:
        """Report what holds no article: as failed if it should have held one, else as skipped."""
        (self.fail if isinstance(error, Malformed) else self.skip)(label, str(error))

    def skip(self, label: str, reason: str) -> None:
        """Report what is no article, or is not wanted."""
        self.tally.skipped.append(Problem(label, reason))

    def fail(self, label: str, reason: str) -> None:
        """Report what should have been an article."""
        self.tally.failed.append(Problem(label, reason))
