"""An embedder small enough for tests: words are hashed into a vector, and every text that it embedded is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from assistant.inference import Vectors


class CountingEmbedder:
    """Embeds a bag of words; `history` holds each batch of texts. `before` is called ahead of each batch."""

    name = "bag of words"
    fingerprint = hashlib.sha256(b"bag of words").hexdigest()
    dimension = 32

    def __init__(self, before: Callable[[int], None] = lambda batch: None) -> None:
        self.history: list[list[str]] = []
        self._before = before

    @property
    def texts(self) -> list[str]:
        """All texts embedded so far."""
        return [text for batch in self.history for text in batch]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed passages: shape (len(texts), 32)."""
        self._before(len(self.history))
        self.history.append(list(texts))
        return np.stack([self._vector(text) for text in texts]) if texts else np.empty((0, self.dimension), np.float32)

    def embed_query(self, text: str) -> Vectors:
        """Embed a question: shape (32,)."""
        return self._vector(text)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count words."""
        return [len(text.split()) for text in texts]

    def _vector(self, text: str) -> Vectors:
        vector = np.full(self.dimension, 0.01, np.float32)
        for word in text.lower().split():
            vector[hashlib.blake2b(word.encode(errors="replace"), digest_size=2).digest()[0] % self.dimension] += 1
        return vector / np.float32(np.linalg.norm(vector))
