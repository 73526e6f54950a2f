"""A question without an answer, explained: what was searched, which names stand nowhere, what to try."""

from __future__ import annotations

from assistant.answers import Answer
from assistant.rendering.refusal import searched, why
from ui.chat.small_talk import small_talk


def explained(answer: Answer) -> dict[str, object]:
    """The parts of the explanation, for the component."""
    if reply := small_talk(answer.question):
        return {"title": reply, "searched": "Ask what the articles say about something.", "absent": [], "tries": []}
    return {
        "title": why(answer),
        "searched": _searched(answer),
        "absent": list(answer.absent),
        "tries": _tries(answer),
    }


def _searched(answer: Answer) -> str:
    if answer.reason == "no_articles":
        return ""
    end = "" if answer.reason == "unverified" else " None of them answers this question closely enough to quote."
    return f"Searched {searched(answer)}.{end}"


def _tries(answer: Answer) -> list[str]:
    filters = answer.filters
    tries = []
    if filters.publishers or filters.since or filters.until or filters.as_of:
        tries.append("Widen or clear the filters in the side bar.")
    if answer.reason != "no_articles":
        tries.append("Name the people, places or dates as a news article would.")
    tries.append("Add articles on the subject in the Library.")
    return tries
