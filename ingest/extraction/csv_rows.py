"""CSV with a line of column names, one row at a time: columns are named as the fields of an article are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from ingest.extraction.decoding import NotText, decode
from ingest.extraction.field_names import SUMMARIES, TEXTS, folded
from ingest.extraction.json_articles import from_object
from ingest.extraction.raw_article import Malformed, RawArticle, Unusable
from ingest.extraction.unforeseen import Part, guarded

LONGEST = 5_000_000
"""Characters of one cell, as of one article."""

HEAD = 65_536
"""Bytes by which encoding and separator are told."""


def from_csv(stream: BinaryIO) -> Iterator[tuple[str, RawArticle | Unusable, int]]:
    """Read the rows: (`:line`, the article or why it is none, the bytes that were read for it).

    Raises Unusable if no column holds texts. Every id counts the rows of its file, as spreadsheets do, if it is small.
    """
    head = stream.read(HEAD)
    stream.seek(0)
    try:
        encoding = decode(head[: head.rfind(b"\n") + 1] or head).encoding
    except NotText as error:
        raise Unusable(str(error)) from None
    if not head.strip():
        raise Unusable("empty")
    csv.field_size_limit(LONGEST)
    encoding = "utf-8-sig" if encoding == "utf-8" else encoding
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
    reader = csv.reader(text, delimiter=_separator(head.decode(encoding, "replace")))
    yield from _rows(reader, stream)
    text.detach()


def _rows(reader: Iterator[list[str]], stream: BinaryIO) -> Iterator[tuple[str, RawArticle | Unusable, int]]:
    names: Sequence[str] | None = None
    before = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield f":{reader.line_num}", Malformed(f"malformed CSV: {error}"), 0  # type: ignore[attr-defined]
            continue
        if cells is None:
            return
        place = f":{reader.line_num}"  # type: ignore[attr-defined]
        if names is None:
            names = _checked([cell.strip("\ufeff \t") for cell in cells])
        elif any(cell.strip() for cell in cells):
            size, before = max(0, stream.tell() - before), stream.tell()
            yield place, _read(dict(zip(names, cells, strict=False))), size


def _read(row: Mapping[str, object]) -> RawArticle | Unusable:
    try:
        ((_, part),) = guarded(_one(row))
    except Unusable as error:
        return error
    return part


def _one(row: Mapping[str, object]) -> Iterator[Part]:
    yield "", from_object({name: value for name, value in row.items() if value != ""})


def _checked(names: Sequence[str]) -> Sequence[str]:
    if not any(folded(name) in (*TEXTS, *SUMMARIES) for name in names):
        said = ", ".join(repr(name[:40]) for name in names[:8])
        raise Malformed(f"no column holds texts: the first line says {said}; name one text, content or body")
    return names


def _separator(head: str) -> str:
    """What cuts the first line into the most cells."""
    first = head.lstrip("\ufeff").splitlines()[0]
    return max(",;\t|", key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))
