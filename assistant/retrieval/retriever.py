"""Retriever: understands a question, searches for it in the way that it asks for, and says what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.inference import Embedder, Reranker
from assistant.questions.follow_ups import Readings
from assistant.questions.interpretation import Understood, understand
from assistant.questions.listings import listing
from assistant.questions.overviews import asks_for_overview
from assistant.questions.parts import parts
from assistant.questions.publishers import resolved
from assistant.questions.search_terms import absent, names, unshouted
from assistant.retrieval.article_lists import listed
from assistant.retrieval.each_of_several import each_of_several
from assistant.retrieval.findings import EVERYTHING, Retrieval, better
from assistant.retrieval.overview import overview
from assistant.retrieval.passage_search import PassageSearch, ReadQuestion
from assistant.retrieval.search_notices import NEAREST_ONLY, foreign, not_read, overruled, widened
from assistant.retrieval.searchable import Searchable
from assistant.search_scope import Filters
from assistant.text.language import language

UNSURE = 0.5
"""Closeness below which an answer is given with a doubt. On 416 answerable and 150 unanswerable news questions such
were 3% and 5%, and of questions whose articles had been taken away 13%."""


class Retriever:
    """Finds passages for questions; keeps nothing between them, so that threads may share it."""

    def __init__(self, embedder: Embedder, reranker: Reranker) -> None:
        self._embedder = embedder
        self._reranker = reranker

    def retrieve(
        self,
        question: str | Readings,
        snapshot: Searchable,
        filters: Filters = EVERYTHING,
        *,
        thorough: bool = False,
        literal: bool = False,
        today: date | None = None,
    ) -> Retrieval:
        """Rank the passages of one state of an archive.

        `thorough` reranks more of them. Unless `literal`, periods and publishers that the question names confine
        the search; if nothing close is found there, everything is searched instead, and a notice says so. Of a
        follow-up's readings each is searched for, and the better one kept.
        """
        readings = question if isinstance(question, Readings) else Readings(question)
        today = today or date.today()

        def read(words: str) -> Retrieval:
            return self._retrieve(words, snapshot, filters, thorough=thorough, literal=literal, today=today)

        typed = read(readings.typed)
        completed = [read(words) for words in readings.completed]
        return better(typed, completed, hangs=readings.hangs, named=bool(names(readings.typed)))

    def _retrieve(
        self, question: str, snapshot: Searchable, filters: Filters, *, thorough: bool, literal: bool, today: date
    ) -> Retrieval:
        search = PassageSearch(self._embedder, self._reranker, snapshot)
        words = unshouted(question)
        filters, doubts = _known(filters, snapshot)
        understood, publishers = Understood(filters), [name for name, _ in snapshot.publishers()]
        if not literal:
            with search.clock.step("understanding"):
                understood = understand(words, filters, publishers, today, snapshot.extent(filters).last)
        asking = ReadQuestion(words, understood, filters, publishers, today, thorough)
        found = _found(asking, search)
        if found.close and found.closeness < UNSURE:
            found = replace(found, above=(*found.above, NEAREST_ONLY))
        elsewhere = language(words) not in (None, "en")
        if not found.close and found.searched.articles and not found.above:
            with search.clock.step("absent"):
                frequency = lambda words: snapshot.document_frequency(words, found.filters)  # noqa: E731
                found = replace(found, absent=absent(words, frequency, english=not elsewhere))
        said = (*doubts, *overruled(understood.overruled), *found.notices, *not_read(understood.unread))
        return replace(
            found,
            question=question,
            notices=(*said, *foreign(elsewhere)),
            of_now=understood.of_now,
            timings=search.clock.seconds,
        )


def _found(asking: ReadQuestion, search: PassageSearch) -> Retrieval:
    """What is found by the way of searching that the question asks for."""
    question, understood = asking.question, asking.understood
    if (wanted := listing(question, understood.added)) is not None:
        return listed(wanted, asking, search)
    if asks_for_overview(question):
        return overview(asking, search)
    if several := parts(question, asking.publishers):
        return each_of_several(several, asking, search)
    asked = search.prepared(question, asking)
    found = search.search(asked, understood.filters)
    if understood.added and not found.close:
        found = search.search(asked, asking.given)
        found = replace(found, notices=(*found.notices, widened(understood.filters, asking.given)))
    return found


def _known(filters: Filters, snapshot: Searchable) -> tuple[Filters, tuple[str, ...]]:
    """The filters with publishers as the archive calls them, and what to say of those that it does not know."""
    if not filters.publishers:
        return filters, ()
    publishers, doubts = resolved(filters.publishers, [name for name, _ in snapshot.publishers()])
    return replace(filters, publishers=publishers), doubts
