"""Synthetic articles with words drawn as in prose (Zipf), and vectors around one centre for each 50 passages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from assistant.articles import Article
from assistant.inference import Vectors

DIMENSION = 384
PASSAGES = 10
"""Passages of an article."""
WORDS = 120
"""Words of a passage."""
FIRST = date(2015, 1, 1)
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]


class Corpus:
    """Articles and vectors without end, the same for the same seed."""

    def __init__(self, passages: int, seed: int = 7) -> None:
        self.size = passages
        self._random = np.random.default_rng(seed)
        self._centres = self._unit(self._random.normal(size=(max(20, passages // 50), DIMENSION)))
        self._vocabulary = np.array([f"{a}{b}{c}" for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES])

    def articles(self, count: int, first: int = 0) -> Iterator[tuple[Article, list[tuple[int, int]], Vectors]]:
        for number in range(first, first + count):
            ranks = np.minimum(self._random.zipf(1.2, size=(PASSAGES, WORDS)) - 1, len(self._vocabulary) - 1)
            text, spans = "", []
            for passage in self._vocabulary[ranks]:
                spans.append((len(text), len(text) + len(sentence := " ".join(passage) + ".")))
                text += sentence + " "
            article = Article(
                f"growth-{number}",
                text,
                title=" ".join(self._vocabulary[ranks[0, :6]]),
                publisher=f"Paper {number % 40}",
                published=FIRST + timedelta(days=number % 3650),
            )
            yield article, spans, self.near(self._centres[self._random.integers(len(self._centres), size=PASSAGES)])

    def near(self, vectors: Vectors) -> Vectors:
        """Vectors whose cosines with the given ones are about .7."""
        return self._unit(vectors + self._random.normal(size=vectors.shape) / np.sqrt(DIMENSION))

    @staticmethod
    def _unit(vectors: Vectors) -> Vectors:
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
