"""A model's sentences, judged while it is still writing, in the order in which it wrote them.

Each sentence is judged with what stands before it on the page, so what is shown depends on what has fallen: where a
sentence falls, those that were judged with it before them are judged again without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Literal

from assistant.cancellation import Stopped
from assistant.drafts import Draft
from assistant.inference.language_model.budget import Budget
from assistant.quotation.spans import Span
from assistant.verification.judge import Claim, Evidence, Judge, Judgement

AT_ONCE = 4
"""Sentences that are judged side by side."""

Fall = Literal["unquoted", "unfit", "disagrees", "withheld", "refuted", "unchecked"]
"""Why a sentence is not shown: its quotes stand nowhere; it is no plain sentence; a figure, name or quoted word of it
stands in none of its quotes; it would quote more of an article than may be shown; the judge refuted it; the judge did
not judge it."""


@dataclass(slots=True)
class Sentence:
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


@dataclass(slots=True)
class JudgedProse:
    """The sentences of one answer. `tell` is called, from any thread, with each Judged; `take` it then.

    Without a judge every sentence falls as unchecked. `close` lets go of the judge's threads.
    """

    question: str
    judge: Judge | None
    budget: Budget
    tell: Callable[[object], None]
    sentences: list[Sentence] = field(default_factory=list)
    _pool: ThreadPoolExecutor | None = None
    _next: int = 0

    def add(self, sentence: Sentence) -> None:
        """Take the next sentence, and begin to judge it unless it has fallen already."""
        self.sentences.append(sentence)
        if sentence.fall is None and self.judge is None:
            sentence.fall = "unchecked"
        if sentence.fall is None:
            self._submit(len(self.sentences) - 1)

    def take(self, judged: Judged) -> None:
        """Take a judgement, unless it came too late: another one has been asked for since."""
        sentence = self.sentences[judged.place]
        if sentence.before != judged.before:
            return
        sentence.judged = judged.judgement
        if judged.judgement.outcome != "accepted":
            sentence.fall = "refuted" if judged.judgement.outcome == "refuted" else "unchecked"
            sentence.reason = judged.judgement.reason
            self._judge_again_after(judged.place)

    def ready(self) -> Iterator[Sentence]:
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

    def close(self) -> None:
        """Let go of the threads that judge; what has not begun never will."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def _judge_again_after(self, place: int) -> None:
        """Judge anew all that was judged, or is being judged, with a sentence before it that has fallen."""
        for later in range(place + 1, len(self.sentences)):
            sentence = self.sentences[later]
            if sentence.before and place in sentence.before and sentence.fall in (None, "refuted"):
                sentence.fall, sentence.reason = None, ""
                self._submit(later)

    def _submit(self, place: int) -> None:
        assert self.judge
        sentence = self.sentences[place]
        before = tuple(at for at in range(place) if self.sentences[at].fall is None)
        sentence.before, sentence.judged = before, None
        claim = Claim(
            self.question,
            sentence.draft.text,
            evidence(sentence.spans),
            " ".join(self.sentences[at].draft.text for at in before),
        )
        self._pool = self._pool or ThreadPoolExecutor(AT_ONCE, thread_name_prefix="judging")
        future = self._pool.submit(self.judge.judge, claim, self.budget)
        future.add_done_callback(lambda done: self._tell(place, before, done))

    def _tell(self, place: int, before: tuple[int, ...], done: Future[Judgement]) -> None:
        if done.cancelled() or isinstance(done.exception(), Stopped):
            return
        self.tell(done.exception() or Judged(place, before, done.result()))


def evidence(spans: Sequence[Span]) -> tuple[Evidence, ...]:
    """Spans as a judge is shown them: the words, the publisher and the day, and nothing else."""
    return tuple(Evidence(span.text, span.passage.article.publisher, span.passage.article.published) for span in spans)
