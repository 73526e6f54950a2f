"""Folders that are followed: what changes in them, as it changes."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.sources.files import KINDS

PATIENCE = 5_000
"""Milliseconds after which nothing is reported, so that what could not be done is tried again."""


def follow(roots: Sequence[str], stop: threading.Event | None = None) -> Iterator[list[str]]:
    """The paths beneath `roots` that changed, in batches; an empty one now and then. Ends once `stop` is set.

    What cannot hold articles is left out, as are hidden files and links, which no folder's indexing reads either.
    A root that is a file is followed through its folder, since editors put a new file in its place.
    """
    from watchfiles import watch

    places = [Path(root) for root in roots]
    folders = {place if place.is_dir() else place.parent for place in places}
    for changes in watch(
        *sorted(folders), watch_filter=None, stop_event=stop, rust_timeout=PATIENCE, yield_on_timeout=True
    ):
        yield sorted({path for _, path in changes if _is_of(Path(path), places)})


def _is_of(path: Path, roots: Sequence[Path]) -> bool:
    root = next((root for root in roots if path == root or root in path.parents), None)
    if root is None or any(part.startswith(".") for part in path.relative_to(root).parts) or path.is_symlink():
        return False
    return path.suffix.lower() in KINDS or path.is_dir() or (not path.suffix and not os.path.lexists(path))
