"""What would be read of dropped files, shown before any of it is stored."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath

import streamlit as st

from ingest.extraction.extractors import extract, from_row
from ingest.extraction.raw_article import RawArticle, Unusable
from ingest.sources.files import KINDS

FILES, OF_EACH = 20, 5
"""Files that are read ahead, and articles of each."""

LATER = "its rows are read while it is added"


def draw(files: list[tuple[str, bytes]]) -> None:
    """Draw a table of what is read of the first files, with why nothing is where that is so."""
    if not files:
        return
    rows = [row for name, content in files[:FILES] for row in _rows(name, content)]
    st.text("What was read, before anything is stored:")
    st.dataframe(rows, hide_index=True, height="content" if len(rows) <= FILES else 400, key="preview")
    if len(files) > FILES:
        st.text(f"and {len(files) - FILES:,} more files")


@st.cache_data(show_spinner=False, max_entries=2 * FILES)
def _rows(name: str, content: bytes) -> list[dict[str, object]]:
    try:
        return [_row(name, part) for part in islice(_parts(name, content), OF_EACH)]
    except Unusable as error:
        return [_row(name, error)]


def _parts(name: str, content: bytes) -> Iterator[RawArticle | Unusable]:
    kind = KINDS.get(PurePath(name).suffix.lower(), "text")
    if kind == "csv":
        yield Unusable(LATER)
    elif kind == "lines":
        for line in filter(bytes.strip, content.splitlines()):
            yield from (part for _, part in from_row(line))
    else:
        yield from (part for _, part in extract(content, kind, PurePath(name)))


def _row(name: str, part: RawArticle | Unusable) -> dict[str, object]:
    if isinstance(part, Unusable):
        return {"File": name, "Title": "", "Publisher": "", "Published": "", "Words": None, "Note": str(part)}
    return {
        "File": name,
        "Title": part.title,
        "Publisher": part.publisher or "unknown",
        "Published": part.published.isoformat() if part.published else "unknown",
        "Words": len(part.text.split()),
        "Note": "; ".join(part.notices),
    }
