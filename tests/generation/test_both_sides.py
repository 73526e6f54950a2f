"""Where articles differ on what is asked, both are quoted, the newest first, even where one alone would be enough."""

from __future__ import annotations

from datetime import date

from assistant.answers import ReadPassage
from assistant.articles import Article, Passage
from assistant.drafts import Draft
from assistant.generation import Request
from assistant.generation.extractive.extractive_writer import ExtractiveWriter
from assistant.inference import Reranker

QUESTION = "How many people marched in Tarn?"


def quoted(reranker: Reranker, *texts: tuple[str, str]) -> list[str]:
    """The sentences proposed from articles, each given as its day and its text, the best first."""
    articles = [Article(text, text, published=date.fromisoformat(day)) for day, text in texts]
    reads = tuple(ReadPassage(Passage(n, each, 0, len(each.text)), 5.0) for n, each in enumerate(articles, 1))
    return [part.text for part in ExtractiveWriter(reranker).write(Request(QUESTION, reads)) if isinstance(part, Draft)]


def test_both_figures_are_quoted_and_the_newest_stands_first(reranker: Reranker) -> None:
    old = "Some 12,000 people marched in Tarn against the dam. Police said that it was a quiet march in Tarn."
    new = "A union says that 40,000 people marched in Tarn against the dam, more than ever in Tarn. It rained in Tarn."
    told = quoted(reranker, ("2024-03-10", old), ("2024-03-11", new))
    assert "40,000" in told[0]
    assert any("12,000" in sentence for sentence in told)


def test_sentences_alike_but_for_the_figure_are_not_one(reranker: Reranker) -> None:
    told = quoted(
        reranker,
        ("2024-03-10", "Some 12,000 people marched through Tarn on Saturday against the dam."),
        ("2024-03-10", "Some 40,000 people marched through Tarn on Saturday against the dam."),
    )
    assert len(told) == 2


def test_sentences_alike_in_all_are(reranker: Reranker) -> None:
    told = quoted(
        reranker,
        ("2024-03-10", "Some 12,000 people marched through Tarn on Saturday against the dam."),
        ("2024-03-11", "Some 12,000 people marched through Tarn against the dam on Saturday, it says."),
    )
    assert len(told) == 1
