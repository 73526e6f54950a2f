"""Coverage: what the statement says is said in the quote's words, for the most part."""

from __future__ import annotations

from assistant.verification.clauses import words
from assistant.verification.words import content, stem

SHARE = 0.7
"""The least share of the statement's content words that must stand in the quote."""

_SPEECH = frozenset(
    stem(word)
    for word in "say tell add announce report state note according explain describe comment article statement".split()
)


def coverage(statement: str, quote: str) -> str | None:
    """What the statement says that the quote does not, if that is too much; or None."""
    share, novel = covered(statement, quote)
    return None if share >= SHARE else f"the quote says nothing of “{novel[0]}”"


def covered(statement: str, quote: str) -> tuple[float, list[str]]:
    """The share of the statement's content words that stand in the quote, from 0 to 1, and those that do not."""
    known = set(content(quote))
    said = [word for word in words(statement) if word.content and word.stem not in _SPEECH]
    novel = [word.text for word in said if word.stem not in known]
    return (1 - len(novel) / len(said) if said else 1.0), novel
