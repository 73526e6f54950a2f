"""What was read of files or at an address, shown before any of it is stored; each article can be corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import PurePath
from typing import Literal

import streamlit as st

from assistant.articles import digest
from ingest.extraction.cleaning import shortened
from ingest.extraction.extractors import extract, from_row
from ingest.extraction.publication_date import OLDEST
from ingest.extraction.raw_article import RawArticle, Unusable
from ingest.sources.files import KINDS
from ui.chat.tab_state import filled_in

FILES, OF_EACH, OF_ONE = 20, 5, 200
"""Files that are read ahead, and articles of each; of a file by itself."""

BEGINNING = 400
"""Characters of an article's first lines."""

BEFORE = "What was read, before anything is stored:"
LATER = "its rows are read while it is added"

Read = tuple[str, RawArticle | Unusable]
"""The name of the file or page, and the article that was read of it, or why none was."""


def of_files(files: list[tuple[str, bytes]]) -> dict[str, dict[str, str]]:
    """Draw what is read of the first files, with why nothing is where that is so; the Lot's corrections."""
    if not files:
        return {}
    most = OF_ONE if len(files) == 1 else OF_EACH
    st.text(BEFORE)
    corrections = of_several([(name, part) for name, content in files[:FILES] for part in _first(name, content, most)])
    if len(files) > FILES:
        st.text(f"and {len(files) - FILES:,} more files")
    return corrections


def of_several(parts: Sequence[Read]) -> dict[str, dict[str, str]]:
    """Draw what was read, one article in fields; of several in a table, from which one is chosen to be corrected."""
    found = {f"{name} {digest(part.text)}": (name, part) for name, part in parts if isinstance(part, RawArticle)}
    corrections = {
        digest(article.text): said for key, (_, article) in found.items() if (said := _corrected(article, key))
    }
    if len(parts) == 1 and found:
        ((key, (_, article)),) = found.items()
        _in_fields(article, key)
        return corrections
    table([(name, _as_corrected(part, corrections)) for name, part in parts], "preview")
    if found:
        chosen = st.selectbox(
            "Correct one of them", list(found), None, lambda key: _named(*found[key]), placeholder="Choose an article"
        )
        if chosen:
            _in_fields(found[chosen][1], chosen)
    return corrections


def table(parts: Sequence[Read], key: str) -> None:
    """Draw a table of what was read, and where; what could not be read stands in its second column, in sight."""
    rows = [_row(name, part) for name, part in parts]
    columns = (
        sorted(rows[0], key=lambda name: name not in ("File", "Note")) if any(row["Note"] for row in rows) else None
    )
    height: Literal["content"] | int = "content" if len(rows) <= FILES else 400
    st.dataframe(rows, hide_index=True, height=height, column_order=columns, key=key)


def _in_fields(found: RawArticle, key: str) -> None:
    """Draw what was read of one article in fields, which hold what was corrected of it, and its first lines."""
    left, middle, right = st.columns([3, 2, 1])
    left.text_input("Title as read", key=f"title of {key}")
    middle.text_input("Publisher as read", key=f"publisher of {key}")
    earliest, last = OLDEST, date(9999, 12, 31)
    right.date_input("Day as read", min_value=earliest, max_value=last, key=f"published of {key}", format="YYYY-MM-DD")
    st.text(shortened(found.text, BEGINNING))
    st.text("\n".join([f"{len(found.text.split()):,} words", *found.notices]))


def _said(found: RawArticle) -> dict[str, str | date | None]:
    """What stands in the fields of an article that nobody has corrected."""
    return {"title": found.title, "publisher": found.publisher or "", "published": found.published}


def _corrected(found: RawArticle, key: str) -> dict[str, str]:
    """What the fields of an article say otherwise than was read; a title is never emptied."""
    read = _said(found)
    now = {field: filled_in(f"{field} of {key}", value) for field, value in read.items()}
    said = {field: value.strip() if isinstance(value, str) else value for field, value in now.items()}
    changed = {field: value for field, value in said.items() if value != read[field] and (value or field != "title")}
    return {field: str(value or "") for field, value in changed.items()}


def _as_corrected(part: RawArticle | Unusable, corrections: Mapping[str, Mapping[str, str]]) -> RawArticle | Unusable:
    if isinstance(part, Unusable) or not (said := corrections.get(digest(part.text))):
        return part
    day = said.get("published", part.published and part.published.isoformat())
    return replace(
        part,
        title=said.get("title", part.title),
        publisher=said.get("publisher", part.publisher),
        published=date.fromisoformat(day) if day else None,
    )


def _named(name: str, found: RawArticle) -> str:
    return f"{found.title} ({name})"


@st.cache_data(show_spinner=False, max_entries=2 * FILES)
def _first(name: str, content: bytes, most: int) -> list[RawArticle | Unusable]:
    try:
        return list(islice(_parts(name, content), most))
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
