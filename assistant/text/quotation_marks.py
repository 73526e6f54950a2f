"""Quotation marks of every make as opening and closing ones, which lack their other half, and where one is open."""

from __future__ import annotations

import re
from collections.abc import Sequence

_STRAIGHT = re.compile(r"\"|(?<!')''(?!')")
_SINGLE = re.compile(r"‘(?=\w)|(?<=[,.?!…])’(?!\w)")
_DOUBLE = re.compile(r"[\"“”«»]")
_INCHES = re.compile(r"\d\"")
_BEFORE_OPENING = "([{—–-/“‘'"
_BLANK = 100
"""Characters of white space looked over for the next line."""


def curled(text: str) -> str:
    """The text with `“` and `”` for straight, doubled and angled marks; as long as before, to the character.

    Whether a straight mark opens is seen from what it touches, never from counting: one forgotten mark would turn all
    that follow. Two typewriter apostrophes become two curly marks. Single curly marks count only where a paragraph
    has no double ones, for they are apostrophes too.
    """
    pieces, at = [], 0
    for mark in _STRAIGHT.finditer(text):
        opens = _opens(text, mark.start(), mark.end())
        pieces += [text[at : mark.start()], ("“" if opens else "”") * len(mark.group())]
        at = mark.end()
    found = "".join([*pieces, text[at:]]).replace("«", "“").replace("»", "”").replace("„", "“")
    return "\n".join(line if "“" in line or "‘" not in line else _single(line) for line in found.split("\n"))


def opened(text: str, positions: Sequence[int]) -> list[bool]:
    """For each position of a curled text, in rising order, whether a quotation is open there.

    At a line's end a quotation closes, unless the next line with words begins with an opening mark: that is how one
    of several paragraphs is printed.
    """
    states: list[bool] = []
    inside, at = False, 0
    for position in positions:
        for index in range(at, position):
            character = text[index]
            if character in "“”":
                inside = character == "“"
            elif character == "\n" and inside:
                inside = text[index : index + _BLANK].lstrip()[:1] == "“"
        at = position
        states.append(inside)
    return states


def unpaired(text: str) -> list[int]:
    """Where double marks stand that lack their other half in a text, whatever make that would be of (`“Yes," he said`).

    A straight mark closes what is open, unless it touches what one that opens does. In German, which closes with the
    mark that opens elsewhere, none is told to be alone, nor a straight one after a digit, which stands for inches.
    """
    pending: list[int] = []
    alone: list[int] = []
    for mark in _DOUBLE.finditer("" if "„" in text else text):
        straight = mark.group() == '"'
        if mark.group() in "“«" or (straight and (not pending or _opens(text, *mark.span()))):
            pending.append(mark.start())
        elif pending:
            pending.pop()
        else:
            alone.append(mark.start())
    return sorted(index for index in (*alone, *pending) if not _INCHES.match(text, max(0, index - 1)))


def quoted_share(sentence: str, inside: bool) -> float:
    """The share of a curled sentence's letters that stand within quotation marks; `inside` says how it begins."""
    quoted, letters = 0, 0
    for character in sentence:
        if character in "“”":
            inside = character == "“"
        elif character.isalnum():
            letters += 1
            quoted += inside
    return quoted / letters if letters else 0.0


def unquoted(sentence: str, inside: bool) -> str:
    """A curled sentence with blanks for what stands within quotation marks; as long as before."""
    kept = []
    for character in sentence:
        if character in "“”":
            inside = character == "“"
        kept.append(" " if inside else character)
    return "".join(kept)


def _opens(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or before.isspace():
        return bool(after) and not after.isspace()
    return before in _BEFORE_OPENING and after.isalnum()


def _single(line: str) -> str:
    return _SINGLE.sub(lambda mark: "“" if mark.group() == "‘" else "”", line)
