"""The table of articles: search, filter, sort, open, remove and restore."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import streamlit as st

from assistant.archive import Listing
from assistant.rendering.scope_phrases import counted
from assistant.text.bylines import publisher as byline
from ui.chat import view_model
from ui.chat.archive_figures import Archived, refresh
from ui.chat.component import mounted
from ui.chat.formatting import shortened
from ui.chat.resources import Resources

LISTED = 2_000
"""Articles in the table at once; a search finds the others."""

WIDTHS = {"Title": 440, "Publisher": 200, "Author": 160}
"""Pixels of a column."""

LETTER = 6.1
"""Pixels of a letter on the average: a text too long for its column ends in “…”, where the table would clip it."""

ROWS = 12
"""Rows that need no scrolling."""

NAMED = 5
LONGEST_NAME = 120
"""Articles that the dialog names before it counts the rest, and characters of each title."""

UNKNOWN = "unknown"


def draw(resources: Resources, known: Archived) -> None:
    """Draw the table and what can be done with the articles chosen in it."""
    search, publisher, removed = _filters(known)
    listings = _listings(resources, search, publisher, removed)
    actions = st.container(horizontal=True, vertical_alignment="center", key="actions")
    if not listings:
        st.text("No article was removed." if removed else "No article matches." if known.extent.articles else "")
        return
    chosen = _table(listings)
    with actions:
        _actions(resources, chosen, removed, len(listings))
    _opened(resources)


def _filters(known: Archived) -> tuple[str, str | None, bool]:
    left, middle, right = st.columns([5, 4, 3], vertical_alignment="bottom")
    search = left.text_input("Search articles", placeholder="Titles, publishers, authors, addresses", key="search")
    publisher = middle.selectbox(
        "Publisher",
        [name for name, _ in known.publishers],
        index=None,
        placeholder="All publishers",
        format_func=byline,
        key="shelf",
    )
    return search.strip(), publisher, right.toggle("Removed ones", key="removed")


def _listings(resources: Resources, search: str, publisher: str | None, removed: bool) -> list[Listing]:
    with resources.assistant.archive.snapshot() as snapshot:
        return snapshot.articles(search=search, publisher=publisher, removed=removed, limit=LISTED)


def _table(listings: Sequence[Listing]) -> list[Listing]:
    """Draw the table and return what is chosen in it.

    Streamlit remembers chosen rows by their place, so other articles make another table: nobody removes one that
    they did not choose.
    """
    ids = tuple((listing.id, listing.version, listing.removed) for listing in listings)
    chosen = st.dataframe(
        [
            {
                "Published": listing.published.isoformat() if listing.published else UNKNOWN,
                "Title": _cut("Title", listing.title),
                "Publisher": _cut("Publisher", byline(listing.publisher, UNKNOWN)),
                "Author": _cut("Author", listing.author),
                "Words": listing.words,
                "Version": listing.version,
                "Indexed": listing.indexed,
            }
            for listing in listings
        ],
        hide_index=True,
        height="content" if len(listings) <= ROWS else 480,
        on_select="rerun",
        selection_mode="multi-row",
        key=f"table-{hash(ids)}",
        column_config={
            **{name: st.column_config.TextColumn(width=width) for name, width in WIDTHS.items()},
            "Published": st.column_config.TextColumn(width="small"),
            "Indexed": st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm"),
        },
    )
    rows = chosen["selection"]["rows"]
    return [listings[row] for row in rows if row < len(listings)]


def _actions(resources: Resources, chosen: Sequence[Listing], removed: bool, listed: int) -> None:
    if st.button("Open article", disabled=len(chosen) != 1, icon=":material/article:"):
        st.session_state.shelf_opened = (chosen[0].id, chosen[0].version)
    if removed:
        if st.button("Restore…", disabled=not chosen, icon=":material/restore:"):
            _ask(resources, "Restore", chosen)
    elif st.button("Remove…", disabled=not chosen, icon=":material/delete:"):
        _ask(resources, "Remove", chosen)
    st.text(
        f"{counted(len(chosen), 'article')} chosen"
        if chosen
        else f"The latest {listed:,}; search for others"
        if listed == LISTED
        else f"{counted(listed, 'article')}; tick one to open it"
    )


def _ask(resources: Resources, verb: str, chosen: Sequence[Listing]) -> None:
    """Ask before anything is removed or restored."""
    st.dialog(f"{verb} {counted(len(chosen), 'article')}?")(_confirm)(resources, verb, chosen)


def _confirm(resources: Resources, verb: str, chosen: Sequence[Listing]) -> None:
    for listing in chosen[:NAMED]:
        st.text(f"“{shortened(listing.title, LONGEST_NAME)}”")
    if len(chosen) > NAMED:
        st.text(f"and {len(chosen) - NAMED:,} more")
    st.text(_consequence(verb, len(chosen)))
    left, right = st.columns(2)
    if left.button(f"{verb} {counted(len(chosen), 'article')}", type="primary", width="stretch"):
        with resources.assistant.archive.writer() as writer:
            (writer.remove if verb == "Remove" else writer.restore)([listing.id for listing in chosen])
        st.session_state.pop("shelf_opened", None)
        refresh()
        st.rerun()
    if right.button("Cancel", width="stretch"):
        st.rerun()


def _consequence(verb: str, number: int) -> str:
    it, its_file_is, it_is = ("It", "its file is", "it is") if number == 1 else ("They", "their files are", "they are")
    if verb == "Restore":
        return f"{it} will be searched again."
    return f"{it} will no longer be searched, nor come back when {its_file_is} indexed again, until {it_is} restored."


def _cut(column: str, text: str | None) -> str:
    return shortened(text or "", int(WIDTHS[column] / LETTER) - 2)


def _opened(resources: Resources) -> None:
    opened = cast("tuple[str, int] | None", st.session_state.get("shelf_opened"))
    if opened is None:
        return
    with resources.assistant.archive.snapshot() as snapshot:
        article = snapshot.article(*opened)
    with st.container(key="reader"):
        data = view_model.article(article, (), None, current=0, nonce=hash(opened), turn="")
        pressed = mounted("shelf-article", data)
    if "close" in pressed:
        del st.session_state.shelf_opened
        st.rerun()
