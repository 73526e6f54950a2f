"""Finding copied words in a text: exact after folding, at the edges of tokens and numerals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.text.folding import DASHES, INVISIBLE, SINGLE_QUOTES, fold
from assistant.text.numerals import NUMERAL
from assistant.text.sentences import split
from assistant.text.tokens import IDEOGRAPHIC
from assistant.text.words import tokens

FEWEST = 4
"""Tokens that copied words must have, unless they are a whole sentence."""

_IDEOGRAPH = re.compile(f"[{IDEOGRAPHIC}]")
_JOINERS = f"{DASHES}{SINGLE_QUOTES}.,&@:/_".replace("\u2014", "").replace("\u2015", "")
_EDGE = " \t'\".,;:!?-()[]…"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_REACH = 60


@dataclass(frozen=True, slots=True)
class Match:
    """Where copied words stand: `text[start:end]`, in characters."""

    start: int
    end: int


def find(words: str, text: str, start: int = 0, end: int | None = None) -> Match | None:
    """Find copied words within `text[start:end]`, and say where in the text they stand.

    They match exactly after folding, never by likeness, and neither cut a token nor a numeral in two: "5%" does
    not stand in "25%", nor "likely" in "unlikely". They must have at least FEWEST tokens or be a whole sentence.
    Punctuation and quotation marks around the words are the copier's own and need not stand in the text.
    """
    piece = text[start:end]
    for needle in dict.fromkeys((fold(words).text.strip(), fold(words).text.strip(_EDGE))):
        count = len(tokens(words))
        if not count:
            continue
        for begin, stop in _occurrences(needle, piece):
            if whole_tokens(piece, begin, stop) and (count >= FEWEST or _whole_sentence(piece, begin, stop)):
                return Match(start + begin, start + stop)
    return None


def _occurrences(needle: str, text: str) -> list[tuple[int, int]]:
    folded = fold(text)
    found = []
    at = folded.text.find(needle)
    while at >= 0:
        found.append(folded.source(at, at + len(needle)))
        at = folded.text.find(needle, at + 1)
    return found


def whole_tokens(text: str, start: int, end: int) -> bool:
    """Whether neither edge of `text[start:end]` cuts a word or a numeral in two."""
    if _joined(text, start) or _joined(text, end):
        return False
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    return not any(
        edge in range(numeral.start() + 1, numeral.end())
        for edge, piece_start, piece_end in ((start, low, start + _REACH), (end, end - _REACH, high))
        for numeral in NUMERAL.finditer(text, max(0, piece_start), min(len(text), piece_end))
    )


def _joined(text: str, at: int) -> bool:
    """Whether the characters on both sides of a position belong to one token."""
    left, right = at - 1, at
    while left >= 0 and _INVISIBLE.match(text[left]):
        left -= 1
    while right < len(text) and _INVISIBLE.match(text[right]):
        right += 1
    if left < 0 or right >= len(text):
        return False
    if _wordlike(text[left]) and _wordlike(text[right]):
        return not (_IDEOGRAPH.match(text[left]) or _IDEOGRAPH.match(text[right]))
    if text[left] in _JOINERS and _wordlike(text[right]):
        return left > 0 and _binds(text[left - 1], text[left], text[right])
    if _wordlike(text[left]) and text[right] in _JOINERS:
        return right + 1 < len(text) and _binds(text[left], text[right], text[right + 1])
    return False


def _binds(before: str, joiner: str, after: str) -> bool:
    """Whether a joiner makes one token of what stands on its two sides, as in no-deal, U.S, 1,000 and don't."""
    if not (_wordlike(before) and _wordlike(after)) or _IDEOGRAPH.match(before) or _IDEOGRAPH.match(after):
        return False
    if joiner in ",:/":
        return before.isdigit() and after.isdigit()
    return not (joiner == "." and before.islower() and after.isupper())


def _wordlike(character: str) -> bool:
    return character.isalnum() or character == "_" or "\u0300" <= character <= "\u036f"


def _whole_sentence(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` holds a whole sentence, punctuation at its edges aside."""
    return any(
        start <= first + _leading(text[first:last]) and last - _trailing(text[first:last]) <= end
        for first, last in split(text)
        if first < end and start < last
    )


def _leading(sentence: str) -> int:
    return next((i for i, c in enumerate(sentence) if _wordlike(c)), len(sentence))


def _trailing(sentence: str) -> int:
    return next((i for i, c in enumerate(reversed(sentence)) if _wordlike(c)), len(sentence))
