"""The chats of this browser in the side bar: another one, an earlier one, or this one to take away."""

from __future__ import annotations

import streamlit as st

from assistant.assistant import Assistant
from ui.chat import article_pane, erasure, export
from ui.chat.component import mounted
from ui.chat.conversations import Conversation, Conversations
from ui.chat.tab_state import tab


def draw(conversations: Conversations, conversation: Conversation, assistant: Assistant) -> None:
    """Draw the buttons and the list; the downloads are of the whole conversation."""
    new = st.button(
        "New chat", icon=":material/edit_square:", width="stretch"
    )  # never disabled: it would lose the focus
    if new and conversation.turns:
        show(conversations.new(tab().browser))
    if conversation.turns:
        _downloads(conversation, assistant)
    _list(conversations, conversation)


def show(conversation: Conversation) -> None:
    """Draw the page anew with another conversation, which the address then names, so that Back leads back."""
    article_pane.close()
    tab().conversation = conversation.id
    tab().all_turns = False
    st.query_params["c"] = conversation.id
    st.rerun()


def _downloads(conversation: Conversation, assistant: Assistant) -> None:
    def markdown() -> str:
        erasure.forget(assistant, conversation)
        return export.markdown(conversation)

    def as_json() -> str:
        erasure.forget(assistant, conversation)
        return export.as_json(conversation)

    left, right = st.columns(2)
    for place, label, made, ending in ((left, "Markdown", markdown, "md"), (right, "JSON", as_json, "json")):
        place.download_button(
            label,
            made,
            f"pullquote.{ending}",
            "text/markdown" if ending == "md" else "application/json",
            on_click="ignore",
            width="stretch",
            icon=":material/download:",
            disabled=not conversation.answers,
            help="The whole chat",
        )


def _list(conversations: Conversations, conversation: Conversation) -> None:
    """The chats in which something was asked, the latest first; what they hold is gone when the server ends."""
    chats = conversations.of(tab().browser)
    others = [each for each in chats if each is not conversation]
    data: dict[str, object] = {
        "view": "chats",
        "chats": [
            {
                "id": each.id,
                "title": each.turns[0].question,
                "time": f"{each.begun:%H:%M}",
                "iso": each.begun.isoformat(timespec="minutes"),
                "current": each is conversation,
            }
            for each in chats
        ]
        if others
        else [],
        "browser": tab().browser,
    }
    pressed = mounted("chats", data).get("chat")
    chosen = next((each for each in others if each.id == pressed), None)
    if chosen:
        show(chosen)
