"""Whether the best passages are near enough to hold an answer."""

from __future__ import annotations

from collections.abc import Sequence

THRESHOLD = 1.0
"""The best passage's logit from which a question counts as answerable."""


def close(scores: Sequence[float]) -> bool:
    """Judge by the best passage's logit."""
    return bool(scores) and max(scores) >= THRESHOLD
