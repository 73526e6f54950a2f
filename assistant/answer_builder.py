"""Drafts to an answer: each checked as it comes, its quotes numbered and kept within what may be shown.

passages -> Writer -> Draft -> its quotes, found verbatim -> figures, names and quoted words -> Judge -> Statement
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue
from time import perf_counter

from assistant.answers import Answer, Event, Kind, Said, Statement
from assistant.articles import Passage
from assistant.cancellation import Stop, Stopped, next_from
from assistant.drafts import Draft, Missing
from assistant.errors import LanguageModelError
from assistant.generation import Request, Writer
from assistant.inference import Reranker
from assistant.inference.language_model.budget import Budget
from assistant.inference.language_model.trace import Trace
from assistant.inference.usage import Usage
from assistant.judged_prose import Fall, Judged, JudgedProse, JudgedSentence
from assistant.quotation import locate
from assistant.quotation.spans import Span
from assistant.quote_notices import quote_notices
from assistant.quote_register import QuoteRegister
from assistant.retrieval.answerability import silent_below
from assistant.settings import QUOTES
from assistant.verification import check_written
from assistant.verification.judge import Judge

_GRACE = 2.0
"""Seconds beyond the deadline after which a writer or judge that does not keep to it is no longer waited for."""


@dataclass(frozen=True, slots=True)
class Build:
    """What an answer is built with: who writes and who judges, what writes if that fails, and what ends it early.

    `reranker` tells whether the first sentence that a model wrote answers at all.
    """

    writer: Writer
    judge: Judge | None
    fallback: Callable[[], Writer]
    stop: Stop = field(default_factory=Stop)
    trace: Trace | None = None
    reranker: Callable[[], Reranker] | None = None


def build_answer(answer: Answer, request: Request, build: Build) -> Generator[Event, None, Answer]:
    """Write, check and number, yielding each statement once it may be shown; returns `answer` with what came of it.

    A language model that fails before anything could be shown, or of which nothing could be shown, is replaced by the
    sources' own sentences; one that fails later leaves an answer that is said to be incomplete. A writer without a
    draft found nothing in the passages that answers.
    """
    began = perf_counter()
    attempt: _Attempt = _attempt(build.writer, request, build)
    notices = list(answer.notices)
    try:
        yield from attempt.run()
    except LanguageModelError as error:
        consequence = "The answer is incomplete" if attempt.statements else "No model wrote this answer"
        notices.append(_failed(consequence, error))
        failed = True
    else:
        failed = False
    notices.extend(attempt.notices)
    first = attempt
    if not attempt.statements and (failed or attempt.drafts) and attempt.writer.name != QUOTES:
        attempt = _Extracting(build.fallback(), request)
        yield from attempt.run()
    said = _with_what_was_said(replace(answer, notices=tuple(notices)), request, attempt)
    timings = {**first.timings(began), **attempt.spoke(began), "writing": perf_counter() - began}
    return replace(said, missing=first.missing, usage=first.usage, timings={**answer.timings, **timings})


def _with_what_was_said(answer: Answer, request: Request, attempt: _Attempt) -> Answer:
    """An answer with what an attempt came to, and what a reader should know of its quotes."""
    found = bool(attempt.statements)
    return replace(
        answer,
        status="answered" if found else "not_found",
        reason=None if found else ("unverified" if attempt.drafts else "nothing_close"),
        written_by=attempt.writer.name,
        statements=tuple(attempt.statements),
        quotes=tuple(attempt.register.quotes),
        passages=tuple(replace(read, cited=read.passage.id in attempt.register.cited) for read in answer.passages),
        notices=(*answer.notices, *quote_notices(request.question, answer, attempt.register.quotes)),
    )


def _attempt(writer: Writer, request: Request, build: Build) -> _Attempt:
    return _Extracting(writer, request) if writer.name == QUOTES else _Writing(writer, request, build)


class _Attempt(ABC):
    """One writer's try at an answer."""

    def __init__(self, writer: Writer, request: Request) -> None:
        self.writer = writer
        self.request = request
        self.passages: Sequence[Passage] = [read.passage for read in request.passages]
        self.register = QuoteRegister()
        self.statements: list[Statement] = []
        self.drafts = 0
        self.missing: tuple[str, ...] = ()
        self.first: float | None = None

    @abstractmethod
    def run(self) -> Iterator[Said]:
        """Yield each statement as soon as it may be shown."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader should know of sentences that are not shown."""
        return ()

    @property
    def usage(self) -> dict[str, object]:
        """What it took of language models."""
        return {}

    def timings(self, began: float) -> dict[str, float]:
        """Seconds by step, from when the answer began."""
        return {}

    def spoke(self, began: float) -> dict[str, float]:
        """When the first statement could be shown."""
        return {"first_statement": self.first - began} if self.first else {}

    def say(self, text: str, spans: Iterable[Span], checked_by: str | None) -> Said:
        """Number a statement's quotes and keep it."""
        quotes = tuple(dict.fromkeys(self.register.quote(span) for span in spans))
        kind: Kind = "written" if checked_by else "quoted"
        statement = Statement(text, tuple(quote.number for quote in quotes), kind, checked_by)
        self.statements.append(statement)
        self.first = self.first or perf_counter()
        return Said(statement, quotes)

    def quoted(self, spans: Iterable[Span]) -> Said | None:
        """Say spans in their own words, as far as they are not shown already and may be."""
        new = self.register.fitting(span for span in spans if not self.register.shown(span))
        return self.say(" ".join(" ".join(span.text.split()) for span in new), new, None) if new else None


class _Extracting(_Attempt):
    """The sources' own sentences: each draft is its own quote, so that finding it is all the checking there is."""

    def run(self) -> Iterator[Said]:
        with closing(self.writer.write(self.request)) as parts:
            for part in parts:
                if isinstance(part, Draft):
                    self.drafts += 1
                    if said := self.quoted(locate(part, self.passages).spans):
                        yield said


class _Writing(_Attempt):
    """A model's sentences, each found, checked and judged while the next is being written."""

    def __init__(self, writer: Writer, request: Request, build: Build) -> None:
        super().__init__(writer, request)
        self._stop = build.stop
        self._trace = build.trace
        self._judge = build.judge
        self._reranker = build.reranker
        self._written = Usage()
        self._events = SimpleQueue[object]()
        self._judging = (request.budget or Budget(stop=build.stop)).share()
        self._prose = JudgedProse(request.question, build.judge, self._judging, self._events.put, self._wrong)
        self._over = threading.Event()
        self._ended: float | None = None
        self._settled: float | None = None

    def run(self) -> Iterator[Said]:
        """Yield sentences in the writer's order, then what those that fell had quoted.

        Raises LanguageModelError where the writer fails, after the sentences that were complete.
        """
        failure: BaseException | None = None
        writing = True
        threading.Thread(target=self._write, name="writing", daemon=True).start()
        try:
            with self._stop.cancelling(lambda: self._events.put(Stopped())):
                while writing or not self._prose.settled:
                    event = self._next()
                    if isinstance(event, _Ended):
                        writing, failure = False, failure or event.failure
                        self._ended = self._ended or perf_counter()
                    else:
                        self._take(event)
                    yield from self._ready()
            finished, self._settled = True, perf_counter()
        except BaseException:
            finished = False
            raise
        finally:
            self._over.set()
            self._prose.close()
            if not finished:
                self._stop.cancel()
        if isinstance(failure, LanguageModelError) or failure is None:
            yield from self._also()
        if failure:
            raise failure

    def _next(self) -> object:
        """What happens next; that the writer has ended, if it or the judge lets the deadline pass."""
        try:
            return next_from(self._events, self._judging.remaining + _GRACE)
        except Empty:
            self._prose.expire()
            late = f"{self.writer.name} did not end within {self._judging.seconds:.0f} s"
            return _Ended(LanguageModelError(late, "ask again", reason="timeout") if self._ended is None else None)

    def _write(self) -> None:
        """Run the writer to its end, in a thread of its own."""
        failure: BaseException | None = None
        try:
            with closing(self.writer.write(self.request)) as parts:
                for part in parts:
                    self._events.put(part)
                    if self._over.is_set() or self._stop.cancelled:
                        break
        except BaseException as error:  # noqa: BLE001 - the edge of a thread: it is raised where the answer is built
            failure = error
        self._events.put(_Ended(failure))

    def _take(self, event: object) -> None:
        match event:
            case Draft():
                self.drafts += 1
                if not any(event.text and event.text == other.draft.text for other in self._prose.sentences):
                    self._prose.add(self._checked(event))
            case Judged():
                self._prose.take(event)
            case Missing():
                self.missing = event.parts
            case Usage():
                self._written = event if event.requests else self._written
            case BaseException():
                raise event

    def _ready(self) -> Iterator[Said]:
        for sentence in self._prose.ready():
            assert self._judge  # without one every sentence falls
            yield self.say(sentence.draft.text, sentence.spans, self._judge.name)

    def _checked(self, draft: Draft) -> JudgedSentence:
        """A draft with its quotes, fallen if they cannot be shown."""
        located = locate(draft, self.passages)
        if not located.spans:
            return JudgedSentence(draft, fall="unquoted", reason="; ".join(each.detail for each in located.failures))
        if not draft.text:
            return JudgedSentence(draft, located.spans, "unfit")
        sound = [span for span in located.spans if not span.passage.article.retracted]
        if not sound:
            return JudgedSentence(draft, located.spans, "withdrawn")
        reserved = [span for sentence in self._prose.sentences if sentence.fall is None for span in sentence.spans]
        spans = self.register.fitting(sound, reserved)
        if not spans:
            return JudgedSentence(draft, located.spans, "withheld")
        return JudgedSentence(draft, spans)

    def _wrong(self, sentence: JudgedSentence, before: str) -> tuple[Fall, str] | None:
        """What a program can tell is wrong with a sentence, given what stands before it."""
        failures = check_written(sentence.draft.text, sentence.spans, self.request.question, before)
        if failures:
            return "disagrees", "; ".join(f"{each.rule}: {each.detail}" for each in failures)
        return ("beside", "nothing in it or its quotes answers") if not before and self._silent(sentence) else None

    def _silent(self, sentence: JudgedSentence) -> bool:
        """Whether nothing in a sentence or its quotes answers the question, though the passages do.

        Such a one may follow what answers, as background. That it is the first is how an article speaks that orders
        what to say. Overviews, and what is asked of several, are not one question that a sentence could answer.
        """
        request = self.request
        if not self._reranker or request.by_day or request.parts or not request.passages:
            return False
        reranker = self._reranker()
        silent = min(silent_below(reranker.fingerprint), max(read.score for read in request.passages))
        texts = [sentence.draft.text, *(span.text for span in sentence.spans)]
        return bool(max(reranker.score(request.question, texts)) < silent)

    def _also(self) -> Iterator[Said]:
        """What the fallen sentences had quoted, each quote by itself, below a prose that stands."""
        fallen = [sentence for sentence in self._prose.sentences if sentence.fall]
        for sentence in fallen:
            if self._trace:
                self._trace.record({"not_shown": sentence.draft.text, "why": sentence.fall, "reason": sentence.reason})
        if not self.statements:
            return
        for span in [span for sentence in fallen if sentence.fall != "beside" for span in sentence.spans]:
            if said := self.quoted([span]):
                yield said

    @property
    def notices(self) -> tuple[str, ...]:
        falls = Counter(sentence.fall for sentence in self._prose.sentences if sentence.fall)
        told = [fallen_notice(self.writer.name, falls, shown=bool(self.statements))] if falls else []
        judged = self._judge.usage(self._judging).notices if self._judge else ()
        return tuple(dict.fromkeys((*told, *self._written.notices, *judged)))

    @property
    def usage(self) -> dict[str, object]:
        written = self._written.to_dict()
        judged = self._judge.usage(self._judging).to_dict() if self._judge else {}
        fallen = sum(sentence.fall is not None for sentence in self._prose.sentences)
        counts = {"sentences": {"written": len(self._prose.sentences), "fallen": fallen}} if written else {}
        return {**written, **counts, **({"judge": judged} if judged else {})}

    def timings(self, began: float) -> dict[str, float]:
        """`model` is until the writer's end, `judging` what the judge took beyond it."""
        if self._ended is None:
            return {}
        return {"model": self._ended - began, "judging": (self._settled or perf_counter()) - self._ended}


@dataclass(frozen=True, slots=True)
class _Ended:
    """The writer has ended, well or not."""

    failure: BaseException | None


_WHY: dict[Fall, tuple[str, str]] = {
    "refuted": ("did not follow from its quotes", "did not follow from their quotes"),
    "disagrees": ("did not follow from its quotes", "did not follow from their quotes"),
    "beside": ("did not answer the question", "did not answer the question"),
    "unchecked": ("could not be checked", "could not be checked"),
    "unquoted": ("quoted words that no article holds", "quoted words that no article holds"),
    "unfit": ("was no plain sentence", "were no plain sentences"),
    "withdrawn": ("rested on a withdrawn article", "rested on a withdrawn article"),
    "withheld": ("would have quoted too much of an article", "would have quoted too much of an article"),
}
"""Why a sentence, or several, are not shown: of one, and of more."""


def fallen_notice(writer: str, falls: Counter[Fall], *, shown: bool) -> str:
    """Say how many sentences of a model are not shown, and why, without a word of theirs."""
    counts: Counter[tuple[str, str]] = Counter()
    for fall, count in falls.items():
        counts[_WHY[fall]] += count
    reasons = ", ".join(f"{_number(count)} {why[count > 1]}" for why, count in counts.items())
    if not shown:
        return f"Nothing that {writer} wrote could be shown ({reasons}); the sources' own sentences answer."
    if counts.total() == 1:
        return f"One sentence that {writer} wrote is not shown: it {next(iter(counts))[0]}."
    return f"{counts.total()} sentences that {writer} wrote are not shown: {reasons}."


def _number(count: int) -> str:
    return "one" if count == 1 else str(count)


def _failed(consequence: str, error: LanguageModelError) -> str:
    remedy = f" {error.remedy[:1].upper()}{error.remedy[1:].rstrip('.')}." if error.remedy else ""
    return f"{consequence}: {error.message.rstrip('.')}.{remedy}"
