"""What is no longer where it was: articles to prune, and copies whose original is no longer their own text."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ingest.filing import index_file
from ingest.planning import vanished_mark
from ingest.run import Copy, Run
from ingest.sources.files import File, Gone, Walk


def settle(run: Run, found: Walk, *, prune: bool) -> None:
    """Count the articles that vanished from beneath the given paths, or remove them if `prune`.

    An article has vanished if its file is gone, or was read in full and no longer holds it. A root that holds
    no article file at all removes nothing: it is more likely a disk that is not mounted than a folder emptied. Nor does
    a folder that cannot be listed. A copy that is still there takes its original's place.
    """
    copies = {copy.original: copy for copy in run.copies if copy.file and copy.id != copy.original}
    heirs = {id: copy for id, copy in copies.items() if run.writer.stored(copy.id) is None}
    vanished: dict[str, None] = {}
    for root in found.roots:
        gone = _vanished(run, found, root)
        if any(file.path == root or root in file.path.parents for file in found.files):
            vanished.update(dict.fromkeys(gone))
        elif prune or gone:
            stay = "so nothing was removed" if prune else f"and {_counted(len(gone))} from there stayed"
            run.skip(str(root), f"holds no article files now, {stay}")
    for missing in found.gone:
        vanished.update(dict.fromkeys(_gone(run, found, missing, prune)))
    if prune:
        for id in vanished:
            _remove(run, id, heirs.get(id))
    else:
        run.tally.vanished = len(vanished.keys() - heirs.keys())


def _vanished(run: Run, found: Walk, root: Path) -> list[str]:
    """The articles from beneath a root that are no longer there."""
    return [
        id
        for id, location in run.writer.located(str(root))
        if not run.planner.has_met(id) and _has_vanished(run, found, location)
    ]


def _gone(run: Run, found: Walk, missing: Gone, prune: bool) -> list[str]:
    """The articles of a path that itself is gone; one from which nothing was ever indexed has failed."""
    gone = _vanished(run, found, missing.path)
    if not gone:
        run.tally.failed.append(missing.problem)
    elif not prune:
        reason = f"{missing.problem.reason}; {_counted(len(gone))} from there stayed (--prune removes)"
        run.fail(missing.given, reason)
    elif _is_bare(missing.path.parent):
        run.fail(missing.given, "gone with all else in its folder, as if a disk were not mounted: nothing was removed")
        return []
    return gone


def _is_bare(folder: Path) -> bool:
    """Whether a folder is missing, closed or empty."""
    try:
        return not any(folder.iterdir())
    except OSError:
        return True


def _remove(run: Run, id: str, heir: Copy | None) -> None:
    if heir and heir.file:
        run.writer.move(id, heir.id, str(heir.file.path))
    else:
        run.tally.removed += len(run.writer.remove([id]))
        run.writer.mark_seen(vanished_mark(id), "vanished")


def _counted(articles: int) -> str:
    return f"{articles:,} article{'' if articles == 1 else 's'}"


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
        run.tally.duplicates = [each for each in run.tally.duplicates if each.location != str(file.path)]
        run.tally.duplicates += again.tally.duplicates
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
