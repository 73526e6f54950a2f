"""A model's sentences, judged while it is still writing, in the order in which it wrote them.

Each sentence is checked and judged with what stands before it on the page, so what is shown depends on what has
fallen: where a sentence falls, those that were judged with it before them are checked and judged again without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Literal

from assistant.cancellation import Stop, Stopped
from assistant.drafts import Draft
from assistant.errors import LanguageModelError
from assistant.inference.language_model.budget import Budget
from assistant.quotation.spans import Span
from assistant.verification.judge import Claim, Evidence, Judge, Judgement

AT_ONCE = 4
"""Sentences that are judged side by side."""

MOST_JUDGEMENTS = 40
"""Judgements that one answer may take: six sentences, judged again where one before them falls."""

MOST_REQUESTS = 3
"""Requests of one judgement: a failing server is asked again, and so is one whose reply has another form."""

Fall = Literal["unquoted", "unfit", "withdrawn", "disagrees", "beside", "withheld", "refuted", "unchecked"]
"""Why a sentence is not shown: its quotes stand nowhere; it is no plain sentence; it rests on a withdrawn article
alone; a figure, name or quoted word of it stands in none of its quotes; it would be the first, and answers nothing; it
would quote more of an article than may be shown; the judge refuted it; the judge did not judge it."""


@dataclass(slots=True)
class JudgedSentence:
    """A draft on its way to the page. `fall` is None while it stands."""

    draft: Draft
    spans: tuple[Span, ...] = ()
    fall: Fall | None = None
    reason: str = ""
    """For a trace, never for a reader: it may repeat what is not shown."""
    judged: Judgement | None = None
    before: tuple[int, ...] | None = None
    """The sentences, by their place, with which before it this one was last given to the judge."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement that has come, of a sentence as it stood with those `before` it."""

    place: int
    before: tuple[int, ...]
    judgement: Judgement


Check = Callable[[JudgedSentence, str], tuple[Fall, str] | None]
"""Why a sentence must fall by what a program finds wrong with it, given what stands before it; None if nothing."""


@dataclass(slots=True)
class JudgedProse:
    """The sentences of one answer. `tell` is called, from any thread, with each Judged; `take` it then.

    What `check` finds wrong with a sentence makes it fall before it is judged. Without a judge every sentence falls as
    unchecked. An error that a judge should not raise is told as it is. `close` ends all judging at once.
    """

    question: str
    judge: Judge | None
    budget: Budget
    tell: Callable[[object], None]
    check: Check = lambda sentence, before: None
    sentences: list[JudgedSentence] = field(default_factory=list)
    _pool: ThreadPoolExecutor | None = None
    _asked: dict[int, Stop] = field(default_factory=dict)
    _left: int = MOST_JUDGEMENTS
    _next: int = 0

    def add(self, sentence: JudgedSentence) -> None:
        """Take the next sentence, and begin to judge it unless it has fallen already."""
        self.sentences.append(sentence)
        if sentence.fall is None:
            self._put(len(self.sentences) - 1)

    def take(self, judged: Judged) -> None:
        """Take a judgement, unless it came too late: another one has been asked for since."""
        sentence = self.sentences[judged.place]
        if sentence.before != judged.before or sentence.fall:
            return
        sentence.judged = judged.judgement
        if judged.judgement.outcome != "accepted":
            self._fell(judged.place, judged.judgement)

    def ready(self) -> Iterator[JudgedSentence]:
        """The sentences that can be shown now: accepted, and all before them decided."""
        while self._next < len(self.sentences):
            sentence = self.sentences[self._next]
            if sentence.fall is None:
                if sentence.judged is None:
                    return
                yield sentence
            self._next += 1

    @property
    def settled(self) -> bool:
        """Whether no judgement is being waited for."""
        return all(sentence.fall or sentence.judged for sentence in self.sentences)

    def expire(self) -> None:
        """Let all that is still being judged fall as unchecked."""
        for sentence in self.sentences:
            if not sentence.fall and not sentence.judged:
                sentence.fall, sentence.reason = "unchecked", "the time was up"

    def close(self) -> None:
        """End what is being judged, and let go of the threads; what has not begun never will."""
        for asked in self._asked.values():
            asked.cancel()
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _fell(self, place: int, judgement: Judgement) -> None:
        """Note that a sentence fell, and judge anew all that was, or is being, judged with it before them."""
        fallen = self.sentences[place]
        fallen.fall = "refuted" if judgement.outcome == "refuted" else "unchecked"
        fallen.reason = judgement.reason
        for later in range(place + 1, len(self.sentences)):
            sentence = self.sentences[later]
            if sentence.before and place in sentence.before and sentence.fall in (None, "refuted"):
                sentence.fall, sentence.reason = None, ""
                self._put(later)

    def _put(self, place: int) -> None:
        """Check a sentence with those that stand before it now, and have it judged with them."""
        sentence = self.sentences[place]
        sentence.before = tuple(at for at in range(place) if self.sentences[at].fall is None)
        sentence.judged = None
        before = " ".join(self.sentences[at].draft.text for at in sentence.before)
        if wrong := self.check(sentence, before):
            sentence.fall, sentence.reason = wrong
        elif self.judge is None or not self._left:
            sentence.fall = "unchecked"
        else:
            self._submit(place, sentence.before, self.judge, before)

    def _submit(self, place: int, before: tuple[int, ...], judge: Judge, text_before: str) -> None:
        sentence = self.sentences[place]
        claim = Claim(self.question, sentence.draft.text, evidence(sentence.spans), text_before)
        self._left -= 1
        if place in self._asked:
            self._asked[place].cancel()  # nobody waits for what is judged with a fallen sentence
        stop = self._asked[place] = Stop()
        self._pool = self._pool or ThreadPoolExecutor(AT_ONCE, thread_name_prefix="judging")
        future = self._pool.submit(self._judgement, judge, claim, stop)
        future.add_done_callback(lambda done: self._tell(place, before, done))

    def _judgement(self, judge: Judge, claim: Claim, stop: Stop) -> Judgement:
        with self.budget.stop.cancelling(stop.cancel):
            if stop.cancelled:
                raise Stopped
            part = self.budget.share(requests=MOST_REQUESTS)
            part.stop = stop
            try:
                return judge.judge(claim, part)
            except LanguageModelError as error:
                return Judgement("unchecked", error.message, fault=error)
            finally:
                self.budget.settle(part)

    def _tell(self, place: int, before: tuple[int, ...], done: Future[Judgement]) -> None:
        if done.cancelled() or isinstance(done.exception(), Stopped):
            return
        self.tell(done.exception() or Judged(place, before, done.result()))


def evidence(spans: Sequence[Span]) -> tuple[Evidence, ...]:
    """Spans as a judge is shown them: the words, the publisher and the day, and nothing else."""
    return tuple(Evidence(span.text, span.passage.article.publisher, span.passage.article.published) for span in spans)
