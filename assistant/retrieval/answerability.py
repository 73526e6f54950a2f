"""Whether the best passages are near enough to hold an answer."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.articles import Passage
from assistant.questions.search_terms import STOP_WORDS, covered, names, stems, terms
from assistant.text.dates import years_named

LOOKED_AT = 3
"""Passages, by logit, in which the question's words are looked for."""

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_KIND = re.compile(
    r"(?:^|[.?!]\W*\s|\b(?i:at|by|for|from|in|of|on|to|with)\s)\s*[Ww]h(?:ich|at)\s+"
    r"(?:(?!(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|of|in|by|to)\b)[a-z][\w-]*\s+){0,2}"
    r"[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*)*"
)
"""The kind of thing that is asked for: `Which high-profile Republican`. Whoever tells of one need not say of what kind.

With it left out of the names, 2 of 222 and none of 194 news questions fewer are wrongly called not found, and of 405
whose articles were taken away and 150 that nothing answers one fewer is caught.
"""


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for or against an answer in the passages.

    `logit` is the best passage's; `covered` the share of the question's terms in the passage that holds most of
    them; `nameless` the share of its names' words in none, those of a kind aside; `numberless` how many of its
    numbers are in none.
    """

    logit: float
    covered: float
    nameless: float
    numberless: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic regression over signs; an answer is expected from `threshold` on.

    In a sentence whose logit is below `silent` nothing answers.
    """

    weights: Signs
    intercept: float
    threshold: float
    silent: float

    def probability(self, signs: Signs) -> float:
        """The probability that the passages hold the answer, where half of all questions have one."""
        weights = self.weights
        total = (
            self.intercept
            + weights.logit * signs.logit
            + weights.covered * signs.covered
            + weights.nameless * signs.nameless
            + weights.numberless * signs.numberless
        )
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


CALIBRATIONS = {
    # ms-marco-MiniLM-L-12-v2 (int8). Fitted with scikit-learn's LogisticRegression (C=0.3, balanced) to the odd-indexed
    # half of 416 answerable and 150 unanswerable news questions. With each passage scored by itself the threshold calls
    # 5.5% of all 416 not found and catches 88% of the 150; .21 would call 4.6% not found and catch 82%. By the logit
    # alone 79% were caught. Terms weighed by their rarity, a second passage's logit and more terms told no more.
    "91564ef6d9179cbc9eaf3dcf04002327a998f613766e6228c468d952feb41a21": Calibration(
        weights=Signs(logit=0.3311, covered=5.0948, nameless=-2.0094, numberless=-0.9765),
        intercept=-3.4108,
        threshold=0.27,
        # Below it are 4% of the sentences in the answers to 416 news questions, the known answer of one of them, and 49
        # of 56 instructions to readers and models that were quoted when 200 were planted in articles that answer.
        silent=-9.0,
    ),
}
"""By the fingerprint of the reranker whose logits were fitted."""


def judged(question: str, scored: Sequence[tuple[Passage, float]], reranker: str) -> tuple[float, bool]:
    """How probably the passages hold an answer, and whether that is near enough.

    `scored` are passages with their logits, and `reranker` is the fingerprint of the model that they are from; by
    one that has not been calibrated nothing is judged. A question of function words alone asks about nothing,
    and a year that it names must be in a passage, or the year of its article: news repeat themselves every year.
    """
    if not scored or all(term.casefold() in STOP_WORDS for term in terms(question)) or another_year(question, scored):
        return 0.0, False
    calibration = CALIBRATIONS.get(reranker)
    if not calibration:
        return 1.0, True
    probability = calibration.probability(signs(question, scored))
    return probability, probability >= calibration.threshold


def silent_below(reranker: str) -> float:
    """The logit below which nothing in a sentence answers; minus infinity for a model that is not calibrated."""
    calibration = CALIBRATIONS.get(reranker)
    return calibration.silent if calibration else -math.inf


def another_year(question: str, scored: Sequence[tuple[Passage, float]]) -> bool:
    """Whether the question names a year that no passage names and none was published in."""
    texts = [passage.headed for passage, _ in scored]
    return any(not any(year in text for text in texts) for year in years_named(question))


def signs(question: str, scored: Sequence[tuple[Passage, float]]) -> Signs:
    """The signs of an answer in passages, of which there is at least one."""
    best = sorted(scored, key=lambda item: -item[1])[:LOOKED_AT]
    texts = [passage.headed for passage, _ in best]
    held = [stems(text) for text in texts]
    anywhere = frozenset().union(*held)
    wanted = [stems(term) for term in terms(question)]
    named = frozenset().union(*map(stems, names(_KIND.sub(lambda kind: kind.group().lower(), question))))
    numbers = set(_NUMBER.findall(question)) - set(_NUMBER.findall(" ".join(texts)))
    return Signs(
        logit=best[0][1],
        covered=max(covered(wanted, passage) for passage in held),
        nameless=len(named - anywhere) / len(named) if named else 0.0,
        numberless=float(len(numbers)),
    )
