"""Coverage: what the statement says is said in the quote's words, for the most part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.text.quantities import quantities
from assistant.text.sentences import split
from assistant.text.words import content, stem
from assistant.verification.clauses import Word, words

SHARE = 0.7
"""The least share of the statement's content words that must stand in the quote."""

_SPEECH = frozenset(
    stem(word)
    for word in "say tell add announce report state note according explain describe comment article statement".split()
)


def coverage(statement: str, quote: str) -> str | None:
    """What the statement says that the quote does not, if that is too much; or None.

    One word in another's place is too much: "heavy snow fell" where the quote says "heavy rain fell".
    """
    share, novel = covered(statement, quote)
    if share < SHARE:
        return f"the quote says nothing of “{novel[0]}”"
    return _in_anothers_place(statement, quote, set(novel))


def covered(statement: str, quote: str) -> tuple[float, list[str]]:
    """The share of the statement's content words that stand in the quote, from 0 to 1, and those that do not.

    Numbers and verbs of saying are left aside.
    """
    known = set(content(quote))
    said = [
        word for word in words(statement) if word.content and word.stem not in _SPEECH and not quantities(word.text)
    ]
    novel = [word.text for word in said if word.stem not in known]
    return (1 - len(novel) / len(said) if said else 1.0), novel


def _in_anothers_place(statement: str, quote: str, novel: set[str]) -> str | None:
    """A new word between two neighbours that have another word between them in the quote."""
    if not novel:
        return None
    between = {
        (a.stem, b.stem): word.text
        for start, end in split(quote)
        for a, word, b in _threes([word for word in words(quote[start:end]) if word.content])
    }
    for a, word, b in _threes([word for word in words(statement) if word.content]):
        if word.text in novel and (a.stem, b.stem) in between:
            return f"the quote says “{between[a.stem, b.stem]}”, not “{word.text}”"
    return None


def _threes(row: Sequence[Word]) -> Iterator[tuple[Word, Word, Word]]:
    return zip(row, row[1:], row[2:], strict=False)
