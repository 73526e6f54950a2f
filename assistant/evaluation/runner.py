"""evaluate: ask every question, and keep what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from assistant.answers import Answer
from assistant.articles import Article
from assistant.evaluation.answer_match import states
from assistant.evaluation.near_misses import holders
from assistant.evaluation.observation import ObservedRetriever
from assistant.evaluation.question_set import EvaluationQuestion
from assistant.evaluation.scores import DEPTH, Outcome, Report

if TYPE_CHECKING:
    from assistant.archive import Snapshot
    from assistant.assistant import Assistant
    from assistant.retrieval import Retrieval


@dataclass(frozen=True, slots=True)
class EvaluationProgress:
    """How far an evaluation has come."""

    done: int
    total: int


def evaluate(
    questions: Sequence[EvaluationQuestion],
    assistant: Assistant,
    on_progress: Callable[[EvaluationProgress], None] | None = None,
    *,
    model: str | None = None,
    ignore_as_of: bool = False,
    near_misses: bool = False,
    thorough: bool = False,
) -> Report:
    """Ask every question in turn; the same archive and models give the same report, times aside.

    `as_of` is passed on unless it is to be ignored; an unanswerable question never carries it, for a date far
    from every article's would give it away. With `near_misses` each answerable question is asked once more, its
    gold articles and every article that holds the answer's words taken away.
    """
    asking = _Asking(assistant, model, ignore_as_of, thorough)
    total = len(questions) * (2 if near_misses else 1)
    outcomes: list[Outcome] = []
    missed: list[Outcome] = []
    for question in questions:
        outcomes.append(asking.outcome(question))
        if near_misses and question.gold and question.answer and not question.unanswerable:
            missed.append(asking.near_miss(question))
        if on_progress:
            on_progress(EvaluationProgress(len(outcomes) * (2 if near_misses else 1), total))
    return Report(tuple(outcomes), tuple(missed))


class _Asking:
    """Asks questions of one assistant, always the same way."""

    def __init__(self, assistant: Assistant, model: str | None, ignore_as_of: bool, thorough: bool) -> None:
        self._original = assistant
        self._retriever = ObservedRetriever(assistant.retriever)
        self._assistant = assistant.variant(retriever=self._retriever)
        self._model = model
        self._ignore_as_of = ignore_as_of
        self._thorough = thorough
        with assistant.archive.snapshot() as snapshot:
            listings = snapshot.articles()
        self._known = {each.url: each.id for each in listings if each.url} | {each.id: each.id for each in listings}

    def outcome(self, question: EvaluationQuestion) -> Outcome:
        """Ask, and compare with what is known."""
        answer, seconds = self._ask(self._assistant, question)
        with self._assistant.archive.snapshot() as snapshot:
            gold = self._gold(question, snapshot)
            return _compared(question, answer, self._retriever.last, gold, seconds, snapshot)

    def near_miss(self, question: EvaluationQuestion) -> Outcome:
        """Ask where no article answers any longer."""
        with self._assistant.archive.snapshot() as snapshot:
            taken = holders(self._gold(question, snapshot), question.answer or "", snapshot)
            retriever = ObservedRetriever(self._original.retriever, taken)
            answer, seconds = self._ask(self._original.variant(retriever=retriever), question)
            return _compared(question, answer, retriever.last, [], seconds, snapshot)

    def _ask(self, assistant: Assistant, question: EvaluationQuestion) -> tuple[Answer, float]:
        as_of = None if self._ignore_as_of or question.unanswerable else question.as_of
        began = perf_counter()
        answer = assistant.ask(question.question, as_of=as_of, model=self._model, thorough=self._thorough)
        return answer, perf_counter() - began

    def _gold(self, question: EvaluationQuestion, snapshot: Snapshot) -> list[Article]:
        """The gold articles that are in the archive, whether called by id or by URL."""
        return [snapshot.article(self._known[entry]) for entry in question.gold if entry in self._known]


def _compared(
    question: EvaluationQuestion,
    answer: Answer,
    retrieval: Retrieval,
    gold: Sequence[Article],
    seconds: float,
    snapshot: Snapshot,
) -> Outcome:
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
        steps=_steps(answer.timings),
    )


def _steps(timings: Mapping[str, float]) -> dict[str, float]:
    return {name: seconds for name, seconds in timings.items() if name not in {"total", "first_statement"}}


def _stands(article: Article, start: int, end: int, text: str, snapshot: Snapshot) -> bool:
    """Whether the words stand in the archive itself, read anew."""
    return snapshot.article(article.id, article.version).text[start:end] == text
