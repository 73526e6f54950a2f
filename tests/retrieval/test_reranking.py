"""Passages are read as long as one of the others may still come first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from assistant.articles import Article, Passage
from assistant.inference import Vectors
from assistant.retrieval.reranking import FIRST, MOST, logits


class Reading:
    """Passages, each of an article of its own unless told otherwise, with the logits that reading gives them."""

    def __init__(self, known: Sequence[float], articles: Sequence[int] | None = None) -> None:
        self.known = known
        numbers = range(len(known)) if articles is None else articles
        self.passages = [
            Passage(index, Article(f"article {number}", "It rained."), 0, 10) for index, number in enumerate(numbers)
        ]
        self.read: list[int] = []

    def score(self, passages: Sequence[Passage]) -> Vectors:
        self.read += [passage.id for passage in passages]
        return np.array([self.known[passage.id] for passage in passages], np.float32)


def test_reading_ends_where_none_of_the_rest_may_come_first() -> None:
    reading = Reading([9.0, 1.0, 2.0, -3.0, 10.0, 10.0])
    found = logits(reading.passages, [2.0, 2.0, 1.0, 1.0, 0.5, 0.5], reading.score)
    assert reading.read == list(range(FIRST))
    assert found.tolist() == [9.0, 1.0, 2.0, -3.0, -3.0, -3.0]


def test_what_may_still_come_first_is_read_and_only_that() -> None:
    reading = Reading([MOST - 1, 1.0, 2.0, 0.0, 3.0, 9.0, 4.0])
    assert logits(reading.passages, [0.0] * 4 + [-2.0, 0.0, -2.0], reading.score).tolist()[5] == 9.0
    assert reading.read == [0, 1, 2, 3, 5]


def test_where_nothing_answers_all_are_read() -> None:
    reading = Reading([-9.0] * 9)
    logits(reading.passages, [0.0] * 9, reading.score)
    assert reading.read == list(range(9))


def test_of_the_leading_article_all_is_read() -> None:
    reading = Reading([9.0, 1.0, 1.0, 1.0, 1.0, 5.0], articles=[7, 1, 2, 3, 4, 7])
    assert logits(reading.passages, [4.0] * 4 + [0.0] * 2, reading.score).tolist() == [9.0, 1.0, 1.0, 1.0, 0.0, 5.0]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_few_are_all_read(count: int) -> None:
    reading = Reading([9.0] * count)
    assert len(logits(reading.passages, [0.0] * count, reading.score)) == count == len(reading.read)
