"""What a retriever needs of an archive; `assistant.archive.Snapshot` has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from assistant.articles import Article, Passage
from assistant.inference import Vectors
from assistant.near_duplicates import Likeness
from assistant.search_scope import Filters, Searched


class Listed(Protocol):
    """An article in a list."""

    @property
    def id(self) -> str:
        """The article's id."""


class Searchable(Protocol):
    """One state of a collection of articles; lists are of (id, score), best first."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader should know of how it was searched."""

    def extent(self, filters: Filters) -> Searched:
        """How many articles the filters let through, and from when to when."""

    def undated(self, filters: Filters) -> int:
        """How many articles without a date `since` and `until` leave out that the other filters let through."""

    def publishers(self) -> list[tuple[str, int]]:
        """The publishers with the number of their articles."""

    def full_text(self, terms: Sequence[str], limit: int, filters: Filters) -> list[tuple[int, float]]:
        """Passages by BM25."""

    def nearest(self, vector: Vectors, limit: int, filters: Filters) -> list[tuple[int, float]]:
        """Passages by cosine."""

    def passages(self, ids: Iterable[int]) -> dict[int, Passage]:
        """The passages themselves, those that are still there."""

    def openings(self, filters: Filters) -> list[int]:
        """The first passage of every article, latest day first."""

    def siblings(self, ids: Iterable[int]) -> list[int]:
        """The passages of the articles that these are from, in the order of their texts."""

    def near_duplicates(self, articles: Iterable[Article], as_of: date | None) -> Sequence[Likeness]:
        """The pairs of articles that are nearly the same text as one of these, or as one that is, and so on."""

    def count_articles(self, *, mentions: Sequence[str] = (), filters: Filters = ...) -> int:
        """How many articles hold all of these words or phrases."""

    def articles(self, *, mentions: Sequence[str] = (), filters: Filters = ...) -> Sequence[Listed]:
        """The articles that hold them, latest day first."""

    def document_frequency(self, terms: Sequence[str], filters: Filters) -> dict[str, int]:
        """In how many articles each term or phrase stands."""
