"""Which languages a date may be written in, told by the names of months in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

STEM = 4
"""First letters of a month's name that are the same in all its cases: `апреля` is of `апрель`."""

_WORD = re.compile(r"[^\W\d_]+")
_MONTHS = "january february march april may june july august september october november december".split()
"""What dateparser calls the months whatever the language."""


def languages_of(text: str, languages: tuple[str, ...]) -> list[str]:
    """Those of some languages that have a month of which a text holds the name, in their order.

    To ask dateparser whether a text is a date in any of them takes a second once, since it builds what it needs for
    each, and some hundredths of one for every text that is none.
    """
    folded = _folded(text)
    words = set(_WORD.findall(folded))
    stems = {word[:STEM] for word in words if len(word) > STEM}
    names = _month_names(languages)
    return [
        language
        for language in languages
        if not (words | stems).isdisjoint(names[language][0]) or any(name in folded for name in names[language][1])
    ]


@lru_cache(maxsize=4)
def _month_names(languages: tuple[str, ...]) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """For each language the names and stems of months that are words, and those that are not, such as `3月`."""
    from dateparser.languages.loader import default_loader

    locales = default_loader.get_locale_map(languages=list(languages))
    return {
        language: _sorted([name for month in _MONTHS for name in locales[language].info[month]])
        for language in languages
    }


def _sorted(names: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    folded = frozenset(map(_folded, names))
    words = frozenset(name for name in folded if _WORD.fullmatch(name))
    return words | {word[:STEM] for word in words if len(word) > STEM}, folded - words


def _folded(text: str) -> str:
    """A text in lower case, without accents."""
    return "".join(each for each in unicodedata.normalize("NFKD", text.lower()) if unicodedata.category(each) != "Mn")
