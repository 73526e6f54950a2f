"""Where a span that is shown begins and ends: without a dateline, and without half of a pair of quotation marks."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.quotation.spans import Span
from assistant.quotation.widening import preceding
from assistant.text.datelines import dateline

_FARTHEST = 400
"""Characters up to which a span is extended to the sentence that opens its quotation."""

_PAIRS = {"”": "“", "»": "«", "’": "‘"}
_CLOSERS = {opener: closer for closer, opener in _PAIRS.items()}
_INNER = re.compile(r"(?<=\w)[’'](?=\w)")


def trimmed(span: Span) -> Span:
    """A span as it is shown: verbatim, but for a dateline and for a mark at its edge that has no partner in it.

    A quotation that the sentence before opens is shown from there, if that is not too long: «tired,” he said» alone
    would not say where his words begin.
    """
    return _balanced(_from_opening(_after_dateline(span)))


def _after_dateline(span: Span) -> Span:
    text = span.passage.article.text
    if text[: span.start].rstrip(" \t\u00a0")[-1:] not in ("", "\n", "\r"):
        return span
    length = dateline(span.text)
    return replace(span, start=span.start + length) if length < span.end - span.start else span


def _from_opening(span: Span) -> Span:
    sentence = preceding(span) if _closes_alone(span.text) else None
    if sentence is None or span.end - sentence.start > _FARTHEST:
        return span
    extended = _after_dateline(replace(span, start=sentence.start))
    return span if _closes_alone(extended.text) else extended


def _closes_alone(text: str) -> bool:
    """Whether a closing mark stands within a text before any that opens, and not at its end."""
    inner = text.rstrip('”"’»)]. ')
    if "„" in text:
        return False
    if inner.count("“") or "”" in inner:
        return "”" in inner and inner.find("”") < (inner.find("“") if "“" in inner else len(inner))
    straight = inner.find('"')
    return text.count('"') % 2 == 1 and straight > 0 and not inner[straight - 1].isspace()


def _balanced(span: Span) -> Span:
    """Without marks at the edges that have no partner between them."""
    start, end, text = span.start, span.end, span.passage.article.text
    while start < end and _orphan(text[start:end], text[start], opens=True):
        start += 1
    while start < end and _orphan(text[start:end], text[end - 1], opens=False):
        end -= 1
    return replace(span, start=start, end=end) if text[start:end].strip() else span


def _orphan(piece: str, mark: str, *, opens: bool) -> bool:
    """Whether the mark at an edge of a piece is half of a pair."""
    if "„" in piece:
        return False
    plain = _INNER.sub(" ", piece)
    if mark == '"':
        return plain.count(mark) % 2 == 1
    if opens:
        return mark in _CLOSERS and plain.count(mark) > plain.count(_CLOSERS[mark])
    if mark == "’" and piece[-2:-1].isalnum():
        return False  # the runners’
    return mark in _PAIRS and plain.count(mark) > plain.count(_PAIRS[mark])
