"""Whether the best passages are near enough to hold an answer."""

from __future__ import annotations

import math
from collections.abc import Sequence

from assistant.answers import ReadPassage

SLOPE, INTERCEPT = 1.0, -1.0
THRESHOLD = 0.5


def closeness(question: str, reads: Sequence[ReadPassage]) -> float:
    """The probability that the passages hold the answer, from the best one's logit."""
    best = max((read.score for read in reads), default=-math.inf)
    return 1 / (1 + math.exp(-(SLOPE * best + INTERCEPT))) if math.isfinite(best) else 0.0
