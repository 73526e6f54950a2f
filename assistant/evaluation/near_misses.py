"""Near misses: a question asked of an archive from which every article that answers it has been taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant.articles import Article, Passage
from assistant.evaluation.answer_match import states
from assistant.inference import Vectors
from assistant.near_duplicates import Likeness
from assistant.retrieval.searchable import Listed, Searchable
from assistant.search_scope import NO_FILTERS, Filters, Searched

if TYPE_CHECKING:
    from assistant.archive import Snapshot

HOLDERS = 2000
"""Articles looked through for an answer's words."""


class Without:
    """A snapshot that holds some articles no longer; all else is the snapshot's."""

    def __init__(self, snapshot: Searchable, taken: Mapping[str, Article]) -> None:
        self._snapshot = snapshot
        self._taken = taken

    def extent(self, filters: Filters) -> Searched:
        """How many articles are left, of those that the filters let through."""
        whole = self._snapshot.extent(filters)
        return Searched(max(0, whole.articles - len(self._taken)), whole.first, whole.last)

    def undated(self, filters: Filters) -> int:
        """How many articles without a date a range of days leaves out, of those that are left."""
        taken = sum(article.published is None for article in self._taken.values())
        return max(0, self._snapshot.undated(filters) - taken)

    def passages(self, ids: Iterable[int]) -> dict[int, Passage]:
        """The passages that are left."""
        found = self._snapshot.passages(ids)
        return {id: passage for id, passage in found.items() if passage.article.id not in self._taken}

    def document_frequency(self, terms: Sequence[str], filters: Filters) -> dict[str, int]:
        """In how many of the articles left each term stands, as near as can be told without stemming."""
        counts = self._snapshot.document_frequency(terms, filters)
        return {
            term: max(0, count - sum(_holds(article, term) for article in self._taken.values()))
            for term, count in counts.items()
        }

    @property
    def notices(self) -> tuple[str, ...]:
        """The snapshot's own."""
        return self._snapshot.notices

    def publishers(self) -> list[tuple[str, int]]:
        """All publishers, those of the articles taken away too."""
        return self._snapshot.publishers()

    def openings(self, filters: Filters) -> list[int]:
        """The snapshot's own; `passages` drops what is gone."""
        return self._snapshot.openings(filters)

    def siblings(self, ids: Iterable[int]) -> list[int]:
        """The snapshot's own; `passages` drops what is gone."""
        return self._snapshot.siblings(ids)

    def near_duplicates(self, articles: Iterable[Article], as_of: date | None) -> Sequence[Likeness]:
        """The pairs of which neither is taken away."""
        found = self._snapshot.near_duplicates(articles, as_of)
        return [pair for pair in found if not {pair.one.id, pair.other.id} & set(self._taken)]

    def articles(self, *, mentions: Sequence[str] = (), filters: Filters = NO_FILTERS) -> Sequence[Listed]:
        """The articles that are left and hold these words or phrases, latest day first."""
        found = self._snapshot.articles(mentions=mentions, filters=filters)
        return [each for each in found if each.id not in self._taken]

    def count_articles(self, *, mentions: Sequence[str] = (), filters: Filters = NO_FILTERS) -> int:
        """How many articles are left that hold these words or phrases."""
        return len(self.articles(mentions=mentions, filters=filters))

    def full_text(self, terms: Sequence[str], limit: int, filters: Filters) -> list[tuple[int, float]]:
        """The snapshot's own; `passages` drops what is gone."""
        return self._snapshot.full_text(terms, limit, filters)

    def nearest(self, vector: Vectors, limit: int, filters: Filters) -> list[tuple[int, float]]:
        """The snapshot's own; `passages` drops what is gone."""
        return self._snapshot.nearest(vector, limit, filters)


def holders(gold: Iterable[Article], answer: str, snapshot: Snapshot) -> dict[str, Article]:
    """The gold articles, and every other whose title or text holds the answer's words; by id."""
    keys = [key for key, _ in snapshot.full_text_articles([answer], HOLDERS)] if answer.strip() else []
    first = [passages[0] for key in keys if (passages := snapshot.article_passages(key))]
    others = [passage.article for passage in snapshot.passages(first).values()]
    found = {article.id: article for article in gold}
    return found | {article.id: article for article in others if _holds(article, answer)}


def _holds(article: Article, words: str) -> bool:
    return states(f"{article.title}\n{article.text}", words)
