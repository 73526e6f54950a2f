"""Answers that show an article which has been erased for good since: they go, for nothing of it may outlive that."""

from __future__ import annotations

from collections.abc import Iterable

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
    quoted = {quote.article.id for quote in seen.quotes}
    return quoted | {read.passage.article.id for read in seen.passages}


def _erased(assistant: Assistant, ids: Iterable[str]) -> set[str]:
    try:
        with assistant.archive.snapshot() as snapshot:
            return {id for id in ids if snapshot.erased(id) is not None}
    except ArchiveMissing:
        return set()
