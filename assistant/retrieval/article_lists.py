"""Questions for articles: counted whole by the full text, and a few of them quoted from."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers import ReadPassage
from assistant.articles import Passage
from assistant.questions.listings import WantedListing
from assistant.questions.search_terms import terms
from assistant.retrieval.findings import Retrieval
from assistant.retrieval.passage_search import READ, PassageSearch, ReadQuestion
from assistant.retrieval.search_notices import counted_articles, left_out


def listed(wanted: WantedListing, asking: ReadQuestion, search: PassageSearch) -> Retrieval:
    """The articles that a question asks for, counted whole, a few of them to be quoted from."""
    snapshot = search.snapshot
    filters = asking.understood.filters
    searched = snapshot.extent(filters)
    with search.clock.step("searching"):
        mentions = wanted.mentions
        held = snapshot.articles(mentions=mentions, filters=filters)
        apart = () if wanted.exactly else tuple(terms(" ".join(mentions)))
        if not held and (loosely := snapshot.articles(mentions=apart, filters=filters) if apart else []):
            mentions, held = apart, loosely
        ids = {each.id for each in held}
        if mentions:
            found = [id for id, _ in snapshot.full_text(mentions, 100, filters)]
        else:
            found = spread(snapshot.openings(filters), READ)
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
        above=(counted_articles(len(held), mentions, filters),) if searched.articles else (),
        by_day=True,
        topic=" ".join(mentions),
    )


def spread(ids: Sequence[int], most: int) -> list[int]:
    """So many of a row, evenly from its first to its last."""
    if len(ids) <= most:
        return list(ids)
    return [ids[round(step * (len(ids) - 1) / (most - 1))] for step in range(most)]
