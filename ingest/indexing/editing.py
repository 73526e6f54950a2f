"""An editor's corrections to what was read of an article: a new version, which later readings do not undo."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing

from assistant.archive import Archive
from assistant.articles import Article
from assistant.errors import UsageError
from assistant.inference import Embedder
from ingest.extraction.cleaning import clean_line
from ingest.indexing.batching import Batches
from ingest.indexing.indexer import checked_day
from ingest.indexing.planning import corrected
from ingest.indexing.report import Tally

FIELDS = ("title", "publisher", "published", "author")


def edit(archive: Archive, embedder: Embedder, id: str, said: Mapping[str, str]) -> Article:
    """Correct title, publisher, published or author of an article; an empty value takes what was read away.

    What is said counts for every later version too, whatever its source says. Returns the article as it is now.
    Raises UsageError if nothing is said, a title is empty, a day is none, or the article was removed; ArticleMissing.
    """
    checked = {name: _checked(name, value) for name, value in said.items()}
    if not checked:
        raise UsageError("nothing is corrected", f"give one of {', '.join(FIELDS)}")
    with archive.snapshot() as snapshot:
        article = snapshot.article(id)
    with archive.writer() as writer:
        stored = writer.stored(id)
        if stored is None or stored.removed:
            raise UsageError(f"the article {id!r} was removed", f"`pullquote articles restore` {id!r} brings it back")
        kept = {**writer.corrections(id), **checked}
        edited = corrected(article, kept)
        writer.correct(id, kept)
        if edited != article:
            with closing(Batches(writer, embedder, Tally(), lambda passages: None)) as batches:
                batches.add(edited, stored.location, is_new=False)
                batches.store()
            writer.publish()
    with archive.snapshot() as snapshot:
        return snapshot.article(id)


def _checked(name: str, value: str) -> str | None:
    if name not in FIELDS:
        raise UsageError(f"{name!r} is not to be corrected", f"give one of {', '.join(FIELDS)}")
    line = clean_line(value)
    if name == "title" and not line:
        raise UsageError("a title is not to be empty", "give one, or leave the option out")
    if name == "published" and line:
        day = checked_day(line)
        return day.isoformat() if day else None
    return line or None
