"""A source's own `[1]`, told from the markers that answers put after their sentences."""

from __future__ import annotations

import re

_OPEN, _CLOSE = "\\[［⁅⟦【〔〚❲⦋⦍", "\\]］⁆⟧】〕〛❳⦌⦎"
_BRACKETED = re.compile(rf"[{_OPEN}]([^{_OPEN}{_CLOSE}]{{1,12}})[{_CLOSE}]")
LONGEST = 3
"""Digits of a marker; `[2022]` is an editor's."""


def apart(text: str) -> str:
    r"""A source's words as they are printed beside our markers: a number of its own in brackets is written `\[1]`.

    Printing only: what is stored, and the words of quotes in JSON, stay letter for letter.
    """
    return _BRACKETED.sub(lambda match: f"\\{match[0]}" if _is_marker(match[1]) else match[0], text)


def _is_marker(inside: str) -> bool:
    runs = "".join(c if c.isalnum() else " " for c in inside).split()
    return bool(runs) and all(run.isnumeric() and len(run) <= LONGEST for run in runs)
