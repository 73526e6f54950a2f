r"""Control, invisible and direction-changing characters, shown as escapes such as `\x1b`."""

from __future__ import annotations

import unicodedata

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"
"""Shape words in Persian and Indic scripts and hold emoji together; they cannot reorder or hide anything."""


def visible(text: str, *, lines: bool = False) -> str:
    r"""Show control, invisible and direction-changing characters as escapes such as `\x1b`.

    Line breaks and tabs become single spaces, unless `lines` keeps them.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = "\n\t" if lines else ""
    if not lines:
        text = " ".join(text.split())
    return "".join(
        c if c in kept or c in _JOINERS or unicodedata.category(c) not in _HIDDEN else _escape(c) for c in text
    )


def _escape(character: str) -> str:
    point = ord(character)
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"
