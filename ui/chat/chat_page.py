"""The page that asks: a conversation whose answers stand beside their source quotes."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from functools import partial

import streamlit as st

from assistant.answers import Event
from assistant.questions.validation import LONGEST_QUESTION
from assistant.search_scope import Filters
from ui.chat import (
    article_pane,
    erasure,
    exam_notes,
    export,
    rechecking,
    sidebar,
    small_talk,
    view_model,
    welcome,
)
from ui.chat.answer_job import Seen
from ui.chat.archive_figures import archived
from ui.chat.component import mounted
from ui.chat.conversations import ChatTurn, Conversation
from ui.chat.resources import Resources
from ui.chat.sidebar import Choice
from ui.chat.tab_presence import present
from ui.chat.tab_state import CheckedAnswer, TakenFile, fill_in, tab

SHOWN_TURNS = 20
"""Turns drawn at once; earlier ones are a button away."""

LOOKED = 0.1
"""Seconds after which a run that waits for news looks whether the reader has done something."""

COUNTED = 0.7
"""Seconds between two drawings of how far an exam has come."""


def page(resources: Resources, conversation: Conversation) -> None:
    """Draw the side bar, the conversation and the open article, take the next question, and follow its answer."""
    _prefill()
    erasure.forget(resources.assistant, conversation)
    _let_go(conversation)
    answered = len(conversation.answers)
    choice = sidebar.draw(resources, conversation)
    above = st.container(key="conversation")  # of its own, so that the field below keeps its place, and so its focus
    question = _question(conversation, archived(resources).empty) or tab().offered
    tab().offered = None
    if question:
        _ask(resources, conversation, choice, question)
    with above:
        if not conversation.turns:
            welcome.draw(resources)
        drawn = _turns(resources, conversation)
    article_pane.draw(conversation)
    _follow(resources, drawn)
    if len(conversation.answers) != answered:  # one came after the side bar was drawn, which offers to take it away
        st.rerun()


def _question(conversation: Conversation, empty: bool) -> str | None:
    """The field for a question. In a container, Streamlit does not scroll to the end whenever the page grows.

    It stays enabled while an answer is being written: disabled, it would lose the focus and what is typed next.
    """
    with st.container(key="asking"):
        question = st.chat_input(
            "There is nothing to ask yet" if empty else "Ask the articles a question",
            key="question",
            max_chars=LONGEST_QUESTION,
            disabled=empty,
        )
        if tab().waits and conversation.working:
            st.text("One answer at a time: your question waits here.")
        else:
            tab().waits = False
    return question


def _prefill() -> None:
    """Put `/?q=…` into the question's field; never ask it, since any web page could open that address.

    A question that came while another was being answered goes back there too.
    """
    if "q" in st.query_params:
        fill_in(st.query_params["q"][:LONGEST_QUESTION])
        del st.query_params["q"]
    elif refused := tab().refused:
        fill_in(refused)
        tab().refused, tab().waits = None, True


def _ask(resources: Resources, conversation: Conversation, choice: Choice, question: str) -> None:
    given = Filters(choice.publishers, choice.since, choice.until, choice.as_of)
    stream: Callable[..., Iterator[Event]] = partial(
        resources.assistant.stream,
        question,
        publishers=given.publishers,
        since=given.since,
        until=given.until,
        as_of=given.as_of,
        thorough=choice.thorough,
        model=choice.model,
        history=conversation.history(),
    )
    if small_talk.small_talk(question):
        stream = partial(small_talk.answered, question)
    began = conversation.ask(
        question, stream, writer=choice.model, destination=choice.destination, given=given, wanted=present()
    )
    if began:
        article_pane.close()
    else:
        tab().refused = question
        st.rerun()


def _turns(resources: Resources, conversation: Conversation) -> list[tuple[ChatTurn, Seen]]:
    """Draw the turns; returns them with what was seen of each."""
    turns = list(conversation.turns)
    hidden = len(turns) - SHOWN_TURNS
    if hidden > 0 and not tab().all_turns:
        st.button(f"Show {hidden} earlier", key="all_turns_button", on_click=_show_all)
        turns = turns[hidden:]
    drawn = [(turn, turn.work.seen) for turn in turns]
    _examine(resources, drawn)
    marks = rechecking.marks(resources.assistant, conversation)
    for turn, seen in drawn:
        _turn(resources, conversation, turn, seen, marks.get(turn.id, ""))
    return drawn


def _examine(resources: Resources, drawn: list[tuple[ChatTurn, Seen]]) -> None:
    """Begin the exam that an answer has been waiting for, once, beside the page."""
    for _, seen in drawn:
        if seen.answer is not None and seen.answer.exam_due:
            exam_notes.begin(resources.assistant, resources.exams, seen.answer.exam_due)


def _show_all() -> None:
    tab().all_turns = True


def _turn(resources: Resources, conversation: Conversation, turn: ChatTurn, seen: Seen, since: str) -> None:
    """Draw a turn, with what has happened to its articles `since`, and do what was pressed in it."""
    first, last = (turn is conversation.turns[at] for at in (0, -1))
    due = seen.answer.exam_due if seen.answer is not None else None
    exam = exam_notes.note(resources.assistant, resources.exams, due) if due else None
    made = tab()
    data = view_model.turn(
        turn,
        seen,
        passages=archived(resources).passages,
        first=first,
        last=last,
        exam=exam,
        taken=made.taken.shown if made.taken and made.taken.of is seen.answer else None,
        since=since,
        checked=made.checked.rows if made.checked and made.checked.of is seen.answer else None,
    )
    pressed = mounted(f"turn-{turn.id}", data)
    if "stop" in pressed:
        turn.work.stop()
    elif "retry" in pressed:
        conversation.retry(turn.id, present())
    elif "widen" in pressed:
        conversation.widen(turn.id, pressed["widen"], present())
    elif "exam" in pressed and due:
        exam_notes.act(resources.assistant, resources.exams, due, pressed["exam"])
    elif "check" in pressed and seen.answer is not None:
        tab().checked = CheckedAnswer(seen.answer, rechecking.rows(resources.assistant, seen.answer))
    elif "take" in pressed:
        _take(turn, pressed["take"])
    elif "open" in pressed:
        article_pane.open_quote(turn.id, pressed["open"])
    else:
        return
    st.rerun()


def _take(turn: ChatTurn, kind: object) -> None:
    """Make a file of an answer, which the browser then saves, once."""
    answer = turn.work.seen.answer
    file = export.file_of(answer, kind) if answer is not None else None
    if answer is not None and file:
        tab().taken = TakenFile(answer, {"nonce": secrets.token_hex(8), **file})


def _let_go(conversation: Conversation) -> None:
    """Let go of what was made of an answer that is shown no more, as when it went with an erased article."""
    made = tab()
    if made.taken and not any(made.taken.of is answer for answer in conversation.answers):
        made.taken = None
    if made.checked and not any(made.checked.of is answer for answer in conversation.answers):
        made.checked = None


def _follow(resources: Resources, drawn: list[tuple[ChatTurn, Seen]]) -> None:
    """Wait for news of the answer that is being written and of the exam, and draw the page with it.

    A run of the whole page, and no fragment that the browser asks for again and again: Streamlit may begin a fragment
    that is due right after a whole run, and then throws away what that run drew in it but not that it ended, upon
    which the browser drops the answer's nodes and builds them anew. Nor does a fragment give way to what is pressed.
    """
    writing = next(((turn.work, seen) for turn, seen in drawn if not seen.over), None)
    job = resources.exams.of(exam_notes.judge(resources.settings))
    sitting = job.seen if job and job.seen.stage == "running" else None
    drawn_at = time.monotonic()
    while writing or sitting:
        if writing:
            news = writing[0].wait(writing[1], LOOKED)
        else:
            time.sleep(LOOKED)
            news = False
        if news or (job and sitting and job.seen is not sitting and time.monotonic() - drawn_at > COUNTED):
            st.rerun()
        tab()  # where Streamlit lets another run take over
