"""Which language a text is in, where that is beyond doubt."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_FEWEST_WORDS = 4
_CONFIDENCE = 0.5  # of 566 English questions none was misjudged, of 3,000 English sentences three

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the what which who whom whose why how when where did does were been that this these those with from there their"
    " they you your would could should about have into after before between because during and it its his than many"
    " much year years week month said".split()
)
"""Words of many English texts and of hardly any other: not `was`, which is German, or `of`, which is Dutch."""
_ENGLISH_ENOUGH = 2


def language(text: str) -> str | None:
    """The ISO 639 code of a text's language; None for short texts and where the model is unsure."""
    if len(text.split()) < _FEWEST_WORDS and text.isascii():
        return None
    if _plainly_english(text):
        return "en"
    code: str = _identifier().classify(text)[0]
    return None if code == "und" else code


def _plainly_english(text: str) -> bool:
    """Whether it can be seen without the identifier, whose model takes .4 s of processor time to unpack.

    Words in capitals do not count, but for the first, since a foreign sentence may name The Who.
    """
    words = _WORD.findall(text)
    if not all(word.isascii() for word in words):
        return False
    return len(_ENGLISH.intersection([words[0].lower(), *words[1:]])) >= _ENGLISH_ENOUGH if words else False


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True, min_confidence=_CONFIDENCE)
