"""In llama-index's chat engines, with its own model that says nothing but what it was given."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from llama_index.core.base.response.schema import AsyncStreamingResponse, StreamingResponse
from llama_index.core.chat_engine import CondenseQuestionChatEngine, ContextChatEngine
from llama_index.core.llms import MockLLM
from llama_index.core.memory import ChatMemoryBuffer
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import MetadataMode

from assistant import Assistant, QuestionError, Settings
from assistant.inference import Embedder, Reranker

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::pydantic.PydanticDeprecatedSince20")

QUESTION = "What did NATO reply to Russia's proposals?"
MODEL = MockLLM()
UNANSWERABLE = "Who painted the ceiling of the Zzyzx chapel?"


@pytest.fixture(scope="module")
def assistant(seeds_archive: Path, embedder: Embedder, reranker: Reranker) -> Iterator[Assistant]:
    with Assistant(Settings(archive=seeds_archive), embedder=embedder, reranker=reranker) as assistant:
        yield assistant


def memory() -> ChatMemoryBuffer:
    """A memory that opens no database, as the default one does and leaves it open."""
    return ChatMemoryBuffer.from_defaults(llm=MODEL)


def test_a_model_is_given_no_ids_versions_and_hashes(assistant: Assistant) -> None:
    nodes = [*assistant.as_retriever().retrieve(QUESTION), *assistant.as_query_engine().query(QUESTION).source_nodes]
    for node in nodes:
        for mode in (MetadataMode.LLM, MetadataMode.EMBED):
            given = node.node.get_content(mode)
            assert node.metadata["publisher"] in given and node.node.get_content() in given
            assert node.metadata["article_sha256"] not in given and "article_" not in given and "None" not in given


def test_a_streaming_engine_gives_the_same_text_piece_by_piece(assistant: Assistant) -> None:
    whole = assistant.as_query_engine().query(QUESTION)
    streamed = assistant.as_query_engine(streaming=True).query(QUESTION)
    assert isinstance(streamed, StreamingResponse)
    pieces = list(streamed.response_gen)
    assert len(pieces) == len(whole.metadata["statements"]) > 0  # type: ignore[index]
    assert "".join(pieces) == str(whole)
    assert [node.node_id for node in streamed.source_nodes] == [node.node_id for node in whole.source_nodes]
    assert (streamed.metadata or {})["quotes"] == (whole.metadata or {})["quotes"]


def test_a_streaming_engine_streams_for_asyncio(assistant: Assistant) -> None:
    async def streamed() -> str:
        response = await assistant.as_query_engine(streaming=True).aquery(QUESTION)
        assert isinstance(response, AsyncStreamingResponse)
        text = "".join([piece async for piece in response.async_response_gen()])
        assert response.source_nodes
        return text

    assert asyncio.run(streamed()) == str(assistant.as_query_engine().query(QUESTION))


def test_a_streaming_engine_says_what_is_not_found_and_refuses_no_question_late(assistant: Assistant) -> None:
    engine = assistant.as_query_engine(streaming=True)
    assert "do not say" in str(engine.query(UNANSWERABLE))
    with pytest.raises(QuestionError):
        engine.query(" ")


def test_the_retriever_feeds_a_chat_engine(assistant: Assistant) -> None:
    engine = ContextChatEngine.from_defaults(retriever=assistant.as_retriever(), llm=MODEL, memory=memory())
    reply = engine.chat(QUESTION)
    assert reply.source_nodes and reply.source_nodes[0].node.get_content() in reply.response
    assert reply.source_nodes[0].metadata["article_sha256"] not in reply.response


def test_the_query_engine_answers_in_a_chat_engine(assistant: Assistant) -> None:
    engine = CondenseQuestionChatEngine.from_defaults(
        query_engine=assistant.as_query_engine(), llm=MODEL, memory=memory()
    )
    reply = engine.chat(QUESTION)
    assert "[1]" in reply.response and reply.source_nodes
    assert "do not say" in engine.chat(UNANSWERABLE).response


def test_the_query_engine_streams_in_a_chat_engine(assistant: Assistant) -> None:
    streaming = assistant.as_query_engine(streaming=True)
    engine = CondenseQuestionChatEngine.from_defaults(query_engine=streaming, llm=MODEL, memory=memory())
    reply = engine.stream_chat(QUESTION)
    assert "".join(reply.response_gen) == str(assistant.as_query_engine().query(QUESTION))
    assert reply.sources[0].raw_output.source_nodes


def test_the_splitter_of_llama_index_works_here() -> None:
    """NLTK refuses files with several hard links, as installing from a cache makes them unless it copies."""
    splitter = SentenceSplitter(chunk_size=16, chunk_overlap=0)
    parts = splitter.split_text("The bridge was opened on Monday. It cost four hundred million pounds to build. " * 3)
    assert len(parts) > 1 and parts[0].startswith("The bridge was opened on Monday.")
