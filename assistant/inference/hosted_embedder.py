"""An embedder behind the OpenAI protocol."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np

from assistant.articles import HEADING
from assistant.errors import LanguageModelError, SettingsError
from assistant.inference import Vectors
from assistant.inference.local_models import LocalEmbedder

if TYPE_CHECKING:
    from openai import OpenAI

    from assistant.settings import Settings

OPENAI = "https://api.openai.com/v1"
_BATCH = 100
"""Texts in one request."""


class HostedEmbedder:
    """An OpenAI embedding model, or one of a server of that protocol; what is embedded is sent there."""

    def __init__(self, model: str, settings: Settings) -> None:
        if not settings.openai_api_key and not settings.openai_base_url:
            raise SettingsError(f"embedding `openai:{model}` needs a key", "set OPENAI_API_KEY, or use `local`")
        self.name = model
        self._url = settings.openai_base_url or OPENAI
        self._key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else "none"
        self._deadline = settings.deadline
        self._local = LocalEmbedder(settings.models)

    @property
    def fingerprint(self) -> str:
        """A sha256 of model, server and heading; the server may change the model unseen."""
        return hashlib.sha256("\n".join((self.name, self._url, HEADING)).encode()).hexdigest()

    @cached_property
    def dimension(self) -> int:
        """The length of a vector, learnt by embedding a word."""
        return int(self.embed_query("news").shape[0])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed passages: shape (len(texts), dimension), float32, of length 1.

        Raises LanguageModelError if the server fails, or if its vectors are missing, ragged, zero or not finite.
        """
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        return self._checked(self._asked(texts), len(texts))

    def embed_query(self, text: str) -> Vectors:
        """Embed a question: shape (dimension,)."""
        vector: Vectors = self.embed([text])[0]
        return vector

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count tokens by the local model's vocabulary: hosted ones differ little, and theirs would be a download."""
        return self._local.count_tokens(texts)

    def _asked(self, texts: Sequence[str]) -> list[list[float]]:
        import openai

        from assistant.inference.language_model.server_errors import UNREADABLE, Server, translate

        # An empty text is refused by the protocol. Lines are joined, as in the archives that were made before.
        clean = [text.encode(errors="replace").decode().replace("\n", " ") or " " for text in texts]
        rows: list[list[float]] = []
        try:
            for start in range(0, len(clean), _BATCH):
                reply = self._client.embeddings.create(model=self.name, input=clean[start : start + _BATCH])
                rows += [[float(number) for number in item.embedding] for item in reply.data]
        except (openai.OpenAIError, *UNREADABLE) as error:
            raise translate(error, Server(self._host, self.name)) from None
        return rows

    def _checked(self, rows: list[list[float]], expected: int) -> Vectors:
        lengths = {len(row) for row in rows}
        if len(rows) != expected or len(lengths) != 1 or 0 in lengths:
            raise self._unfit(f"{len(rows)} vectors of lengths {sorted(lengths)} for {expected} texts")
        vectors = np.asarray(rows, np.float32)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not np.isfinite(vectors).all() or not norms.all():
            raise self._unfit("a vector of zeros, or of numbers that are none")
        if "dimension" in self.__dict__ and vectors.shape[1] != self.dimension:
            raise self._unfit(f"vectors of length {vectors.shape[1]} after some of length {self.dimension}")
        unit: Vectors = vectors / norms
        return unit

    def _unfit(self, what: str) -> LanguageModelError:
        remedy = "check that the model embeds text; nothing was stored"
        return LanguageModelError(
            f"embedding model {self.name} at {self._host} sent {what}", remedy, reason="malformed"
        )

    @property
    def _host(self) -> str:
        return urlsplit(self._url).hostname or self._url

    @cached_property
    def _client(self) -> OpenAI:
        import httpx
        from openai import OpenAI

        from assistant.inference.language_model.certificates import certificates

        # Redirects are not followed: texts go to the host that was named, and to no other. Indexing has no deadline,
        # so here the package's own retries and waiting do.
        return OpenAI(
            api_key=self._key,
            base_url=self._url,
            timeout=self._deadline,
            max_retries=2,
            http_client=httpx.Client(verify=certificates(), follow_redirects=False),
        )
