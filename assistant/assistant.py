"""Assistant: retrieve, write, verify, answer."""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Any

from assistant.answer_builder import assemble
from assistant.answers import Answer, Done, Event, Found
from assistant.cancellation import Stop, Stream
from assistant.caveats import requested, understood_as, with_caveats
from assistant.components import Parts
from assistant.generation import HasAllowance, Writer
from assistant.inference import Embedder, Reranker
from assistant.questions.follow_ups import Readings, Turn, readings
from assistant.questions.validation import checked_filters, checked_question
from assistant.settings import QUOTES, Settings

if TYPE_CHECKING:
    from assistant.archive import Archive
    from assistant.inference.language_model.budget import Allowance
    from assistant.integration.llama_index import AnswerEngine, PassageRetriever
    from assistant.retrieval import Retriever


class Assistant:
    """Answers questions from one archive; thread-safe, and a context manager.

    Models and archive are opened when first needed, and once. What is passed in stands in for what the
    settings would build: an `embedder` or a `reranker` of your own, a `writer` that writes every answer, or an
    open `archive`, which stays open.

        with Assistant(Settings.load(archive="news")) as assistant:
            print(assistant.ask("What did NATO reply?").text)
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        embedder: Embedder | None = None,
        reranker: Reranker | None = None,
        writer: Writer | None = None,
        archive: Archive | None = None,
    ) -> None:
        self.settings = settings or Settings.load()
        self._writer = writer
        self._parts = Parts(self.settings, embedder, reranker, archive)

    def ask(self, question: str, **options: Any) -> Answer:
        """Answer a question; the options are those of `stream`."""
        return _last(self.stream(question, **options))

    async def aask(self, question: str, **options: Any) -> Answer:
        """Answer a question in a thread, for asyncio; the options are those of `stream`. Cancelling stops the work."""
        with closing(self.stream(question, **options)) as events:
            return await asyncio.to_thread(_last, events)

    def stream(
        self,
        question: str,
        *,
        publishers: Sequence[str] = (),
        since: date | str | None = None,
        until: date | str | None = None,
        as_of: date | str | None = None,
        model: str | None = None,
        history: Sequence[Turn] = (),
        thorough: bool = False,
        literal: bool = False,
        trace: Path | None = None,
    ) -> Stream:
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
            filters = checked_filters(publishers, since, until, as_of)
            writer = self._writer_named(model, trace)
            readings, allowance = self._readings(asked, history, writer, stop)
            with self.archive.snapshot() as snapshot:
                found = self.retriever.retrieve(readings, snapshot, filters, thorough=thorough, literal=literal)
            answer = Answer(
                question=asked,
                status="not_found",
                reason="no_articles" if not found.searched.articles else "nothing_close",
                written_by=writer.name,
                passages=found.passages,
                searched=found.searched,
                filters=found.filters,
                absent=found.absent,
                notices=(*found.notices, *understood_as(asked, found)),
                above=found.above,
                understood_as=found.question if found.question != asked else "",
                usage=writer.usage(allowance).to_dict() if allowance and isinstance(writer, HasAllowance) else {},
                timings=found.timings,
            )
            yield Found(found.passages, found.filters, found.above)
            if found.close and found.passages:
                allowance = allowance or _allowance(writer, stop)
                request = requested(found, filters.as_of, thorough, allowance)
                answer = yield from assemble(answer, request, writer, self._parts.quoting)
                answer = with_caveats(answer, found)
            yield Done(replace(answer, timings={**answer.timings, "total": perf_counter() - started}))

        return Stream(events)

    def _readings(
        self, question: str, history: Sequence[Turn], writer: Writer, stop: Stop
    ) -> tuple[Readings, Allowance | None]:
        """What the question may ask after the turns before it, and what is left of the answer's allowance."""
        if not history:
            return Readings(question), None
        if not isinstance(writer, HasAllowance):
            return readings(question, history), None
        allowance = _allowance(writer, stop)
        return readings(question, history, writer.language_model, allowance), allowance

    def _writer_named(self, model: str | None, trace: Path | None) -> Writer:
        if self._writer and model != QUOTES:
            return self._writer
        return self._parts.writer(model or self.settings.writer, trace)

    @property
    def archive(self) -> Archive:
        """The archive, opened when first used. Raises ArchiveError."""
        return self._parts.archive

    @property
    def embedder(self) -> Embedder:
        """The embedder that the settings name."""
        return self._parts.embedder

    @property
    def reranker(self) -> Reranker:
        """The reranker that the settings name."""
        return self._parts.reranker

    @property
    def retriever(self) -> Retriever:
        """What finds passages for a question."""
        return self._parts.retriever

    def as_retriever(self, **options: Any) -> PassageRetriever:
        """This archive as a llama-index retriever; the options are the filters of `stream`."""
        from assistant.integration.llama_index import PassageRetriever

        return PassageRetriever(self, **options)

    def as_query_engine(self, **options: Any) -> AnswerEngine:
        """This assistant as a llama-index query engine; the options are those of `stream`."""
        from assistant.integration.llama_index import AnswerEngine

        return AnswerEngine(self, **options)

    def close(self) -> None:
        """Close the archive; the assistant opens it again if it is used again."""
        self._parts.close()

    def __enter__(self) -> Assistant:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _last(events: Iterable[Event]) -> Answer:
    """The answer that a stream ends in."""
    for event in events:
        if isinstance(event, Done):
            return event.answer
    raise AssertionError("a stream ends in Done")


def _allowance(writer: Writer, stop: Stop) -> Allowance | None:
    """What an answer may take of the writer's language model, if it has one, until it is stopped."""
    if not isinstance(writer, HasAllowance):
        return None
    allowance = writer.allowance()
    allowance.stop = stop
    return allowance
