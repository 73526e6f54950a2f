"""Files and folders: which of them may hold articles, and their bytes, within limits."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ingest.sources.problem import Problem
from ingest.sources.skip_reasons import MISSING, special, where, why

LARGEST = 5_000_000
"""Bytes of one article."""

KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".csv": "csv",
    ".tsv": "csv",
    ".pdf": "pdf",
    ".docx": "docx",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
}

LONG_JSON = "long json"
"""The kind of a JSON file of more than LARGEST bytes, whose list is read an article at a time."""

BY_LINE = frozenset(("lines", "csv"))
"""Kinds that hold an article a line, or nearly so."""

STREAMED = BY_LINE | {LONG_JSON}
"""Kinds that are read an article at a time."""

LARGEST_JSON = 1_000_000_000
"""Bytes of a JSON file; one of its strings may take as much memory. What is a line or a row each has no limit."""

READ = "not .txt, .md, .html, .pdf, .docx, .json, .jsonl, .csv or .xml"
"""Why a file of another kind is left out."""


class Unreadable(OSError):
    """A file that should hold an article cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class File:
    """A regular file that may hold articles."""

    path: Path
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class MissingPath:
    """A given path that leads nowhere, as it was given and resolved; `link` if it is itself a link."""

    given: str
    path: Path
    link: bool = False

    @property
    def problem(self) -> Problem:
        """What to report of a path where nothing was ever found."""
        return Problem(self.given, MISSING)


@dataclass(slots=True)
class Walk:
    """What was found beneath the given paths, in order."""

    files: list[File]
    roots: list[Path]
    """The given paths that exist, resolved."""
    gone: list[MissingPath]
    """The given paths that lead nowhere."""
    closed: list[Path]
    """Folders that could not be listed: what they hold is not known to be gone."""
    skipped: list[Problem]
    failed: list[Problem]


def walk(paths: Sequence[str | os.PathLike[str]]) -> Walk:
    """Find the files beneath `paths`, each folder in the order of its names, and each file once.

    A given path may be a link; within folders links are not followed, since what they lead to is either indexed
    under its own name or lies outside. What is no regular file, or of no kind that holds articles, is skipped.
    """
    found = Walk([], [], [], [], [], [])
    known: set[Path] = set()
    for given in paths:
        _visit(os.fspath(given), found, known)
    return found


def _visit(given: str, found: Walk, known: set[Path]) -> None:
    try:
        given.encode()
        path = Path(given).expanduser().resolve(strict=True)
        str(path).encode()
        mode = path.stat().st_mode
    except UnicodeEncodeError:
        found.failed.append(Problem(given, "its name is not valid UTF-8; rename it"))
    except FileNotFoundError:
        path = Path(given).expanduser()
        found.gone.append(MissingPath(given, path.resolve(), path.is_symlink()))
    except RuntimeError:  # nobody's home; Python < 3.13 says so of a link that leads to itself too
        found.failed.append(Problem(given, MISSING if given.startswith("~") else "a link that leads to itself"))
    except ValueError:
        found.failed.append(Problem(given, "not a path: it holds a zero byte"))
    except OSError as error:
        found.failed.append(Problem(given, why(error)))
    else:
        found.roots.append(path)
        if stat.S_ISDIR(mode):
            _list(path, path, found, known)
        else:
            _add(path, path.stat(), found, known)


def _list(folder: Path, root: Path, found: Walk, known: set[Path]) -> None:
    pending = [folder]
    while pending:
        folder = pending.pop()
        if folder in known:
            continue
        known.add(folder)
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            found.closed.append(folder)
            found.failed.append(Problem(str(folder), f"this folder cannot be read: {why(error)}"))
            continue
        below: list[Path] = []
        for entry in entries:
            path = folder / entry.name
            if entry.is_symlink():
                found.skipped.append(Problem(str(path), where(path, root)))
            elif entry.name.startswith("."):
                found.skipped.append(Problem(str(path), "hidden"))
            elif entry.is_dir(follow_symlinks=False):
                below.append(path)
            else:
                try:
                    _add(path, entry.stat(follow_symlinks=False), found, known)
                except OSError as error:
                    found.failed.append(Problem(str(path), why(error)))
        pending.extend(reversed(below))


def _add(path: Path, status: os.stat_result, found: Walk, known: set[Path]) -> None:
    if path in known:
        return
    known.add(path)
    kind = KINDS.get(path.suffix.lower())
    if not stat.S_ISREG(status.st_mode):
        found.skipped.append(Problem(str(path), f"{special(status.st_mode)}, not a file"))
    elif kind is None:
        found.skipped.append(Problem(str(path), READ))
    elif kind == "json" and LARGEST < status.st_size <= LARGEST_JSON:
        found.files.append(File(path, LONG_JSON, status.st_size))
    elif status.st_size > LARGEST and kind not in STREAMED:
        limit = f"limit {(LARGEST_JSON if kind == 'json' else LARGEST) / 1e6:,.0f} MB"
        found.skipped.append(
            Problem(str(path), f"too large: {status.st_size / 1e6:,.1f} MB ({limit}; .jsonl and .csv have none)")
        )
    else:
        found.files.append(File(path, kind, status.st_size))


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file for reading. Raises Unreadable; a link or a pipe put in its place is not opened."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        raise Unreadable(why(error)) from None
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Unreadable("not a regular file")
        yield stream


def read(path: Path) -> bytes:
    """The bytes of a file of at most LARGEST. Raises Unreadable."""
    with opened(path) as stream:
        try:
            data = stream.read(LARGEST + 1)
        except OSError as error:
            raise Unreadable(why(error)) from None
    if len(data) > LARGEST:
        raise Unreadable(f"too large: it grew beyond {LARGEST / 1e6:.0f} MB")
    return data


def fingerprint(path: Path) -> tuple[str, int]:
    """The sha256 of a file's bytes, and how many lines it has. Raises Unreadable."""
    digest, lines, last = hashlib.sha256(), 0, b"\n"
    with opened(path) as stream:
        try:
            while block := stream.read(1 << 20):
                digest.update(block)
                lines += block.count(b"\n")
                last = block[-1:]
        except OSError as error:
            raise Unreadable(why(error)) from None
    return digest.hexdigest(), lines + (last != b"\n")
