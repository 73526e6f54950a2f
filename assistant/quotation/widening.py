"""From copied words to the whole sentences that hold them, as spans that may be quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.articles import LONGEST_QUOTE, Passage
from assistant.quotation.matching import Match
from assistant.quotation.spans import Span
from assistant.text.sentences import split

_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
BACK = 2_000
"""How many characters before a span are looked at."""


def widen(passage: Passage, match: Match) -> tuple[Span, ...]:
    """The whole sentences that hold a match, in runs of at most LONGEST_QUOTE characters.

    The match may lie outside the passage, elsewhere in its article.
    """
    spans: list[Span] = []
    for start, end in _sentences(passage, match):
        if end <= match.start or match.end <= start:
            continue
        if spans and end - spans[-1].start <= LONGEST_QUOTE:
            spans[-1] = Span(passage, spans[-1].start, end)
        else:
            spans.append(Span(passage, start, end))
    return tuple(spans)


def _sentences(passage: Passage, match: Match) -> Iterator[tuple[int, int]]:
    """The sentences of the lines that a match touches: a sentence never reaches across a line break."""
    text, at, end = passage.article.text, passage.start, passage.end
    if not at <= match.start < match.end <= end:
        at = max((text.rfind(mark, 0, match.start) + 1 for mark in _BREAKS), default=0)
        ends = [found for mark in _BREAKS if (found := text.find(mark, match.end)) >= 0]
        end = min(ends, default=len(text))
    for line in text[at:end].splitlines(keepends=True):
        if at < match.end and match.start < at + len(line):
            yield from ((at + start, at + end) for start, end in split(line))
        at += len(line)


def preceding(span: Span) -> Span | None:
    """The sentence right before a span in its article, on the same line; None if a far line break hides it."""
    text = span.passage.article.text
    low = max(0, span.start - BACK)
    line = re.split(f"[{_BREAKS}]", text[low : span.start])[-1]
    begin = span.start - len(line)
    found = split(line)
    if not found or (begin == low > 0 and len(found) == 1):  # it may be cut in two
        return None
    start, end = found[-1]
    return Span(span.passage, begin + start, begin + end)
