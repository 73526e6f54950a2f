"""Of which occasion an answer is: news repeat themselves, and a year later the same words are about something else."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from assistant.articles import Article
from assistant.asked_figures import abbreviated
from assistant.text.calendar_words import CALENDAR
from assistant.text.datelines import dateline
from assistant.text.names import INSTITUTIONS, TITLES, names

_COMMON = CALENDAR | TITLES | INSTITUTIONS

APART = timedelta(days=150)
"""Time between two articles from which they are taken to speak of two occasions."""


def one_occasion(question: str, one: tuple[Article, str], other: tuple[Article, str], apart: timedelta = APART) -> bool:
    """Whether two texts, each with its article, tell of one occasion.

    Those of articles more than `apart` do only if both name somebody or something that the question does not name: they
    answer the same.
    """
    days = one[0].published, other[0].published
    if not days[0] or not days[1] or abs(days[0] - days[1]) <= apart:
        return True
    return bool(named(one[1]) & named(other[1]) - named(question))


def new_names(text: str, question: str) -> set[str]:
    """The words of the names in a text, but for names of which its question names a part."""
    asked = named(question)
    return {word for name in _names(text) if not name & asked for word in name}


def named(text: str) -> set[str]:
    """The words of the names in a text."""
    return {word for name in _names(text) for word in name}


@lru_cache(maxsize=512)
def _names(text: str) -> tuple[frozenset[str], ...]:
    """The names in a text by their words, but for days, titles, institutions, and the place that opens a report.

    Two letters are too little to tell that the same is named.
    """
    words = (name.words for name in names(abbreviated(text[dateline(text) :])))
    return tuple(frozenset(word for word in each if len(word) > 2) - _COMMON for each in words)
