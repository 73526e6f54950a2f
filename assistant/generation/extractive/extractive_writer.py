"""Writes answers in the sources' own sentences, without a language model."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from assistant.answers import ReadPassage
from assistant.articles import SHORT
from assistant.asked_figures import tells_change
from assistant.attribution.speakers import attribution
from assistant.drafts import Citation, Draft
from assistant.generation import Request
from assistant.generation.extractive.candidates import Sentence, quotable, readable
from assistant.generation.extractive.context import with_denials
from assistant.generation.extractive.day_by_day import EVENTS, THOROUGH_EVENTS, day_by_day
from assistant.generation.extractive.selection import both_sides, choose
from assistant.generation.extractive.sentence_scores import SentenceScores
from assistant.inference import Reranker
from assistant.inference.usage import Usage
from assistant.settings import QUOTES

PASSAGES, SHOWN = 4, 3
"""Passages whose sentences are considered, and sentences chosen; what they need to be understood comes on top."""

THOROUGH_PASSAGES, THOROUGH_SHOWN = 6, 5
"""The same for a thorough answer: on 355 news questions it states the known answer .04 to .07 more often."""

FLOOR = -1.0
"""Score from which a passage beside the best one is quoted. In a small archive the next best is often about something
else. On 394 answered questions -1 leaves out 3% of the sentences and the known answer of 2."""

BEGUN = 6
"""Sentences from the beginning of an article among which is what it tells, where it is asked what happened at all."""

LEVEL, STALE = 1.5, timedelta(days=365)
"""Logits between sentences that answer as well, and how much older than the newest of them nothing tells of now."""

MEASURED = 10.0
"""What a sentence gains that gives a figure or a day of which it is asked how it has changed."""

OF_EACH, NAMED, SPEAKING = 2, 3.0, 4.0
"""Sentences on each of those that a question asks about, and what one gains that names them, and that is theirs."""


class ExtractiveWriter:
    """Chooses the sentences that answer best, by the reranker, and proposes them in reading order."""

    name = QUOTES

    def __init__(self, reranker: Reranker) -> None:
        self._reranker = reranker

    def write(self, request: Request) -> Generator[Draft | Usage, None, None]:
        """Propose a few sentences, each as its own quote, the one that answers first; a summary goes day by day.

        Withdrawn articles come last, whatever they answer.
        """
        if request.by_day:
            chosen = self._by_day(request)
        elif request.parts:
            chosen = self._of_each(request)
        else:
            chosen = self._best(request)
        for sentence in sorted(with_denials(chosen), key=lambda each: each.passage.article.retracted):
            yield Draft(sentence.text, (Citation(sentence.number, sentence.text),))
        yield Usage()

    def _best(self, request: Request) -> list[Sentence]:
        passages, shown = (THOROUGH_PASSAGES, THOROUGH_SHOWN) if request.thorough else (PASSAGES, SHOWN)
        counted = request.passages if request.of_now else head(request.passages, passages)
        read = counted if request.of_now else near(counted)
        while not (found := quotable(read)) and len(read) < len(counted):
            read = counted[: len(read) + 1]
        if not (found := found or readable(read)):
            return []
        scores = SentenceScores(self._reranker, request.question, read, found)
        if request.of_now:
            scores.read_all()
        else:
            scores.read_promising(shown)
        while scores.read_of(chosen := _chosen(request, found, scores.values(), shown)):
            pass  # what is shown has been read
        return chosen

    def _by_day(self, request: Request) -> list[Sentence]:
        """One sentence of each article, the best by its topic; of whatever happened, what its title tells of."""
        found = readable(request.passages)
        shown = THOROUGH_EVENTS if request.thorough else EVENTS
        if request.topic and found:
            scores = self._all_scores(request.topic, request.passages, found, topic=True)
            changes = [MEASURED * tells_change(request.question, each.text) for each in found]
            return day_by_day(found, np.add(scores, changes).tolist(), shown)
        of_article: dict[str, list[Sentence]] = {}
        for sentence in found:
            of_article.setdefault(sentence.passage.article.id, []).append(sentence)
        told = [self._told_by_title(begun[:BEGUN]) for begun in of_article.values()]
        return day_by_day(told, [0.0] * len(told), shown)

    def _told_by_title(self, begun: Sequence[Sentence]) -> Sentence:
        """The one of an article's first sentences that its title tells of: many begin with a scene or themselves."""
        title = begun[0].passage.article.title
        if not title:
            return begun[0]
        logits = self._reranker.score(title, [sentence.text for sentence in begun])
        return begun[int(np.argmax(logits))]

    def _of_each(self, request: Request) -> list[Sentence]:
        """The best sentences on each of those that are asked about, one after the other."""
        found = readable(request.passages)
        shown = max(OF_EACH, (THOROUGH_SHOWN if request.thorough else SHOWN) // len(request.parts))
        chosen: dict[Sentence, None] = {}
        for part in request.parts:
            its = [sentence for sentence in found if sentence.number in part.passages]
            if its:
                scores = self._all_scores(part.question, request.passages, its)
                valued = [score + _belongs(each, part.name) for score, each in zip(scores, its, strict=True)]
                chosen |= dict.fromkeys(choose(its, valued, shown, request.question))
        return list(chosen)

    def _all_scores(
        self, question: str, passages: Sequence[ReadPassage], found: Sequence[Sentence], *, topic: bool = False
    ) -> list[float]:
        scores = SentenceScores(self._reranker, question, passages, found)
        scores.read_all()
        return scores.values(topic=topic)


def _chosen(request: Request, found: Sequence[Sentence], scores: Sequence[float], shown: int) -> list[Sentence]:
    """The sentences that answer a question by their scores, both sides where they differ, the newest of what is now."""
    chosen = choose(found, scores, shown, request.question, of_now=request.of_now)
    sides = both_sides(request.question, found, scores, chosen)
    return as_things_stand(sides, dict(zip(found, scores, strict=True))) if request.of_now else sides


def head(passages: Sequence[ReadPassage], count: int) -> Sequence[ReadPassage]:
    """The first passages, so many of them; what else of a short article follows its first one is not counted."""
    counted, seen = 0, set[str]()
    for number, read in enumerate(passages):
        article = read.passage.article
        counted += not (article.id in seen and len(article.text) <= SHORT)
        seen.add(article.id)
        if counted > count:
            return passages[:number]
    return passages


def near(passages: Sequence[ReadPassage]) -> Sequence[ReadPassage]:
    """The passages, without those at the end that have hardly to do with the question; the best always stays."""
    last = max((number for number, read in enumerate(passages) if read.score >= FLOOR), default=0)
    return passages[: last + 1]


def as_things_stand(chosen: Sequence[Sentence], scores: Mapping[Sentence, float]) -> list[Sentence]:
    """What tells how things stand now: of sentences that answer as well the newest first, none STALE beside them."""
    best = max((scores[each] for each in chosen), default=0.0)
    days = {each.passage.article.id: each.passage.article.published for each in chosen if scores[each] >= best - LEVEL}
    newest = max((day for day in days.values() if day), default=date.min)
    now = [each for each in chosen if newest - (each.passage.article.published or newest) < STALE]
    return sorted(now, key=lambda each: days.get(each.passage.article.id) or date.min, reverse=True)


def _belongs(sentence: Sentence, name: str) -> float:
    """What a sentence gains if it names somebody, and if it says what they said or was published by them."""
    last = name.split()[-1]
    article = sentence.passage.article
    speaker, _ = attribution(article, sentence.start, sentence.end)
    own = name == article.publisher or (speaker is not None and last in speaker.split())
    return NAMED * (last in sentence.text) + SPEAKING * own
