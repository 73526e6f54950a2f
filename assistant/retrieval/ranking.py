"""The order of passages: lists blended, articles taking turns, the news of the day preferred where asked for."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from assistant.answers import ReadPassage
from assistant.articles import Article, Passage
from assistant.inference import Vectors
from assistant.near_duplicates import Likeness, families
from assistant.questions.interpretation import without_now
from assistant.questions.search_terms import covered, names, stems, terms
from assistant.retrieval.fusion import blend
from assistant.retrieval.searchable import Searchable
from assistant.search_scope import Filters
from assistant.text.day_format import has_come

LISTED = 100
"""Passages that full text and vectors each propose."""

MEANING, WORDS = 0.4, 0.6
"""Weights of cosine and of BM25. On 405 news questions the blend gains .022 [.008, .037] of MRR@10 over reciprocal rank
fusion; .5 and .5 does as well, and so does a third list of whole articles by BM25."""

PER_ARTICLE = 2
"""Passages of one article among those that are reranked before others have had their turn."""

FRESH = timedelta(days=12)
"""How long before the day asked about news counts as that day's."""

LIVE = timedelta(days=14)
"""An archive whose last article is older than this is not read as of today."""

BLEND_LOGITS = 4.0
"""What a full first score is worth beside a logit."""

TITLE_LOGITS = 6.0
"""What a title that holds all of the question's terms is worth beside a logit: what an article is about, its title says
best. Chosen on the odd-indexed of 405 questions; on all of them MRR@10 gains .015 [.004, .028] by paired bootstrap."""

DAY_SCORE, DAY_LOGITS = 0.5, 14.0
"""What an article of the days asked about gains before and after reranking, if the question asks for the news."""

AS_OF_ALONE = 0.36
"""How much of that a day given as `as_of` is worth to a question without a word like `this week`.

So much that such questions, asked 60 to 300 days after their news, lose no old article to a new one (MRR@10 .901 and
.842, against .901 and .843 without), while 213 of them asked within the week gain .025 and .041; twice as much costs
the old ones .006 and .017.
"""

NOW = 0.7
"""How much of that the newest article on a matter gains if the question asks how things stand, and one MONTH older a
third of it: it passes what is some six logits closer, and not what is about something else."""

MONTH = 30.0
HALF = 0.5

CLOSE = 6.0
"""Logits below the best passage's from which one is about something else, however new it is."""

Lean = Callable[[Passage], float]
"""How much a passage is of the days asked about, from 0 to 1."""


def blended(terms: Sequence[str], vector: Vectors, snapshot: Searchable, filters: Filters) -> dict[int, float]:
    """Score passages from 0 to 1 by words and by meaning; best first."""
    by_words = snapshot.full_text(terms, LISTED, filters)
    by_meaning = snapshot.nearest(vector, LISTED, filters)
    return dict(blend([(MEANING, by_meaning), (WORDS, by_words)]))


def day_asked_about(as_of: date | None, today: date, last: date | None) -> date | None:
    """The day that a question is asked on: `as_of`, else today if the archive's last article is recent."""
    return as_of or (today if last and today - last <= LIVE else None)


def leaning(of_the_day: bool, as_of: date | None, day: date | None) -> Lean:
    """Prefer the news of a day to the degree that the question asks for it.

    A question with neither a word like `this week` or `yesterday` nor an `as_of` prefers nothing.
    """
    weight = 1.0 if of_the_day else AS_OF_ALONE if as_of else 0.0
    if not day or not weight:
        return lambda passage: 0.0
    since = max(day, date.min + FRESH) - FRESH

    def lean(passage: Passage) -> float:
        published = passage.article.published
        return weight if published is not None and since <= published and has_come(published, day) else 0.0

    return lean


def newest_first(passages: Iterable[Passage], holds: Callable[[Passage], bool]) -> Lean:
    """Prefer what is new among the passages on a matter, whatever day it is: old archives have a newest article too."""
    days = {passage.id: passage.article.published for passage in passages if holds(passage)}
    last = max((day for day in days.values() if day), default=None)

    def lean(passage: Passage) -> float:
        published = days.get(passage.id)
        return NOW * math.exp(-(last - published).days / MONTH) if last and published else 0.0

    return lean


def newest_of_close(candidates: Sequence[Passage], logits: Vectors, holds: Callable[[Passage], bool]) -> Lean:
    """Prefer what is new among those passages on a matter that are CLOSE to it by the reranker."""
    least = max(logits, default=0.0) - CLOSE
    close = [passage for passage, logit in zip(candidates, logits, strict=False) if logit >= least]
    return newest_first(close, holds)


def on_the_matter(question: str) -> Callable[[Passage], bool]:
    """Whether a passage, with its heading, holds a question's names and half its terms, of two both; not `latest`."""
    matter = without_now(question)
    named, asked = [stems(name) for name in names(matter)], [stems(term) for term in terms(matter)]

    def holds(passage: Passage) -> bool:
        held = stems(passage.headed)
        return covered(asked, held) >= (HALF if len(asked) > 2 else 1.0) and (not named or covered(named, held) == 1.0)

    return holds


def diverse(passages: Mapping[int, Passage], scores: Mapping[int, float], lean: Lean) -> list[Passage]:
    """The passages by score, at most PER_ARTICLE of an article at first, and then the rest."""
    order = sorted(passages.values(), key=lambda passage: -(scores[passage.id] + DAY_SCORE * lean(passage)))
    taken: Counter[str] = Counter()
    first: list[Passage] = []
    later: list[Passage] = []
    for passage in order:
        taken[passage.article.id] += 1
        (first if taken[passage.article.id] <= PER_ARTICLE else later).append(passage)
    return first + later


def one_of_each(
    candidates: Sequence[Passage], likenesses: Iterable[Likeness]
) -> tuple[list[Passage], dict[str, tuple[Article, ...]]]:
    """The candidates without those of copies, and by an article's id the copies it stands for.

    Of articles that are nearly the same text the one found first stands for all, so that separate articles get their
    places among those that are reranked.
    """
    found = families((passage.article for passage in candidates), (each for each in likenesses if each.is_copy))
    copies = {family[0].id: tuple(family[1:]) for family in found if len(family) > 1}
    gone = {article.id for family in copies.values() for article in family}
    return [passage for passage in candidates if passage.article.id not in gone], copies


def beside_logit(
    candidates: Sequence[Passage], scores: Mapping[int, float], lean: Lean, terms: Sequence[str]
) -> list[float]:
    """What ranks each candidate beside its logit: a share of the first score, the question's terms in the title, and
    the day. Each sees what the others miss."""
    wanted = [stems(term) for term in terms]
    return [
        BLEND_LOGITS * scores[passage.id]
        + TITLE_LOGITS * covered(wanted, stems(passage.article.title))
        + DAY_LOGITS * lean(passage)
        for passage in candidates
    ]


def ranked(
    candidates: Sequence[Passage],
    logits: Vectors,
    scores: Mapping[int, float],
    lean: Lean,
    terms: Sequence[str],
    copies: Mapping[str, tuple[Article, ...]],
) -> list[tuple[ReadPassage, float]]:
    """The candidates that have a logit, best first, each with its logit.

    A passage's own score is its logit and what the day adds.
    """
    with_logit = candidates[: len(logits)]
    read = [
        (ReadPassage(passage, logit + DAY_LOGITS * lean(passage), copies=copies.get(passage.article.id, ())), logit)
        for passage, logit in zip(with_logit, map(float, logits), strict=True)
    ]
    beside = beside_logit(with_logit, scores, lean, terms)
    order = sorted(range(len(read)), key=lambda index: -(read[index][1] + beside[index]))
    return [read[index] for index in order]
