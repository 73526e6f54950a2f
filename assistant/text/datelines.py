"""What a news story opens with: a place and an agency (`LONDON (Reuters) -`, `(CNN)`), a label, a reporter's name."""

from __future__ import annotations

import re

from assistant.text.names import OPENERS
from assistant.text.words import FUNCTION

_AGENCY = r"\((?:[A-Z]{2,6}|[A-Z][A-Za-z.]+(?:\s[A-Z][A-Za-z.]+){0,2})\)"
_BARE = r"(?:CNN|AP|AFP)(?:\s(?:Business|Politics|Health|Sport))?"
_PLACE = r"[A-Z][A-Z.'’]+(?:[\s/-][A-Z][A-Z.'’]+){0,3}"
_REGION = r"(?:,\s[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2})?"
_DAY = r"(?:,\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?))?"
_DASH = r"\s?(?:[‒–—―−]|--?)\s*"
_DATELINE = re.compile(
    rf"(?:{_PLACE}{_REGION}{_DAY}(?:\s{_AGENCY})?(?:(?<=\))\s?|(?=\s))"
    rf"|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?{_REGION}{_DAY}\s(?:{_AGENCY}|{_BARE}(?=\s))|{_AGENCY}|{_BARE}(?=\s))"
    rf"{_DASH}(?=[\"“‘'(]?[A-Z\d])|\((?:[A-Z]{{2,6}}|Reuters)\)\s+(?=[\"“‘']?[A-Z\d])"
)

_LABEL = re.compile(
    r"(?:[A-Z][\w-]*\s(?i:summary|highlights|overview|synopsis|takeaways)|(?i:key\s(?:points|facts|takeaways)|at\sa\sglance))"
    r"(?::\s+|\s+(?=[\"“‘']?[A-Z]))|(?i:summary|highlights|overview|synopsis|takeaways):\s+"
    r"|\d{1,3}\s[–—-]\s+(?=[\"“‘']?[A-Z])"
)
"""What a page writes over its short version, run together with its first sentence (`Our summary A ferry sank`), and the
number of an item in a list (`34 - A ferry sank`)."""


_UPDATE = re.compile(
    r"\b\d{1,2}:\d\d\s?[ap]\.?m\.?\s[A-Z]{2,4}\s[A-Z][a-z]+\.?\s\d{1,2},\s\d{4}\b"
    r"[^\n\r]{0,160}[?!][\"”’')]*[ \u00a0]+$"
)
"""What an update on a live page begins with: its time, and a headline that ends a sentence."""

_BEFORE = 260
"""Characters before a sentence in which an update may begin."""

_PART = r"(?:[^\W\d_a-z][\w'’-]+|[A-Z]\.?)"
_REPORTERS = tuple(
    re.compile(rf"{_PART}(?:\s{_PART}){more}\s(?=[\"“]?[A-Z])")
    for more in ("{1}", "{2}", rf"{{1,2}}\sand\s{_PART}(?:\s{_PART}){{1,2}}?")
)
"""A reporter's name of two words, of three, and two reporters'."""

_BEGINS = rf"(?:{'|'.join(sorted(word.capitalize() for word in FUNCTION | OPENERS if word.isalpha()))})\b"
_BEGINNING = re.compile(_BEGINS)
_BELOW_HEADLINE = re.compile(rf"[^\n\r.!?]{{3,120}}?\s{_PART}\s{_PART}\s(?={_BEGINS}\s[a-z])")
"""A second headline, and a reporter's name below it."""


def lead(text: str, start: int, end: int) -> int:
    """Where the words of a sentence at `text[start:end]` begin: after a dateline, or who wrote it on a live page."""
    opens_line = text[:start].rstrip(" \t\u00a0")[-1:] in ("", "\n", "\r")
    length = dateline(text[start:end]) if opens_line else byline(text, start)
    return start + length if length < end - start else start


def dateline(line: str) -> int:
    """How many characters of a line's beginning are its dateline or label, with the dash and the space after it."""
    match = _DATELINE.match(line) or _LABEL.match(line)
    return match.end() if match else 0


def byline(text: str, start: int) -> int:
    """How many characters at the start of a sentence are who wrote it, for an update on a live page.

    There the headline, a reporter's name and the first sentence stand in one line: `Is the harbour open? Ines Roth The
    harbour is shut.` It is a reporter's where a sentence's own beginning follows it there, or elsewhere in the text.
    """
    if not _UPDATE.search(text, max(0, start - _BEFORE), start):
        return 0
    reporters = (found for each in _REPORTERS if (found := each.match(text, start)))
    named = next((each for each in reporters if _begins_after(each.group(), text)), _BELOW_HEADLINE.match(text, start))
    return named.end() - start if named else 0


def _begins_after(name: str, text: str) -> bool:
    """Whether a word that begins sentences follows a name where it stands, or elsewhere in a text."""
    return any(_BEGINNING.match(text, each.end()) for each in re.finditer(re.escape(name), text))
