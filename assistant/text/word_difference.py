"""What became of a text, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

Fate = Literal["kept", "gone", "new"]


def difference(was: str, now: str) -> Iterator[tuple[Fate, str]]:
    """The words of both texts in runs: those that were kept, those that are gone, and those that are new."""
    before, after = was.split(), now.split()
    for tag, low, high, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "kept", " ".join(before[low:high])
            continue
        if low < high:
            yield "gone", " ".join(before[low:high])
        if start < end:
            yield "new", " ".join(after[start:end])
