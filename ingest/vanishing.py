"""What is no longer where it was: articles to prune, and copies whose original is no longer their own text."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ingest.filing import index_file
from ingest.planning import vanished_mark
from ingest.run import Copy, Run
from ingest.sources.files import File, Walk


def prune(run: Run, found: Walk) -> None:
    """Remove the articles that vanished from beneath the roots.

    An article has vanished if its file is gone, or was read in full and no longer holds it. A root that holds
    no article file at all removes nothing: it is more likely a disk that is not mounted than a folder emptied. Nor does
    a folder that cannot be listed. A copy that is still there takes its original's place.
    """
    copies = {copy.original: copy for copy in run.copies if copy.file and copy.id != copy.original}
    for root in found.roots:
        if not any(file.path == root or root in file.path.parents for file in found.files):
            run.skip(str(root), "holds no article files now, so nothing was removed")
            continue
        gone = [
            stored.id
            for stored in run.writer.under(str(root))
            if not run.planner.has_met(stored.id) and _has_vanished(run, found, stored.location)
        ]
        for id in gone:
            copy = copies.get(id)
            if copy and copy.file and run.writer.stored(copy.id) is None:
                run.writer.move(id, copy.id, str(copy.file.path))
            else:
                run.tally.removed += len(run.writer.remove([id]))
                run.writer.mark_seen(vanished_mark(id), "vanished")


def orphaned(run: Run) -> list[File]:
    """The files whose copies stand alone now, since the original was edited in this run after they were read."""
    return list({copy.file.path: copy.file for copy in run.copies if copy.file and _is_orphan(run, copy)}.values())


def read_again(run: Run, files: Iterable[File]) -> None:
    """Index the files of orphaned copies as if they were new; in the report they are articles now, not copies."""
    for file in files:
        again = Run(run.writer, run.embedder, run.flags)
        run.writer.mark_seen(str(file.path), "")
        index_file(again, file)
        again.batch.store()
        run.tally.copies -= again.tally.added
        run.tally.added += again.tally.added
        run.tally.passages += again.tally.passages
        run.tally.embedded += again.tally.embedded


def _is_orphan(run: Run, copy: Copy) -> bool:
    original = run.writer.stored(copy.original)
    return original is not None and not original.removed and original.sha256 != copy.sha256


def _has_vanished(run: Run, found: Walk, location: str) -> bool:
    if location in run.read_in_full:
        return True
    path = Path(location)
    return not os.path.lexists(path) and not any(folder in path.parents for folder in found.closed)
