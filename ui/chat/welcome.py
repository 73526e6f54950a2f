"""The first minute: what this is, and questions that this archive can answer, or how to fill it."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import streamlit as st

import seeds
from assistant.rendering.scope_phrases import extent
from ui.chat import add_forms
from ui.chat.add_articles import Lot
from ui.chat.archive_figures import Archived, archived
from ui.chat.component import mounted
from ui.chat.resources import Resources
from ui.chat.suggested_questions import Offers
from ui.chat.tab_state import tab

POLLED = 0.7


def draw(resources: Resources) -> None:
    """Draw the welcome; an offered question that is pressed is the tab's `offered`."""
    known = archived(resources)
    if known.empty:
        _empty(resources)
        return
    offers = _offers(resources, known)
    if offers.over:
        _offered(known, offers)
    else:
        _looking(resources, known)


@st.cache_resource(show_spinner=False, max_entries=4)
def _offers(_resources: Resources, known: Archived) -> Offers:
    """The offers for the archive as it is; found anew when it has changed."""
    return Offers(_resources.assistant, _resources.conversations.busy)


@st.fragment(run_every=POLLED)
def _looking(resources: Resources, known: Archived) -> None:
    """Draw the offers as they are found."""
    offers = _offers(resources, known)
    _offered(known, offers)
    if offers.over:
        st.rerun()


def _offered(known: Archived, offers: Offers) -> None:
    note = "" if offers.over else "Looking for questions that these articles answer"
    pressed = _welcome(extent(known.extent), offers.questions, note)
    if pressed:
        tab().offered = pressed
        st.rerun()


def _empty(resources: Resources) -> None:
    adding = resources.adder.working
    _welcome("Adding the first articles." if adding else "The archive is empty.", (), "")
    with st.container(key="first"):
        if adding or resources.adder.seen is not None:
            add_forms.draw(resources)
            return
        left, right = st.columns(2)
        if left.button("Begin with the sample articles", type="primary", width="stretch"):
            add_forms.start(resources, Lot(paths=(Path(next(iter(seeds.__path__))),)))
        if right.button("Add your own articles", width="stretch"):
            st.switch_page(tab().pages["library"])


def _welcome(archive: str, questions: tuple[str, ...], note: str) -> str | None:
    data: dict[str, object] = {"view": "welcome", "archive": archive, "questions": list(questions), "note": note}
    return cast("str | None", mounted("welcome", data).get("ask"))
