"""The page that asks: a conversation whose answers stand beside their source quotes."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from assistant.answers import Event
from assistant.questions import LONGEST_QUESTION
from ui.chat import reader, sidebar, view, welcome
from ui.chat.archived import archived
from ui.chat.component import mounted
from ui.chat.conversation import Conversation, Turn
from ui.chat.resources import Resources
from ui.chat.sidebar import Choice

SHOWN_TURNS = 20
"""Turns drawn at once; earlier ones are a button away."""

POLLED = 0.3
"""Seconds between two looks at an answer that is being written."""


def page(resources: Resources, conversation: Conversation) -> None:
    """Draw the side bar, the conversation and the open article, and take the next question."""
    _prefill()
    choice = sidebar.draw(resources, conversation)
    if not conversation.turns:
        welcome.draw(resources)
    _turns(resources, conversation)
    question = _question(conversation) or st.session_state.pop("offered", None)
    reader.draw(conversation)
    if question:
        _ask(resources, conversation, choice, question)
        st.rerun()


def _question(conversation: Conversation) -> str | None:
    """The field for a question. In a container, Streamlit does not scroll to the end whenever the page grows."""
    with st.container(key="asking"):
        return st.chat_input(
            "Ask the articles a question",
            key="question",
            max_chars=LONGEST_QUESTION,
            disabled=conversation.working is not None,
        )


def _prefill() -> None:
    """Put `/?q=…` into the question's field; never ask it, since any web page could open that address."""
    if "q" in st.query_params:
        st.session_state.question = st.query_params["q"][:LONGEST_QUESTION]
        del st.query_params["q"]


def _ask(resources: Resources, conversation: Conversation, choice: Choice, question: str) -> None:
    history = conversation.history()

    def stream() -> Iterator[Event]:
        return resources.assistant.stream(
            question,
            publishers=choice.publishers,
            since=choice.since,
            until=choice.until,
            as_of=choice.as_of,
            model=choice.model,
            history=history,
        )

    conversation.ask(question, stream, writer=choice.model, destination=choice.destination)
    reader.close()


def _turns(resources: Resources, conversation: Conversation) -> None:
    turns = list(conversation.turns)
    hidden = len(turns) - SHOWN_TURNS
    if hidden > 0 and not st.session_state.get("all_turns"):
        st.button(f"Show {hidden} earlier", key="all_turns_button", on_click=_show_all)
        turns = turns[hidden:]
    for turn in turns:
        # A fragment either way, so that the browser keeps the nodes of an answer when it is done.
        polled = not turn.work.seen.over
        st.fragment(_turn, run_every=POLLED if polled else None)(resources, conversation, turn, polled)


def _show_all() -> None:
    st.session_state.all_turns = True


def _turn(resources: Resources, conversation: Conversation, turn: Turn, polled: bool) -> None:
    """Draw a turn; when one that is looked at again and again is over, draw the whole page once more."""
    over = turn.work.seen.over
    pressed = mounted(
        f"turn-{turn.id}", view.turn(turn, passages=archived(resources).passages, last=turn is conversation.turns[-1])
    )
    if "stop" in pressed:
        turn.work.stop()
    elif "retry" in pressed:
        conversation.retry(turn.id)
    elif "open" in pressed:
        reader.open_quote(turn.id, pressed["open"])
    elif not (polled and over):
        return
    st.rerun()
