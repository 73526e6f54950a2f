"""The same thing in llama-index's own types, through the real library."""

from __future__ import annotations

import asyncio
import copy
import pickle
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant import Assistant, Settings
from assistant.inference import Embedder, Reranker

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

QUESTION = "What did NATO reply to Russia's proposals?"


@pytest.fixture(scope="module")
def assistant(seeds_archive: Path, embedder: Embedder, reranker: Reranker) -> Iterator[Assistant]:
    with Assistant(Settings(archive=seeds_archive), embedder=embedder, reranker=reranker) as assistant:
        yield assistant


def test_a_retriever_gives_passages_as_nodes(assistant: Assistant) -> None:
    nodes = assistant.as_retriever().retrieve(QUESTION)
    with_answer = assistant.ask(QUESTION)
    assert [node.node_id for node in nodes] == [str(read.passage.id) for read in with_answer.passages]
    assert [node.score for node in nodes] == [read.score for read in with_answer.passages]
    with assistant.archive.snapshot() as snapshot:
        for node in nodes:
            article = snapshot.article(node.metadata["article_id"])
            assert article.text[node.node.start_char_idx : node.node.end_char_idx] == node.text
            assert article.publisher == node.metadata["publisher"]


def test_a_retriever_takes_filters(assistant: Assistant) -> None:
    assert assistant.as_retriever(publishers=["Nobody"]).retrieve(QUESTION) == []


def test_a_query_engine_gives_answers_with_their_quotes(assistant: Assistant) -> None:
    engine = assistant.as_query_engine()
    response = engine.query(QUESTION)
    assert "[1]" in str(response) and response.metadata and response.metadata["status"] == "answered"
    assert [node.metadata["number"] for node in response.source_nodes] == list(range(1, len(response.source_nodes) + 1))
    assert str(asyncio.run(engine.aquery(QUESTION))) == str(response)


def test_what_is_not_found_is_said(assistant: Assistant) -> None:
    response = assistant.as_query_engine().query("Who painted the ceiling of the Zzyzx chapel?")
    assert "do not say" in str(response) and not response.source_nodes


def test_llama_index_indexes_and_finds_with_our_embedder(embedder: Embedder) -> None:
    from llama_index.core import VectorStoreIndex
    from llama_index.core.schema import TextNode

    from assistant.integration.llama_index import LocalEmbedding

    ours = LocalEmbedding(embedder)
    nodes = [TextNode(text=text) for text in ("Otters came back to the river.", "The budget passed by five votes.")]
    found = VectorStoreIndex(nodes, embed_model=ours).as_retriever(similarity_top_k=1).retrieve("animals in the water")
    assert "Otters" in found[0].text
    assert np.isclose(np.linalg.norm(ours.get_query_embedding("otters")), 1, atol=1e-3)
    assert len(ours.get_text_embedding("otters")) == embedder.dimension


def test_our_embedder_is_copied_and_pickled_as_pipelines_with_workers_do() -> None:
    from assistant.inference.local_models import LocalEmbedder
    from assistant.integration.llama_index import LocalEmbedding

    ours = LocalEmbedding(LocalEmbedder())
    expected = ours.get_query_embedding("bridge")
    for twin in (pickle.loads(pickle.dumps(ours)), copy.deepcopy(ours)):
        assert twin.get_query_embedding("bridge") == pytest.approx(expected, abs=0.02)
