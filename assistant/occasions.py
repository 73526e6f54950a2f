"""Of which occasion an answer is: news repeat themselves, and a year later the same words are about something else."""

from __future__ import annotations

from datetime import timedelta

from assistant.articles import Article
from assistant.text.calendar_words import CALENDAR
from assistant.text.names import names

APART = timedelta(days=150)
"""Time between two articles from which they are taken to speak of two occasions."""


def one_occasion(question: str, one: tuple[Article, str], other: tuple[Article, str]) -> bool:
    """Whether two texts, each with its article, tell of one occasion.

    Those of articles of far-off days do only if both name somebody or something that the question does not name: they
    answer the same.
    """
    days = one[0].published, other[0].published
    if not days[0] or not days[1] or abs(days[0] - days[1]) <= APART:
        return True
    return bool(_named(one[1]) & _named(other[1]) - _named(question))


def _named(text: str) -> set[str]:
    """The words of the names in a text, but for days; two letters are too little to tell that the same is named."""
    return {word for name in names(text) for word in name.words if len(word) > 2} - CALENDAR
