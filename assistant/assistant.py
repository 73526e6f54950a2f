"""Assistant: retrieve, write, check, answer."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Unpack

from assistant.answer_builder import Build, build_answer
from assistant.answers import Answer, Done, Event, Found
from assistant.ask_options import Asking, Filtering
from assistant.cancellation import Stop, Stream
from assistant.caveats import requested, understood_as, with_caveats
from assistant.components import Components, Staff
from assistant.errors import QuestionError
from assistant.generation import HasBudget, Writer
from assistant.inference import Embedder, Reranker
from assistant.inference.language_model.budget import Budget
from assistant.inference.prices import Prices
from assistant.questions.follow_ups import Readings, Turn, readings
from assistant.questions.validation import checked_filters, checked_question
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.archive import Archive
    from assistant.integration.llama_index import AnswerEngine, PassageRetriever
    from assistant.quote_checks import QuoteCheck
    from assistant.retrieval import Retrieval, Retrieves
    from assistant.verification.judge import Judge
    from assistant.verification.judge.exam import ExamEstimate, ExamProgress, ExamResult
    from assistant.verification.judge.exam_records import ExamRecord, JudgeStatus, Standing


class Assistant:
    """Answers questions from one archive; thread-safe, and a context manager.

    Models and archive are opened when first needed, and once. What is passed in stands in for what the
    settings would build: an open `archive`, which stays open, an `embedder`, a `reranker`, a `retriever`, a `writer`
    that writes every answer, or a `judge` that reads what it wrote. Without a judge nothing that such a writer words
    itself is shown, only its quotes.

        with Assistant(Settings.load(archive="news")) as assistant:
            print(assistant.ask("What did NATO reply?").text)
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        archive: Archive | None = None,
        embedder: Embedder | None = None,
        reranker: Reranker | None = None,
        retriever: Retrieves | None = None,
        writer: Writer | None = None,
        judge: Judge | None = None,
    ) -> None:
        self.settings = settings or Settings.load()
        self._components = Components(self.settings, embedder, reranker, archive, retriever, writer, judge)

    def ask(self, question: str, **options: Unpack[Asking]) -> Answer:
        """Answer a question; the options are those of `stream`, and so is what is raised."""
        return _last(self.stream(question, **options))

    async def aask(self, question: str, **options: Unpack[Asking]) -> Answer:
        """Answer a question in a thread, for asyncio; the options are those of `stream`. Cancelling stops the work."""
        import asyncio  # which a question on the command line does without

        with closing(self.stream(question, **options)) as events:
            return await asyncio.to_thread(_last, events)

    def stream(self, question: str, **options: Unpack[Asking]) -> Stream:
        """Answer a question step by step: Found, then Said for each verified statement, then Done.

        `since` and `until` include their day; `as_of` answers as the archive stood then. `model` is a language
        model's name, or `quotes` for the sources' own sentences. `history` holds the turns before this one, from
        which a follow-up is completed. `thorough` reads and says more; `literal` reads no period and no publisher
        out of the question. `trace` names a file that keeps prompt and reply. Closing the stream, from any thread,
        stops the work at once.

        Raises, when iterated over, QuestionError, FilterError, ArchiveError and ModelFilesError. A language model that
        fails is no error: the sources' own sentences answer, with a notice.
        """

        def events(stop: Stop) -> Generator[Event, None, None]:
            started = perf_counter()
            asked = checked_question(question)
            filters = checked_filters(
                options.get("publishers", ()), options.get("since"), options.get("until"), options.get("as_of")
            )
            thorough, literal = options.get("thorough", False), options.get("literal", False)
            staff = self._components.staff(options.get("model") or self.settings.writer, options.get("trace"))
            asked_for, budget = self._readings(asked, options.get("history", ()), staff, stop)
            with self.archive.snapshot() as snapshot:
                found = self.retriever.retrieve(asked_for, snapshot, filters, thorough=thorough, literal=literal)
            answer = _unanswered(asked, found, staff, budget)
            yield Found(found.passages, found.filters)
            if found.close and found.passages:
                budget = budget or _budget(staff.writer, stop) or Budget(self.settings.deadline, stop=stop)
                request = requested(found, filters.as_of, thorough, budget)
                build = Build(
                    staff.writer, staff.judge, self._components.extractive, stop, staff.trace, lambda: self.reranker
                )
                answer = yield from build_answer(answer, request, build)
                answer = with_caveats(answer, found)
            yield Done(replace(answer, timings={**answer.timings, "total": perf_counter() - started}))

        return Stream(events)

    def check(self, answer: Mapping[str, object]) -> tuple[QuoteCheck, ...]:
        """What has become of the quotes of an answer that was saved as `Answer.to_dict()`; nothing is written.

        Raises UsageError if it is no saved answer, and ArchiveError.
        """
        from assistant.quote_checks import quote_checks

        with self.archive.snapshot() as snapshot:
            return quote_checks(answer, snapshot)

    def examine(
        self,
        judge: str | None = None,
        on_progress: Callable[[ExamProgress], None] = lambda progress: None,
        stop: Stop | None = None,
    ) -> ExamResult:
        """Put the exam to a judge's model, by default the one that the settings name, and keep the result.

        Raises LanguageModelError where the model cannot be asked, Stopped, and SettingsError where none is named, or
        where the result could not be kept.
        """
        from assistant.verification.judge.exam import sit

        examinee = self._components.examinee(judge)
        self._components.exam_records.check()
        result = sit(examinee, seconds=self.settings.deadline, on_progress=on_progress, stop=stop)
        self._components.exam_records.keep(examinee.language_model, result)
        return result

    def exam_estimate(self, judge: str | None = None) -> ExamEstimate:
        """What `examine` takes at the most: requests, tokens, cost. Raises SettingsError."""
        from assistant.verification.judge.exam import estimate

        return estimate(self._components.examinee(judge).language_model, Prices.load(self.settings.prices))

    def exam_standing(self, judge: str | None = None) -> tuple[Standing, ExamRecord | None]:
        """How a judge's model stands in its exam, and the record of it. Raises SettingsError."""
        return self._components.exam_records.standing(self._components.examinee(judge).language_model)

    def judge_status(self) -> JudgeStatus | None:
        """How the judge that the settings name stands; None where no language model writes. Raises SettingsError."""
        return self._components.judge_status()

    def _readings(
        self, question: str, history: Sequence[Turn | Answer] | Turn | Answer, staff: Staff, stop: Stop
    ) -> tuple[Readings, Budget | None]:
        """What the question may ask after the turns before it, and what is left of the answer's budget."""
        if not history:
            return Readings(question), None
        turns = _turns(history)
        if not isinstance(staff.writer, HasBudget):
            return readings(question, turns), None
        budget = _budget(staff.writer, stop)
        return readings(question, turns, staff.writer.language_model, budget), budget

    @property
    def archive(self) -> Archive:
        """The archive, opened when first used. Raises ArchiveError."""
        return self._components.archive

    @property
    def embedder(self) -> Embedder:
        """The embedder that the settings name."""
        return self._components.embedder

    @property
    def reranker(self) -> Reranker:
        """The reranker that the settings name."""
        return self._components.reranker

    @property
    def retriever(self) -> Retrieves:
        """What finds passages for a question."""
        return self._components.retriever

    def variant(self, *, retriever: Retrieves | None = None) -> Assistant:
        """Another assistant with this one's archive, models, writer and judge, but for what is given."""
        own = self._components
        return Assistant(
            self.settings,
            archive=self.archive,
            embedder=self.embedder,
            reranker=self.reranker,
            retriever=retriever or self.retriever,
            writer=own.own_writer,
            judge=own.own_judge,
        )

    def as_retriever(self, **options: Unpack[Filtering]) -> PassageRetriever:
        """This archive as a llama-index retriever; the options are the filters of `stream`."""
        from assistant.integration.llama_index import PassageRetriever

        return PassageRetriever(self, **options)

    def as_query_engine(self, *, streaming: bool = False, **options: Unpack[Asking]) -> AnswerEngine:
        """This assistant as a llama-index query engine, for chat engines too; the options are those of `stream`.

        With `streaming` a statement is given as soon as it is verified.
        """
        from assistant.integration.llama_index import AnswerEngine

        return AnswerEngine(self, streaming=streaming, **options)

    def close(self) -> None:
        """Close the archive; the assistant opens it again if it is used again."""
        self._components.close()

    def __enter__(self) -> Assistant:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _turns(history: Sequence[Turn | Answer] | Turn | Answer) -> list[Turn]:
    """The turns before a question. Raises QuestionError for what is none."""
    given = [history] if isinstance(history, Turn | Answer) else list(history)
    for each in given:
        if not isinstance(each, Turn | Answer):
            raise QuestionError(f"history: {each!r:.60} is no answer", "give the answers before, such as [answer]")
    return [each if isinstance(each, Turn) else Turn(each.question, each.text) for each in given]


def _unanswered(question: str, found: Retrieval, staff: Staff, budget: Budget | None) -> Answer:
    """The answer before anything is written: what was searched and read, and what it took so far."""
    close = found.close and bool(found.passages)
    return Answer(
        question=question,
        status="not_found",
        reason="no_articles" if not found.searched.articles else "nothing_close",
        written_by=staff.writer.name,
        passages=found.passages,
        searched=found.searched,
        filters=found.filters,
        absent=found.absent,
        notices=(*found.notices, *understood_as(question, found), *(staff.notices if close else ())),
        above=found.above,
        understood_as=found.question if found.question != question else "",
        usage=staff.writer.usage(budget).to_dict() if budget and isinstance(staff.writer, HasBudget) else {},
        timings=found.timings,
    )


def _last(events: Iterable[Event]) -> Answer:
    """The answer that a stream ends in."""
    for event in events:
        if isinstance(event, Done):
            return event.answer
    raise AssertionError("a stream ends in Done")


def _budget(writer: Writer, stop: Stop) -> Budget | None:
    """What an answer may take of the writer's language model, if it has one, until it is stopped."""
    if not isinstance(writer, HasBudget):
        return None
    budget = writer.budget()
    budget.stop = stop
    return budget
