"""What a sentence needs beside it to be understood: the sentence before it, or the one that names in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.generation.extractive.candidates import Sentence
from assistant.text.calendar_words import CALENDAR
from assistant.text.names import INSTITUTIONS, TITLES, names


def before(found: Sequence[Sentence], index: int) -> Sentence | None:
    """The sentence just before one that leans on it or names nobody (`The coffee chain will close its toilets`)."""
    sentence = found[index]
    if index == 0 or found[index - 1].number != sentence.number:
        return None
    return found[index - 1] if sentence.leans or _names_nobody(sentence.text) else None


def introduction(found: Sequence[Sentence], index: int, known: Iterable[str]) -> Sentence | None:
    """The last sentence read before this one in its article that names in full whom this one names by surname.

    None where nobody is named by surname alone, or where `known` texts have named them in full.
    """
    sentence = found[index]
    alone = _surnames(sentence.text).difference(*(_full_names(text) for text in known))
    earlier = (
        other
        for other in found
        if other.passage.article.id == sentence.passage.article.id and other.start < sentence.start
    )
    naming = [other for other in earlier if alone & _full_names(other.text)] if alone else []
    return max(naming, key=lambda other: other.start, default=None)


def _names_nobody(text: str) -> bool:
    """Whether no name stands in a text; one capital at its beginning proves none, and some scripts have no capitals."""
    cased = any(character.islower() for character in text)
    return cased and not any(len(name.words) > 1 or not name.opens for name in names(text))


def _surnames(text: str) -> set[str]:
    """The names of one word, but for titles, institutions and days, which are nobody's (`the University`, `Sunday`)."""
    words = {name.words[0] for name in names(text) if len(name.words) == 1 and len(name.words[0]) > 2}
    return words - TITLES - INSTITUTIONS - CALENDAR


def _full_names(text: str) -> set[str]:
    """The last words of names that have several."""
    return {name.words[-1] for name in names(text) if len(name.words) > 1}
