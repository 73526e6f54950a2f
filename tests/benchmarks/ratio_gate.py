"""Which ratios of a benchmark have moved since they were kept: told, never asserted, since machines have moods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median


def spread(values: Sequence[float]) -> list[float]:
    """The least, the middle and the largest."""
    return [min(values), median(values), max(values)]


def moved(before: Mapping[str, Sequence[float]], now: Mapping[str, Sequence[float]]) -> list[str]:
    """The ratios whose spreads have nothing in common with what was kept."""
    return [
        f"{name}: {before[name][1]:.2f} [{before[name][0]:.2f}, {before[name][2]:.2f}] was kept, now "
        f"{middle:.2f} [{low:.2f}, {high:.2f}]"
        for name, (low, middle, high) in now.items()
        if name in before and (low > before[name][2] or high < before[name][0])
    ]
