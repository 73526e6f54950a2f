"""This chat: begin another, or take it away as Markdown or JSON."""

from __future__ import annotations

import json

import streamlit as st

from ui.chat import article_pane
from ui.chat.conversations import Conversation


def draw(conversation: Conversation) -> None:
    """Draw the buttons; they act on the whole conversation."""
    new = st.button(
        "New chat", icon=":material/edit_square:", width="stretch"
    )  # never disabled: it would lose the focus
    if new and conversation.turns:
        begin_another()
    if not conversation.turns:
        return
    nothing = not conversation.answers
    left, right = st.columns(2)
    icon = ":material/download:"
    left.download_button(
        "Markdown",
        lambda: markdown(conversation),
        "pullquote.md",
        "text/markdown",
        on_click="ignore",
        width="stretch",
        icon=icon,
        disabled=nothing,
    )
    right.download_button(
        "JSON",
        lambda: as_json(conversation),
        "pullquote.json",
        "application/json",
        on_click="ignore",
        width="stretch",
        icon=icon,
        disabled=nothing,
    )


def begin_another() -> None:
    """Leave this conversation, which stays at its own address, for a new one."""
    article_pane.close()
    st.session_state.pop("conversation", None)
    st.session_state.pop("all_turns", None)
    del st.query_params["c"]
    st.rerun()


def markdown(conversation: Conversation) -> str:
    """Every answer as Markdown, its quotes as block quotes with full references."""
    return "\n---\n\n".join(answer.to_markdown() for answer in conversation.answers)


def as_json(conversation: Conversation) -> str:
    """Every answer as `ask --json` prints it, in a list."""
    return json.dumps([answer.to_dict() for answer in conversation.answers], ensure_ascii=False, indent=2)
