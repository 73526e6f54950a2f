"""Publishers and titles as they are printed: on one line, of bearable length, and as what they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from assistant.text.homoglyphs import disguise
from assistant.text.source_brackets import apart

UNKNOWN = "publisher unknown"
"""Stands where an article names no publisher."""

LONGEST_PUBLISHER, LONGEST_TITLE = 80, 240


def publisher(name: str | None, unknown: str = UNKNOWN) -> str:
    """A publisher's name, with a word on letters that can be taken for Latin ones; `unknown` if there is none.

    One that calls itself unknown stands in quotation marks, so that it is not taken for that.
    """
    line = one_line(name or "", LONGEST_PUBLISHER)
    if not line:
        return unknown
    if _claims_to_be_unknown(line):
        line = f"“{line}”"
    return f"{line} ({letters})" if (letters := disguise(name or "")) else line


def others(names: Sequence[str]) -> str:
    """`Also published by The Post and The Star.`, of who else published a text; empty where nobody did."""
    *first, last = [publisher(name) for name in names] or [""]
    every = f"{', '.join(first)} and {last}" if first else last
    return f"Also published by {every}." if every else ""


def title(text: str) -> str:
    """A title on one line."""
    return one_line(text, LONGEST_TITLE)


def one_line(text: str, longest: int) -> str:
    """A text without line ends and with our markers' look-alikes set apart, shortened with “…”."""
    line = " ".join(text.split())
    return apart(line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…")


def _claims_to_be_unknown(name: str) -> bool:
    letters = "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if c.isalnum())
    return "unknown" in letters and ("publisher" in letters or letters == "unknown")
