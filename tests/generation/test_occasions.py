"""One answer is of one occasion: what another year brought is not quoted beside it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answers import ReadPassage
from assistant.articles import Article, Passage
from assistant.generation.extractive.candidates import readable
from assistant.generation.extractive.selection import choose

OLD, NEW = date(2024, 5, 3), date(2025, 5, 3)


def said(question: str, *told: tuple[date | None, str, float]) -> list[str]:
    """What an answer to a question says of sentences of articles with their days and scores."""
    articles = [Article(str(n), text, "Title", published=day) for n, (day, text, _) in enumerate(told)]
    found = readable([ReadPassage(Passage(n, each, 0, len(each.text)), 1.0) for n, each in enumerate(articles)])
    return [sentence.text for sentence in choose(found, [score for _, _, score in told], 3, question)]


@pytest.mark.parametrize(
    ("day", "other", "beside"),
    [
        (OLD, "A storm hit the harbour of Berta.", False),
        (date(2025, 3, 9), "A storm hit the harbour of Berta.", True),
        (date(2025, 2, 27), "A storm hit the harbour of Berta.", False),
        (None, "A storm hit the harbour of Berta.", True),
        (date(2024, 8, 3), "Storms such as Kora had never hit the harbour.", True),
        (OLD, "Storms such as Kora had never hit the harbour.", False),
        (date(2026, 5, 3), "Storms such as Kora will hit the harbour.", True),
        (OLD, "A storm had never hit the harbour of Elm.", False),
        (OLD, "Nobody saw the storm of Sunday come.", False),
        (OLD, "President Stark saw a storm.", False),
        (OLD, "ORN (Reuters) - Nobody saw a storm.", False),
    ],
    ids=[
        "a year before",
        "less than two months before",
        "more than two months before",
        "undated",
        "it names the same",
        "it names the same and is of the year before",
        "it names the same and is of the year after",
        "what the question names",
        "a day",
        "a title",
        "where it was written",
    ],
)
def test_another_occasion_is_quoted_only_if_it_names_the_same(day: date | None, other: str, beside: bool) -> None:
    best = "Kora, a storm, flooded the streets of Elm on Sunday, President Hale said in Orn."
    assert (other in said("Which storm flooded Elm?", (NEW, best, 9.0), (day, other, 6.0))) == beside


@pytest.mark.parametrize(
    ("question", "score", "first"),
    [
        ("Which city was flooded?", 8.0, "Berta was flooded."),
        ("Which city was flooded?", 7.0, "Arlen was flooded."),
        ("Which city was flooded in 2024?", 8.0, "Arlen was flooded."),
    ],
    ids=["as near", "less near", "a year is named"],
)
def test_of_two_occasions_that_answer_as_well_the_newer_is_meant(question: str, score: float, first: str) -> None:
    told = (OLD, "Arlen was flooded.", 9.0), (NEW, "Berta was flooded.", score)
    assert said(question, *told) == [first]


def test_what_is_some_months_newer_does_not_lead_for_it() -> None:
    told = (date(2025, 2, 3), "Arlen was flooded.", 9.0), (NEW, "Berta was flooded.", 8.0)
    assert said("Which city was flooded?", *told) == ["Arlen was flooded."]


@pytest.mark.parametrize(
    ("question", "other", "beside"),
    [
        ("Which ferry won in 2024?", "In 2022 the Kora won.", False),
        ("Which ferry won in 2024?", "The Kora had won in 2022, before Elm did in 2024.", True),
        ("Which ferry won in 2024?", "The Kora will race in 2025.", True),
        ("Which ferry won?", "In 2022 the Kora won.", True),
        ("Which ferry won between 2020 and 2024?", "In 2022 the Kora won.", True),
    ],
    ids=["earlier only", "the year too", "later", "no year asked for", "between two"],
)
def test_what_tells_only_of_earlier_years_than_the_question_is_not_quoted_beside_another(
    question: str, other: str, beside: bool
) -> None:
    assert (other in said(question, (OLD, "The Stark won the race of Elm.", 9.0), (OLD, other, 8.0))) == beside
    assert said(question, (OLD, other, 9.0))[0] == other, "where nothing answers better"
