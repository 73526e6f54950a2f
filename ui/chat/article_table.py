"""The table of articles: search, filter, sort, open, correct, remove and restore."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

import ingest
from assistant.archive import Listing
from assistant.errors import ArchiveMissing
from assistant.questions.validation import LONGEST_QUESTION
from assistant.search_scope import NO_FILTERS, Filters
from assistant.text.bylines import publisher as byline
from assistant.text.plurals import counted
from ingest.extraction.publication_date import OLDEST
from ui.chat import view_model
from ui.chat.archive_figures import Archived, refresh
from ui.chat.component import mounted
from ui.chat.formatting import shortened
from ui.chat.resources import Resources
from ui.chat.tab_state import pressed_row, tab, toggled

LISTED = 2_000
"""Articles in the table at once; a search finds the others."""

WIDTHS = {"Title": 370, "Publisher": 180, "Author": 130}
"""Pixels of a column."""

PUBLISHER, DAY = 260, 155
"""Pixels of the fields that confine the table."""

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
    wanted = _filters(known)
    removed = wanted.removed
    listings = _listings(resources, wanted)
    _undo(resources)
    actions = st.container(horizontal=True, vertical_alignment="center", key="actions")
    if not listings:
        st.text("No article was removed." if removed else "No article matches." if known.extent.articles else "")
        return
    with st.container(key="shelf-table"):
        chosen = _table(listings)
    with actions:
        _actions(resources, chosen, removed, len(listings))
    _opened(resources)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles are to be listed."""

    search: str = ""
    mentions: tuple[str, ...] = ()
    publisher: str | None = None
    filters: Filters = NO_FILTERS
    removed: bool = False


def _filters(known: Archived) -> Wanted:
    left, right = st.columns(2, vertical_alignment="bottom")
    removed = toggled("removed")
    mentions = left.text_input(
        "Words in the text",
        placeholder="All of these; “words in a row” in quotes",
        value=st.query_params.get("mentions", "")[:LONGEST_QUESTION],
        key="mentions",
        disabled=removed,  # whose texts are not searched
    )
    search = right.text_input("Title, publisher, author or address", key="search")
    row = st.container(horizontal=True, vertical_alignment="bottom", key="shelf-filters")  # wraps where it is narrow
    names = [name for name, _ in known.publishers]
    asked = st.query_params.get("publisher")
    publisher = row.selectbox(
        "Publisher",
        names,
        index=names.index(asked) if asked in names else None,
        placeholder="All publishers",
        format_func=byline,
        key="shelf",
        width=PUBLISHER,
    )
    days = (
        row.date_input(label, value=_day(name), format="YYYY-MM-DD", key=key, min_value=OLDEST, width=DAY)
        for label, key, name in (("From", "shelf-since", "since"), ("To", "shelf-until", "until"))
    )
    filters = Filters((), *days)
    row.toggle("Removed ones", key="removed")
    return Wanted(search.strip(), () if removed else phrases(mentions), publisher, filters, removed)


def _day(name: str) -> date | None:
    """The day of this name in the page's address, if it is one that can be looked for."""
    try:
        day = date.fromisoformat(st.query_params.get(name, ""))
    except ValueError:
        return None
    return day if day >= OLDEST else None


def phrases(words: str) -> tuple[str, ...]:
    """Words to be looked for, each by itself, but for those that stand together in quotation marks."""
    found = (quoted or word for quoted, word in re.findall(r"[\"“]([^\"”]+)[\"”]|([^\s\"“”]+)", words))
    return tuple(each for each in found if any(c.isalnum() for c in each))


def _listings(resources: Resources, wanted: Wanted) -> list[Listing]:
    """The articles that are wanted; none where there is no archive yet, to which articles can be added all the same."""
    try:
        with resources.assistant.archive.snapshot() as snapshot:
            return snapshot.articles(
                search=wanted.search,
                mentions=wanted.mentions,
                publisher=wanted.publisher,
                filters=wanted.filters,
                removed=wanted.removed,
                limit=LISTED,
            )
    except ArchiveMissing:
        return []


def _table(listings: Sequence[Listing]) -> list[Listing]:
    """Draw the table and return what is chosen in it; a title is a button that opens its article.

    Streamlit remembers chosen rows by their place, so other articles make another table: nobody removes one that
    they did not choose.
    """
    ids = tuple((listing.id, listing.version, listing.removed) for listing in listings)
    key = f"table-{hash(ids)}"
    chosen = st.dataframe(
        [
            {
                "Published": listing.published.isoformat() if listing.published else UNKNOWN,
                "Title": _label(listing.title),
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
        key=key,
        alt="Articles; Shift and Space tick a row",
        column_config={
            **{name: st.column_config.TextColumn(width=width) for name, width in WIDTHS.items()},
            "Title": st.column_config.ButtonColumn(
                width=WIDTHS["Title"],
                type="tertiary",
                alignment="left",
                key=f"{key}-title",
                on_click=_pressed,
                args=(f"{key}-title", listings),
            ),
            "Published": st.column_config.TextColumn(width="small"),
            "Indexed": st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm"),
        },
    )
    rows = chosen["selection"]["rows"]
    return [listings[row] for row in rows if row < len(listings)]


def _pressed(key: str, listings: Sequence[Listing]) -> None:
    """Open the article whose title was pressed."""
    row = pressed_row(key)
    if row < len(listings):
        tab().listed_opened = (listings[row].id, listings[row].version)


def _actions(resources: Resources, chosen: Sequence[Listing], removed: bool, listed: int) -> None:
    if st.button("Open article", disabled=len(chosen) != 1, icon=":material/article:"):
        tab().listed_opened = (chosen[0].id, chosen[0].version)
    if st.button("Correct…", disabled=len(chosen) != 1 or removed, icon=":material/edit:"):
        _correct(resources, chosen[0])
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
        else f"{counted(listed, 'article')}; click a title to read it, tick some to remove them"
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
        tab().listed_opened = None
        tab().undoable = [listing.id for listing in chosen] if verb == "Remove" else []
        refresh()
        st.rerun()
    if right.button("Cancel", width="stretch"):
        st.rerun()


def _undo(resources: Resources) -> None:
    """Offer to take back the last removal."""
    ids = tab().undoable
    if not ids:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="undo"):
        st.text(f"{counted(len(ids), 'article')} removed.")
        if st.button("Undo", icon=":material/undo:"):
            with resources.assistant.archive.writer() as writer:
                writer.restore(ids)
            tab().undoable = []
            refresh()
            st.rerun()


@st.dialog("Correct an article")
def _correct(resources: Resources, listing: Listing) -> None:
    """Let an editor say title, publisher and day in the place of what was read; that stays when it is indexed again."""
    title = st.text_input("Title", listing.title, key="correct-title")
    publisher = st.text_input("Publisher; empty if unknown", listing.publisher or "", key="correct-publisher")
    published = st.date_input(
        "Day; empty if unknown", listing.published, format="YYYY-MM-DD", key="correct-day", min_value=OLDEST
    )
    st.text("This stays when the article is indexed again.")
    left, right = st.columns(2)
    if left.button("Correct", type="primary", width="stretch"):
        said = {"title": title, "publisher": publisher, "published": published.isoformat() if published else ""}
        known = {
            "title": listing.title,
            "publisher": listing.publisher or "",
            "published": listing.published.isoformat() if listing.published else "",
        }
        changed = {name: value for name, value in said.items() if value != known[name]}
        if changed:
            ingest.edit(resources.assistant.archive, resources.assistant.embedder, listing.id, changed)
            refresh()
        st.rerun()
    if right.button("Cancel", width="stretch"):
        st.rerun()


def _consequence(verb: str, number: int) -> str:
    it, its_file_is, it_is = ("It", "its file is", "it is") if number == 1 else ("They", "their files are", "they are")
    if verb == "Restore":
        return f"{it} will be searched again."
    return f"{it} will no longer be searched, nor come back when {its_file_is} indexed again, until {it_is} restored."


def _label(title: str) -> str:
    """A title as its button's label; Streamlit reads `:material/delete:` as an icon and `["a", "b"]` as a menu."""
    return _cut("Title", f"\u200b{title}" if title.lstrip().startswith((":", "[")) else title)


def _cut(column: str, text: str | None) -> str:
    return shortened(text or "", int(WIDTHS[column] / LETTER) - 2)


def _opened(resources: Resources) -> None:
    opened = tab().listed_opened
    if opened is None:
        return
    with resources.assistant.archive.snapshot() as snapshot:
        article = snapshot.article(*opened)
    with st.container(key="reader"):
        data = view_model.article(article, (), None, current=0, nonce=hash(opened), turn="")
        pressed = mounted("shelf-article", data)
    if "close" in pressed:
        tab().listed_opened = None
        st.rerun()
