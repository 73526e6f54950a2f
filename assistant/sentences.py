"""Where sentences begin and end, to the character."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.articles import LONGEST_QUOTE

if TYPE_CHECKING:
    from syntok.tokenizer import Tokenizer

LONGEST = LONGEST_QUOTE
"""Characters that a sentence may have, so that every sentence can be quoted whole."""

_CLOSING = "\"'”’»›)\\]}）」』】》〉"
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ENDS_INSIDE = re.compile(rf"[.!?;‼‽⁇⁈⁉…‥][{_CLOSING}]*(?=[\s(\[]|\w)")
_IDEOGRAPHIC = re.compile(rf"[。！？｡．‼⁇⁈⁉]+[{_CLOSING}]*(?!\s*[{_CLOSING}，、；：])")
_CLAUSE = re.compile(r"[;:,，、；：](?=\s|[^\x00-\x7f])|\s[–—-](?=\s)|[—]")
_JOINERS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u200d\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Find the sentences within `text[start:end]`, as (start, end) in characters of the whole text.

    A sentence never reaches across a line break and has no white space around it; its closing quotation marks
    and brackets belong to it. All that is not white space lies in exactly one sentence. So a piece that begins and
    ends at line or sentence boundaries yields what the whole text yields there. A sentence longer than
    LONGEST characters is cut after a clause, else between words, else anywhere. Time is linear in the length.

    syntok decides where a sentence ends, for it keeps exact offsets and knows abbreviations; ideographic full
    stops, after which no space follows, are looked for before it.
    """
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text, start, end):
        for piece_start, piece_end in _pieces(text, line.start(), line.end()):
            for span_start, span_end in _segments(text, piece_start, piece_end):
                spans.extend(_capped(text, span_start, span_end))
    return spans


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a line after its ideographic full stops."""
    for match in _IDEOGRAPHIC.finditer(text, start, end):
        yield start, match.end()
        start = match.end()
    if start < end:
        yield start, end


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a piece of a line where syntok ends a sentence."""
    if not _ENDS_INSIDE.search(text, start, end):
        yield start, end
        return
    import syntok.segmenter

    piece = text[start:end]
    begin = 0
    for tokens in syntok.segmenter.segment(_tokenizer().tokenize(piece)):
        stop = tokens[-1].offset + len(tokens[-1].value)
        yield start + begin, start + stop
        begin = stop
    if begin < len(piece):
        yield start + begin, end


def _capped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Strip a span of its white space, and cut it while it is too long."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = _cut(text, start, start + LONGEST)
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


@functools.cache
def _tokenizer() -> Tokenizer:
    from syntok.tokenizer import Tokenizer

    return Tokenizer(replace_not_contraction=False)
