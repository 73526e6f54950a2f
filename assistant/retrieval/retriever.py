"""Retriever: full text and vectors blended, made diverse, and the head reranked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from time import perf_counter

from assistant.answers import ReadPassage
from assistant.articles import SHORT, Passage
from assistant.inference import Embedder, Reranker, Vectors
from assistant.questions.follow_ups import Readings
from assistant.questions.interpretation import Understood, understand
from assistant.questions.listings import Listing, listing
from assistant.questions.overviews import asks_for_overview, subject, whole_year
from assistant.questions.parts import AskedOf, Part, parts
from assistant.questions.publishers import plain, resolved
from assistant.questions.search_terms import absent, names, terms, unshouted
from assistant.retrieval.answerability import judged
from assistant.retrieval.ranking import (
    Lean,
    blended,
    day_asked_about,
    diverse,
    leaning,
    newest_first,
    on_the_matter,
    one_of_each,
    ranked,
)
from assistant.retrieval.search_notices import (
    NEAREST_ONLY,
    counted_articles,
    foreign,
    left_out,
    not_read,
    not_taken_as_date,
    nothing_by,
    overruled,
    widened,
)
from assistant.retrieval.searchable import Searchable
from assistant.search_scope import Filters, Searched
from assistant.text.language import language

RERANKED = 12
THOROUGH = 24
"""Passages that are reranked, by default and if asked to be thorough: most of what answering takes. 30 gain .0015
[.0000, .0033] of MRR@10 over 12 on 405 news questions."""

READ = 8
"""Passages that an answer is written from."""

EACH = 4
"""Passages that each of several is answered from, where a question asks about each."""

WHOLE = 2
"""Articles that are read whole at most, the best ones."""

UNSURE = 0.5
"""Closeness below which an answer is given with a doubt. On 416 answerable and 150 unanswerable news questions such
were 3% and 5%, and of questions whose articles had been taken away 13%."""

NOTHING = Searched()
EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What was found for a question.

    `question` is what was searched for: as typed or, in a conversation, as completed. `close` is the judgement, by
    `closeness` (a probability), that the passages may hold an answer. `filters` are those given and those understood
    from the question. `articles` are the ids of the articles ranked, best first, as far as was looked. `absent` names
    what of the question stands in no article, looked up if it is not close. `above` is what stands above the answer,
    as a doubt or a count; `of_now` says that the newest is asked for, `by_day` that a summary is, of `topic` (empty
    for whatever happened), and `parts` which passages (from 1) are about each of those that it asks about. `timings`
    are seconds by step.
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
    question: str = ""
    above: tuple[str, ...] = ()
    logit: float = 0.0
    of_now: bool = False
    by_day: bool = False
    topic: str = ""
    parts: tuple[AskedOf, ...] = ()


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

        def search(words: str) -> Retrieval:
            return self._retrieve(words, snapshot, filters, thorough=thorough, literal=literal, today=today)

        typed = search(readings.typed)
        completed = [search(words) for words in readings.completed]
        return better(typed, completed, hangs=readings.hangs)

    def _retrieve(
        self, question: str, snapshot: Searchable, filters: Filters, *, thorough: bool, literal: bool, today: date
    ) -> Retrieval:
        clock = Clock()
        words = unshouted(question)
        filters, doubts = _known(filters, snapshot)
        understood, publishers = Understood(filters), [name for name, _ in snapshot.publishers()]
        if not literal:
            with clock.step("understanding"):
                understood = understand(words, filters, publishers, today, snapshot.extent(filters).last)
        asking = Asking(words, understood, filters, publishers, today, thorough)
        found = self._found(asking, snapshot, clock)
        if found.close and found.closeness < UNSURE:
            found = replace(found, above=(*found.above, NEAREST_ONLY))
        elsewhere = language(words) not in (None, "en")
        if not found.close and found.searched.articles and not found.above:
            with clock.step("absent"):
                frequency = lambda words: snapshot.document_frequency(words, found.filters)  # noqa: E731
                found = replace(found, absent=absent(words, frequency, english=not elsewhere))
        said = (*doubts, *overruled(understood.overruled), *found.notices, *not_read(understood.unread))
        return replace(
            found,
            question=question,
            notices=(*said, *foreign(elsewhere)),
            of_now=understood.of_now,
            timings=clock.seconds,
        )

    def _found(self, asking: Asking, snapshot: Searchable, clock: Clock) -> Retrieval:
        """What is found by the way of searching that the question asks for."""
        question, understood = asking.question, asking.understood
        if (wanted := listing(question, understood.added)) is not None:
            return self._listed(wanted, asking, snapshot, clock)
        if asks_for_overview(question):
            return self._overview(asking, snapshot, clock)
        if several := parts(question, asking.publishers):
            return self._each(several, asking, snapshot, clock)
        asked = self._asked(question, asking, clock)
        found = self._search(asked, snapshot, understood.filters, clock)
        if understood.added and not found.close:
            found = self._search(asked, snapshot, asking.given, clock)
            found = replace(found, notices=(*found.notices, widened(understood.filters, asking.given)))
        return found

    def _asked(self, question: str, asking: Asking, clock: Clock) -> Asked:
        with clock.step("embedding"):
            vector = self._embedder.embed_query(question)
        understood, given = asking.understood, asking.given
        dated = (understood.filters.since, understood.filters.until) != (given.since, given.until)
        return Asked(question, vector, understood.of_the_day, understood.of_now, dated, asking.today, asking.thorough)

    def _search(
        self, asked: Asked, snapshot: Searchable, filters: Filters, clock: Clock, *, per_article: int | None = None
    ) -> Retrieval:
        searched = snapshot.extent(filters)
        omitted = left_out(snapshot, filters, searched)
        if not searched.articles:
            return Retrieval(searched=searched, filters=filters, notices=(*snapshot.notices, *omitted))
        with clock.step("searching"):
            scores = blended(terms(asked.question), asked.vector, snapshot, filters)
            passages = snapshot.passages(scores)
            day = day_asked_about(filters.as_of, asked.today, searched.last)
            lean = _lean(asked, filters, day, passages)
            count = THOROUGH if asked.thorough or per_article else RERANKED
            candidates, copies = one_of_each(diverse(passages, scores, lean), count)
            if per_article:
                candidates = _of_each_article(candidates, per_article)
        with clock.step("reranking"):
            logits = self._reranker.score(asked.question, [each.headed for each in candidates[:count]])
        order = ranked(candidates, logits, scores, lean, terms(asked.question), copies)
        reads = [read for read, _ in order]
        scored = [(read.passage, logit) for read, logit in order[:READ]]
        probability, close = judged(asked.question, scored, self._reranker.fingerprint)
        all_ranked = (passage.article for passage in (*(read.passage for read in reads), *candidates[len(order) :]))
        return Retrieval(
            passages=tuple(sorted(_whole(reads[:READ], snapshot), key=lambda read: read.passage.article.retracted)),
            close=close,
            closeness=probability,
            logit=max((logit for _, logit in order), default=0.0),
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

    def _listed(self, wanted: Listing, asking: Asking, snapshot: Searchable, clock: Clock) -> Retrieval:
        """The articles that a question asks for, counted whole, a few of them to be quoted from."""
        filters = asking.understood.filters
        searched = snapshot.extent(filters)
        with clock.step("searching"):
            held = snapshot.articles(mentions=wanted.mentions, filters=filters)
            ids = {each.id for each in held}
            if wanted.mentions:
                found = [id for id, _ in snapshot.full_text(wanted.mentions, 100, filters)]
            else:
                found = _spread(snapshot.openings(filters), READ)
            passages = snapshot.passages(found)
        first: dict[str, Passage] = {}
        for passage in (passages[id] for id in found if id in passages):
            if passage.article.id in ids:
                first.setdefault(passage.article.id, passage)
        reads = tuple(ReadPassage(passage, 0.0) for passage in list(first.values())[:READ])
        return Retrieval(
            passages=reads,
            close=bool(reads),
            closeness=float(bool(reads)),
            searched=searched,
            filters=filters,
            articles=tuple(each.id for each in held),
            notices=(*snapshot.notices, *left_out(snapshot, filters, searched)),
            above=(counted_articles(len(held), wanted.mentions, filters),) if searched.articles else (),
            by_day=True,
            topic=" ".join(wanted.mentions),
        )

    def _overview(self, asking: Asking, snapshot: Searchable, clock: Clock) -> Retrieval:
        """Passages of several articles for a summary, in the order of their days."""
        filters = whole_year(asking.question, asking.understood.filters)
        topic = subject(asking.question, filters)
        if not topic:
            searched = snapshot.extent(filters)
            with clock.step("searching"):
                found = snapshot.passages(_spread(snapshot.openings(filters), READ))
            reads = tuple(ReadPassage(passage, 0.0) for passage in sorted(found.values(), key=_day))
            notices = (*snapshot.notices, *left_out(snapshot, filters, searched))
            return Retrieval(
                passages=reads,
                close=bool(reads),
                closeness=float(bool(reads)),
                searched=searched,
                filters=filters,
                articles=tuple(read.passage.article.id for read in reads),
                notices=notices,
                above=(counted_articles(searched.articles, (), filters),) if reads else (),
                by_day=True,
            )
        asked = self._asked(topic, asking, clock)
        found_within = self._search(asked, snapshot, filters, clock, per_article=1)
        if filters != asking.given and not found_within.close:
            without = self._search(asked, snapshot, asking.given, clock, per_article=1)
            said = widened(filters, asking.given)
            found_within = replace(without, notices=(*without.notices, said)) if without.close else found_within
        reads = tuple(sorted(found_within.passages, key=lambda read: _day(read.passage)))
        return replace(found_within, passages=reads, by_day=True, topic=topic)

    def _each(self, several: Sequence[Part], asking: Asking, snapshot: Searchable, clock: Clock) -> Retrieval:
        """What is found for each of those that a question asks about, taking turns."""
        filters = asking.understood.filters
        given = asking.given
        published = {plain(name) for name in asking.publishers}
        found: list[tuple[Part, Retrieval]] = []
        for part in several:
            by = replace(given, publishers=(part.name,)) if plain(part.name) in published else filters
            by = replace(by, publishers=resolved(by.publishers, asking.publishers)[0])
            each = self._search(self._asked(part.question, asking, clock), snapshot, by, clock)
            about = by.publishers != filters.publishers
            reads = tuple(read for read in each.passages if about or _names(read, part.name))[:EACH]
            found.append((part, replace(each, passages=reads if each.close else ())))
        merged: dict[int, ReadPassage] = {}
        for _, each in found:
            merged |= {read.passage.id: read for read in each.passages}
        number = {id: position for position, id in enumerate(merged, 1)}
        best = max((each for _, each in found), key=lambda each: (bool(each.passages), each.closeness))
        missing = [part.name for part, each in found if not each.passages]
        return replace(
            best,
            passages=tuple(merged.values()),
            close=bool(merged),
            filters=given,
            searched=snapshot.extent(given),
            articles=tuple(dict.fromkeys(id for _, each in found for id in each.articles)),
            above=tuple(nothing_by(name) for name in missing) if merged else (),
            parts=tuple(
                AskedOf(part.name, part.question, tuple(number[read.passage.id] for read in each.passages))
                for part, each in found
            ),
        )


def better(typed: Retrieval, completed: Sequence[Retrieval], *, hangs: bool) -> Retrieval:
    """The reading of a question whose passages are the closer ones.

    One that hangs on what came before is taken as typed only where nothing is close to it as completed and something
    beyond doubt is as typed. One that merely may do so must be as close as completed.
    """
    best = max(completed, key=lambda found: (found.close, found.logit), default=typed)
    if not completed or (typed.close and not best.close and (not hangs or typed.closeness >= 0.9)):
        return typed
    if hangs or not typed.close:
        return best if best.close or hangs else typed
    return best if best.logit >= typed.logit else typed


@dataclass(frozen=True, slots=True)
class Asking:
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
    if asked.of_now and not asked.dated:
        return newest_first(passages.values(), on_the_matter(names(asked.question), terms(asked.question)))
    return leaning(bool(asked.of_the_day), filters.as_of, day)


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


def _spread(ids: Sequence[int], most: int) -> list[int]:
    """So many of a row, evenly from its first to its last."""
    if len(ids) <= most:
        return list(ids)
    return [ids[round(step * (len(ids) - 1) / (most - 1))] for step in range(most)]


def _day(passage: Passage) -> date:
    return passage.article.published or date.max


def _names(read: ReadPassage, name: str) -> bool:
    return name.split()[-1].casefold() in read.passage.headed.casefold()


def _known(filters: Filters, snapshot: Searchable) -> tuple[Filters, tuple[str, ...]]:
    """The filters with publishers as the archive calls them, and what to say of those that it does not know."""
    if not filters.publishers:
        return filters, ()
    publishers, doubts = resolved(filters.publishers, [name for name, _ in snapshot.publishers()])
    return replace(filters, publishers=publishers), doubts
