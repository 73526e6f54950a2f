"""How well the sentences of passages answer, reading with the reranker no more of them than need be."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

import numpy as np

from assistant.answers import ReadPassage
from assistant.generation.extractive.candidates import FEWEST, Sentence, stray
from assistant.generation.extractive.selection import NOTHING
from assistant.inference import Reranker, Vectors
from assistant.questions.search_terms import covered, stems, terms
from assistant.retrieval.answerability import silent_below
from assistant.text.calendar_words import WEEKDAY_NAME
from assistant.text.dates import years_named
from assistant.text.sentences import asks, sentences

PASSAGE_SHARE = 0.5
"""How much of its passage's logit counts for a sentence: the passage knows what the sentence is about."""

SMOOTHING = 0.2
"""How much a sentence gains from a better neighbour: an answer often stands beside what repeats the question."""

CONTEXT = 3
"""Sentences before one that it is read after, if it leans on them."""

LEANING = 2.0
"""Logits that such a sentence loses, for what it is read after would answer too, or is not there. On 222 and 97 news
questions the known answer is shown for .790 and .747 with it, for .774 and .736 without, and for .768 and .758 if each
is read alone."""

PAST = 1.5
"""Logits that a sentence loses which tells only of years before its article's, where the question names none: news
recall what was before. With it 8 of 416 answers begin with another sentence, each with a better one, and one known
answer more is shown; with 3 it is two fewer."""

TERMS = 8.0
"""Logits between a sentence that holds none of the question's terms and one that holds all of them."""

DOUBT = 5.0
"""How far above what is expected of it a sentence's logit may be; it misses that by some 3.5. With 5 half as
many words are read, of 416 answers to news questions 400 stay word for word, and as many show the known answer."""

_COUNTS = re.compile(r"\bhow\s(?:many|much)\b", re.IGNORECASE)
"""What asks for a figure: it is told of the last year that was counted."""

_RECALLS = re.compile(
    r"\b(?:(?:but|and|yet)\s)?(?:(?:more\sthan|nearly|almost|about|some|over|just)\s)?"
    r"(?:last\syear|(?:a|half\sa|[\w-]+)\s(?:years?|decades?|century|centuries)\s(?:ago|earlier))\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\b\d+(?=st\b|nd\b|rd\b|th\b)")

_OF_NOW = re.compile(
    rf"\b(?:{WEEKDAY_NAME}|today|tonight|yesterday|weekend|now|currently|since|recently|last\s(?:week|night)"
    r"|(?:this|next)\s(?:week|month|year|season|summer|winter|spring|fall|autumn))\b",
    re.IGNORECASE,
)
"""What ties a sentence to its article's own days, whatever year it names: `the highest since 1979`."""

FIRST, STEP = 8, 4
"""Sentences that are always read, those from which most is expected, and how many then before looking again."""


class SentenceScores:
    """The scores of sentences that were found in passages that were read, by what they answer of a question.

    A sentence's own score is its logit, a share of its passage's, and a little of a better neighbour's. Where the
    question is the last of several sentences, its logit is the mean of what it answers of all of them and of the last:
    what goes before tells the topic, and would be repeated rather than answered. On 361 news questions, 61 of them
    such, the known answer is shown .022 [.008, .039] more often. A sentence that leans on the one before it is read
    after that one: by itself it does not say of whom it speaks. What repeats the question is read without it, for it
    does not answer by asking. A sentence that has not been read scores what is expected of it by the question's terms
    in it and by the sentences that were.
    """

    def __init__(
        self, reranker: Reranker, question: str, passages: Sequence[ReadPassage], found: Sequence[Sentence]
    ) -> None:
        self._reranker = reranker
        self._found = found
        texts = [_with_context(found, index) for index in range(len(found))]
        self._asked = [question, *filter(None, [last_of_several(question)])]
        repeated = _repeating(self._asked[-1])
        self._texts = [repeated.sub(" ", text) if repeated else text for text in texts]
        self._typed = _typed(question)
        self._beside = np.array(
            [
                PASSAGE_SHARE * passages[sentence.number - 1].score
                - stray(sentence.text)
                - LEANING * sentence.leans
                - PAST * _of_the_past(question, sentence)
                for sentence, text in zip(found, texts, strict=True)
            ]
        )
        wanted = [stems(term) for term in terms(question)]
        self._promise = np.array([TERMS * covered(wanted, stems(text)) for text in texts])
        self._logits = np.full(len(found), math.nan)
        self._heard = np.full(len(found), math.nan)

    def read_all(self) -> None:
        """Read every sentence."""
        self._read(range(len(self._found)))

    def read_promising(self, count: int) -> None:
        """Read sentences, the most promising first, while another may still be one of the best `count`."""
        order = np.argsort(-(self._promise + self._beside), kind="stable").tolist()
        wanted = order[:FIRST]
        while wanted:
            self._read(wanted)
            unread = np.isnan(self._logits)
            least = np.sort((self._logits + self._beside)[~unread])[-count:][0]
            may = unread & (self._expected() + self._beside + DOUBT > least)
            wanted = [index for index in order if may[index]][:STEP]

    def read_of(self, sentences: Iterable[Sentence]) -> bool:
        """Read those of some sentences that have not been read, and tell whether there were any."""
        unread = [index for index in map(self._found.index, sentences) if np.isnan(self._logits[index])]
        self._read(unread)
        return bool(unread)

    def values(self, *, topic: bool = False) -> list[float]:
        """The score of each sentence.

        A sentence in which nothing answers scores NOTHING, unless there is no other, or it is no question that is
        asked but a `topic`.
        """
        logits, own = self._expected(), self._expected() + self._beside
        answering = np.fmax(logits, self._heard)
        silent = -math.inf if topic else min(silent_below(self._reranker.fingerprint), max(answering))
        return [
            float(score + SMOOTHING * max([0.0, *(own[other] - score for other in _next_to(self._found, index))]))
            if answering[index] >= silent
            else NOTHING
            for index, score in enumerate(own)
        ]

    def _read(self, indices: Sequence[int]) -> None:
        texts = [self._texts[index] for index in indices]
        if texts:
            self._logits[indices] = np.mean([self._reranker.score(each, texts) for each in self._asked], axis=0)
            if self._typed != self._asked[0]:
                self._heard[indices] = self._reranker.score(self._typed, texts)

    def _expected(self) -> Vectors:
        """The logits, those that have not been read by the terms in them and how those that were differ from that."""
        expected: Vectors = self._promise + np.nanmean(self._logits - self._promise)
        return np.where(np.isnan(self._logits), expected, self._logits)


def last_of_several(question: str) -> str | None:
    """The last sentence of a question that has several, if it asks something."""
    spans = sentences(question)
    if len(spans) < 2:
        return None
    last = question[spans[-1][0] : spans[-1][1]]
    return last if last.rstrip("\"'”’)").endswith("?") and len(last.split()) >= FEWEST else None


def _of_the_past(question: str, sentence: Sentence) -> bool:
    """Whether a sentence names years, none of them its article's own or later, or its question's if that names any.

    Or it begins with how long ago it was, or names another one of a series than its question: the 148th show instead
    of the 149th.
    """
    if _RECALLS.match(sentence.text) and not years_named(question) and not _RECALLS.search(question):
        return True
    asked, counted = set(_ORDINAL.findall(question)), set(_ORDINAL.findall(sentence.text))
    if asked and counted and not asked & counted:
        return True
    named, told, published = years_named(question), years_named(sentence.text), sentence.passage.article.published
    if named and told:
        return max(told) < min(named)
    if not told or not published or _COUNTS.search(question) or _OF_NOW.search(sentence.text):
        return False
    return max(told) < str(published.year)


def _typed(question: str) -> str:
    """A question without what completes it in brackets (`Was anybody hurt? (Selma, Aurora)`)."""
    return re.sub(r"\s*\([^()]*\)$", "", question) or question


def _repeating(question: str) -> re.Pattern[str] | None:
    """What repeats a question, to be taken out of texts (`Whoever asks “Who won?” is told …`)."""
    words = re.findall(r"\w+", question)
    if len(words) < FEWEST or not asks(question):
        return None
    return re.compile(r"\b" + r"\W+".join(map(re.escape, words)) + r"\b", re.IGNORECASE)


def _with_context(found: Sequence[Sentence], index: int) -> str:
    """A sentence after those that it leans on, one on the other, CONTEXT of them at most."""
    first = index
    while index - first < CONTEXT and found[first].leans and first and found[first - 1].number == found[index].number:
        first -= 1
    return " ".join(sentence.text for sentence in found[first : index + 1])


def _next_to(found: Sequence[Sentence], index: int) -> list[int]:
    """The sentences just before and after one in the same passage."""
    return [
        other
        for other in (index - 1, index + 1)
        if 0 <= other < len(found) and found[other].number == found[index].number
    ]
