"""From copied words to the whole sentences that hold them, as spans that may be quoted."""

from __future__ import annotations

from assistant.articles import LONGEST_QUOTE, Passage
from assistant.verification.matching import Match, split
from assistant.verification.verdicts import Span

BACK = 2_000
"""How many characters before a passage are looked at."""


def widen(passage: Passage, match: Match) -> tuple[Span, ...]:
    """The whole sentences of the passage that hold a match, in runs of at most LONGEST_QUOTE characters."""
    spans: list[Span] = []
    for start, end in split(passage.text):
        start, end = start + passage.start, end + passage.start
        if end <= match.start or match.end <= start:
            continue
        if spans and end - spans[-1].start <= LONGEST_QUOTE:
            spans[-1] = Span(passage, spans[-1].start, end)
        else:
            spans.append(Span(passage, start, end))
    return tuple(spans)


def before(span: Span, count: int = 3) -> tuple[Span, ...]:
    """Up to `count` sentences of the article before a span, the nearest first; at most BACK characters back."""
    passage = span.passage
    inside = [(passage.start + start, passage.start + end) for start, end in split(passage.text)]
    found = [(start, end) for start, end in inside if end <= span.start]
    if len(found) < count and passage.start:
        low = max(0, passage.start - BACK)
        earlier = [(low + start, low + end) for start, end in split(passage.article.text[low : passage.start])]
        found = (earlier if low == 0 else earlier[1:]) + found
    return tuple(Span(passage, start, end) for start, end in reversed(found[-count:]))
