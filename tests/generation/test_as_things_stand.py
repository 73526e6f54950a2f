"""How things stand now: the newest of what answers as well first, and nothing that is a year older than it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assistant.answers import ReadPassage
from assistant.articles import Article, Passage
from assistant.generation.extractive.candidates import Sentence, readable
from assistant.generation.extractive.extractive_writer import LEVEL, as_things_stand
from assistant.generation.extractive.selection import NEWER, RIVAL, choose

NOW = date(2025, 5, 3)
YEAR, DAY = timedelta(days=365), timedelta(days=1)


def stands(*told: tuple[date | None, str, float]) -> list[str]:
    """What is said of how things stand, of sentences of articles with their days and scores, in their order."""
    found = read(*told)
    return [sentence.text for sentence in as_things_stand(found, dict(zip(found, scores(*told), strict=True)))]


def read(*told: tuple[date | None, str, float]) -> list[Sentence]:
    articles = [Article(str(n), text, "Title", published=day) for n, (day, text, _) in enumerate(told)]
    return list(readable([ReadPassage(Passage(n, each, 0, len(each.text)), 1.0) for n, each in enumerate(articles)]))


def scores(*told: tuple[date | None, str, float]) -> list[float]:
    return [score for _, _, score in told]


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


@pytest.mark.parametrize(
    ("question", "of_now", "below", "leads"),
    [
        ("Does the ferry still sail?", True, NEWER - 0.1, True),
        ("Does the ferry still sail?", True, NEWER + 0.1, False),
        ("When does the ferry sail?", False, NEWER - 0.1, True),
        ("When did the ferry sail?", False, NEWER - 0.1, False),
        ("How often does the ferry sail?", False, RIVAL - 0.1, True),
        ("How often does the ferry sail?", False, RIVAL + 0.1, False),
        ("How often did the ferry sail?", False, RIVAL - 0.1, False),
    ],
)
def test_of_what_holds_or_is_to_come_the_newest_that_is_near_leads(
    question: str, of_now: bool, below: float, leads: bool
) -> None:
    new, old = "A new ferry sails from Orn on 3 June.", "The ferry to Elm sails on 1 April."
    told = ((NOW - timedelta(days=100), old, 9.0), (NOW, new, 9.0 - below))
    chosen = choose(read(*told), scores(*told), 3, question, of_now=of_now)
    assert [sentence.text for sentence in chosen] == [new if leads else old]
