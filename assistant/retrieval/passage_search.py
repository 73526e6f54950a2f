"""One search: full text and vectors blended, made diverse, and the head reranked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter

from assistant.answers import ReadPassage
from assistant.articles import SHORT, Article, Passage
from assistant.inference import Embedder, Reranker, Vectors
from assistant.questions.interpretation import Understood, without_now
from assistant.questions.search_terms import terms
from assistant.retrieval.answerability import judged
from assistant.retrieval.findings import Retrieval
from assistant.retrieval.ranking import (
    Lean,
    beside_logit,
    blended,
    day_asked_about,
    diverse,
    leaning,
    newest_first,
    newest_of_close,
    on_the_matter,
    one_of_each,
    ranked,
)
from assistant.retrieval.reranking import FIRST
from assistant.retrieval.reranking import logits as reranked
from assistant.retrieval.search_notices import left_out, not_taken_as_date
from assistant.retrieval.searchable import Searchable
from assistant.search_scope import Filters

RERANKED = 10
THOROUGH = 24
"""Passages that may be reranked, and those that are if asked to be thorough: most of what answering takes. On 416 news
questions 10 find what 12 do (MRR@10 .893 and .813, with 12 .889 and .814) and show one known answer more; 8 find less
(.808)."""

READ = 8
"""Passages that an answer is written from."""

EACH = 4
"""Passages that each of several is answered from, where a question asks about each."""

WHOLE = 2
"""Articles that are read whole at most, the best ones."""


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question read: what it says, what was understood, what filters were given, what publishers there are."""

    question: str
    understood: Understood
    given: Filters
    publishers: Sequence[str]
    today: date
    thorough: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question ready to be searched for; `dated` if days were read out of it."""

    question: str
    vector: Vectors
    of_the_day: str
    of_now: bool
    dated: bool
    today: date
    thorough: bool

    @property
    def newest(self) -> bool:
        """Whether the newest on its matter is preferred."""
        return self.of_now and not self.dated


class PassageSearch:
    """Searches one state of an archive with the models; `clock` times the steps."""

    def __init__(self, embedder: Embedder, reranker: Reranker, snapshot: Searchable) -> None:
        self.snapshot = snapshot
        self.clock = Clock()
        self._embedder = embedder
        self._reranker = reranker

    def prepared(self, question: str, asking: ReadQuestion) -> Asked:
        """A question, or a part of it, with its vector."""
        with self.clock.step("embedding"):
            vector = self._embedder.embed_query(question)
        understood, given = asking.understood, asking.given
        dated = (understood.filters.since, understood.filters.until) != (given.since, given.until)
        return Asked(question, vector, understood.of_the_day, understood.of_now, dated, asking.today, asking.thorough)

    def search(self, asked: Asked, filters: Filters, *, per_article: int | None = None) -> Retrieval:
        """Rank the passages that the filters let through; with `per_article` twice as many, no more of one article."""
        snapshot = self.snapshot
        searched = snapshot.extent(filters)
        omitted = left_out(snapshot, filters, searched)
        if not searched.articles:
            return Retrieval(searched=searched, filters=filters, notices=(*snapshot.notices, *omitted))
        with self.clock.step("searching"):
            words = terms(asked.question)
            scores = blended(words, asked.vector, snapshot, filters)
            passages = snapshot.passages(scores)
            day = day_asked_about(filters.as_of, asked.today, searched.last)
            lean = _lean(asked, filters, day, passages)
            every = asked.thorough or asked.newest or per_article is not None
            count = THOROUGH if asked.thorough or per_article else RERANKED
            alike = snapshot.near_duplicates((each.article for each in passages.values()), filters.as_of)
            candidates, copies = one_of_each(diverse(passages, scores, lean), alike)
            if per_article:
                candidates = _of_each_article(candidates, per_article)
        with self.clock.step("reranking"):
            head, first = candidates[:count], count if every else FIRST
            score = lambda some: self._reranker.score(asked.question, [each.headed for each in some])  # noqa: E731
            logits = reranked(head, beside_logit(head, scores, lean, words), score, first)
        order = ranked(candidates, logits, scores, lean, words, copies)
        scored = [(read.passage, logit) for read, logit in order[:READ]]
        probability, close = judged(without_now(asked.question), scored, self._reranker.fingerprint)
        if asked.newest:
            newest = newest_of_close(candidates, logits, on_the_matter(asked.question))
            order = ranked(candidates, logits, scores, newest, words, copies)
        reads = [read for read, _ in order]
        in_order = [*(read.passage.article for read in reads), *(each.article for each in candidates[len(order) :])]
        found = {passage.article.id for passage in passages.values()}
        undated = not_taken_as_date(asked.of_the_day if not day and not asked.dated else "", searched.last)
        return Retrieval(
            passages=tuple(sorted(_whole(reads[:READ], snapshot), key=lambda read: read.passage.article.retracted)),
            close=close,
            closeness=probability,
            logit=max((logit for _, logit in order), default=0.0),
            searched=searched,
            filters=filters,
            articles=_with_copies(in_order, copies, found),
            notices=(*snapshot.notices, *omitted, *undated),
        )


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


def _lean(asked: Asked, filters: Filters, day: date | None, passages: Mapping[int, Passage]) -> Lean:
    """What is preferred for its day: the news of the day asked about, or the newest on a matter."""
    if asked.newest:
        return newest_first(passages.values(), on_the_matter(asked.question))
    return leaning(bool(asked.of_the_day), filters.as_of, day)


def _with_copies(
    articles: Iterable[Article], copies: Mapping[str, Sequence[Article]], found: Collection[str]
) -> tuple[str, ...]:
    """The ids of articles, each followed by its copies, each once; only of those that were found."""
    every = (each.id for article in articles for each in (article, *copies.get(article.id, ())))
    return tuple(dict.fromkeys(id for id in every if id in found))


def _whole(reads: Sequence[ReadPassage], snapshot: Searchable) -> list[ReadPassage]:
    """The passages, the best short articles among them whole: each followed by the rest of its article."""
    short = dict.fromkeys(read.passage.article.id for read in reads if len(read.passage.article.text) <= SHORT)
    best = {read.passage.article.id: read for read in reversed(reads) if read.passage.article.id in list(short)[:WHOLE]}
    if not best:
        return list(reads)
    there = {read.passage.id for read in reads}
    rest = snapshot.passages(snapshot.siblings(read.passage.id for read in best.values()))
    found = []
    for read in reads:
        found.append(read)
        if best.get(read.passage.article.id) is read:
            others = [passage for id, passage in rest.items() if passage.article.id == read.passage.article.id]
            found += [replace(read, passage=passage) for passage in others if passage.id not in there]
    return found


def _of_each_article(candidates: Sequence[Passage], most: int) -> list[Passage]:
    """The candidates, no more than so many of an article."""
    taken: dict[str, int] = {}
    kept = []
    for passage in candidates:
        taken[passage.article.id] = taken.get(passage.article.id, 0) + 1
        if taken[passage.article.id] <= most:
            kept.append(passage)
    return kept
