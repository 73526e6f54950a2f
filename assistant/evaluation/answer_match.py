"""Whether a text states a short answer."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+", re.UNICODE)
_ARTICLES = {"a", "an", "the"}
_NUMERALS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty
"""
_NUMBERS = {word: str(value) for value, word in enumerate(_NUMERALS.split())}


def states(text: str, answer: str) -> bool:
    """Whether the answer's words stand in the text, in their order and next to each other.

    Case, accents, punctuation and articles are left aside, and number words to twenty count as digits: what
    is compared is how answers are marked in Rajpurkar et al., SQuAD (EMNLP 2016), 4.1.
    """
    wanted = _words(answer)
    return bool(wanted) and f" {' '.join(wanted)} " in f" {' '.join(_words(text))} "


def _words(text: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = (word.replace(",", "") for word in _WORD.findall(plain))
    return [_NUMBERS.get(word, word) for word in words if word not in _ARTICLES]
