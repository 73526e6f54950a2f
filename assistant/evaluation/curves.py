"""Curves as SVG, drawn without a library so that the report is one file."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from assistant.evaluation.scores import DEPTH, Outcome

WIDTH, HEIGHT, MARGIN = 420, 280, 42

Line = tuple[str, Sequence[tuple[float, float]]]
"""A name, and points of (x, y) from 0 to 1."""


def recall(outcomes: Sequence[Outcome]) -> Line:
    """Share of questions whose gold article is among the first k, for k from 1 to DEPTH."""
    ranks = [outcome.rank or DEPTH + 1 for outcome in outcomes if outcome.question.gold]
    return "a gold article among the first k", [
        (depth / DEPTH, float(np.mean([rank <= depth for rank in ranks]))) for depth in range(1, DEPTH + 1) if ranks
    ]


def caught(name: str, answerable: Sequence[Outcome], absent: Sequence[Outcome]) -> Line:
    """What each threshold on closeness costs (answerable questions called not found) and gains (absent ones caught)."""
    if not answerable or not absent:
        return name, []
    near = np.array([outcome.closeness for outcome in answerable])
    far = np.array([outcome.closeness for outcome in absent])
    thresholds = np.unique(np.concatenate([[0.0], near, far, [1.01]]))
    return name, [(float((near < limit).mean()), float((far < limit).mean())) for limit in thresholds]


def chart(title: str, across: str, up: str, lines: Sequence[Line], reach: float = 1.0) -> str:
    """An SVG chart of lines over x from 0 to `reach` and y from 0 to 1; empty if there is no point."""
    drawn = [line for line in lines if line[1]]
    if not drawn:
        return ""
    ticks = "".join(_tick(step / 4, reach) for step in range(5))
    paths = "".join(_path(index, points, reach) for index, (_, points) in enumerate(drawn))
    names = "".join(
        f'<text x="{MARGIN + 8}" y="{MARGIN + 16 * index}" class="line{index}">{escape(name)}</text>'
        for index, (name, _) in enumerate(drawn)
    )
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(title)}">{ticks}{paths}{names}'
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 4}" text-anchor="middle">{escape(across)}</text>'
        f'<text transform="translate(12 {HEIGHT / 2}) rotate(-90)" text-anchor="middle">{escape(up)}</text>'
        "</svg></figure>"
    )


def _tick(share: float, reach: float) -> str:
    x, y = _place(share * reach, share, reach)
    return (
        f'<line x1="{MARGIN}" x2="{WIDTH - 8}" y1="{y:.1f}" y2="{y:.1f}" class="grid"/>'
        f'<text x="{MARGIN - 4}" y="{y + 4:.1f}" text-anchor="end">{share:.2f}</text>'
        f'<text x="{x:.1f}" y="{HEIGHT - 20}" text-anchor="middle">{share * reach:.2f}</text>'
    )


def _path(index: int, points: Sequence[tuple[float, float]], reach: float) -> str:
    places = [_place(x, y, reach) for x, y in points if x <= reach]
    return f'<polyline class="line{index}" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in places)}"/>'


def _place(x: float, y: float, reach: float) -> tuple[float, float]:
    return MARGIN + x / reach * (WIDTH - MARGIN - 8), HEIGHT - MARGIN + 6 - y * (HEIGHT - 2 * MARGIN + 26)
