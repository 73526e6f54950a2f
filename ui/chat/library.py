"""The library: every article that has been indexed."""

from __future__ import annotations

import streamlit as st

from ui.chat.conversation import Conversation
from ui.chat.resources import Resources


def page(resources: Resources, conversation: Conversation) -> None:
    """Draw the library."""
    st.title("Library", anchor=False)
