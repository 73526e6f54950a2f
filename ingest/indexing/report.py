"""What indexing did, what it could not do, and how far it is."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Literal

from ingest.sources.problem import Problem


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file, or a part of one, whose text is stored already: `original` is the id of the article that holds it."""

    location: str
    original: str

    def to_dict(self) -> dict[str, str]:
        """As `index --json` prints it."""
        return {"location": self.location, "original": self.original}


ChangeKind = Literal["added", "changed", "moved", "restored", "vanished", "pruned"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one article. `vanished`: it is no longer where it was, and stays until it is pruned."""

    id: str
    location: str
    change: ChangeKind

    def to_dict(self) -> dict[str, str]:
        """As `index --json` prints it."""
        return {"id": self.id, "location": Problem(self.location, "").location, "change": self.change}


@dataclass(frozen=True, slots=True)
class Notice(Problem):
    """A doubt about an article that was indexed all the same."""

    id: str = ""

    def to_dict(self) -> dict[str, str]:
        """As `index --json` prints it."""
        return {"location": self.location, "id": self.id, "notice": self.reason}


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What one run of indexing did.

    `changes` name what was added, changed, moved, restored, vanished or pruned, and `duplicates` the copies, none of
    which is stored again. `undated` and `unsigned` count the added and updated articles without a date and without a
    publisher. `passages` counts those of the added and updated articles, `embedded` those among them whose vectors were
    not known already. `skipped` are no articles, or are not wanted; `failed` should have been articles; `notices` are
    doubts about articles that were indexed all the same.
    """

    unchanged: int = 0
    skipped: tuple[Problem, ...] = ()
    failed: tuple[Problem, ...] = ()
    passages: int = 0
    embedded: int = 0
    seconds: float = 0.0
    notices: tuple[Notice, ...] = ()
    changes: tuple[Change, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    undated: int = 0
    unsigned: int = 0

    @property
    def added(self) -> int:
        """Articles that were not stored before."""
        return self._changed("added")

    @property
    def updated(self) -> int:
        """Articles whose text or heading is another one now."""
        return self._changed("changed")

    @property
    def removed(self) -> int:
        """Articles that were pruned, since they are no longer where they were."""
        return self._changed("pruned")

    @property
    def vanished(self) -> int:
        """Articles that are no longer where they were, and stay: `prune` would remove them."""
        return self._changed("vanished")

    @property
    def copies(self) -> int:
        """Files, or parts of one, whose text is stored already."""
        return len(self.duplicates)

    def _changed(self, how: ChangeKind) -> int:
        return sum(change.change == how for change in self.changes)

    @property
    def exit_status(self) -> int:
        """0 if all is done, though files may have been skipped; 1 if some failed; 2 if nothing could be done."""
        done = self.added + self.updated + self.unchanged + self.removed + self.copies
        if not done and (self.failed or self.skipped):
            return 2
        return 1 if self.failed else 0

    def to_dict(self) -> dict[str, object]:
        """The object that `index --json` prints."""
        return {
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "copies": self.copies,
            "vanished": self.vanished,
            "changes": [change.to_dict() for change in self.changes],
            "skipped": [problem.to_dict() for problem in self.skipped],
            "failed": [problem.to_dict() for problem in self.failed],
            "passages": self.passages,
            "embedded": self.embedded,
            "seconds": round(self.seconds, 3),
            "duplicates": [duplicate.to_dict() for duplicate in self.duplicates],
            "notices": [notice.to_dict() for notice in self.notices],
        }


class Interrupted(KeyboardInterrupt):
    """Indexing was stopped; what `report` counts is done and stays, and the next run goes on from there."""

    def __init__(self, report: IndexReport) -> None:
        super().__init__("indexing was stopped")
        self.report = report


@dataclass(slots=True)
class Tally:
    """An IndexReport in the making, and the pace of it."""

    unchanged: int = 0
    undated: int = 0
    unsigned: int = 0
    duplicates: list[Duplicate] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    passages: int = 0
    embedded: int = 0
    started: float = field(default_factory=time.monotonic)

    def report(self) -> IndexReport:
        """What has been done so far."""
        return IndexReport(
            unchanged=self.unchanged,
            undated=self.undated,
            unsigned=self.unsigned,
            duplicates=tuple(self.duplicates),
            skipped=tuple(self.skipped),
            failed=tuple(self.failed),
            passages=self.passages,
            embedded=self.embedded,
            seconds=time.monotonic() - self.started,
            notices=tuple(self.notices),
            changes=tuple(self.changes),
        )
