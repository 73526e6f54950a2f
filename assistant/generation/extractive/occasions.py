"""Of which occasion an answer is: news repeat themselves, and a year later the same words are about something else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from assistant.articles import Article
from assistant.generation.extractive.candidates import Sentence
from assistant.text.calendar_words import CALENDAR
from assistant.text.dates import years_named
from assistant.text.names import names

APART = timedelta(days=150)
"""Time between two articles from which they are taken to speak of two occasions."""

RIVAL = 1.5
"""How far below the best sentence one of another occasion may score and still be meant as well as that one."""


def of_one_occasion(question: str, found: Sequence[Sentence], scores: Sequence[float]) -> list[bool]:
    """Which sentences may stand in one answer, the best of them among these.

    Those of another occasion may not. Of rivals the newest leads, unless the question names a year.
    """
    best = max(range(len(found)), key=lambda index: scores[index])
    lead = found[best]

    def beside(sentence: Sentence) -> bool:
        article, other = sentence.passage.article, lead.passage.article
        return one_occasion(question, (article, sentence.text), (other, lead.text))

    if not years_named(question):
        rivals = [each for each, score in zip(found, scores, strict=True) if score >= scores[best] - RIVAL]
        apart = [each for each in rivals if not beside(each)]
        lead = max([lead, *apart], key=lambda each: each.passage.article.published or date.min)
    return [beside(each) for each in found]


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
