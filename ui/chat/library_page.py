"""The library: every article that has been indexed, and ways to bring in more."""

from __future__ import annotations

import streamlit as st

from assistant.rendering.scope_phrases import extent
from assistant.text.plurals import counted
from ui.chat import add_forms, article_table, charts, sidebar
from ui.chat.archive_figures import archived
from ui.chat.conversations import Conversation
from ui.chat.resources import Resources


def page(resources: Resources, conversation: Conversation) -> None:
    """Draw the library."""
    known = archived(resources)
    with st.sidebar:
        sidebar.draw_archive(resources, known)
    st.title("Library", anchor=False)
    st.text(f"{extent(known.extent)} · {counted(known.passages, 'passage')}" if not known.empty else "Nothing yet.")
    articles, figures, add, report = st.tabs(["Articles", "By date and publisher", "Add articles", "Last indexing"])
    with articles:
        article_table.draw(resources, known)
    with figures:
        charts.draw(resources, known)
    with add:
        add_forms.draw(resources)
    with report:
        add_forms.last(resources)
