"""The article beside the chat: whole, with every quote of the answer marked, at the quote that was pressed."""

from __future__ import annotations

import itertools
from typing import cast

import streamlit as st

from assistant.articles import Article, Quote
from ui.chat import view_model
from ui.chat.component import mounted
from ui.chat.conversations import Conversation
from ui.chat.tab_state import OpenedArticle, tab

_nonces = itertools.count(1)


def open_quote(turn_id: str, pressed: object) -> None:
    """Remember which turn's quote or passage was pressed; the reader shows it on the next run."""
    what = cast(dict[str, object], pressed)
    tab().opened = OpenedArticle(turn_id, next(_nonces), what.get("quote"), what.get("passage"))


def close() -> None:
    """Let the reader go."""
    tab().opened = None


def draw(conversation: Conversation) -> None:
    """Draw the reader if something is open in it."""
    opened = tab().opened
    data = _data(conversation, opened) if opened else None
    if opened is None or data is None:
        st.empty()  # in its place, since what a run does not draw stays until its end
        return
    with st.container(key="reader"):
        pressed = mounted("article", data)
    if "close" in pressed:
        close()
    elif "open" in pressed:
        open_quote(opened.turn, pressed["open"])
    else:
        return
    st.rerun()


def _data(conversation: Conversation, opened: OpenedArticle) -> view_model.Data | None:
    turn = conversation.turn(opened.turn)
    if turn is None:
        return None
    seen = turn.work.seen
    for quote in seen.quotes:
        if quote.number == opened.quote:
            return _article(quote.article, seen.quotes, None, opened, quote.number)
    for read in seen.passages:
        if read.passage.id == opened.passage:
            span = (read.passage.start, read.passage.end)
            return _article(read.passage.article, seen.quotes, span, opened, 0)
    return None


def _article(
    article: Article,
    quotes: tuple[Quote, ...],
    target: tuple[int, int] | None,
    opened: OpenedArticle,
    current: int,
) -> view_model.Data:
    return view_model.article(article, quotes, target, current=current, nonce=opened.nonce, turn=opened.turn)
