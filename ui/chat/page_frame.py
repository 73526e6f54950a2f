"""The frame of every page: navigation, style, shared resources, and what is shown when something breaks."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from assistant.assistant import Assistant
from assistant.errors import PullquoteError
from ui.chat import chat_page, library_page, sidebar
from ui.chat.answer_job import unforeseen
from ui.chat.archive_figures import archived
from ui.chat.conversations import Conversation
from ui.chat.first_paint import OPENING
from ui.chat.resources import Build, Make, Resources, made
from ui.chat.tab_presence import present
from ui.chat.tab_state import keep_fields, tab

_ICON = Path(__file__).parent / "icon.png"


def show(build: Build = Assistant, make: Make = made) -> None:
    """Show the page that the address names. `build` makes the Assistant from the settings, `make` what views share."""
    st.set_page_config(page_title="Pullquote", page_icon=str(_ICON), layout="wide", initial_sidebar_state=320)
    guarded(lambda: _navigate(_opened(build, make)))


def _navigate(resources: Resources) -> None:
    conversation = _conversation(resources)
    keep_fields(sidebar.KEYS)  # on a page that does not draw them
    ask = st.Page(
        lambda: guarded(lambda: chat_page.page(resources, conversation)),
        title="Ask",
        icon=":material/format_quote:",
        url_path="ask",
        default=True,
    )
    shelves = st.Page(
        lambda: guarded(lambda: library_page.page(resources, conversation)),
        title="Library",
        icon=":material/library_books:",
        url_path="library",
    )
    tab().pages = {"ask": ask, "library": shelves}
    st.navigation([ask, shelves]).run()


def guarded(draw: Callable[[], None]) -> None:
    """Draw, and where that fails say what happened without a traceback."""
    try:
        draw()
    except PullquoteError as error:
        _told(error.message, error.remedy)
    except Exception:  # noqa: BLE001 - the edge of the page: whatever it is, the reader is told
        failure = unforeseen()
        _told(failure.message, failure.remedy)


def _told(message: str, remedy: str) -> None:
    """Say what is wrong and what to do; both may hold words from outside, so they are shown as plain text."""
    with st.container(border=True, key="told"):
        for words in filter(None, (message, remedy)):
            st.text(words[:1].upper() + words[1:])


def _opened(build: Build, make: Make) -> Resources:
    """What views share; while it is opened for the first time of a view, the page says so."""
    opening = st.container(key="opening").empty()  # in every run, or all below would be drawn anew after the first
    if not tab().opened_before:
        opening.text(OPENING)
    try:
        resources = _resources(build, make)
        archived(resources)
    finally:
        opening.empty()
    tab().opened_before = True
    return resources


@st.cache_resource(show_spinner=False)
def _resources(_build: Build, _make: Make) -> Resources:
    return _make(_build)


def _conversation(resources: Resources) -> Conversation:
    """The conversation that the address names, else this view's own, else a new one; its id goes to the address."""
    named = st.query_params.get("c")
    known = resources.conversations.find(named) or resources.conversations.find(tab().conversation)
    browser = tab().browser = _browser(resources)
    conversation = known or resources.conversations.new(browser)
    if not conversation.turns:
        conversation.owner = browser
    conversation.viewed = present()
    tab().conversation = conversation.id
    if named != conversation.id:
        st.query_params["c"] = conversation.id
    return conversation


def _browser(resources: Resources) -> str:
    """Which browser this is: by its cookie, if it has a chat here, since no id that it brings is adopted; else anew."""
    brought = st.context.cookies.get(f"pullquote-{st.get_option('server.port')}", "")
    if resources.conversations.of(brought):
        return brought
    return tab().browser or secrets.token_hex(16)
