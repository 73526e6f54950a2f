"""The embedder and the reranker that the settings name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assistant.inference import Embedder, Reranker
from assistant.inference.local_models import LocalEmbedder, LocalReranker
from assistant.settings import Settings


def embedder_for(settings: Settings) -> Embedder:
    """The embedder that the settings name: the local one, or an OpenAI model's (`openai:NAME`)."""
    kind, _, model = settings.embedding.partition(":")
    if kind == "openai":
        from assistant.inference.hosted_embedder import HostedEmbedder

        return HostedEmbedder(model, settings)
    return _local_embedder(settings.models)


def reranker_for(settings: Settings) -> Reranker:
    """The reranker, which is always local."""
    return _local_reranker(settings.models)


@cache
def _local_embedder(models: Path | None) -> LocalEmbedder:
    """One for all archives of a process: its files take .2 s of processor time to open, and memory."""
    return LocalEmbedder(models)


@cache
def _local_reranker(models: Path | None) -> LocalReranker:
    return LocalReranker(models)


def models_ahead(settings: Settings) -> tuple[Embedder, Reranker]:
    """Both, their files being opened side by side and beside what a program does until it needs them."""
    embedder, reranker = embedder_for(settings), reranker_for(settings)
    for model in (embedder, reranker):
        if isinstance(model, LocalEmbedder | LocalReranker):
            model.open_ahead()
    return embedder, reranker
