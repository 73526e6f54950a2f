"""Questions for what happened: passages of several articles, in the order of their days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from assistant.answers import ReadPassage
from assistant.articles import Passage
from assistant.questions.overviews import subject, whole_year
from assistant.retrieval.article_lists import spread
from assistant.retrieval.findings import Retrieval
from assistant.retrieval.passage_search import READ, PassageSearch, ReadQuestion
from assistant.retrieval.ranking import day_asked_about
from assistant.retrieval.search_notices import counted_articles, left_out, not_taken_as_date, widened
from assistant.search_scope import Filters

LATELY = timedelta(days=6)
"""How far back from an archive's last day an overview of the news goes, if nobody says of when."""


def overview(asking: ReadQuestion, search: PassageSearch) -> Retrieval:
    """Passages of several articles for a summary, in the order of their days."""
    snapshot = search.snapshot
    filters = whole_year(asking.question, asking.understood.filters)
    topic = subject(asking.question, filters)
    if not topic:
        last = snapshot.extent(filters).last
        today = day_asked_about(filters.as_of, asking.today, last)
        filters = newest(filters, last)
        searched = snapshot.extent(filters)
        with search.clock.step("searching"):
            found = snapshot.passages(spread(snapshot.openings(filters), READ))
        reads = tuple(ReadPassage(passage, 0.0) for passage in sorted(found.values(), key=_day))
        undated = not_taken_as_date("" if today else asking.understood.of_the_day, last)
        notices = (*snapshot.notices, *left_out(snapshot, filters, searched), *undated)
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
    asked = search.prepared(topic, asking)
    found_within = search.search(asked, filters, per_article=1)
    if filters != asking.given and not found_within.close:
        without = search.search(asked, asking.given, per_article=1)
        said = widened(filters, asking.given)
        found_within = replace(without, notices=(*without.notices, said)) if without.close else found_within
    reads = tuple(sorted(found_within.passages, key=lambda read: _day(read.passage)))
    return replace(found_within, passages=reads, by_day=True, topic=topic)


def newest(filters: Filters, last: date | None) -> Filters:
    """The filters with the days up to the last one, where they name none: the news are what was published lately."""
    if not last or filters.since or filters.until:
        return filters
    return replace(filters, since=max(last, date.min + LATELY) - LATELY, until=last)


def _day(passage: Passage) -> date:
    return passage.article.published or date.max
