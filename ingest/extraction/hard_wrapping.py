"""Text that was broken into lines of one width, as mail and wire copy are: its paragraphs, on one line each."""

from __future__ import annotations

import re
from itertools import pairwise

WIDTHS = range(50, 101)
"""Characters of a line that is as long as it may be."""

BRIEF = 4
"""Fewer line breaks than this must all fall before a small letter."""

FULL, SMALL = 0.75, 0.4
"""Shares of line breaks, ends of paragraphs aside, that fall where no further word had room, and of these before a
small letter: prose has them, and neither verse, lists nor tables have. Of 1,884 articles that are not wrapped none is
taken for one that is."""

_BREAK = re.compile(r"\r\n?")
_END = re.compile(r"[.!?…][\"'”’)]*\s*$")
_HYPHEN = re.compile(r"\w-\s*$")
_ITEM = re.compile(r"(?:[-*•>|+#]|\d{1,3}[.)])\s")


def unwrapped(text: str) -> str:
    """Join the lines of a text that is broken at one width, and leave any other as it is.

    A line goes on with the next if the next one's first word had no room on it, and begins no paragraph or item of a
    list by its indent or mark. A line that ends in a hyphen goes on without a space.
    """
    lines = _BREAK.sub("\n", text).split("\n")
    margin = min((_indent(line) for line in lines if line.strip()), default=0)
    breaks = [(before, after) for before, after in pairwise(lines) if _within(before, after, margin)]
    width = _width([len(before.rstrip()) for before, _ in breaks])
    if not width or sum(len(line) > WIDTHS.stop for line in lines) * 50 > len(lines):
        return text
    full = [after for before, after in breaks if _is_full(before, after, width)]
    small = sum(after.lstrip()[0].islower() for after in full)
    ends = sum(bool(_END.search(before)) for before, after in breaks if not _is_full(before, after, width))
    if len(full) < (len(breaks) - ends) * FULL or small < len(full) * (SMALL if len(breaks) >= BRIEF else 1):
        return text
    joined = lines[:1]
    for before, after in pairwise(lines):
        if _within(before, after, margin) and _is_full(before, after, width):
            joined.append("" if _HYPHEN.search(before) else " ")
            joined.append(after.strip())
        else:
            joined += ["\n", after]
    return "".join(joined)


def _width(lengths: list[int]) -> int:
    """The length that nine in ten lines stay within, if it is that of a wrapped line; else 0."""
    width = sorted(lengths)[(len(lengths) - 1) * 9 // 10] if lengths else 0
    return width if width in WIDTHS else 0


def _is_full(before: str, after: str, width: int) -> bool:
    """Whether the next line's first word had no room on this one."""
    return len(before.rstrip()) + 1 + len(after.split(maxsplit=1)[0]) > width


def _within(before: str, after: str, margin: int) -> bool:
    """Whether two lines may be of one paragraph: none is blank or a headline, and no indent or mark begins another."""
    if not before.strip() or not after.strip() or before.isupper() > after.isupper():
        return False
    return _indent(after) <= margin and not _ITEM.match(after.lstrip())


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
