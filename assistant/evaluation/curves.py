"""Curves as SVG, drawn without a library so that the report is one file."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from assistant.evaluation.scores import DEPTH, Outcome

WIDTH, HEIGHT = 420, 280
LEFT, RIGHT, TOP, BOTTOM = 56, 20, 12, 40
"""Space around the field that is drawn in, for the labels."""

Line = tuple[str, Sequence[tuple[float, float]]]
"""A name, and points of (x, y), y from 0 to 1."""


def recall(outcomes: Sequence[Outcome]) -> Line:
    """Share of questions whose gold article is among the first k, for k from 1 to DEPTH."""
    ranks = [outcome.rank or DEPTH + 1 for outcome in outcomes if outcome.question.gold]
    return "a gold article among the first k", [
        (float(depth), float(np.mean([rank <= depth for rank in ranks]))) for depth in range(1, DEPTH + 1) if ranks
    ]


def caught(name: str, answerable: Sequence[Outcome], absent: Sequence[Outcome]) -> Line:
    """What each threshold on closeness costs (answerable questions called not found) and gains (absent ones caught)."""
    if not answerable or not absent:
        return name, []
    near = np.array([outcome.closeness for outcome in answerable])
    far = np.array([outcome.closeness for outcome in absent])
    thresholds = np.unique(np.concatenate([[0.0], near, far, [1.01]]))
    return name, [(float((near < limit).mean()), float((far < limit).mean())) for limit in thresholds]


def chart(title: str, across: str, up: str, lines: Sequence[Line], reach: float, ticks: int = 5) -> str:
    """An SVG chart of lines over x from 0 to `reach` and y from 0 to 1; empty if there is no point.

    `ticks` is into how many steps x is divided.
    """
    drawn = [line for line in lines if line[1]]
    if not drawn:
        return ""
    scales = "".join(_level(step / 4) for step in range(5))
    scales += "".join(_tick(step / ticks, reach) for step in range(ticks + 1))
    paths = "".join(_path(index, points, reach) for index, (_, points) in enumerate(drawn))
    names = "".join(
        f'<text x="{WIDTH - RIGHT - 8}" y="{HEIGHT - BOTTOM - 8 - 16 * index}" text-anchor="end" class="line{index}">'
        f"{escape(name)}</text>"
        for index, (name, _) in enumerate(drawn)
    )
    middle, centre = (LEFT + WIDTH - RIGHT) / 2, (TOP + HEIGHT - BOTTOM) / 2
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(title)}">{scales}{paths}{names}'
        f'<text x="{middle}" y="{HEIGHT - 6}" text-anchor="middle">{escape(across)}</text>'
        f'<text transform="translate(14 {centre}) rotate(-90)" text-anchor="middle">{escape(up)}</text>'
        "</svg></figure>"
    )


def _level(share: float) -> str:
    """A line across with its value beside it."""
    _, y = _place(0, share, 1)
    return (
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" class="grid"/>'
        f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{share:g}</text>'
    )


def _tick(part: float, reach: float) -> str:
    """A value below the field."""
    x, _ = _place(part * reach, 0, reach)
    return f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{round(part * reach, 2):g}</text>'


def _path(index: int, points: Sequence[tuple[float, float]], reach: float) -> str:
    places = [_place(x, y, reach) for x, y in points if x <= reach]
    return f'<polyline class="line{index}" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in places)}"/>'


def _place(x: float, y: float, reach: float) -> tuple[float, float]:
    return LEFT + x / reach * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - y * (HEIGHT - TOP - BOTTOM)
