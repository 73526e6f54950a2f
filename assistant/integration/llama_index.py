"""Pullquote in llama-index's own types: a retriever, a query engine, an embedder, and Documents as articles.

Nothing on the path without llama-index imports this module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, Unpack

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.base.response.schema import RESPONSE_TYPE, Response
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.prompts.mixin import PromptDictType, PromptMixinType
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.answers import Answer, ReadPassage
from assistant.articles import Quote
from assistant.inference import Embedder
from assistant.options import Asking
from assistant.questions.validation import checked_filters, checked_question

if TYPE_CHECKING:
    from assistant.archive import Archive
    from assistant.retrieval import Retrieves


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
    its metadata is `Answer.to_dict()`. `options` are those of `Assistant.stream`.
    """

    def __init__(self, assistant: Answers, **options: Unpack[Asking]) -> None:
        self._assistant = assistant
        self._options = options
        super().__init__(callback_manager=None)

    def _query(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        return _response(self._assistant.ask(query_bundle.query_str, **self._options))

    async def _aquery(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        return _response(await self._assistant.aask(query_bundle.query_str, **self._options))

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
    from assistant.rendering.answer_markdown import not_found

    scores = {read.passage.id: read.score for read in answer.passages}
    return Response(
        response=answer.text or not_found(answer),
        source_nodes=[
            NodeWithScore(node=_quote_node(quote), score=scores.get(quote.passage)) for quote in answer.quotes
        ],
        metadata=answer.to_dict(),
    )


def _passage_node(read: ReadPassage) -> NodeWithScore:
    passage = read.passage
    node = TextNode(
        id_=str(passage.id),
        text=passage.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata=_metadata(passage.article.reference()),
    )
    return NodeWithScore(node=node, score=read.score)


def _quote_node(quote: Quote) -> TextNode:
    return TextNode(
        id_=f"{quote.passage}:{quote.start}-{quote.end}",
        text=quote.text,
        start_char_idx=quote.start,
        end_char_idx=quote.end,
        metadata={"number": quote.number, **_metadata(quote.article.reference())},
    )


def _metadata(reference: dict[str, object]) -> dict[str, object]:
    return {f"article_{key}" if key in ("id", "version", "sha256") else key: value for key, value in reference.items()}
