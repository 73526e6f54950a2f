"""An embedder for dry runs, where the archive takes back all that was written."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.inference import Embedder, Vectors


class BlankEmbedder:
    """Stands in for another embedder and costs nothing: every text gets the same vector."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.name = embedder.name
        self.fingerprint = embedder.fingerprint
        self.dimension = embedder.dimension

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed passages: shape (len(texts), dimension), each of length 1."""
        import numpy as np

        return np.full((len(texts), self.dimension), self.dimension**-0.5, np.float32)

    def embed_query(self, text: str) -> Vectors:
        """Embed a question: shape (dimension,)."""
        import numpy as np

        return np.full(self.dimension, self.dimension**-0.5, np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count as the other embedder does."""
        return self._embedder.count_tokens(texts)
