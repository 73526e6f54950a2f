"""Overwriting what HNSW files hold beyond their vectors: memory of this process that was never meant for a disk."""

from __future__ import annotations

import struct
from pathlib import Path

HEADER = struct.Struct("<i4Q")
"""Of header.bin: a version, the offset of level 0, the capacity, the count, the bytes of an element on level 0."""
LENGTH = 4
"""Bytes of an element in length.bin."""


def blank(directory: Path) -> None:
    """Zero the unused elements of each HNSW beneath a directory.

    Chroma writes room for at least 100 vectors without clearing it, so a small index could hold a vector, or words,
    that a purge has just erased everywhere else.
    """
    for header in directory.rglob("header.bin"):
        _, _, _, count, element = HEADER.unpack_from(header.read_bytes())
        _zero(header.with_name("data_level0.bin"), count * element)
        _zero(header.with_name("length.bin"), count * LENGTH)


def _zero(file: Path, start: int) -> None:
    rest = file.stat().st_size - start
    if rest > 0:
        with file.open("r+b") as handle:
            handle.seek(start)
            handle.write(bytes(rest))
