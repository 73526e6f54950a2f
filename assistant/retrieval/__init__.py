"""A question to ranked passages."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from assistant.questions.follow_ups import Readings
from assistant.retrieval.findings import Retrieval
from assistant.retrieval.retriever import Retriever
from assistant.retrieval.searchable import Searchable
from assistant.search_scope import Filters

__all__ = ["Retrieval", "Retriever", "Retrieves"]


class Retrieves(Protocol):
    """What finds passages for a question; `Retriever` does."""

    def retrieve(
        self,
        question: str | Readings,
        snapshot: Searchable,
        filters: Filters = ...,
        *,
        thorough: bool = False,
        literal: bool = False,
        today: date | None = None,
    ) -> Retrieval:
        """Rank the passages of one state of an archive; see `Retriever.retrieve`."""
