"""txtai in the benchmark: hybrid search, BM25 and vectors. It cuts nothing, so it is given Pullquote's passages.

It does not say what has changed either, so a run brings in everything again, as its users do who keep no list.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from contest import CHUNKS, Rows, first_articles, heading, take_part
from same_embedder import PREFIX, Counted, SameEmbedder, Vectors
from txtai import Embeddings

same = SameEmbedder()
counted = Counted(same.embed)


def passages(rows: Rows) -> Iterator[tuple[str, str, None]]:
    for row in rows:
        head = "\n".join(heading(row).values())
        for number, (start, end) in enumerate(json.loads(row["spans"])):
            yield f"{row['id']}#{number}", f"{head}\n{row['text'][start:end]}", None


def transform(texts: list[str]) -> Vectors:
    return counted(texts)


OWN = {"transform": transform, "instructions": {"query": PREFIX}}


def opened(folder: Path) -> Embeddings:
    made = Embeddings({"method": "external", "hybrid": True, **OWN})
    if made.exists(str(folder)):
        made.load(str(folder), config=OWN)
    return made


def index(folder: Path, rows: Rows) -> dict[str, float]:
    made = opened(folder)
    (made.upsert if made.config.get("dimensions") else made.index)(passages(rows))
    made.save(str(folder))
    return counted.report()


def asker(folder: Path) -> Callable[[str], list[str]]:
    made = opened(folder)
    return lambda question: first_articles(id.rpartition("#")[0] for id, _ in made.search(question, CHUNKS))


if __name__ == "__main__":
    take_part(index, asker, ["txtai-minimal", "faiss-cpu", "onnxruntime"])
