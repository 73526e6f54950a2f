"""What one tab keeps from one run of the page to the next: the only place that knows Streamlit's session state."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assistant.answers import Answer
from ingest.indexing.visiting import Looked

_KEPT = "tab"
_QUESTION = "question"


@dataclass(frozen=True, slots=True)
class OpenedArticle:
    """What the pane beside the chat shows: the article of a turn's quote or passage; a new `nonce` scrolls to it."""

    turn: str
    nonce: int
    quote: object = None
    passage: object = None


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file of an answer that the browser is to save, once for each `nonce`."""

    of: Answer
    shown: dict[str, str]


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """What had become of each quote of an answer when that was asked for last."""

    of: Answer
    rows: list[dict[str, object]]


@dataclass(slots=True)
class TabState:
    """All that a tab remembers, but for what stands in its fields, which Streamlit keeps by their keys."""

    opened_before: bool = False
    """Whether the archive has been opened for it."""
    pages: dict[str, StreamlitPage] = field(default_factory=dict)
    browser: str = ""
    """The browser's id, which cannot be guessed."""
    conversation: str | None = None
    offered: str | None = None
    """A suggested question that was pressed and is not asked yet."""
    refused: str | None = None
    """A question that came while another was being answered, on its way back to the field."""
    waits: bool = False
    """Whether the question in the field is such a one."""
    all_turns: bool = False
    """Whether earlier turns of a long conversation are drawn too."""
    drawn: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By which data each component was drawn last, as a hash, and the microsecond since which it is."""
    opened: OpenedArticle | None = None
    taken: TakenFile | None = None
    checked: CheckedAnswer | None = None
    listed_opened: tuple[str, int] | None = None
    """The article that is open below the library's table, and its version."""
    undoable: list[str] = field(default_factory=list)
    """The articles that were removed last."""
    looked: Looked | str | None = None
    """What stands at the address that was pasted, or why it cannot be read."""
    dropped: int = 0
    """How often files were added: each time the field for them is another one, and so empty."""


def tab() -> TabState:
    """What this run's tab remembers; any look at it is where Streamlit lets another run take over."""
    if _KEPT not in st.session_state:
        st.session_state[_KEPT] = TabState()
    return cast(TabState, st.session_state[_KEPT])


def fill_in(question: str) -> None:
    """Put words into the question's field, before it is drawn; it must have the key `question`."""
    st.session_state[_QUESTION] = question


def keep_fields(keys: tuple[str, ...]) -> None:
    """Keep what stands in fields that this run may not draw; Streamlit would forget it."""
    for key in keys:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def filled_in(key: str, otherwise: object) -> object:
    """What stands in a field that this run may draw later, or not: `otherwise` until somebody fills it in."""
    st.session_state[key] = st.session_state.get(key, otherwise)
    return st.session_state[key]


def toggled(key: str) -> bool:
    """Whether a toggle is on that this run has not drawn yet."""
    return bool(st.session_state.get(key))


def pressed_row(key: str) -> int:
    """The row of the button that was pressed in a table's column of this key, within the callback of it."""
    return int(st.session_state[key]["row"])
