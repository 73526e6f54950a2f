"""Why there is no answer, and what was searched: in the same words everywhere."""

from __future__ import annotations

from assistant.rendering.rendered import Rendered
from assistant.rendering.scope_phrases import confined, extent


def why(answer: Rendered) -> str:
    """Why there is no answer, in a few words, without what was searched."""
    if answer.reason == "no_articles":
        filters = confined(answer.filters)
        return f"No article matches the filters: {filters}" if filters else "There are no articles to search"
    if answer.reason == "unverified":
        return "Nothing that was written could be borne out by a quote"
    return "The articles do not say"


def searched(answer: Rendered) -> str:
    """What was searched in vain; empty if there was nothing to search."""
    return "" if answer.reason == "no_articles" else extent(answer.searched, answer.filters)


def not_found(answer: Rendered) -> str:
    """Both in a sentence."""
    among = searched(answer)
    return f"{why(answer)}; searched: {among}." if among else f"{why(answer)}."
