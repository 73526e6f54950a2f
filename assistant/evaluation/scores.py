"""What came of each question, and the figures that follow, with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from assistant.answers import Answer
from assistant.evaluation.question_set import EvaluationQuestion

DEPTH = 10
"""Ranks looked at."""

RESAMPLES = 2000
SEED = 20221231


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question and what came of it.

    `rank` is that of the first gold article, from 1, or None beyond DEPTH; `in_gold` says whether the expected
    answer's words stand in a gold article, `shown` whether they stand in what was answered; `verbatim` counts the
    quotes that stand in the archive; `steps` are seconds by step.
    """

    question: EvaluationQuestion
    answer: Answer
    rank: int | None
    in_gold: bool
    shown: bool
    verbatim: int
    seconds: float
    closeness: float
    steps: Mapping[str, float] = field(default_factory=dict)

    @property
    def found(self) -> bool:
        """Whether the question was answered."""
        return self.answer.status == "answered"


Measure = Callable[[Outcome], float | None]
"""One outcome's share in a figure; None if the figure does not concern it."""


def _ranked(outcome: Outcome) -> bool:
    return bool(outcome.question.gold) and not outcome.question.unanswerable


def _hits(depth: int) -> Measure:
    def measure(outcome: Outcome) -> float | None:
        return float(outcome.rank is not None and outcome.rank <= depth) if _ranked(outcome) else None

    return measure


def _reciprocal(outcome: Outcome) -> float | None:
    if not _ranked(outcome):
        return None
    return 1 / outcome.rank if outcome.rank else 0.0


def _answer_recall(outcome: Outcome) -> float | None:
    """Whether the expected words are shown; where articles are marked, only if one of them has those words."""
    question = outcome.question
    concerned = outcome.in_gold if question.gold else bool(question.answer) and not question.unanswerable
    return float(outcome.shown) if concerned else None


def _quotes_verbatim(outcome: Outcome) -> float | None:
    return outcome.verbatim / len(outcome.answer.quotes) if outcome.answer.quotes else None


def _sentences(outcome: Outcome, which: str) -> float | None:
    counts = outcome.answer.usage.get("sentences")
    return float(counts[which]) if isinstance(counts, Mapping) else None


def _dollars(outcome: Outcome) -> float | None:
    """What writing and judging cost; None where a price is not known."""
    judged = outcome.answer.usage.get("judge")
    costs = [outcome.answer.usage.get("cost"), *([judged.get("cost")] if isinstance(judged, Mapping) else [])]
    known = [float(cost) for cost in costs if isinstance(cost, int | float)]
    return sum(known) if known and len(known) == len(costs) else None


MEASURES: dict[str, Measure] = {
    "hits@1": _hits(1),
    "hits@4": _hits(4),
    "hits@10": _hits(DEPTH),
    "mrr@10": _reciprocal,
    "answer_recall": _answer_recall,
    "characters_shown": lambda outcome: (
        float(sum(len(statement.text) for statement in outcome.answer.statements)) if outcome.found else None
    ),
    "quotes_verbatim": _quotes_verbatim,
    "false_not_found": lambda outcome: None if outcome.question.unanswerable else float(not outcome.found),
    "caught_unanswerable": lambda outcome: float(not outcome.found) if outcome.question.unanswerable else None,
    "seconds_per_question": lambda outcome: outcome.seconds,
}
"""Every figure is a mean over the outcomes that it concerns; hits and reciprocal ranks are by article."""

MODEL_MEASURES: dict[str, Measure] = {
    "sentences_written": lambda outcome: _sentences(outcome, "written"),
    "sentences_fallen": lambda outcome: _sentences(outcome, "fallen"),
    "dollars": lambda outcome: _dollars(outcome),
}
"""Figures beside those where a language model was asked to write."""


MEANINGS: dict[str, str] = {
    "questions": "how many were asked",
    "hits@1": "a marked article is ranked first",
    "hits@4": "one is among the first four",
    "hits@10": "one is among the first ten",
    "mrr@10": "1 / the rank of the first marked article",
    "answer_recall": "the expected words are shown",
    "characters_shown": "length of an answer",
    "quotes_verbatim": "quotes that stand in their article",
    "false_not_found": "answerable, but not answered",
    "caught_unanswerable": "unanswerable, and not answered",
    "seconds_per_question": "time for an answer",
    "caught_near_misses": "not answered without the answer's articles",
    "sentences_written": "sentences that a model wrote for an answer",
    "sentences_fallen": "of these not shown",
    "dollars": "cost of an answer",
}
"""Each figure in a few words; all are means."""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of an evaluation, and those of its near misses if they were asked for."""

    outcomes: tuple[Outcome, ...]
    near_misses: tuple[Outcome, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The figures as `eval --json` prints them; one that concerns no question is None.

        Beside those of MEASURES there is `caught_near_misses`, if any were asked, and those of MODEL_MEASURES where a
        language model was asked to write.
        """
        figures = {name: values(self.outcomes, measure) for name, measure in MEASURES.items()}
        if any("sentences" in outcome.answer.usage for outcome in self.outcomes):
            figures |= {name: values(self.outcomes, measure) for name, measure in MODEL_MEASURES.items()}
        if self.near_misses:
            figures["caught_near_misses"] = [float(not outcome.found) for outcome in self.near_misses]
        return {
            "questions": len(self.outcomes),
            **{name: round(float(np.mean(each)), 4) if each else None for name, each in figures.items()},
            "intervals": {name: interval(each) for name, each in figures.items() if each},
        }


def values(outcomes: Sequence[Outcome], measure: Measure) -> list[float]:
    """One measure of every outcome that it concerns, in order."""
    return [value for value in map(measure, outcomes) if value is not None]


def interval(sample: Sequence[float]) -> tuple[float, float]:
    """The 95% interval of a mean by the percentile bootstrap, always the same for the same values.

    Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.
    """
    given = np.asarray(sample, np.float64)
    random = np.random.default_rng(SEED)
    means = given[random.integers(0, len(given), (RESAMPLES, len(given)))].mean(axis=1)
    low, high = np.percentile(means, (2.5, 97.5))
    return round(float(low), 4), round(float(high), 4)
