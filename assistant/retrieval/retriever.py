"""Retriever: full text and vectors, blended, and the head reranked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from assistant.answers import Filters, ReadPassage, Searched
from assistant.articles import Passage
from assistant.inference import Embedder, Reranker
from assistant.retrieval.closeness import close
from assistant.retrieval.fusion import blend
from assistant.retrieval.terms import terms

if TYPE_CHECKING:
    from assistant.archive import Snapshot

LISTED = 100
"""Passages that full text and vectors each propose."""

RERANKED = 12
READ = 8
"""Passages that an answer is written from."""

NOTHING = Searched()
EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What was found for a question.

    `close` is the judgement, by `closeness`, that the passages may hold an answer. `articles` are the ids of the
    articles ranked, best first, as far as was looked. `filters` are those given and those understood from the
    question.
    """

    passages: tuple[ReadPassage, ...] = ()
    close: bool = False
    closeness: float = 0.0
    searched: Searched = NOTHING
    filters: Filters = EVERYTHING
    articles: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    timings: Mapping[str, float] = field(default_factory=dict)


class Retriever:
    """Finds passages for questions; keeps nothing between them, so that threads may share it."""

    def __init__(self, embedder: Embedder, reranker: Reranker) -> None:
        self._embedder = embedder
        self._reranker = reranker

    def retrieve(
        self, question: str, snapshot: Snapshot, filters: Filters = EVERYTHING, *, thorough: bool = False
    ) -> Retrieval:
        """Rank the passages of one state of an archive; `thorough` reranks more of them."""
        clock = Clock()
        searched = snapshot.extent(filters)
        if not searched.articles:
            return Retrieval(searched=searched, filters=filters, notices=snapshot.notices)
        with clock.step("full_text"):
            by_words = snapshot.full_text(terms(question), LISTED, filters)
        with clock.step("embedding"):
            vector = self._embedder.embed_query(question)
        with clock.step("vectors"):
            by_meaning = snapshot.nearest(vector, LISTED, filters)
        with clock.step("reranking"):
            fused = blend([(0.5, by_meaning), (0.5, by_words)])
            passages = snapshot.passages(key for key, _ in fused)
            candidates = [passages[key] for key, _ in fused if key in passages]
            ranked, rest = self._reranked(question, candidates, RERANKED * (4 if thorough else 1))
        scores = [read.score for read in ranked]
        return Retrieval(
            passages=tuple(ranked[:READ]),
            close=close(scores),
            closeness=max(scores, default=0.0),
            searched=searched,
            filters=filters,
            articles=tuple(dict.fromkeys(passage.article.id for passage in [r.passage for r in ranked] + rest)),
            notices=snapshot.notices,
            timings=clock.seconds,
        )

    def _reranked(
        self, question: str, candidates: list[Passage], count: int
    ) -> tuple[list[ReadPassage], list[Passage]]:
        head = candidates[:count]
        scores = self._reranker.score(question, [passage.headed for passage in head])
        ranked = [ReadPassage(passage, float(score)) for passage, score in zip(head, scores, strict=True)]
        return sorted(ranked, key=lambda read: -read.score), candidates[count:]


class Clock:
    """Seconds by step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what is done within."""
        began = perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - began
