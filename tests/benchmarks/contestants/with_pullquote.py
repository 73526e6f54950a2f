"""Pullquote in the benchmark: `ingest.index` over the file of articles, and its retriever."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from contest import Rows, take_part
from same_embedder import Counted

import ingest
from assistant import Assistant, Settings
from assistant.inference.local_models import LocalEmbedder


def index(folder: Path, rows: Rows) -> dict[str, float]:
    embedder = LocalEmbedder()
    counted = Counted(embedder.embed)
    LocalEmbedder.embed = lambda self, texts: counted(texts)  # type: ignore[method-assign]
    ingest.index(folder.parent / "articles.jsonl", archive=folder)
    return counted.report()


def asker(folder: Path) -> Callable[[str], list[str]]:
    assistant = Assistant(Settings.load(archive=folder))

    def ask(question: str) -> list[str]:
        with assistant.archive.snapshot() as snapshot:
            return list(assistant.retriever.retrieve(question, snapshot).articles[:10])

    return ask


if __name__ == "__main__":
    take_part(index, asker, ["pullquote", "onnxruntime", "chromadb"])
