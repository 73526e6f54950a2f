"""A sentence that is too long to be quoted, in pieces that are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_QUOTE = 600
"""Characters that one quote may show."""

_CLAUSE = re.compile(r"[;:,，、；：](?=\s|[^\x00-\x7f])|\s[–—-](?=\s)|[—]")
_JOINERS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u200d\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")


_LETTER = re.compile(r"[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""A letter or digit of a script that puts spaces between words."""


def is_fragment(text: str, start: int, end: int) -> bool:
    """Whether a span begins or ends within a word, as where a word is longer than what may be quoted."""
    return any(
        0 < cut < len(text) and _LETTER.match(text[cut - 1]) and _LETTER.match(text[cut]) for cut in (start, end)
    )


def capped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Strip a span of its white space, and cut it while it is too long, so that each sentence can be quoted whole."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_QUOTE:
        cut = _cut(text, start, start + LONGEST_QUOTE)
        stop = cut
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        yield start, stop
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _cut(text: str, start: int, limit: int) -> int:
    """The best place before `limit` to cut a sentence that is too long; past the first half if there is one."""
    half = start + (limit - start) // 2
    clauses = [match.end() for match in _CLAUSE.finditer(text, half, limit)]
    if clauses:
        return clauses[-1]
    for position in range(limit, start, -1):
        if text[position].isspace():
            return position
    cut = limit
    while cut > half and (_JOINERS.match(text[cut]) or text[cut - 1] == "\u200d"):
        cut -= 1
    return cut
