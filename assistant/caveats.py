"""What an answer says of itself: how its question was understood, and why it may not be the answer."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.answers import Answer
from assistant.generation import Request
from assistant.occasions import one_occasion
from assistant.retrieval.ranking import on_the_matter
from assistant.retrieval.search_notices import NEAREST_ONLY
from assistant.settings import QUOTES
from assistant.text.bylines import title
from assistant.text.dates import years_named
from assistant.text.day_format import day

if TYPE_CHECKING:
    from assistant.inference.language_model.budget import Budget
    from assistant.retrieval import Retrieval


AS_NEAR = 0.5
"""Logits below the passage quoted first down to which another one is as near to the question."""

FAINT = 2.0
"""The logit of the passage quoted first below which it may be off the question. With AS_NEAR at .5 instead of 1 a doubt
stands above 20 instead of 21 of 273 answers to news questions that show the known answer, and above 106 instead of 82
of 198 that cannot, for want of its article."""


def requested(found: Retrieval, as_of: date | None, thorough: bool, budget: Budget | None) -> Request:
    """What a writer is asked for what was found."""
    return Request(
        found.question,
        found.passages,
        as_of,
        thorough,
        budget,
        by_day=found.by_day,
        topic=found.topic,
        of_now=found.of_now,
        parts=found.parts,
    )


def understood_as(question: str, found: Retrieval) -> list[str]:
    """How a follow-up was completed, if the answer is to the completed one."""
    return [completed(found.question)] if found.question != question else []


def completed(question: str) -> str:
    """The notice of what a follow-up was completed to."""
    return f"Understood as: {question}"


def with_caveats(answer: Answer, found: Retrieval) -> Answer:
    """The answer with what its quotes leave in doubt: a year that none is of, another occasion, something newer."""
    if answer.status != "answered":
        return answer
    doubt = _other_year(answer, found.question)
    above = (*(said for said in answer.above if said != NEAREST_ONLY), doubt) if doubt else answer.above
    if not doubt and NEAREST_ONLY not in above and (doubt := _other_occasion(answer, found) or _faint(answer, found)):
        above = (*above, doubt)
    newer = [said] if found.of_now and (said := _newer(answer, found.question)) else []
    return replace(answer, above=above, notices=(*newer, *answer.notices))


def _other_year(answer: Answer, question: str) -> str:
    """The doubt that no quote names a year of the question, nor was published in it or tells of it in its title."""
    told = " ".join(
        f"{quote.text} {quote.article.title} {quote.article.published.year if quote.article.published else ''}"
        for quote in answer.quotes
    )
    missing = [year for year in dict.fromkeys(years_named(question)) if year not in told]
    return f"No quote here is of {' or '.join(missing)}; this may not answer the question." if missing else ""


def _other_occasion(answer: Answer, found: Retrieval) -> str:
    """The doubt that what was read of another occasion, and is not quoted, is as near as what is quoted first."""
    if found.by_day or found.parts or years_named(found.question) or not answer.quotes:
        return ""
    first, quoted, near = answer.quotes[0], {quote.article.id for quote in answer.quotes}, _nearness(answer)
    rivals = [
        read
        for read in answer.passages
        if read.score >= near - AS_NEAR
        and read.passage.article.id not in quoted
        and not one_occasion(found.question, (read.passage.article, read.passage.text), (first.article, first.text))
    ]
    if not rivals:
        return ""
    other = max(rivals, key=lambda read: read.score).passage.article
    return (
        f"“{title(other.title)}” of {day(other.published)} is as near to the question: another occasion may be meant."
    )


def _faint(answer: Answer, found: Retrieval) -> str:
    """The doubt that nothing found is near, where nobody read whether it answers and its nearness was judged at all."""
    judged = found.closeness < 1 and not found.by_day and not found.parts
    return NEAREST_ONLY if judged and answer.written_by == QUOTES and _nearness(answer) < FAINT else ""


def _nearness(answer: Answer) -> float:
    """The score of the passage that is quoted first."""
    first = answer.quotes[0].passage if answer.quotes else None
    return max((read.score for read in answer.passages if read.passage.id == first), default=math.inf)


def _newer(answer: Answer, question: str) -> str:
    """What was read on the same matter and is newer than all that is quoted, if anything is."""
    quoted = [quote.article.published for quote in answer.quotes if quote.article.published]
    holds = on_the_matter(question)
    newer = [
        read.passage.article
        for read in answer.passages
        if (published := read.passage.article.published) and quoted and published > max(quoted) and holds(read.passage)
    ]
    if not newer:
        return ""
    last = max(newer, key=lambda article: article.published or date.min)
    by = f", {last.publisher}" if last.publisher else ""
    return f"Newer: {day(last.published)}, “{last.title}”{by}."
