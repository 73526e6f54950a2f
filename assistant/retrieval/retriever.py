"""Retriever: full text and vectors blended, made diverse, and the head reranked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from time import perf_counter

from assistant.answers import ReadPassage
from assistant.inference import Embedder, Reranker, Vectors
from assistant.questions.interpretation import Understood, understand
from assistant.questions.publishers import resolved
from assistant.questions.search_terms import absent, terms, unshouted
from assistant.retrieval.answerability import judged
from assistant.retrieval.ranking import blended, day_asked_about, diverse, leaning, one_of_each, ranked
from assistant.retrieval.search_notices import left_out, not_taken_as_date, overruled, widened
from assistant.retrieval.searchable import Searchable
from assistant.search_scope import Filters, Searched

RERANKED = 12
THOROUGH = 24
"""Passages that are reranked, by default and if asked to be thorough: most of what answering takes. 30 gain .0015
[.0000, .0033] of MRR@10 over 12 on 405 news questions."""

READ = 8
"""Passages that an answer is written from."""

UNSURE = 0.5
"""Closeness below which an answer is given with a notice. On 416 answerable and 150 unanswerable news questions such
were 3% and 5%, and of questions whose articles had been taken away 13%."""

NEAREST_ONLY = "These are the nearest passages that were found; they may not answer the question."

NOTHING = Searched()
EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What was found for a question.

    `close` is the judgement, by `closeness` (a probability), that the passages may hold an answer. `filters` are
    those given and those understood from the question. `articles` are the ids of the articles ranked, best first,
    as far as was looked. `absent` names what of the question stands in no article, looked up if it is not close.
    `timings` are seconds by step.
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
        self,
        question: str,
        snapshot: Searchable,
        filters: Filters = EVERYTHING,
        *,
        thorough: bool = False,
        literal: bool = False,
        today: date | None = None,
    ) -> Retrieval:
        """Rank the passages of one state of an archive.

        `thorough` reranks more of them. Unless `literal`, periods and publishers that the question names confine
        the search; if nothing close is found there, everything is searched instead, and a notice says so.
        """
        clock = Clock()
        today = today or date.today()
        question = unshouted(question)
        filters, doubts = _known(filters, snapshot)
        understood = Understood(filters)
        if not literal:
            with clock.step("understanding"):
                understood = understand(question, filters, (name for name, _ in snapshot.publishers()), today)
        with clock.step("embedding"):
            vector = self._embedder.embed_query(question)
        dated = (understood.filters.since, understood.filters.until) != (filters.since, filters.until)
        asked = Asked(question, vector, understood.of_the_day, dated, today, thorough)
        found = self._search(asked, snapshot, understood.filters, clock)
        if understood.added and not found.close:
            found = self._search(asked, snapshot, filters, clock)
            found = replace(found, notices=(*found.notices, widened(understood.filters, filters)))
        if found.close and found.closeness < UNSURE:
            found = replace(found, notices=(*found.notices, NEAREST_ONLY))
        if not found.close and found.searched.articles:
            with clock.step("absent"):
                frequency = lambda words: snapshot.document_frequency(words, found.filters)  # noqa: E731
                found = replace(found, absent=absent(question, frequency))
        doubts = (*doubts, *overruled(understood.overruled))
        return replace(found, notices=(*doubts, *found.notices), timings=clock.seconds)

    def _search(self, asked: Asked, snapshot: Searchable, filters: Filters, clock: Clock) -> Retrieval:
        searched = snapshot.extent(filters)
        omitted = left_out(snapshot, filters, searched)
        if not searched.articles:
            return Retrieval(searched=searched, filters=filters, notices=(*snapshot.notices, *omitted))
        with clock.step("searching"):
            scores = blended(terms(asked.question), asked.vector, snapshot, filters)
            passages = snapshot.passages(scores)
            day = day_asked_about(filters.as_of, asked.today, searched.last)
            lean = leaning(bool(asked.of_the_day), filters.as_of, day)
            count = THOROUGH if asked.thorough else RERANKED
            candidates, copies = one_of_each(diverse(passages, scores, lean), count)
        with clock.step("reranking"):
            logits = self._reranker.score(asked.question, [each.headed for each in candidates[:count]])
        order = ranked(candidates, logits, scores, lean, terms(asked.question), copies)
        reads = [read for read, _ in order]
        scored = [(read.passage, logit) for read, logit in order[:READ]]
        probability, close = judged(asked.question, scored, self._reranker.fingerprint)
        all_ranked = (passage.article for passage in (*(read.passage for read in reads), *candidates[len(order) :]))
        return Retrieval(
            passages=tuple(sorted(reads[:READ], key=lambda read: read.passage.article.retracted)),
            close=close,
            closeness=probability,
            searched=searched,
            filters=filters,
            articles=tuple(
                dict.fromkeys(each.id for article in all_ranked for each in (article, *copies.get(article.id, ())))
            ),
            notices=(
                *snapshot.notices,
                *omitted,
                *not_taken_as_date(asked.of_the_day if not day and not asked.dated else "", searched.last),
            ),
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A question ready to be searched for; `dated` if days were read out of it."""

    question: str
    vector: Vectors
    of_the_day: str
    dated: bool
    today: date
    thorough: bool


class Clock:
    """Seconds by step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what is done within; a step taken twice counts both."""
        began = perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - began


def _known(filters: Filters, snapshot: Searchable) -> tuple[Filters, tuple[str, ...]]:
    """The filters with publishers as the archive calls them, and what to say of those that it does not know."""
    if not filters.publishers:
        return filters, ()
    publishers, doubts = resolved(filters.publishers, [name for name, _ in snapshot.publishers()])
    return replace(filters, publishers=publishers), doubts
