"""Of which occasion an answer is: news repeat themselves, and a year later the same words are about something else."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date, timedelta

from assistant.generation.extractive.candidates import Sentence
from assistant.text.dates import years_named
from assistant.text.names import names

APART = timedelta(days=150)
"""Time between two articles from which they are taken to speak of two occasions."""

RIVAL = 1.5
"""How far below the best sentence one of another occasion may score and still be meant as well as that one."""


def of_one_occasion(question: str, found: Sequence[Sentence], scores: Sequence[float]) -> list[bool]:
    """Which sentences may stand in one answer, the best of them among these.

    Those of articles of other days may not, unless they name somebody or something that the one that leads names too
    and the question does not: they answer the same. Of rivals the newest leads, unless the question names a year.
    """
    best = max(range(len(found)), key=lambda index: scores[index])
    asked, lead = _named(question), found[best]
    if not years_named(question):
        rivals = [each for each, score in zip(found, scores, strict=True) if score >= scores[best] - RIVAL]
        apart = [each for each in rivals if not _of_one(each, lead, asked)]
        lead = max([lead, *apart], key=lambda each: each.passage.article.published or date.min)
    return [_of_one(each, lead, asked) for each in found]


def _of_one(sentence: Sentence, lead: Sentence, asked: Container[str]) -> bool:
    days = sentence.passage.article.published, lead.passage.article.published
    if not days[0] or not days[1] or abs(days[0] - days[1]) <= APART:
        return True
    return any(word not in asked for word in _named(sentence.text) & _named(lead.text))


def _named(text: str) -> set[str]:
    """The words of the names in a text; two letters are too little to tell that the same is named."""
    return {word for name in names(text) for word in name.words if len(word) > 2}
