"""From copied words to the whole sentences that hold them, as spans that may be quoted."""

from __future__ import annotations

from assistant.articles import LONGEST_QUOTE, Article, Passage
from assistant.sentences import sentences
from assistant.verification.matching import Match, split
from assistant.verification.verdicts import Span

_BACK = 2_000


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
    """Up to `count` sentences of the article before a span, the nearest first.

    Only some 2,000 characters back are looked at, from the beginning of a line or sentence.
    """
    return tuple(
        Span(span.passage, start, end) for start, end in reversed(_back(span.passage.article, span.start)[-count:])
    )


def _back(article: Article, end: int) -> list[tuple[int, int]]:
    low = max(0, end - _BACK)
    found = sentences(article.text, low, end)
    return found if low == 0 else found[1:]
