"""Words of letters from several alphabets, as a Cyrillic а among Latin ones: they look like what they are not."""

from __future__ import annotations

import re
import unicodedata

_ALIKE = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}


def mixed_letters(text: str, known: str) -> str | None:
    """The first word of a text that mixes alphabets that look alike, unless `known` has it too; or None."""
    for match in re.finditer(r"[^\W\d_]+", text):
        word = match.group()
        if not word.isascii() and len(_alphabets(word) & _ALIKE) > 1 and word not in known:
            return word
    return None


def _alphabets(word: str) -> set[str]:
    return {unicodedata.name(letter, "?").split()[0] for letter in word}
