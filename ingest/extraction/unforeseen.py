"""Errors that nobody thought of: each ends the document that provoked it, by name, and never the run."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extraction.raw_article import Malformed, RawArticle, Unusable

Part = tuple[str, RawArticle | Unusable]
"""Where in its file something stands (empty for a file that is one article), and the article or why it is none."""


def guarded(parts: Iterator[Part]) -> Iterator[Part]:
    """The same parts; any error but Unusable and MemoryError becomes one that names itself.

    Extraction reads what anybody may have written, with libraries that promise nothing about it, and touches neither
    the archive nor the disk: whatever it raises is about this document alone. Raises Unusable.
    """
    try:
        yield from parts
    except (Unusable, MemoryError):
        raise
    except Exception as error:
        words = " ".join(str(error).split())[:120]
        raise Malformed(f"cannot be read: unforeseen {type(error).__name__}{f' ({words})' if words else ''}") from error
