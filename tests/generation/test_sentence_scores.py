"""Sentences are read as far as another may still be among the best, and nothing is shown that was not read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from assistant.answers import ReadPassage
from assistant.articles import Article, Passage
from assistant.drafts import Draft
from assistant.generation import Request
from assistant.generation.extractive.candidates import readable
from assistant.generation.extractive.extractive_writer import ExtractiveWriter
from assistant.generation.extractive.sentence_scores import (
    FIRST,
    LEANING,
    PASSAGE_SHARE,
    PAST,
    TERMS,
    SentenceScores,
)
from assistant.inference import Vectors

QUESTION = "When did the harbour bridge of Elm open?"
ANSWER = "The harbour bridge of Elm did open on Monday."
BACKGROUND = [f"Nothing else was said by the {number} members who came." for number in range(30)]


class Valued:
    """A reranker that values every text as it is told to, an honest stand-in with a history."""

    name = fingerprint = "valued"

    def __init__(self, values: dict[str, float], otherwise: float) -> None:
        self.values = values
        self.otherwise = otherwise
        self.read: list[str] = []

    def score(self, question: str, texts: Sequence[str]) -> Vectors:
        self.read += texts
        return np.array([self.values.get(text, self.otherwise) for text in texts], np.float32)


def passages(*texts: str) -> tuple[ReadPassage, ...]:
    article = Article("elm", " ".join(texts), "Title")
    return (ReadPassage(Passage(1, article, 0, len(article.text)), 2.0),)


def scores(reranker: Valued, *texts: str) -> list[float]:
    read = passages(*texts)
    scoring = SentenceScores(reranker, QUESTION, read, readable(read))
    scoring.read_promising(1)
    return scoring.values()


def test_what_holds_none_of_the_terms_is_not_read_where_something_answers() -> None:
    reranker = Valued({ANSWER: 8.0}, -8.0)
    valued = scores(reranker, *BACKGROUND, ANSWER)
    assert ANSWER in reranker.read and len(reranker.read) == FIRST
    assert max(valued) == valued[-1] == 9.0


def test_where_nothing_answers_all_are_read() -> None:
    reranker = Valued({}, -8.0)
    scores(reranker, *BACKGROUND)
    assert sorted(reranker.read) == sorted(BACKGROUND)


def test_what_is_not_read_counts_as_is_to_be_expected_by_what_is() -> None:
    valued = scores(Valued({ANSWER: 8.0}, -8.0), *BACKGROUND, ANSWER)
    assert valued[0] == -7.0 and valued[20] == 1.0 + (7 * -8.0 + (8.0 - TERMS)) / FIRST


def test_what_is_brought_along_has_been_read() -> None:
    leaning = "It is the harbour bridge of Elm that did open on Monday."
    reranker = Valued({f"{BACKGROUND[-1]} {leaning}": 8.0}, -8.0)
    reads = passages(*BACKGROUND, leaning)
    drafts = [part for part in ExtractiveWriter(reranker).write(Request(QUESTION, reads)) if isinstance(part, Draft)]
    assert leaning in [draft.text for draft in drafts]
    assert {draft.text for draft in drafts} - {leaning} <= set(reranker.read)
    assert BACKGROUND[-1] in reranker.read


@pytest.mark.parametrize(
    ("question", "told", "of_the_past"),
    [
        ("Where did the ferry sink?", "In 2021 the ferry sank off Orn.", True),
        ("Where did the ferry sink?", "In 2021 and last year a ferry sank off Orn.", True),
        ("How many ferries sank?", "In 2021 twelve ferries sank off Orn.", False),
        ("Where did the ferry sink?", "Two years ago a ferry sank off Orn.", True),
        ("Where did the ferry sink two years ago?", "Two years ago a ferry sank off Orn.", False),
        ("Where did the ferry sink?", "The ferry sank off Orn, where one had sunk last year.", False),
        ("Who won the 149th race of Elm?", "Hale won the 148th race of Elm.", True),
        ("Who won the 149th race of Elm?", "Hale won the 149th race of Elm, and the 148th.", False),
        ("Who won the 149th race of Elm?", "Hale won the race of Elm.", False),
        ("Where did the ferry sink in 2021?", "In 2021 the ferry sank off Orn.", False),
        ("Where did the ferry sink?", "The ferry sank off Orn in 2025.", False),
        ("Where did the ferry sink?", "The ferry sank off Orn, to be raised in 2026.", False),
        ("Where did the ferry sink?", "The ferry sank on Monday off Orn, where it was built in 2021.", False),
        ("Where did the ferry sink?", "The ferry sank off Orn, the first since 2021.", False),
        ("Where did the ferry sink?", "The ferry sank off Orn.", False),
    ],
)
def test_what_news_recall_of_earlier_years_gives_way_to_what_they_tell(
    question: str, told: str, of_the_past: bool
) -> None:
    article = Article("elm", f"{told} It was the third.", "Title", published=date(2025, 5, 3))
    read = (ReadPassage(Passage(1, article, 0, len(article.text)), 0.0),)
    scoring = SentenceScores(Valued({told: 3.0}, -5.0), question, read, readable(read))
    scoring.read_all()
    assert scoring.values()[0] == 3.0 - PAST * of_the_past


def test_a_sentence_that_leans_on_what_was_not_read_gives_way() -> None:
    leaning = "He opened the bridge of Elm in May, and nobody came."
    assert scores(Valued({leaning: 3.0}, -5.0), leaning)[0] == 3.0 + PASSAGE_SHARE * 2.0 - LEANING
