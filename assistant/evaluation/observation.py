"""A retriever that also tells what it found, and can be kept from seeing some articles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assistant.articles import Article
from assistant.evaluation.near_misses import Without
from assistant.questions.follow_ups import Readings
from assistant.retrieval import Retrieval, Retrieves
from assistant.retrieval.searchable import Searchable
from assistant.search_scope import NO_FILTERS, Filters


class ObservedRetriever:
    """Retrieves as another does, from what is left without the articles `taken`; one question at a time.

    `last` is what it found for the last question.
    """

    def __init__(self, retriever: Retrieves, taken: Mapping[str, Article] | None = None) -> None:
        self._retriever = retriever
        self._taken = taken or {}
        self.last = Retrieval()

    def retrieve(
        self,
        question: str | Readings,
        snapshot: Searchable,
        filters: Filters = NO_FILTERS,
        *,
        thorough: bool = False,
        literal: bool = False,
        today: date | None = None,
    ) -> Retrieval:
        """Retrieve, and keep what came of it."""
        left = Without(snapshot, self._taken) if self._taken else snapshot
        self.last = self._retriever.retrieve(question, left, filters, thorough=thorough, literal=literal, today=today)
        return self.last
