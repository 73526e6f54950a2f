"""A sentence as a row of words with their stems, and where its clauses end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.folding import fold
from assistant.text.sentences import split
from assistant.text.tokens import TOKEN
from assistant.text.words import FUNCTION, stem

_BREAK = re.compile(r"[,;:()—]|\s[–-]\s|\.{3}|…")
_CONJUNCTIONS = frozenset("but although though while whereas because unless".split())


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word, its stem, the number of the clause that it stands in, and whether it carries content."""

    text: str
    stem: str
    clause: int
    content: bool


@lru_cache(maxsize=512)
def words(sentence: str) -> tuple[Word, ...]:
    """The words of one sentence; a comma, dash, bracket or a word like "but" begins a new clause."""
    folded = fold(sentence)
    row: list[Word] = []
    clause, at = 0, 0
    for match in TOKEN.finditer(folded.text):
        token = match.group()
        source = folded.starts[match.start()]
        if _BREAK.search(sentence, at, source) or token in _CONJUNCTIONS:
            clause += 1
        at = folded.ends[match.end() - 1]
        for part in (token,) if token.endswith("n't") else re.split("-", token):
            bare = part.removesuffix("'s").replace(".", "")
            row.append(Word(bare, stem(bare), clause, bare not in FUNCTION and not bare.endswith("n't")))
    return tuple(row)


@lru_cache(maxsize=512)
def nearest(statement: str, quote: str) -> tuple[tuple[Word, ...], ...]:
    """The sentences of a quote that share with a statement at least three fifths of the words that the best shares."""
    said = {word.stem for word in words(statement) if word.content}
    rows = [words(line[start:end]) for line in quote.split("\n") for start, end in split(line)]
    shared = [len(said & {word.stem for word in row if word.content}) for row in rows]
    most = max(shared, default=0)
    return tuple(row for row, count in zip(rows, shared, strict=True) if count and 5 * count >= 3 * most)
