"""Answers that show an article which has been erased for good since: they go, for nothing of it may outlive that."""

from __future__ import annotations

from collections.abc import Collection

from assistant.assistant import Assistant
from assistant.errors import ArchiveMissing
from ui.chat.answer_job import Failure, Seen
from ui.chat.conversations import Conversation

ERASED = Failure("An article of this answer has been erased since, and the answer with it.", "Ask again.")


def forget(assistant: Assistant, conversation: Conversation) -> None:
    """Let go of what was answered from articles that the archive has erased; looked up before anything is shown."""
    turns = [(turn, _articles(turn.work.seen)) for turn in conversation.turns if turn.work.seen.over]
    gone = _erased(assistant, {id for _, ids in turns for id in ids})
    for turn, ids in turns:
        if ids & gone:
            turn.work.forget(ERASED)


def _articles(seen: Seen) -> set[str]:
    read = {article.id for each in seen.passages for article in (each.passage.article, *each.copies)}
    return read | {quote.article.id for quote in seen.quotes}


def _erased(assistant: Assistant, ids: Collection[str]) -> set[str]:
    try:
        with assistant.archive.snapshot() as snapshot:
            there = snapshot.current(ids)
            return {id for id in ids if id not in there and snapshot.erased(id) is not None}
    except ArchiveMissing:
        return set()
