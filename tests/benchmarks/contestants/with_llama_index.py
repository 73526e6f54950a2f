"""llama-index in the benchmark: IngestionPipeline with a document store, Chroma; as `BENCH_FUSION` also BM25, fused."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import chromadb
from contest import CHUNKS, Rows, first_articles, heading, take_part
from llama_index.core import Document, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.ingestion import DocstoreStrategy, IngestionPipeline
from llama_index.core.llms import MockLLM
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.storage.docstore import SimpleDocumentStore
from llama_index.retrievers.bm25 import BM25Retriever
from llama_index.vector_stores.chroma import ChromaVectorStore
from same_embedder import Counted, SameEmbedder

FUSION = "BENCH_FUSION" in os.environ
same = SameEmbedder()
counted = Counted(same.embed)


class Embedding(BaseEmbedding):
    def _get_text_embedding(self, text: str) -> list[float]:
        return counted([text])[0].tolist()

    def _get_text_embeddings(self, texts: Sequence[str]) -> list[list[float]]:
        return counted(texts).tolist()

    def _get_query_embedding(self, query: str) -> list[float]:
        return same.embed_query(query).tolist()

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


EMBEDDING = Embedding(embed_batch_size=256)
SPLITTER = SentenceSplitter(chunk_size=256, chunk_overlap=20)


def store(folder: Path) -> ChromaVectorStore:
    client = chromadb.PersistentClient(str(folder / "chroma"))
    collection = client.get_or_create_collection("articles", metadata={"hnsw:space": "cosine"}, embedding_function=None)
    return ChromaVectorStore(chroma_collection=collection)


def index(folder: Path, rows: Rows) -> dict[str, float]:
    documents = [Document(id_=row["id"], text=row["text"], metadata=heading(row)) for row in rows]
    kept = folder / "documents.json"
    pipeline = IngestionPipeline(
        transformations=[SPLITTER, EMBEDDING],
        vector_store=store(folder),
        docstore=SimpleDocumentStore.from_persist_path(str(kept)) if kept.exists() else SimpleDocumentStore(),
        docstore_strategy=DocstoreStrategy.UPSERTS,
        disable_cache=True,
    )
    changed = pipeline.run(documents=documents)
    pipeline.docstore.persist(str(kept))
    if FUSION and changed:  # BM25 knows no changes, it is built anew
        nodes = SPLITTER.get_nodes_from_documents(documents)
        BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=CHUNKS).persist(str(folder / "bm25"))
    return counted.report()


def asker(folder: Path) -> Callable[[str], list[str]]:
    dense = VectorStoreIndex.from_vector_store(store(folder), embed_model=EMBEDDING).as_retriever(
        similarity_top_k=CHUNKS
    )
    retriever = dense
    if FUSION:
        words = BM25Retriever.from_persist_dir(str(folder / "bm25"))
        retriever = QueryFusionRetriever(
            [dense, words],
            llm=MockLLM(),
            num_queries=1,
            mode="reciprocal_rerank",
            similarity_top_k=CHUNKS,
            use_async=False,
        )
    return lambda question: first_articles(found.node.ref_doc_id or "" for found in retriever.retrieve(question))


if __name__ == "__main__":
    take_part(index, asker, ["llama-index-core", "llama-index-vector-stores-chroma", "chromadb", "onnxruntime"])
