"""Folding: what two ways of typing the same words have in common, with a map back to the source's characters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d"
SINGLE_QUOTES = "'`\u00b4\u2018\u2019\u201a\u201b\u2032\u02bc\u2039\u203a\uff07"
DOUBLE_QUOTES = '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02'
INVISIBLE = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f"
)
"""Soft hyphen, zero-width spaces and joiners, directional marks, variation selectors, tags: a regex class's inside."""

_GAP = rf"[\s{INVISIBLE}]*"
_MARK = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PIECE = re.compile(
    rf"""
    (?P<plain>(?:[A-Za-z0-9!#$%&()*+,/:;<=>?@\[\\\]^_{{|}}~]|\.(?![\s.…]*[.…])|[ ](?=[A-Za-z0-9]))+(?![{_MARK}]))
  | (?P<dash>[\s{INVISIBLE}]*[{DASHES}][\s{INVISIBLE}{DASHES}]*)
  | (?P<space>[{INVISIBLE}]*\s[\s{INVISIBLE}]*)
  | (?P<invisible>[{INVISIBLE}]+)
  | (?P<ellipsis>(?:\.{_GAP})*…(?:{_GAP}[.…])*|\.(?:{_GAP}\.){{2,}}(?:{_GAP}[.…])*)
  | (?P<quote>[{SINGLE_QUOTES}{DOUBLE_QUOTES}])(?![{_MARK}])
  | (?P<cluster>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_DASH = re.compile(f"[{DASHES}](?:[\\s{INVISIBLE}{DASHES}]*[{DASHES}])?")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; its character i was made from the source's characters `starts[i]` to `ends[i]`."""

    text: str
    starts: list[int]
    ends: list[int]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters from start to end stand in the source; start < end."""
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=512)
def fold(text: str) -> Folded:
    """Fold a text, in one pass and linear time.

    NFC; case; every quotation mark to ', every dash with the white space around it to -, an ellipsis to three
    dots, runs of white space to one space, invisible characters to nothing. After a digit double marks stay
    double, for 5' is not 5". Not NFKC: 10² is not 102, and letters of another script stay what they are.
    """
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while position < len(text):
        match = _PIECE.match(text, position)
        assert match is not None  # the last alternative takes any character
        kind = match.lastgroup
        start, position = match.span()
        if kind == "plain":
            pieces.append(match.group().lower())
            starts.extend(range(start, position))
            ends.extend(range(start + 1, position + 1))
            continue
        if kind == "invisible":
            continue
        if kind == "cluster":
            position = _cluster_end(text, position)
            folded = _caseless(text[start:position])
            end = position
        else:
            folded, start, end = _replacement(kind or "", match, text)
        pieces.append(folded)
        starts.extend([start] * len(folded))
        ends.extend([end] * len(folded))
    return Folded("".join(pieces), starts, ends)


def _replacement(kind: str, match: re.Match[str], text: str) -> tuple[str, int, int]:
    """What stands for a dash, space, ellipsis or quotation mark, and the source's characters it stands for."""
    start, end = match.span()
    if kind == "dash":
        dash = _DASH.search(text, start, end)
        assert dash is not None
        return "-", *dash.span()
    if kind == "space":
        return " ", start, end
    if kind == "ellipsis":
        return "...", start, end
    double = match.group() in DOUBLE_QUOTES and start > 0 and text[start - 1].isdigit()
    return '"' if double else "'", start, end


def _cluster_end(text: str, position: int) -> int:
    """The end of the combining marks and Hangul vowels and finals that compose with what stands before."""
    while position < len(text):
        character = text[position]
        if not (unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"):
            break
        position += 1
    return position


def _caseless(cluster: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", cluster).casefold())
