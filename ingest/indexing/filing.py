"""A file to the archive: passed over if it is as it was, else read, whole or line by line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

from assistant.articles import digest
from assistant.text.plurals import counted
from ingest.extraction.raw_article import Malformed, Questions, RawArticle, Unusable
from ingest.indexing.report import Duplicate
from ingest.indexing.run import Copy, Run
from ingest.indexing.seen_files import Flags, SeenFile
from ingest.sources.files import BY_LINE, LARGEST, LONG_JSON, STREAMED, File, Unreadable, fingerprint, opened, read
from ingest.sources.json_lines import as_utf8, rows
from ingest.sources.skip_reasons import why

Item = tuple[str, RawArticle | Unusable, int]
"""Where in its file something stands, the article there or why it is none, and the bytes it takes."""


@dataclass(slots=True)
class _Outcome:
    """What came of a file; `known` if it was read before as it is now."""

    known: bool = False
    articles: int = 0
    copies: list[tuple[str, str, str]] = field(default_factory=list)
    refused: int = 0
    items: int = 0
    size: int = 0


def index_file(run: Run, file: File) -> None:
    """Index a file; every problem with it goes to the report."""
    location = str(file.path)
    run.meter.report("reading", location)
    outcome, items = _Outcome(), 1
    try:
        location.encode()
        if file.kind in STREAMED:
            sha256, lines = fingerprint(file.path)
            items = lines if file.kind in BY_LINE else 1
            run.meter.expect(items - 1)
            if not _is_unchanged(run, file, sha256):
                _read(run, file, sha256, _ROWS[file.kind](file.path), outcome)
        else:
            data = read(file.path)
            sha256 = hashlib.sha256(data).hexdigest()
            if not _is_unchanged(run, file, sha256):
                _read(run, file, sha256, _whole(file, data), outcome)
    except UnicodeEncodeError:
        run.skip(location, "its name is not valid UTF-8; rename it")
    except Unreadable as error:
        run.fail(location, str(error))
    except Unusable as error:
        run.refuse(location, error)
    run.batches.then(partial(run.meter.advance, items - outcome.items, file.size - outcome.size))


def _is_unchanged(run: Run, file: File, sha256: str) -> bool:
    """Count a file whose bytes are as they were, if the archive still holds what came of it."""
    location = str(file.path)
    seen = SeenFile.from_json(run.writer.seen(location))
    if seen is None or seen.sha256 != sha256 or run.flags.otherwise(seen.flags) != seen.flags:
        return False
    live = run.writer.under(location)
    if len(live) != seen.articles or any(run.planner.has_met(stored.id) for stored in live):
        return False
    if not all(run.planner.is_original(id, text) for _, id, text in seen.copies):
        return False
    for stored in live:
        run.planner.meet(stored, location)
    run.copies.extend(Copy(own, id, text, file) for own, id, text in seen.copies)
    run.tally.unchanged += len(live)
    run.tally.duplicates += [Duplicate(location, original) for _, original, _ in seen.copies]
    run.read_in_full.add(location)
    return True


def _read(run: Run, file: File, sha256: str, items: Iterator[Item], outcome: _Outcome) -> None:
    location = str(file.path)
    remembered = SeenFile.from_json(run.writer.seen(location))
    flags = run.flags.otherwise(remembered.flags) if remembered else run.flags
    outcome.known = remembered is not None and remembered.sha256 == sha256
    for place, found, size in items:
        run.meter.report("reading", location + place)
        _take(run, file, place, found, flags, outcome)
        outcome.items += 1
        outcome.size += size
        run.batches.then(partial(run.meter.advance, 1, size))
    if not outcome.items:  # it was emptied, which it may be by mistake: what came from it stays until the file is gone
        held = len(run.writer.under(location))
        stays = f"; {counted(held, 'article')} from there stayed (delete the file and --prune removes)"
        run.skip(location, f"holds no articles now{stays}" if held else "holds no articles")
    elif not outcome.refused:
        run.read_in_full.add(location)
        seen = SeenFile(sha256, flags, outcome.articles, tuple(outcome.copies))
        run.batches.then(lambda: run.writer.mark_seen(location, seen.to_json()))
        run.batches.then(lambda: run.writer.keep_reprints(location, run.reprints.get(location, ())))


def _take(run: Run, file: File, place: str, found: RawArticle | Unusable, flags: Flags, outcome: _Outcome) -> None:
    location = str(file.path)
    if isinstance(found, Unusable):
        run.refuse(location + place, found)
        outcome.refused += 1
        return
    otherwise = f"{location}#{digest(found.text)}" if place else location
    match run.article(found, otherwise, flags, location + place, location, file, known=outcome.known):
        case "stored":
            outcome.articles += 1
        case "copy":
            copy = run.copies[-1]
            outcome.copies.append((copy.id, copy.original, copy.sha256))
        case "refused":
            outcome.refused += 1


def _whole(file: File, data: bytes) -> Iterator[Item]:
    from ingest.extraction.extractors import extract  # not needed for files that are as they were

    for place, found in extract(data, file.kind, file.path):
        yield place, found, 0


def _of_csv(path: Path) -> Iterator[Item]:
    from ingest.extraction.csv_rows import from_csv

    with opened(path) as stream:
        try:
            yield from from_csv(stream)
        except OSError as error:
            raise Unreadable(why(error)) from None


def _of_long_json(path: Path) -> Iterator[Item]:
    from ingest.extraction.long_json import from_long_json

    @contextmanager
    def stream() -> Iterator[BinaryIO]:
        with opened(path) as found:
            try:
                yield as_utf8(found)
            except OSError as error:
                raise Unreadable(why(error)) from None

    yield from from_long_json(stream)


def _of_lines(path: Path) -> Iterator[Item]:
    """The rows of JSON Lines. Raises Questions if the first one asks rather than tells."""
    from ingest.extraction.extractors import from_row

    is_first = True
    for number, line, size in rows(path):
        place = f":{number}"
        if line is None:
            yield place, Unusable(f"too large: {size / 1e6:,.1f} MB (limit {LARGEST / 1e6:.0f} MB an article)"), size
        else:
            try:
                for part, found in from_row(line):
                    yield place + part, found, size
                    size = 0
            except Questions as error:
                if is_first:
                    raise
                yield place, Malformed(str(error)), size
            except Unusable as error:
                yield place, error, size
        is_first = False


_ROWS = {"lines": _of_lines, "csv": _of_csv, LONG_JSON: _of_long_json}
