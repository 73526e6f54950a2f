"""Which language a text is in, where that is beyond doubt; and the function words of one too short to tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
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


_ELSEWHERE = frozenset("""
wer was wann wo wie warum wieso wohin woher welche welcher welches wen wem der die das den dem des ein eine einen einem
einer eines und oder in im ins am an auf aus bei mit nach von vom vor zu zum zur für über unter durch gegen ohne um ist
sind war waren wird wurde wurden hat haben hatte hatten nicht es er sie wir ihr sich dass viele viel kann soll
qui que quoi quand où comment pourquoi combien quel quelle quels quelles le la les l un une des du de d et ou à au aux
en dans sur pour par avec sans est sont était a ont été il elle ils elles on ce se ne pas y t
quién quiénes qué cuándo dónde cómo cuál cuánto cuántos el los las del al y o con por para fue ha han no su lo ser es
chi che cosa quando dove come perché quale quanto quanti il gli i della del dei e di da per con è sono ha hanno era non
quem onde porque qual quanto o os as do da dos no na em um uma foi são tem não ao
wie wat wanneer waar waarom hoe welke het een van op met voor door naar zijn werd heeft hebben niet te
""".split())  # fmt: skip
"""Function words of German, French, Spanish, Italian, Portuguese and Dutch."""


def language(text: str) -> str | None:
    """The ISO 639 code of a text's language; None for short texts and where the model is unsure."""
    if len(text.split()) < _FEWEST_WORDS and text.isascii():
        return None
    if _plainly_english(text):
        return "en"
    code: str = _identifier().classify(text)[0]
    return None if code == "und" else code


def function_words_elsewhere(words: Iterable[str], english: Set[str]) -> set[str]:
    """The words that are function words of another language, in small letters; none where one is `english` alone."""
    folded = [word.casefold() for word in words]
    foreign = {word for word in folded if word in _ELSEWHERE}
    return (
        foreign
        if len(foreign) > 1 and not any(word in english and word not in _ELSEWHERE for word in folded)
        else set()
    )


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
