"""An assistant that also tells what it retrieved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from assistant.articles import Article
from assistant.assistant import Assistant
from assistant.evaluation.near_misses import Reduced
from assistant.retrieval import Retrieval, Retriever

if TYPE_CHECKING:
    from assistant.archive import Archive


class _Remembering(Retriever):
    """Keeps the last retrieval."""

    last = Retrieval()

    def retrieve(self, *given: Any, **options: Any) -> Retrieval:
        """Retrieve, and keep what came of it."""
        self.last = super().retrieve(*given, **options)
        return self.last


class Observed(Assistant):
    """Answers as `assistant` does, with its models and from its archive less the articles `taken`.

    One question at a time; `retrieved` is what the last one found.
    """

    def __init__(self, assistant: Assistant, taken: Mapping[str, Article] | None = None) -> None:
        super().__init__(assistant.settings, embedder=assistant.embedder, reranker=assistant.reranker)
        self._writer = assistant._writer
        self._observed = _Remembering(assistant.embedder, assistant.reranker)
        self._whole = assistant.archive
        self._taken = taken or {}

    @property
    def archive(self) -> Archive:
        """The archive less what was taken away."""
        return cast("Archive", Reduced(self._whole, self._taken)) if self._taken else self._whole

    @property
    def retriever(self) -> Retriever:
        """The retriever that remembers."""
        return self._observed

    @property
    def retrieved(self) -> Retrieval:
        """What was found for the last question."""
        return self._observed.last
