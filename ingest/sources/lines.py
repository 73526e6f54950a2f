"""JSON Lines, one row at a time, however long the file."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ingest.sources.files import LARGEST, Unreadable, opened

Row = tuple[int, bytes | None, int]
"""The line's number from 1, its bytes without the line break or None if it has more than LARGEST, and its size."""


def rows(path: Path) -> Iterator[Row]:
    """Read the lines that are not blank; memory stays at one line. Raises Unreadable."""
    with opened(path) as stream:
        number = 0
        while True:
            try:
                line = stream.readline(LARGEST + 1)
                if not line:
                    return
                number += 1
                if len(line) > LARGEST and not line.endswith(b"\n"):
                    yield number, None, len(line) + _skip_line(stream)
                    continue
            except OSError as error:
                raise Unreadable((error.strerror or "cannot be read").lower()) from None
            size = len(line)
            if number == 1:
                line = line.removeprefix(codecs.BOM_UTF8)
            line = line.strip()
            if line:
                yield number, line, size


def _skip_line(stream: BinaryIO) -> int:
    """Read past the rest of a line; how many bytes that were."""
    skipped = 0
    while block := stream.readline(LARGEST):
        skipped += len(block)
        if block.endswith(b"\n"):
            break
    return skipped
