"""How things stand now: the newest of what answers as well first, and nothing that is a year older than it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assistant.answers import ReadPassage
from assistant.articles import Article, Passage
from assistant.generation.extractive.candidates import readable
from assistant.generation.extractive.extractive_writer import LEVEL, as_things_stand

NOW = date(2025, 5, 3)
YEAR, DAY = timedelta(days=365), timedelta(days=1)


def stands(*told: tuple[date | None, str, float]) -> list[str]:
    """What is said of how things stand, of sentences of articles with their days and scores, in their order."""
    articles = [Article(str(n), text, "Title", published=day) for n, (day, text, _) in enumerate(told)]
    found = readable([ReadPassage(Passage(n, each, 0, len(each.text)), 1.0) for n, each in enumerate(articles)])
    scores = dict(zip(found, (score for _, _, score in told), strict=True))
    return [sentence.text for sentence in as_things_stand(found, scores)]


@pytest.mark.parametrize(
    ("day", "stays"),
    [(NOW - YEAR + DAY, True), (NOW - YEAR, False), (None, True)],
    ids=["a day less than a year older", "a year older", "undated"],
)
def test_what_is_a_year_older_than_the_newest_tells_nothing_of_now(day: date | None, stays: bool) -> None:
    new, old = "The ferry sails from Orn again.", "The ferry lies in Elm for repairs."
    assert stands((day, old, 9.0), (NOW, new, 8.0)) == [new, *[old] * stays]


def test_only_what_answers_as_well_makes_what_is_older_stale() -> None:
    new, old = "A new ferry has been ordered.", "The ferry lies in Elm for repairs."
    assert stands((NOW - YEAR, old, 9.0), (NOW, new, 9.0 - LEVEL - 0.1)) == [old, new]
