"""What an assistant works with: archive, embedder, reranker, retriever, opened when first needed; and the writers."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.generation import Writer
from assistant.inference import Embedder, Reranker
from assistant.settings import QUOTES, Settings

if TYPE_CHECKING:
    from assistant.archive import Archive
    from assistant.retrieval import Retriever


class Parts:
    """The parts that the settings name; those that are passed in stand in for them. Thread-safe.

    An archive that is passed in is lent, and stays open.
    """

    def __init__(
        self, settings: Settings, embedder: Embedder | None, reranker: Reranker | None, archive: Archive | None
    ) -> None:
        self._settings = settings
        self._embedder = embedder
        self._reranker = reranker
        self._archive = archive
        self._lent = archive is not None
        self._retriever: Retriever | None = None
        self._opening = threading.RLock()

    @property
    def archive(self) -> Archive:
        """The archive. Raises ArchiveError."""
        with self._opening:
            if self._archive is None:
                from assistant.archive import Archive

                self._archive = Archive.open(
                    self._settings.archive,
                    embedder=self.embedder.fingerprint,
                    dimension=self.embedder.dimension,
                    embedder_name=self.embedder.name,
                    chroma_url=self._settings.chroma_url,
                )
            return self._archive

    @property
    def embedder(self) -> Embedder:
        """The embedder."""
        with self._opening:
            if self._embedder is None:
                from assistant.inference.local_models import embedder_for

                self._embedder = embedder_for(self._settings)
            return self._embedder

    @property
    def reranker(self) -> Reranker:
        """The reranker."""
        with self._opening:
            if self._reranker is None:
                from assistant.inference.local_models import reranker_for

                self._reranker = reranker_for(self._settings)
            return self._reranker

    @property
    def retriever(self) -> Retriever:
        """What finds passages for a question."""
        with self._opening:
            if self._retriever is None:
                from assistant.retrieval import Retriever

                self._retriever = Retriever(self.embedder, self.reranker)
            return self._retriever

    def writer(self, name: str, trace: Path | None = None) -> Writer:
        """The writer of a name: a language model's, or `quotes`. Raises SettingsError."""
        if name == QUOTES:
            return self.quoting()
        from assistant.generation.llm import composing_writer

        return composing_writer(self._settings, name, trace=trace)

    def quoting(self) -> Writer:
        """The writer in the sources' own sentences."""
        from assistant.generation.extractive.writer import QuotingWriter

        return QuotingWriter(self.reranker)

    def close(self) -> None:
        """Close the archive, unless it is lent; it is opened again when next needed."""
        with self._opening:
            if self._archive is not None and not self._lent:
                self._archive.close()
                self._archive = None
