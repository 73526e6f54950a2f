"""Whether what an earlier answer quotes still stands: marked where it does not, and checked quote by quote if asked."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answers import Answer
from assistant.articles import Quote
from assistant.assistant import Assistant
from assistant.errors import ArchiveMissing
from assistant.quote_checks import QuoteCheck
from assistant.text.word_difference import difference
from ui.chat.conversations import Conversation
from ui.chat.formatting import shortened

CHANGED = "An article quoted here has changed since."
REMOVED = "An article quoted here has been removed since."
LONGEST = 600
"""Characters that are shown of what a newer version says in a quote's place: as much as a quote may have."""


def marks(assistant: Assistant, conversation: Conversation) -> dict[str, str]:
    """By a turn's id, what is to be said of an answer of which an article was changed or removed since."""
    quotes = {turn.id: turn.work.seen.quotes for turn in conversation.turns if turn.work.seen.over}
    ids = {quote.article.id for each in quotes.values() for quote in each}
    try:
        with assistant.archive.snapshot() as snapshot:
            current = snapshot.current(ids) if ids else {}
    except ArchiveMissing:
        return {}
    said = {id: _mark(each, current) for id, each in quotes.items()}
    return {id: mark for id, mark in said.items() if mark}


def rows(assistant: Assistant, answer: Answer) -> list[dict[str, object]]:
    """What has become of each quote of an answer, as the page shows it; looked up in the archive as it is now."""
    return [_row(check) for check in assistant.check(answer.to_dict())]


def _mark(quotes: Iterable[Quote], current: dict[str, str | None]) -> str:
    known = [(current[quote.article.id], quote.article.sha256) for quote in quotes if quote.article.id in current]
    if any(now is None for now, _ in known):
        return REMOVED
    return CHANGED if any(now != was for now, was in known) else ""


def _row(check: QuoteCheck) -> dict[str, object]:
    now = shortened(check.now, LONGEST) if check.now else ""
    return {
        "number": check.number,
        "outcome": check.outcome,
        "stands": check.stands,
        "version": check.current if check.current not in (None, check.version) else 0,
        "difference": list(difference(check.was, now)) if now else [],
        "correction": check.correction or "",
    }
