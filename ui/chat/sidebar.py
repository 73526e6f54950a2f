"""The side bar: what the search is confined to, who writes and where passages go, this chat, the archive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st

from assistant.rendering.passages_leave import destination, writes_from
from assistant.settings import QUOTES
from assistant.text.bylines import publisher
from assistant.text.day_format import day
from assistant.text.plurals import counted
from ingest.extraction.publication_date import OLDEST
from ui.chat import chat_list, exam_notes
from ui.chat.archive_figures import Archived, archived
from ui.chat.conversations import Conversation
from ui.chat.resources import Resources

KEYS = ("publishers", "since", "until", "as_of", "thorough", "own_sentences")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be searched, how thoroughly, and who writes."""

    model: str
    destination: str
    publishers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    thorough: bool = False


def draw(resources: Resources, conversation: Conversation) -> Choice:
    """Draw the side bar and return what has been chosen there."""
    known = archived(resources)
    with st.sidebar:
        chat_list.draw(resources.conversations, conversation, resources.assistant)
        publishers, since, until, as_of = _filters(known)
        thorough = st.toggle("Thorough", key="thorough", help="Read more passages and say more; takes longer.")
        model = _writer(resources)
        draw_archive(resources, known)
    return Choice(model, destination(resources.settings, model), publishers, since, until, as_of, thorough)


def _filters(known: Archived) -> tuple[tuple[str, ...], date | None, date | None, date | None]:
    st.subheader("Search in", anchor=False)
    publishers = st.multiselect(
        "Publishers",
        [name for name, _ in known.publishers],
        placeholder="All publishers",
        format_func=publisher,
        key="publishers",
    )
    left, right = st.columns(2)
    since = left.date_input("From", value=None, format="YYYY-MM-DD", key="since", min_value=OLDEST)
    until = right.date_input("To", value=None, format="YYYY-MM-DD", key="until", min_value=OLDEST)
    as_of = st.date_input(
        "As of",
        value=None,
        format="YYYY-MM-DD",
        key="as_of",
        min_value=OLDEST,
        help="Answer as the archive stood on that day: nothing published later is read.",
    )
    return tuple(publishers), since, until, as_of


def _writer(resources: Resources) -> str:
    st.subheader("Who writes", anchor=False)
    configured = resources.settings.writer
    if configured == QUOTES:
        st.text(f"The sources’ own sentences. {writes_from(resources.settings, QUOTES)}")
        return QUOTES
    own = st.toggle("Only the sources’ own sentences", key="own_sentences")
    writer = QUOTES if own else configured
    st.text(writes_from(resources.settings, writer))
    if own:
        return QUOTES
    _checking(resources, exam_notes.judge(resources.settings))
    return configured


def _checking(resources: Resources, judge: str) -> None:
    """Who checks what is written: how its exam goes, with a stop, or what came of it."""
    st.subheader("Who checks", anchor=False)
    if resources.settings.exam == "off":
        st.text(f"{judge}, not examined.")
        return
    note = exam_notes.note(resources.assistant, resources.exams, judge)
    st.text(note.words)
    if note.state == "running" and note.sitting:
        st.progress(note.sitting.share)
        st.text(note.done)
        if st.button("Stop the exam", key="exam-stop", width="stretch"):
            exam_notes.act(resources.assistant, resources.exams, judge, "stop")
            st.rerun()
    elif note.beginnable and st.button("Begin the exam again", key="exam-begin", width="stretch"):
        exam_notes.act(resources.assistant, resources.exams, judge, "begin")
        st.rerun()


def draw_archive(resources: Resources, known: Archived) -> None:
    """Say which archive this is, and how new."""
    st.subheader("Archive", anchor=False)
    newest = f"\nNewest: {day(known.extent.last)}" if known.extent.last else ""
    st.text(f"{counted(known.extent.articles, 'article')}{newest}\n{_short(resources.settings.archive)}")


def _short(path: Path) -> str:
    """A path with `~` for the home folder."""
    return f"~/{path.relative_to(Path.home())}" if path.is_relative_to(Path.home()) else str(path)
