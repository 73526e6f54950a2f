"""The embedder and the reranker that run on this machine, without a network."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from assistant.articles import HEADING
from assistant.inference import Vectors
from assistant.inference.model_files import ModelFile
from assistant.inference.onnx_encoder import LocalModel

LONGEST = 512
"""Tokens that either model reads, special ones included; what is beyond is cut."""

LONGEST_QUESTION = 128
"""Tokens of a question that the reranker reads."""

PREFIX = "Represent this sentence for searching relevant passages: "
"""What bge-small-en-v1.5 was trained to see before a question (its model card)."""

EMBEDDER = (
    ModelFile("bge_small_en/model.onnx", 34015106, "68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743"),
    ModelFile(
        "bge_small_en/tokenizer.json", 711396, "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66"
    ),
)
RERANKER = (
    ModelFile("reranker_en/model.onnx", 34001604, "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1"),
    ModelFile("reranker_en/tokenizer.json", 711661, "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448"),
)


class LocalEmbedder:
    """BAAI/bge-small-en-v1.5, quantised to int8: 384 dimensions, the first token's state scaled to length 1.

    The files are opened when first needed, and once; any number of threads may use it. Equal texts have equal
    vectors, whatever they are embedded with.
    """

    name = "bge-small-en-v1.5 (int8)"
    dimension = 384
    fingerprint = hashlib.sha256(
        "\n".join(
            (EMBEDDER[0].sha256, EMBEDDER[1].sha256, "first token, length 1", PREFIX, str(LONGEST), HEADING)
        ).encode()
    ).hexdigest()

    def __init__(self, models: Path | None = None) -> None:
        self._model = LocalModel(*EMBEDDER, models)

    def open_ahead(self) -> None:
        """Begin to open the files, to have them when they are needed."""
        self._model.open_ahead()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed passages: shape (len(texts), 384), float32, in their order. Raises ModelFilesError."""
        import numpy as np

        if not texts:
            return np.empty((0, self.dimension), np.float32)
        states = self._model.run([self._model.row(ids[: LONGEST - 2]) for ids in self._model.encode(texts)])
        vectors: Vectors = states / np.linalg.norm(states, axis=1, keepdims=True)
        return vectors

    def embed_query(self, text: str) -> Vectors:
        """Embed a question: shape (384,)."""
        vector: Vectors = self.embed([PREFIX + text])[0]
        return vector

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count each text's tokens, without special ones and without truncation."""
        return [len(ids) for ids in self._model.encode(texts)]


class LocalReranker:
    """cross-encoder/ms-marco-MiniLM-L-12-v2, quantised to int8: reads question and text together.

    A text's score does not depend on the texts it is scored with. The files are opened when first needed, and once;
    any number of threads may use it.
    """

    name = "ms-marco-MiniLM-L-12-v2 (int8)"
    fingerprint = hashlib.sha256("\n".join((RERANKER[0].sha256, RERANKER[1].sha256, str(LONGEST))).encode()).hexdigest()

    def __init__(self, models: Path | None = None) -> None:
        self._model = LocalModel(*RERANKER, models)

    def open_ahead(self) -> None:
        """Begin to open the files, to have them when they are needed."""
        self._model.open_ahead()

    def score(self, question: str, texts: Sequence[str]) -> Vectors:
        """Score each text as a raw logit, higher is better: shape (len(texts),). Raises ModelFilesError."""
        import numpy as np

        if not texts:
            return np.empty(0, np.float32)
        asked, *read = self._model.encode([question, *texts])
        asked = asked[:LONGEST_QUESTION]
        room = LONGEST - 3 - len(asked)
        return self._model.run([self._model.row(asked, ids[:room]) for ids in read])
