"""Of which occasion an answer is: news repeat themselves, and a year later the same words are about something else."""

from __future__ import annotations

from datetime import timedelta

from assistant.articles import Article
from assistant.asked_figures import abbreviated
from assistant.text.calendar_words import CALENDAR
from assistant.text.datelines import dateline
from assistant.text.names import INSTITUTIONS, TITLES, names

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
    return bool(new_names(one[1], question) & named(other[1]))


def new_names(text: str, question: str) -> set[str]:
    """The words of the names in a text that its question does not name."""
    return named(text) - named(question)


def named(text: str) -> set[str]:
    """The words of the names in a text, but for days, titles and institutions, and for the place that opens a report.

    Two letters are too little to tell that the same is named.
    """
    found = names(abbreviated(text[dateline(text) :]))
    return {word for name in found for word in name.words if len(word) > 2} - CALENDAR - TITLES - INSTITUTIONS
