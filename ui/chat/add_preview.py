"""What was read of files or at an address, shown before any of it is stored; of one article it can be corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import PurePath
from typing import Literal

import streamlit as st

from ingest.extraction.cleaning import shortened
from ingest.extraction.extractors import extract, from_row
from ingest.extraction.publication_date import OLDEST
from ingest.extraction.raw_article import RawArticle, Unusable
from ingest.sources.files import KINDS

FILES, OF_EACH = 20, 5
"""Files that are read ahead, and articles of each."""

BEGINNING = 400
"""Characters of an article's first lines."""

BEFORE = "What was read, before anything is stored:"
LATER = "its rows are read while it is added"


def of_files(files: list[tuple[str, bytes]]) -> dict[str, str]:
    """Draw what is read of the first files, with why nothing is where that is so; what of one article was corrected."""
    if not files:
        return {}
    parts = [(name, part) for name, content in files[:FILES] for part in _first(name, content)]
    st.text(BEFORE)
    if len(files) == 1 and len(parts) == 1 and isinstance(only := parts[0][1], RawArticle):
        return of_one(only, files[0][0])
    table(parts, "preview")
    if len(files) > FILES:
        st.text(f"and {len(files) - FILES:,} more files")
    return {}


def table(parts: Sequence[tuple[str, RawArticle | Unusable]], key: str) -> None:
    """Draw a table of what was read, and where; what could not be read stands in its second column, in sight."""
    rows = [_row(name, part) for name, part in parts]
    columns = (
        sorted(rows[0], key=lambda name: name not in ("File", "Note")) if any(row["Note"] for row in rows) else None
    )
    height: Literal["content"] | int = "content" if len(rows) <= FILES else 400
    st.dataframe(rows, hide_index=True, height=height, column_order=columns, key=key)


def of_one(found: RawArticle, name: str) -> dict[str, str]:
    """Draw what was read of one article in fields, and its first lines; what of it was corrected."""
    left, middle, right = st.columns([3, 2, 1])
    title = left.text_input("Title as read", found.title, key=f"title of {name}")
    publisher = middle.text_input("Publisher as read", found.publisher or "", key=f"publisher of {name}")
    day, earliest, last = found.published, OLDEST, date(9999, 12, 31)
    published = right.date_input("Day as read", day, earliest, last, key=f"day of {name}", format="YYYY-MM-DD")
    st.text(shortened(found.text, BEGINNING))
    st.text("\n".join([f"{len(found.text.split()):,} words", *found.notices]))
    said = {"title": title.strip() or found.title, "publisher": publisher.strip()}
    said["published"] = published.isoformat() if published else ""
    read = {"title": found.title, "publisher": found.publisher or ""}
    read["published"] = found.published.isoformat() if found.published else ""
    return {field: value for field, value in said.items() if value != read[field]}


@st.cache_data(show_spinner=False, max_entries=2 * FILES)
def _first(name: str, content: bytes) -> list[RawArticle | Unusable]:
    try:
        return list(islice(_parts(name, content), OF_EACH))
    except Unusable as error:
        return [error]


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
        return {
            "File": name,
            "Title": "",
            "Publisher": "",
            "Published": "",
            "Words": None,
            "First lines": "",
            "Note": str(part),
        }
    return {
        "File": name,
        "Title": part.title,
        "Publisher": part.publisher or "unknown",
        "Published": part.published.isoformat() if part.published else "unknown",
        "Words": len(part.text.split()),
        "First lines": shortened(" ".join(part.text.split()), BEGINNING),
        "Note": "; ".join(part.notices),
    }
