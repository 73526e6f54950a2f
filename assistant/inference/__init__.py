"""Models: the local embedder and reranker, and the language model.

Code elsewhere depends on the two protocols here, never on a model.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
else:
    Vectors = "NDArray[np.float32]"  # numpy takes .1 s to import, a quarter of a run in which nothing changed


class Embedder(Protocol):
    """Text to vectors of length 1, so that a dot product is a cosine."""

    @property
    def name(self) -> str:
        """For people: the model's name."""

    @property
    def fingerprint(self) -> str:
        """A sha256 over everything that vectors depend on; archives refuse another one."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed passages as they are read (`Passage.headed`): shape (len(texts), dimension), in their order."""

    def embed_query(self, text: str) -> Vectors:
        """Embed a question: shape (dimension,)."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count each text's tokens, without special ones and without truncation."""


class Reranker(Protocol):
    """How well each text answers a question."""

    @property
    def name(self) -> str:
        """For people: the model's name."""

    @property
    def fingerprint(self) -> str:
        """A sha256 of the model; thresholds belong to one."""

    def score(self, question: str, texts: Sequence[str]) -> Vectors:
        """Score each text as a raw logit, higher is better: shape (len(texts),), in their order."""
