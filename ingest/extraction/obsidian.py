"""Notes of Obsidian, and what its web clipper saves: Markdown with marks of its own."""

from __future__ import annotations

import re

from ingest.extraction.markdown import Read, from_markdown

_CODE = re.compile(
    r"(?ms)^(`{3,}+|~{3,}+)[^\n]*+\n.*?(?:^\1[`~]*[ \t]*$|\Z)|(?<!`)(`+)(?!`)[^\n]{0,2000}?(?<!`)\2(?!`)"
)
_QUERY = re.compile(r"[`~]+[ \t]*(?:dataview(?:js)?|query|tasks)\b")
_HELD = "\ue000{}\ue001"
_HOLDS = re.compile("\ue000(\\d{1,9})\ue001")
_MARKS = (
    (re.compile(r"%%.*?%%", re.S), ""),  # a comment
    (re.compile(r"!\[\[[^\[\]\n]*\]\]"), ""),  # a picture, or another note shown here
    (re.compile(r"\[\[[^\[\]|\n]*\|([^\[\]\n]+)\]\]"), r"\1"),  # a link under another name
    (re.compile(r"\[\[([^\[\]|#\n]+)(?:#[^\[\]\n]*)?\]\]"), r"\1"),
    (re.compile(r"\[\[#\^?([^\[\]|#\n]+)\]\]"), r"\1"),  # a link within the note
    (re.compile(r"(?<![=\w])==(?=\S)([^\n=]+?)(?<=\S)==(?![=\w])"), r"\1"),  # marked with a pen
    (re.compile(r"(?m)^\[\^[^\]\n]+\]:.*(?:\n[ \t]+\S.*)*\n?"), ""),  # a footnote, which its reader wrote
    (re.compile(r"\[\^[^\[\]\n]+\](?!\()|\^\[[^\[\]\n]+\]"), ""),
    (re.compile(r"(?m)^((?:>[ \t]*)+)\[![\w-]+\][+-]?[ \t]*(\S.*)$"), r"\1\2\n\1"),  # a callout and its title
    (re.compile(r"(?m)^((?:>[ \t]*)+)\[![\w-]+\][+-]?[ \t]*"), r"\1"),
    (re.compile(r"(?m)^((?:>[ \t]*+)*+[ \t]*+(?:[-*+]|\d{1,9}[.)]) )\[[ xX/-]\] "), r"\1"),  # a task's box
    (re.compile(r"(?m)(?<![ \t])[ \t]+\^[A-Za-z0-9-]+$"), ""),  # a block's name
)


def from_note(text: str) -> Read:
    """Read Markdown as its readers see it in Obsidian; any other Markdown as it is. Marks in code are code."""
    code: list[str] = []

    def held(found: re.Match[str]) -> str:
        code.append("" if _QUERY.match(found[0]) else found[0])
        return _HELD.format(len(code) - 1)

    text = _CODE.sub(held, text.replace(_HELD[0], ""))  # none but ours: each that a note writes would hold the code
    for pattern, plain in _MARKS:
        text = pattern.sub(plain, text)
    return from_markdown(_HOLDS.sub(lambda found: code[int(found[1])] if int(found[1]) < len(code) else "", text))
