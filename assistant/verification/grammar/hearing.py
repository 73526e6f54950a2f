"""Whether a statement has a word that no sentence has in any form: then it is not said, and nothing need be parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.text.words import FUNCTION, stem, tokens
from assistant.verification.grammar.tables import DISCOURSE, SPEECH, SYNONYMS
from assistant.verification.grammar.tokens import without_measures

_ALIKE = 3
"""First letters that a word's forms have in common, or their stems: "sleep" and "slept", "buy" and "bought"."""

_PLAIN = re.compile(r"(?<![\w'’.-])[a-z]{4,}(?![\w'’-])")
_SILENT = frozenset("according aged gets getting inside never onto till until whether without".split())
_UNASKED = FUNCTION | SPEECH | DISCOURSE | _SILENT
"""Words that a sentence may have another for, or none."""
_SWAPPED = frozenset(form[:_ALIKE] for word in SYNONYMS for form in (word, stem(word)))


def unheard(statement: str, sentences: Iterable[str]) -> bool:
    """Whether a plain word of a statement is unlike every word of the sentences and those that may stand for them.

    Names, numbers, dates and short words are left to the grammar.
    """
    there = {part for sentence in sentences for token in tokens(sentence) for part in re.split(r"[-.']", token)}
    known = _SWAPPED | {form[:_ALIKE] for part in there for form in (part, stem(part))}
    said = set(_PLAIN.findall(without_measures(statement))) - _UNASKED
    return any(known.isdisjoint((word[:_ALIKE], stem(word)[:_ALIKE])) for word in said)
