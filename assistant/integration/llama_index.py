"""Pullquote in llama-index's own types: a retriever, a query engine, an embedder, and Documents as articles.

Nothing on the path without llama-index imports this module.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import closing
from typing import TYPE_CHECKING, Any, Protocol, Unpack

from assistant.answers import Answer, Done, Event, ReadPassage, Said
from assistant.articles import Quote
from assistant.ask_options import Asking
from assistant.cancellation import Stream
from assistant.inference import Embedder
from assistant.optional_packages import extra
from assistant.questions.validation import checked_filters, checked_question

with extra("llama-index", "llama_index"):
    from llama_index.core.base.base_query_engine import BaseQueryEngine
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.base.response.schema import (
        RESPONSE_TYPE,
        AsyncStreamingResponse,
        Response,
        StreamingResponse,
    )
    from llama_index.core.bridge.pydantic import PrivateAttr
    from llama_index.core.prompts.mixin import PromptDictType, PromptMixinType
    from llama_index.core.retrievers import BaseRetriever
    from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

if TYPE_CHECKING:
    from assistant.archive import Archive
    from assistant.retrieval import Retrieves

KEPT_BACK = ("article_id", "article_version", "article_sha256")
"""Metadata that no model is given: they tell it nothing, and an id may be a path on this machine."""


class Answers(Protocol):
    """What finds passages and answers questions; `assistant.Assistant` does."""

    @property
    def archive(self) -> Archive:
        """The archive that is searched."""

    @property
    def retriever(self) -> Retrieves:
        """What finds passages."""

    def ask(self, question: str, **options: Unpack[Asking]) -> Answer:
        """Answer a question."""

    async def aask(self, question: str, **options: Unpack[Asking]) -> Answer:
        """Answer a question, for asyncio."""

    def stream(self, question: str, **options: Unpack[Asking]) -> Stream:
        """Answer a question step by step."""


class PassageRetriever(BaseRetriever):
    """Passages as llama-index nodes, best first; the node's id is the passage's.

    `options` are the filters of `Assistant.stream` (publishers, since, until, as_of) and `thorough`.
    """

    def __init__(self, assistant: Answers, *, thorough: bool = False, **filters: Any) -> None:
        self._assistant = assistant
        self._thorough = thorough
        self._filters = checked_filters(**filters)
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        question = checked_question(query_bundle.query_str)
        with self._assistant.archive.snapshot() as snapshot:
            retrieval = self._assistant.retriever.retrieve(question, snapshot, self._filters, thorough=self._thorough)
        return [_passage_node(read) for read in retrieval.passages]


class AnswerEngine(BaseQueryEngine):
    """Verified answers as llama-index responses.

    The response's text has the markers `[1]`, its source nodes are the quotes in the order of their numbers, and
    its metadata is `Answer.to_dict()`. With `streaming` the text comes statement by statement, each as soon as it is
    verified; source nodes and metadata are there at its end. `options` are those of `Assistant.stream`.
    """

    def __init__(self, assistant: Answers, *, streaming: bool = False, **options: Unpack[Asking]) -> None:
        self._assistant = assistant
        self._streaming = streaming
        self._options = options
        super().__init__(callback_manager=None)

    def _query(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        if not self._streaming:
            return _response(self._assistant.ask(query_bundle.query_str, **self._options))
        events = self._assistant.stream(query_bundle.query_str, **self._options)
        next(events, None)  # what is wrong with the question is raised here and not while somebody reads
        growing = _Growing()
        return StreamingResponse(_pieces(events, growing), growing.sources, growing.metadata)

    async def _aquery(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        if not self._streaming:
            return _response(await self._assistant.aask(query_bundle.query_str, **self._options))
        events = self._assistant.stream(query_bundle.query_str, **self._options)
        await asyncio.to_thread(next, events, None)
        growing = _Growing()
        return AsyncStreamingResponse(_pieces_as_they_come(events, growing), growing.sources, growing.metadata)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}

    def _get_prompts(self) -> PromptDictType:
        return {}


class LocalEmbedding(BaseEmbedding):
    """Our embedder in llama-index's clothes: a query and a passage are embedded as each should be.

    Without an embedder, the local one is found as the settings say. Vectors have length 1.
    """

    model_name: str = "local"
    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder | None = None, **given: Any) -> None:
        if embedder is None:
            from assistant.inference.local_models import LocalEmbedder

            embedder = LocalEmbedder()
        super().__init__(**{"model_name": embedder.name, "embed_batch_size": 32, **given})
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        vector: list[float] = self._embedder.embed_query(query).tolist()
        return vector

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._embedder.embed(texts).tolist()
        return vectors


def _response(answer: Answer) -> Response:
    return Response(response=_said(answer), source_nodes=_sources(answer), metadata=answer.to_dict())


class _Growing:
    """A response whose text grows with an answer's events; it ends up as the one without streaming.

    `sources` and `metadata` are empty until the last event, and stay the same objects.
    """

    def __init__(self) -> None:
        self.sources: list[NodeWithScore] = []
        self.metadata: dict[str, object] = {}
        self._text = ""
        self._written = False

    def piece(self, event: Event) -> str:
        """What an event adds to the text."""
        added = ""
        if isinstance(event, Said):
            written = event.statement.kind == "written"
            if written or not self._written:  # what follows a model's prose is "also in the sources"
                added = f"{' ' if self._text else ''}{event.statement.marked}"
            self._written |= written
        elif isinstance(event, Done):
            added = "" if self._text else _said(event.answer)
            self.sources += _sources(event.answer)
            self.metadata.update(event.answer.to_dict())
        self._text += added
        return added


def _pieces(events: Stream, growing: _Growing) -> Generator[str, None, None]:
    with closing(events):
        yield from filter(None, map(growing.piece, events))


async def _pieces_as_they_come(events: Stream, growing: _Growing) -> AsyncGenerator[str, None]:
    """`_pieces` for asyncio; each event is waited for in a thread."""
    with closing(events):
        while event := await asyncio.to_thread(next, events, None):
            if piece := growing.piece(event):
                yield piece


def _said(answer: Answer) -> str:
    from assistant.rendering.refusal import not_found

    return answer.text or not_found(answer)


def _sources(answer: Answer) -> list[NodeWithScore]:
    scores = {read.passage.id: read.score for read in answer.passages}
    return [NodeWithScore(node=_quote_node(quote), score=scores.get(quote.passage)) for quote in answer.quotes]


def _passage_node(read: ReadPassage) -> NodeWithScore:
    passage = read.passage
    node = _node(str(passage.id), passage.text, passage.start, passage.end, _metadata(passage.article.reference()))
    return NodeWithScore(node=node, score=read.score)


def _quote_node(quote: Quote) -> TextNode:
    metadata = {"number": quote.number, **_metadata(quote.article.reference())}
    return _node(f"{quote.passage}:{quote.start}-{quote.end}", quote.text, quote.start, quote.end, metadata)


def _node(id: str, text: str, start: int, end: int, metadata: dict[str, object]) -> TextNode:
    """A node of which models are given the text, and who published it when and where as far as it is known."""
    hidden = [name for name, value in metadata.items() if name in KEPT_BACK or value is None]
    return TextNode(
        id_=id,
        text=text,
        start_char_idx=start,
        end_char_idx=end,
        metadata=metadata,
        excluded_llm_metadata_keys=hidden,
        excluded_embed_metadata_keys=[*hidden, *({"number", "url"} & metadata.keys() - set(hidden))],
    )


def _metadata(reference: dict[str, object]) -> dict[str, object]:
    return {f"article_{key}" if key in ("id", "version", "sha256") else key: value for key, value in reference.items()}
