"""Where a span that is shown begins and ends: without dateline or byline, and without half of a pair of quote marks."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.quotation.spans import Span
from assistant.quotation.widening import preceding
from assistant.text.datelines import lead
from assistant.text.quotation_marks import unpaired

_FARTHEST = 400
"""Characters up to which a span is extended to the sentence that opens its quotation."""

_INNER = re.compile(r"(?<=\w)[’'](?=\w)")


def trimmed(span: Span) -> Span:
    """A span as it is shown: verbatim, but for a dateline or byline and for a mark at its edge without a partner in it.

    A quotation that the sentence before opens is shown from there, if that is not too long: «tired,” he said» alone
    would not say where his words begin.
    """
    return _balanced(_from_opening(_after_lead(span)))


def _after_lead(span: Span) -> Span:
    return replace(span, start=lead(span.passage.article.text, span.start, span.end))


def _from_opening(span: Span) -> Span:
    sentence = preceding(span) if _closes_alone(span.text) else None
    if sentence is None or span.end - sentence.start > _FARTHEST:
        return span
    extended = _after_lead(replace(span, start=sentence.start))
    return span if _closes_alone(extended.text) else extended


def _closes_alone(text: str) -> bool:
    """Whether a closing mark stands within a text without one that opens, and not at its end."""
    inner = text.rstrip('”"’»)]. ')
    within = (index for index in unpaired(text) if 0 < index < len(inner))
    return any(text[index] in "”»" or (text[index] == '"' and not text[index - 1].isspace()) for index in within)


def _balanced(span: Span) -> Span:
    """Without marks at the edges that have no partner between them."""
    start, end, text = span.start, span.end, span.passage.article.text
    while start < end and _orphan(text[start:end], 0, opens=True):
        start += 1
    while start < end and _orphan(text[start:end], end - start - 1, opens=False):
        end -= 1
    return replace(span, start=start, end=end) if text[start:end].strip() else span


def _orphan(piece: str, at: int, *, opens: bool) -> bool:
    """Whether the mark at an edge of a piece is half of a pair."""
    mark = piece[at]
    if mark in ('"“«' if opens else '"”»'):
        return at in unpaired(piece)
    if mark != ("‘" if opens else "’") or (mark == "’" and piece[-2:-1].isalnum()):
        return False  # the runners’
    plain = _INNER.sub(" ", piece)
    return plain.count(mark) > plain.count("’" if opens else "‘")
