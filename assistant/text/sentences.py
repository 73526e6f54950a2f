"""Where sentences begin and end, to the character."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.text.calendar_words import MONTH_SHORT
from assistant.text.long_sentences import capped

if TYPE_CHECKING:
    from syntok.tokenizer import Tokenizer

_BRACKET = re.compile(r"[(\[{｟｛［（﹝﹛﹙﴾〚〘⦅⦃\u2329]")
_CLOSING = "\"'”’»›)\\]}）」』】》〉"
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ENDS_INSIDE = re.compile(
    rf"[.!?;‼‽⁇⁈⁉…‥][{_CLOSING}]*(?=[(\[]|\s+[^\sa-z])|(?:;|(?<![A-Z0-9])[.!?‼‽⁇⁈⁉…‥])[{_CLOSING}]*(?=[^\W\d_a-z])"
)
"""Where syntok may end a sentence before the end of a piece: never ahead of a small letter, nor in `$4.5` or `U.S.`."""

_PLAIN_END = re.compile(r"(?<!\S)[“\"‘]?([^\W\d_][a-zß-öø-ÿ]+)[.!?][\"”’]?(?=[ \t\u00a0]+[\"“‘]?[A-Z])")
"""`… on Friday. The mayor …`: syntok ends a sentence there whatever stands around, brackets and abbreviations aside."""

_UNSPACED = "。！？｡．‼⁇⁈⁉।॥؟۔։።။"
"""Full stops of scripts that syntok does not know, and the question mark of Arabic."""

_OWN_STOP = re.compile(
    rf"[{_UNSPACED}]+[{_CLOSING}]*(?!\s*[{_CLOSING}，、；：،])"
    r"|(?<=[a-z]{3})[.!?](?:[”’]+(?=[A-Z]|“\w)|(?=(?!Com\b|Org\b|Net\b|Gov\b|Js\b)[A-Z][a-z]+[ ,]))"
    r"|(?<=\.(?:com|org|net|gov|edu))\.(?=\s+[\"“]?[A-Z])"
)
"""Where a sentence ends though no space follows, as it gets lost in English too, or after an address."""

_FINAL = re.compile(rf"[.!?…‽‥{_UNSPACED}][{_CLOSING}]*$")
_ASKING = re.compile(rf"[?？؟⁈⁇][{_CLOSING}]*$")
_TITLE = re.compile(
    r"\b(?:Adm|Ald|Amb|Assoc|Asst|Atty|Brig|Capt|Cmdr|Col|Cpl|Fr|Ft|Gen|Govs?|Hon|Insp|Lieut|Lt|Maj|Messrs|Mr|Mrs|Ms"
    r"|Msgr|Mt|Nos|Pfc|Pres|Prof|Pvt|Reps?|Rev|Sec|Sens?|Sgts?|Ste|Supt|vs)\.$|[^\W\d] ft\.$|^Del\.$|[^,] Del\.$"
)
"""Abbreviations that a name or a number follows, in the news; many of them syntok does not know."""

_FOLLOWED = re.compile(
    rf"\W*(?:(?:{MONTH_SHORT}|Prop\.)\s+\d|Bros\.\s+(?:Discovery|Pictures|Records|Television)\b"
    r"|Dr\.\s+[A-Z][a-z]{0,3}[A-Z][a-z])"
)
"""Abbreviations that go on where a number, or a certain name, follows: syntok ends a sentence in `Feb. 6-22`."""

_INITIAL = re.compile(r"\W*[^\W\d_]+\.?\s+[A-Z]\.\s+(?:[A-Z]\.\s|[A-Z][a-z]{0,3}[A-Z][a-z])")
"""An initial before a name that syntok takes for none: `Cecil B. DeMille`."""

_DATELINE = re.compile(r"\s*[A-Z][A-Z .'’-]{2,}, [\w. ]{2,12}\.\s+(?:[–—−-]{1,2}\s|\([^()]{2,20}\)\s+[–—−-])")
"""A place before the first sentence: `TULSA, Okla. — `."""

_AGENCY = re.compile(
    r"(?:(?:[A-Z][\w.'’-]*,?\s+(?:and\s+)?){1,5})?\((?:CNN|AP|Reuters|REUTERS|AFP|UPI|Bloomberg|BBC|PA)(?:\s+Business)?\)"
    r"(?:\s*[–—−-]{1,2})?\s+(?=[\"“‘']?[A-Z])"
)
"""An agency's tag before the first sentence, which is none of its words: `Madrid (CNN) — `."""

_LOWER = re.compile(r"\s*[–—−-]{1,2}\s*[a-z]")
"""A dash and a small letter, with which no sentence begins."""

_APART = re.compile(r"\s+[”’»]+(?=\s|$)")
_WORD = re.compile(r"\S+")
_NAMED_AFTER = re.compile(
    r"[JS]r\.\s+(?:Airport|Avenue|Award|Boulevard|Bridge|Building|Cent(?:er|re)|College|Courthouse|Day|Drive|Elementary"
    r"|Foundation|Freeway|High|Highway|Holiday|Hospital|Institute|Library|Memorial|Middle|Museum|Park|Prize|School|Stadium"
    r"|Street|University|Weekend)\b"
)
"""What is named after a junior: "Martin Luther King Jr. Day"."""

_NUMBERED = re.compile(r"[(]?\d{1,3}[.)]$")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Find the sentences within `text[start:end]`, as (start, end) in characters of the whole text.

    A sentence never reaches across a line break and has no white space around it; its closing quotation marks
    and brackets belong to it. All that is not white space lies in exactly one sentence. So a piece that begins and
    ends at line or sentence boundaries yields what the whole text yields there. A sentence longer than LONGEST_QUOTE
    characters is cut after a clause, else between words, else anywhere. Time is linear in the length.

    syntok decides where a sentence ends, for it keeps exact offsets and knows abbreviations. Before it, lines are
    cut where it needs a space and there is none, and at full stops that it does not know; after it, pieces are
    joined that it cut after the titles of the news ("Gov.", "Rep."), within a date ("Feb. 6-22") or a dateline, after
    a semicolon or the number of a list.
    """
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text, start, end):
        for piece_start, piece_end in _pieces(text, line.start(), line.end()):
            for span_start, span_end in _joined(text, segments(text, piece_start, piece_end)):
                spans.extend(capped(text, span_start, span_end))
    return spans


def ends(text: str) -> bool:
    """Whether a text ends as a sentence does, in any script."""
    return bool(_FINAL.search(text))


def asks(text: str) -> bool:
    """Whether a text ends as a question does, in any script."""
    return bool(_ASKING.search(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a line where a sentence ends that syntok would not end, and after the tag of an agency that opens it."""
    if (start == 0 or text[start - 1] in "\n\r") and (tag := _AGENCY.match(text, start, end)):
        yield start, tag.end()
        start = tag.end()
    for match in _OWN_STOP.finditer(text, start, end):
        yield start, match.end()
        start = match.end()
    if start < end:
        yield start, end


def segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a piece of a line where syntok ends a sentence; plain ends are found without it, for it takes its time."""
    if not _BRACKET.search(text, start, end):
        for match in _PLAIN_END.finditer(text, start, end):
            if match[1] not in _abbreviations():
                yield from _segmented(text, start, match.end())
                start = match.end()
    yield from _segmented(text, start, end)


def _segmented(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
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


def _joined(text: str, spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join the spans between which no sentence ends; a closing mark set apart goes to what it closes."""
    start, end = next(spans)
    for next_start, next_end in spans:
        tail = text[max(start, end - 40) : end].strip()
        is_open = _is_open(tail, whole=end - start <= 40) or _goes_on(text, start, end, next_start)
        if apart := _APART.match(text, next_start, next_end):
            end = next_start = apart.end()
        if is_open:
            end = next_end
        elif next_start < next_end:
            yield start, end
            start, end = next_start, next_end
    yield start, end


def _is_open(tail: str, *, whole: bool) -> bool:
    """Whether a sentence goes on after this end of it."""
    if not ends(tail) or _TITLE.search(tail):
        return True
    return whole and _NUMBERED.match(tail) is not None


def _goes_on(text: str, start: int, end: int, following: int) -> bool:
    """Whether a sentence that seems to end goes on with what follows."""
    limit = following + 30
    words = list(_WORD.finditer(text, max(start, end - 40), end))[-2:]
    dateline = _DATELINE.match(text, start, limit) if end - start <= 40 else None
    return bool(
        _LOWER.match(text, following, limit)
        or (dateline and dateline.end() > end)
        or (
            words
            and (_FOLLOWED.match(text, words[-1].start(), limit) or _NAMED_AFTER.match(text, words[-1].start(), limit))
        )
        or (len(words) == 2 and _INITIAL.match(text, words[0].start(), limit))
    )


@functools.cache
def _abbreviations() -> frozenset[str]:
    from syntok.segmenter import State

    return frozenset(State.abbreviations) | {"no", "No"}


@functools.cache
def _tokenizer() -> Tokenizer:
    from syntok.tokenizer import Tokenizer

    return Tokenizer(replace_not_contraction=False)


@lru_cache(maxsize=512)
def split(piece: str) -> list[tuple[int, int]]:
    """The sentences of a piece of text, remembered, since several statements rest on one passage."""
    return sentences(piece)
