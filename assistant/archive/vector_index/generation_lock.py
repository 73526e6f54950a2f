"""Claims on a generation: readers share it, and deleting it wants it alone. The system drops a dead reader's."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def share(directory: Path) -> int:
    """Claim a generation for reading; close the descriptor to let go. Raises OSError if it is being deleted."""
    return _claim(directory, fcntl.LOCK_SH)


@contextmanager
def alone(directory: Path) -> Iterator[None]:
    """Claim a generation for deleting it. Raises BlockingIOError if someone reads it."""
    descriptor = _claim(directory, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(descriptor)


def _claim(directory: Path, kind: int) -> int:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor
