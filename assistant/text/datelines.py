"""What a news story opens with: a place and an agency (`LONDON (Reuters) -`, `(CNN)`), or a label of its page."""

from __future__ import annotations

import re

_AGENCY = r"\((?:[A-Z]{2,6}|[A-Z][A-Za-z.]+(?:\s[A-Z][A-Za-z.]+){0,2})\)"
_BARE = r"(?:CNN|AP|AFP)(?:\s(?:Business|Politics|Health|Sport))?"
_PLACE = r"[A-Z][A-Z.'’]+(?:[\s/-][A-Z][A-Z.'’]+){0,3}"
_REGION = r"(?:,\s[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2})?"
_DAY = r"(?:,\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?))?"
_DASH = r"\s?(?:[–—−]|--?)\s*"
_DATELINE = re.compile(
    rf"(?:{_PLACE}{_REGION}{_DAY}(?:\s{_AGENCY})?(?:(?<=\))\s?|(?=\s))"
    rf"|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?{_REGION}{_DAY}\s(?:{_AGENCY}|{_BARE}(?=\s))|{_AGENCY}|{_BARE}(?=\s))"
    rf"{_DASH}(?=[\"“‘'(]?[A-Z\d])|\((?:[A-Z]{{2,6}}|Reuters)\)\s+(?=[\"“‘']?[A-Z\d])"
)

_LABEL = re.compile(
    r"(?:[A-Z][\w-]*\s(?i:summary|highlights|overview|synopsis|takeaways)|(?i:key\s(?:points|facts|takeaways)|at\sa\sglance))"
    r"(?::\s+|\s+(?=[\"“‘']?[A-Z]))|(?i:summary|highlights|overview|synopsis|takeaways):\s+"
)
"""What a page writes over its short version, run together with its first sentence: `Our summary A ferry sank`."""


def dateline(line: str) -> int:
    """How many characters of a line's beginning are its dateline or label, with the dash and the space after it."""
    match = _DATELINE.match(line) or _LABEL.match(line)
    return match.end() if match else 0
