"""Writes answers in the sources' own sentences, without a language model."""

from __future__ import annotations

import math
import re
from collections.abc import Generator, Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from assistant.answers import ReadPassage
from assistant.articles import SHORT
from assistant.attribution.speakers import attribution
from assistant.drafts import Citation, Draft
from assistant.generation import Request
from assistant.generation.extractive.candidates import FEWEST, Sentence, readable, stray
from assistant.generation.extractive.day_by_day import EVENTS, THOROUGH_EVENTS, day_by_day
from assistant.generation.extractive.selection import NOTHING, both_sides, choose
from assistant.inference import Reranker
from assistant.inference.usage import Usage
from assistant.retrieval.answerability import silent_below
from assistant.settings import QUOTES
from assistant.text.sentences import asks, sentences

PASSAGES, SHOWN = 4, 3
"""Passages whose sentences are considered, and sentences chosen; what they need to be understood comes on top."""

THOROUGH_PASSAGES, THOROUGH_SHOWN = 6, 5
"""The same for a thorough answer: on 355 news questions it states the known answer .04 to .07 more often."""

PASSAGE_SHARE = 0.5
"""How much of its passage's logit counts for a sentence: the passage knows what the sentence is about."""

SMOOTHING = 0.2
"""How much a sentence gains from a better neighbour: an answer often stands beside what repeats the question."""

FLOOR = -1.0
"""Score from which a passage beside the best one is quoted. In a small archive the next best is often about something
else. On 394 answered questions -1 leaves out 3% of the sentences and the known answer of 2."""


CONTEXT = 3
"""Sentences before one that it is read after, if it leans on them."""

LEANING = 2.0
"""Logits that such a sentence loses, for what it is read after would answer too. On 222 and 97 news questions the known
answer is shown for .790 and .747 with it, for .774 and .736 without, and for .768 and .758 if each is read alone."""

BEGUN = 6
"""Sentences from the beginning of an article among which is what it tells, where it is asked what happened at all."""

LEVEL, STALE = 1.5, timedelta(days=365)
"""Logits between sentences that answer as well, and how much older than the newest of them nothing tells of now."""

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
        for sentence in sorted(chosen, key=lambda each: each.passage.article.retracted):
            yield Draft(sentence.text, (Citation(sentence.number, sentence.text),))
        yield Usage()

    def _best(self, request: Request) -> list[Sentence]:
        passages, shown = (THOROUGH_PASSAGES, THOROUGH_SHOWN) if request.thorough else (PASSAGES, SHOWN)
        read = request.passages if request.of_now else near(head(request.passages, passages))
        found = readable(read)
        if not found:
            return []
        scores = self._scores(request.question, read, found)
        chosen = choose(found, scores, shown, request.question)
        sides = both_sides(request.question, found, scores, chosen)
        return newest_first(sides, dict(zip(found, scores, strict=True))) if request.of_now else sides

    def _by_day(self, request: Request) -> list[Sentence]:
        """One sentence of each article, the best by its topic; of whatever happened, what its title tells of."""
        found = readable(request.passages)
        shown = THOROUGH_EVENTS if request.thorough else EVENTS
        if request.topic and found:
            return day_by_day(found, self._scores(request.topic, request.passages, found, topic=True), shown)
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
                scores = self._scores(part.question, request.passages, its)
                valued = [score + _belongs(each, part.name) for score, each in zip(scores, its, strict=True)]
                chosen |= dict.fromkeys(choose(its, valued, shown, request.question))
        return list(chosen)

    def _scores(
        self, question: str, read: Sequence[ReadPassage], found: Sequence[Sentence], *, topic: bool = False
    ) -> list[float]:
        """A score for each sentence: its own logit, a share of its passage's, and a little of a better neighbour's.

        Where the question is the last of several sentences, a sentence's logit is the mean of what it answers of all
        of them and of the last: what goes before tells the topic, and would be repeated rather than answered. On 361
        news questions, 61 of them such, the known answer is shown .022 [.008, .039] more often. A sentence that leans
        on the one before it is read after that one: by itself it does not say of whom it speaks. What repeats the
        question is read without it, for it does not answer by asking. A sentence in which nothing answers scores
        NOTHING, unless there is no other, or it is no question that is asked but a `topic`.
        """
        texts = [_with_context(found, index) for index in range(len(found))]
        read_as = [_without(question, text) for text in texts]
        asked = [question, *filter(None, [last_of_several(question)])]
        logits = np.mean([self._reranker.score(each, read_as) for each in asked], axis=0)
        own = [
            float(logit)
            + PASSAGE_SHARE * read[sentence.number - 1].score
            - stray(sentence.text)
            - LEANING * (text != sentence.text)
            for sentence, logit, text in zip(found, logits, texts, strict=True)
        ]
        heard = logits if question == (typed := _typed(question)) else self._reranker.score(typed, read_as)
        answering = np.maximum(logits, heard)
        silent = -math.inf if topic else min(silent_below(self._reranker.fingerprint), max(answering))
        return [
            score + SMOOTHING * max([0.0, *(own[other] - score for other in _beside(found, index))])
            if answering[index] >= silent
            else NOTHING
            for index, score in enumerate(own)
        ]


def _typed(question: str) -> str:
    """A question without what completes it in brackets (`Was anybody hurt? (Selma, Aurora)`)."""
    return re.sub(r"\s*\([^()]*\)$", "", question) or question


def _without(question: str, text: str) -> str:
    """A text without the question itself, if it holds that (`Whoever asks “Who won?” is told …`)."""
    asked = last_of_several(question) or question
    words = re.findall(r"\w+", asked)
    if len(words) < FEWEST or not asks(asked):
        return text
    return re.sub(r"\b" + r"\W+".join(map(re.escape, words)) + r"\b", " ", text, flags=re.IGNORECASE)


def last_of_several(question: str) -> str | None:
    """The last sentence of a question that has several, if it asks something."""
    spans = sentences(question)
    if len(spans) < 2:
        return None
    last = question[spans[-1][0] : spans[-1][1]]
    return last if last.rstrip("\"'”’)").endswith("?") and len(last.split()) >= FEWEST else None


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


def newest_first(chosen: Sequence[Sentence], scores: Mapping[Sentence, float]) -> list[Sentence]:
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


def _with_context(found: Sequence[Sentence], index: int) -> str:
    """A sentence after those that it leans on, one on the other, CONTEXT of them at most."""
    first = index
    while index - first < CONTEXT and found[first].leans and first and found[first - 1].number == found[index].number:
        first -= 1
    return " ".join(sentence.text for sentence in found[first : index + 1])


def _beside(found: Sequence[Sentence], index: int) -> list[int]:
    """The sentences just before and after one in the same passage."""
    return [
        other
        for other in (index - 1, index + 1)
        if 0 <= other < len(found) and found[other].number == found[index].number
    ]
