"""Notes of Obsidian, and what its web clipper saves: Markdown with marks of its own."""

from __future__ import annotations

import re

from ingest.extraction.markdown import Read, from_markdown

_MARKS = (
    (re.compile(r"%%.*?%%", re.S), ""),  # a comment
    (re.compile(r"!\[\[[^\]\n]*\]\]"), ""),  # a picture, or another note shown here
    (re.compile(r"\[\[[^\]|\n]*\|([^\]\n]+)\]\]"), r"\1"),  # a link under another name
    (re.compile(r"\[\[([^\]|#\n]+)(?:#[^\]\n]*)?\]\]"), r"\1"),
    (re.compile(r"(?<![=\w])==(?=\S)([^\n=]+?)(?<=\S)==(?![=\w])"), r"\1"),  # marked with a pen
    (re.compile(r"(?m)^\[\^[^\]\n]+\]:.*(?:\n[ \t]+\S.*)*\n?"), ""),  # a footnote, which its reader wrote
    (re.compile(r"\[\^[^\]\n]+\](?!\()"), ""),
    (re.compile(r"(?m)^((?:>[ \t]*)+)\[!\w+\][+-]?[ \t]*"), r"\1"),  # a callout
    (re.compile(r"(?m)[ \t]+\^[A-Za-z0-9-]+$"), ""),  # a block's name
)


def from_note(text: str) -> Read:
    """Read Markdown as its readers see it in Obsidian; any other Markdown as it is."""
    for pattern, plain in _MARKS:
        text = pattern.sub(plain, text)
    return from_markdown(text)
