"""JSON Lines, one row at a time, however long the file."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ingest.sources.files import LARGEST, Unreadable, opened

Row = tuple[int, bytes | None, int]
"""The line's number from 1, its bytes without the line break or None if it has more than LARGEST, and its size."""

_WIDE = (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (
    codecs.BOM_UTF16_BE, "utf-16"
)  # fmt: skip


def rows(path: Path) -> Iterator[Row]:
    """Read the lines that are not blank; memory stays at one line. Raises Unreadable.

    A file that begins with the byte order mark of UTF-16 or UTF-32 is read as that, and its rows given as UTF-8.
    """
    with opened(path) as stream:
        try:
            yield from _numbered(as_utf8(stream))
        except OSError as error:
            raise Unreadable((error.strerror or "cannot be read").lower()) from None


def as_utf8(stream: BinaryIO) -> BinaryIO:
    """The stream of a file, behind the byte order mark if it has one, and made UTF-8 of UTF-16 and UTF-32."""
    start = stream.read(4)
    stream.seek(len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0)
    wide = next((encoding for mark, encoding in _WIDE if start.startswith(mark)), None)
    return _transcoded(stream, wide) if wide else stream


def _numbered(stream: BinaryIO) -> Iterator[Row]:
    number = 0
    while line := stream.readline(LARGEST + 1):
        number += 1
        size = len(line)
        if size > LARGEST and not line.endswith(b"\n"):
            yield number, None, size + _skip_line(stream)
            continue
        if line := line.strip():
            yield number, line, size


def _skip_line(stream: BinaryIO) -> int:
    """Read past the rest of a line; how many bytes that were."""
    skipped = 0
    while block := stream.readline(LARGEST):
        skipped += len(block)
        if block.endswith(b"\n"):
            break
    return skipped


def _transcoded(stream: BinaryIO, encoding: str) -> BinaryIO:
    """A stream of UTF-8 made of one in another encoding, a block at a time; what is broken becomes U+FFFD."""
    return io.BufferedReader(_Transcoder(stream, encoding))


class _Transcoder(io.RawIOBase):
    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._blocks = codecs.iterdecode(iter(lambda: stream.read(1 << 16), b""), encoding, "replace")
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._rest = block.encode("utf-8", "replace")
        part, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)
