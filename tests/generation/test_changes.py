"""How something has changed: of each article what gives the figure or the day, in the order of days."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answers import ReadPassage
from assistant.articles import Article, Passage
from assistant.asked_figures import tells_change
from assistant.drafts import Draft
from assistant.generation import Request
from assistant.generation.extractive.extractive_writer import ExtractiveWriter
from assistant.inference import Reranker

AREA = "How has the area burned by the Orn fire changed?"


@pytest.mark.parametrize(
    ("question", "sentence", "tells"),
    [
        (AREA, "Some 1,200 hectares have burned.", True),
        (AREA, "After a week of flames there is relief in Orn.", False),
        (AREA, "The fire in Orn broke out on 3 May.", False),
        ("How did the opening date of the Orn quay change?", "It names 3 May as the new date.", True),
        ("How did the opening date of the Orn quay change?", "The quay of Orn is put off for want of 12 bolts.", False),
        ("How has the mood in Orn changed?", "Some 1,200 hectares have burned.", False),
        ("How many hectares have burned?", "Some 1,200 hectares have burned.", False),
    ],
)
def test_a_change_is_told_by_figures_or_by_days(question: str, sentence: str, tells: bool) -> None:
    assert tells_change(question, sentence) == tells


def test_of_each_article_the_figure_is_quoted(reranker: Reranker) -> None:
    texts = [
        "A fire broke out in the hills of Orn and had burned about 90 hectares by the evening. A road was shut.",
        "After a week of flames there is relief in Orn. Some 1,200 hectares have burned, the mayor said.",
    ]
    articles = [Article(text, text, published=date(2024, 5, day)) for day, text in zip((3, 9), texts, strict=True)]
    reads = tuple(ReadPassage(Passage(n, each, 0, len(each.text)), 5.0) for n, each in enumerate(articles, 1))
    request = Request(AREA, reads, by_day=True, topic="area burned by the Orn fire changed")
    told = [part.text for part in ExtractiveWriter(reranker).write(request) if isinstance(part, Draft)]
    assert ["90" in told[0], "1,200" in told[1]] == [True, True]
