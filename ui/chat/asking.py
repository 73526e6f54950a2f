"""The page that asks: a conversation whose answers stand beside their source quotes."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assistant.answers import Filters
from assistant.questions import LONGEST_QUESTION
from ui.chat import reader, sidebar, view, welcome
from ui.chat.archived import archived
from ui.chat.component import mounted
from ui.chat.conversation import Conversation, Turn
from ui.chat.resources import Resources
from ui.chat.sidebar import Choice
from ui.chat.working import Seen

SHOWN_TURNS = 20
"""Turns drawn at once; earlier ones are a button away."""

POLLED = 0.2
"""Seconds between two looks at an answer that is being written."""

PATIENCE = 0.6
"""Seconds that a look waits for news, so that many open pages leave the processor to the answers."""


def page(resources: Resources, conversation: Conversation) -> None:
    """Draw the side bar, the conversation and the open article, and take the next question."""
    _prefill()
    choice = sidebar.draw(resources, conversation)
    with st.container(key="conversation"):  # of its own, so that the field below keeps its place, and so its focus
        if not conversation.turns:
            welcome.draw(resources)
        _turns(resources, conversation)
    question = _question(conversation, archived(resources).empty) or st.session_state.pop("offered", None)
    reader.draw(conversation)
    if question:
        _ask(resources, conversation, choice, question)
        st.rerun()


def _question(conversation: Conversation, empty: bool) -> str | None:
    """The field for a question. In a container, Streamlit does not scroll to the end whenever the page grows."""
    with st.container(key="asking"):
        return st.chat_input(
            "There is nothing to ask yet" if empty else "Ask the articles a question",
            key="question",
            max_chars=LONGEST_QUESTION,
            disabled=empty or conversation.working is not None,
        )


def _prefill() -> None:
    """Put `/?q=…` into the question's field; never ask it, since any web page could open that address."""
    if "q" in st.query_params:
        st.session_state.question = st.query_params["q"][:LONGEST_QUESTION]
        del st.query_params["q"]


def _ask(resources: Resources, conversation: Conversation, choice: Choice, question: str) -> None:
    given = Filters(choice.publishers, choice.since, choice.until, choice.as_of)
    stream = partial(
        resources.assistant.stream,
        question,
        publishers=given.publishers,
        since=given.since,
        until=given.until,
        as_of=given.as_of,
        model=choice.model,
        history=conversation.history(),
    )
    conversation.ask(question, stream, writer=choice.model, destination=choice.destination, given=given)
    reader.close()


def _turns(resources: Resources, conversation: Conversation) -> None:
    turns = list(conversation.turns)
    hidden = len(turns) - SHOWN_TURNS
    if hidden > 0 and not st.session_state.get("all_turns"):
        st.button(f"Show {hidden} earlier", key="all_turns_button", on_click=_show_all)
        turns = turns[hidden:]
    for turn in turns:
        # A fragment either way, so that the browser keeps the nodes of an answer when it is done.
        st.session_state.pop(_seen_key(turn), None)
        polled = not turn.work.seen.over
        st.fragment(_turn, run_every=POLLED if polled else None)(resources, conversation, turn, polled)


def _show_all() -> None:
    st.session_state.all_turns = True


def _turn(resources: Resources, conversation: Conversation, turn: Turn, polled: bool) -> None:
    """Draw a turn; when one that is looked at again and again is over, draw the whole page once more."""
    seen = turn.work.seen
    first, last = (turn is conversation.turns[at] for at in (0, -1))
    data = view.turn(turn, seen, passages=archived(resources).passages, first=first, last=last)
    pressed = mounted(f"turn-{turn.id}", data)
    if "stop" in pressed:
        turn.work.stop()
    elif "retry" in pressed:
        conversation.retry(turn.id)
    elif "widen" in pressed:
        conversation.widen(turn.id, pressed["widen"])
    elif "open" in pressed:
        reader.open_quote(turn.id, pressed["open"])
    elif not (polled and seen.over):
        if polled:
            _rest(turn, seen)
        return
    st.rerun()


def _rest(turn: Turn, seen: Seen) -> None:
    """Wait for news if there were none since the last look; not in a run that draws the whole page."""
    key = _seen_key(turn)
    if st.session_state.get(key) is seen:
        turn.work.wait(seen, PATIENCE)
    st.session_state[key] = seen


def _seen_key(turn: Turn) -> str:
    return f"seen-{turn.id}"
