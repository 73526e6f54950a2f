"""What is no longer where it was: articles to prune, and copies whose original is no longer their own text."""

from __future__ import annotations

import os
import shlex
from collections.abc import Collection, Iterable
from contextlib import closing
from pathlib import Path

from assistant.text.plurals import counted
from ingest.indexing.filing import index_file
from ingest.indexing.report import Change
from ingest.indexing.run import Copy, Run
from ingest.sources.files import File, MissingPath, Walk


def settle(run: Run, found: Walk) -> None:
    """Count the articles that vanished from beneath the given paths, or remove them if the run prunes.

    An article has vanished if its file is gone, or was read in full and no longer holds it. A given folder that is
    gone, or holds no article file at all, keeps all that was in it, whatever else is given: it is more likely a disk
    that is not mounted than a folder emptied. So does a folder that cannot be listed, a link that leads nowhere and a
    file that holds no article any more. A copy that is still there takes its original's place.
    """
    copies = {copy.original: copy for copy in run.copies if copy.file and copy.id != copy.original}
    heirs = {id: copy for id, copy in copies.items() if run.writer.stored(copy.id) is None}
    present = {place for file in found.files for place in (file.path, *file.path.parents)}
    vanished: dict[str, str] = {}
    kept: dict[str, str] = {}
    for root in found.roots:
        gone = _vanished(run, found, root)
        if root in present:
            vanished.update(gone)
        else:
            kept.update(gone)
            _tell_of_empty(run, root, gone)
    for missing in found.gone:
        gone = _vanished(run, found, missing.path)
        (kept if _is_in_doubt(run, missing, gone) else vanished).update(gone)
    ids = [id for id in vanished if id not in kept]
    if run.prune:
        for id in ids:
            _remove(run, id, vanished[id], heirs.get(id))
        for location in {place for root in found.roots if root in present for place in _bare(run, found, root)}:
            run.writer.keep_reprints(location, ())
    else:
        run.tally.changes += [Change(id, vanished[id], "vanished") for id in ids if id not in heirs]


def _vanished(run: Run, found: Walk, root: Path) -> dict[str, str]:
    """The articles from beneath a root that are no longer there, and where they were."""
    return {
        id: location
        for id, location in run.writer.located(str(root))
        if not run.planner.has_met(id) and _has_vanished(run, found, location)
    }


def _bare(run: Run, found: Walk, root: Path) -> list[str]:
    """Where copies were from beneath a root, and no file is."""
    return [location for location in run.writer.reprinted(str(root)) if _is_gone(found, location)]


def _tell_of_empty(run: Run, root: Path, gone: Collection[str]) -> None:
    """Report a folder that holds no article files, where something came from there or was to be pruned."""
    if run.prune:
        run.skip(str(root), "holds no article files now, so nothing from there was removed")
    elif gone:
        run.skip(str(root), f"holds no article files now, and {_stayed(gone)}")


def _is_in_doubt(run: Run, missing: MissingPath, gone: Collection[str]) -> bool:
    """Report a place that is gone; whether it may come back, so that its articles stay."""
    doubt = _doubt(run, missing) if gone else ""
    if not gone:  # nothing was ever indexed from there
        run.tally.failed.append(missing.problem)
    elif doubt:
        run.fail(missing.given, f"{doubt}; {_stayed(gone)} ({_remedy(gone)} removes)")
    elif not run.prune:
        run.fail(missing.given, f"{missing.problem.reason}; {_stayed(gone)} (--prune removes)")
    return bool(doubt)


def _stayed(gone: Collection[str]) -> str:
    return f"{counted(len(gone), 'article')} from there stayed"


def _doubt(run: Run, missing: MissingPath) -> str:
    """Why what is gone may come back with a disk; empty if a file was deleted."""
    if missing.link:
        return "a link that leads nowhere now"
    if any(location != str(missing.path) for _, location in run.writer.located(str(missing.path))):
        return "this folder is gone, as if a disk were not mounted"
    return "gone with all else in its folder, as if a disk were not mounted" if _is_bare(missing.path.parent) else ""


def _remedy(gone: Collection[str]) -> str:
    """What removes articles that stayed: by name, or where the folder that held them is known to be there."""
    if len(gone) == 1:
        return f"`pullquote articles remove {shlex.quote(*gone)}`"
    return "--prune of a folder above"


def _is_bare(folder: Path) -> bool:
    """Whether a folder is missing, closed or empty, but for what systems leave in the place of a disk."""
    try:
        return all(entry.name.startswith(".") or entry.name == "lost+found" for entry in folder.iterdir())
    except OSError:
        return True


def _remove(run: Run, id: str, location: str, heir: Copy | None) -> None:
    if heir and heir.file:
        run.writer.move(id, heir.id, str(heir.file.path))
        run.tally.changes.append(Change(heir.id, str(heir.file.path), "moved"))
    else:
        run.remove(id, location)


def orphaned(run: Run) -> list[File]:
    """The files whose copies stand alone now, since the original was edited in this run after they were read."""
    return list({copy.file.path: copy.file for copy in run.copies if copy.file and _is_orphan(run, copy)}.values())


def read_again(run: Run, files: Iterable[File]) -> None:
    """Index the files of orphaned copies as if they were new; in the report they are articles now, not copies."""
    for file in files:
        again = Run(run.writer, run.embedder, run.flags)
        run.writer.mark_seen(str(file.path), "")
        with closing(again.batches):
            index_file(again, file)
            again.batches.store()
        run.tally.duplicates = [each for each in run.tally.duplicates if each.location != str(file.path)]
        run.tally.duplicates += again.tally.duplicates
        run.tally.changes += again.tally.changes
        run.tally.passages += again.tally.passages
        run.tally.embedded += again.tally.embedded


def _is_orphan(run: Run, copy: Copy) -> bool:
    original = run.writer.stored(copy.original)
    return original is not None and not original.removed and original.sha256 != copy.sha256


def _has_vanished(run: Run, found: Walk, location: str) -> bool:
    return location in run.read_in_full or _is_gone(found, location)


def _is_gone(found: Walk, location: str) -> bool:
    path = Path(location)
    return not os.path.lexists(path) and not any(folder in path.parents for folder in found.closed)
