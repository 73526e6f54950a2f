"""evaluate: ask every question, and keep what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from assistant.answers import Answer, Filters
from assistant.articles import Article
from assistant.evaluation.matching import states
from assistant.evaluation.questions import EvaluationQuestion
from assistant.evaluation.scores import DEPTH, Outcome, Report

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from assistant.archive import Snapshot
    from assistant.retrieval import Retrieval


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an evaluation has come."""

    done: int
    total: int


def evaluate(
    questions: Sequence[EvaluationQuestion],
    assistant: Assistant,
    on_progress: Callable[[Progress], None] | None = None,
    *,
    model: str | None = None,
    ignore_as_of: bool = False,
    thorough: bool = False,
) -> Report:
    """Ask every question in turn; the same archive and models give the same report, times aside.

    `as_of` is passed on unless it is to be ignored; an unanswerable question never carries it, for a date far
    from every article's would give it away.
    """
    outcomes = []
    with assistant.archive.snapshot() as snapshot:
        known = _known(snapshot)
    for number, question in enumerate(questions, 1):
        as_of = None if ignore_as_of or question.unanswerable else question.as_of
        began = perf_counter()
        answer = assistant.ask(question.question, as_of=as_of, model=model, thorough=thorough)
        seconds = perf_counter() - began
        with assistant.archive.snapshot() as snapshot:
            retrieval = assistant.retriever.retrieve(
                question.question, snapshot, Filters(as_of=as_of), thorough=thorough
            )
            outcomes.append(_outcome(question, answer, retrieval, seconds, known, snapshot))
        if on_progress:
            on_progress(Progress(number, len(questions)))
    return Report(tuple(outcomes))


def _known(snapshot: Snapshot) -> dict[str, str]:
    """Article ids by all that a gold entry may call them by: the id and the URL."""
    listings = snapshot.articles()
    return {listing.url: listing.id for listing in listings if listing.url} | {each.id: each.id for each in listings}


def _outcome(
    question: EvaluationQuestion,
    answer: Answer,
    retrieval: Retrieval,
    seconds: float,
    known: Mapping[str, str],
    snapshot: Snapshot,
) -> Outcome:
    gold = [snapshot.article(known[entry]) for entry in question.gold if entry in known]
    ids = {article.id for article in gold}
    expected = question.answer or ""
    shown = " ".join(statement.text for statement in answer.statements)
    return Outcome(
        question=question,
        answer=answer,
        rank=next((rank for rank, id in enumerate(retrieval.articles[:DEPTH], 1) if id in ids), None),
        in_gold=any(states(f"{article.title}\n{article.text}", expected) for article in gold),
        shown=states(shown, expected),
        verbatim=sum(_stands(quote.article, quote.start, quote.end, quote.text, snapshot) for quote in answer.quotes),
        seconds=seconds,
        closeness=retrieval.closeness,
    )


def _stands(article: Article, start: int, end: int, text: str, snapshot: Snapshot) -> bool:
    """Whether the words stand in the archive itself, read anew."""
    return snapshot.article(article.id, article.version).text[start:end] == text
