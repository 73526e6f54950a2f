"""The one component: answers with their sources, whole articles, and first questions, built of text nodes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

import streamlit as st

from ui.chat.tab_state import tab
from ui.chat.view_model import Data

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_PARTS = Path(__file__).parent / "component"
TRIGGERS = ("open", "close", "stop", "retry", "widen", "ask", "exam", "take", "chat", "check")


def mounted(key: str, data: Data) -> dict[str, object]:
    """Draw `data` in the component, and return what was pressed since the last run, by trigger.

    Triggers are: `open` a quote's or a passage's article, `close` it, `stop` or `retry` a turn, `widen` one
    by taking away what was read out of its question, `ask` an offered question, `exam` to stop or begin the exam of
    the model that is to write, `take` an answer away as a kind of file, `chat` to show an earlier one,
    `check` whether an answer's quotes still stand.
    """
    shown = [data, drawn_since(key, data)]  # in a mapping Streamlit would look for tables, and import pandas and Arrow
    result = _renderer()(
        key=key,
        data=shown,
        on_open_change=_noted,
        on_close_change=_noted,
        on_stop_change=_noted,
        on_retry_change=_noted,
        on_widen_change=_noted,
        on_ask_change=_noted,
        on_exam_change=_noted,
        on_take_change=_noted,
        on_chat_change=_noted,
        on_check_change=_noted,
    )
    return {name: cast(object, result[name]) for name in TRIGGERS if result[name] is not None}


@st.cache_resource(show_spinner=False)
def _renderer() -> ComponentRenderer:
    """Register the component with the running server, once."""
    return st.components.v2.component(
        "pullquote",
        html='<div class="pq"></div>',
        css=(_PARTS / "component.css").read_text(encoding="utf-8"),
        js="\n".join(path.read_text(encoding="utf-8") for path in sorted(_PARTS.glob("*.js"))),  # it takes but one
    )


def drawn_since(key: str, data: Data) -> int:
    """The microsecond, on the clock that never goes back, since which these data have been drawn under that key.

    While a browser loads the component's script for the first time it may hand it newer data before older ones; by
    this the script knows which to draw.
    """
    drawn, these = tab().drawn, hash(repr(data))  # not the data, for an article that is erased must leave no text
    if key not in drawn or drawn[key][0] != these:
        drawn[key] = (these, time.monotonic_ns() // 1_000)
    return drawn[key][1]


def _noted() -> None:
    """A trigger is read from the result; the callback only declares it."""
