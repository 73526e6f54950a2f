"""Assistant: retrieve, write, verify, answer."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Generator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Any

from assistant.answers import Answer, Done, Event, Found
from assistant.assembling import assemble
from assistant.inference import Embedder, Reranker
from assistant.questions import checked_filters, checked_question
from assistant.settings import QUOTES, Settings
from assistant.writing import HasAllowance, Request, Writer

if TYPE_CHECKING:
    from assistant.archive import Archive
    from assistant.conversation import Turn
    from assistant.inference.language_model.allowance import Allowance
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
        self._embedder = embedder
        self._reranker = reranker
        self._writer = writer
        self._archive = archive
        self._lent = archive is not None
        self._retriever: Retriever | None = None
        self._opening = threading.RLock()

    def ask(self, question: str, **options: Any) -> Answer:
        """Answer a question; the options are those of `stream`."""
        for event in self.stream(question, **options):
            if isinstance(event, Done):
                return event.answer
        raise AssertionError("a stream ends in Done")

    async def aask(self, question: str, **options: Any) -> Answer:
        """Answer a question in a thread, for asyncio; the options are those of `stream`."""
        return await asyncio.to_thread(self.ask, question, **options)

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
    ) -> Generator[Event, None, None]:
        """Answer a question step by step: Found, then Said for each verified statement, then Done.

        `since` and `until` include their day; `as_of` answers as the archive stood then. `model` is a language
        model's name, or `quotes` for the sources' own sentences. `history` holds the turns before this one, from
        which a follow-up is completed. `thorough` reads and says more; `literal` reads no period and no publisher
        out of the question. `trace` names a file that keeps prompt and reply. Closing the iterator stops the work.

        Raises QuestionError, FilterError, ArchiveError and ModelFilesError. A language model that fails is no
        error: the sources' own sentences answer, with a notice.
        """
        started = perf_counter()
        question = checked_question(question)
        filters = checked_filters(publishers, since, until, as_of)
        writer = self._writer_named(model, trace)
        asked, allowance = self._completed(question, history, writer)
        with self.archive.snapshot() as snapshot:
            retrieval = self.retriever.retrieve(asked, snapshot, filters, thorough=thorough, literal=literal)
        answer = Answer(
            question=question,
            status="not_found",
            reason="no_articles" if not retrieval.searched.articles else "nothing_close",
            written_by=writer.name,
            passages=retrieval.passages,
            searched=retrieval.searched,
            filters=retrieval.filters,
            absent=retrieval.absent,
            notices=retrieval.notices if asked == question else (*retrieval.notices, f"Understood as: {asked}"),
            usage=writer.usage(allowance).to_dict() if allowance and isinstance(writer, HasAllowance) else {},
            timings=retrieval.timings,
        )
        yield Found(retrieval.passages, retrieval.filters)
        if retrieval.close and retrieval.passages:
            request = Request(asked, retrieval.passages, filters.as_of, thorough, allowance)
            answer = yield from assemble(answer, request, writer, self._quoting)
        yield Done(replace(answer, timings={**answer.timings, "total": perf_counter() - started}))

    def _completed(self, question: str, history: Sequence[Turn], writer: Writer) -> tuple[str, Allowance | None]:
        """The question with what a follow-up leaves unsaid, and what is left of the answer's allowance."""
        if not history:
            return question, None
        from assistant.conversation import rewrite

        if not isinstance(writer, HasAllowance):
            return rewrite(question, history), None
        allowance = writer.allowance()
        return rewrite(question, history, writer.language_model, allowance), allowance

    def _writer_named(self, model: str | None, trace: Path | None) -> Writer:
        if self._writer and model != QUOTES:
            return self._writer
        name = model or self.settings.writer
        if name == QUOTES:
            return self._quoting()
        from assistant.writing.composing import composing_writer

        return composing_writer(self.settings, name, trace=trace)

    def _quoting(self) -> Writer:
        from assistant.writing.quoting import QuotingWriter

        return QuotingWriter(self.reranker)

    @property
    def archive(self) -> Archive:
        """The archive, opened when first used. Raises ArchiveError."""
        with self._opening:
            if self._archive is None:
                from assistant.archive import Archive

                self._archive = Archive.open(
                    self.settings.archive,
                    embedder=self.embedder.fingerprint,
                    dimension=self.embedder.dimension,
                    embedder_name=self.embedder.name,
                    chroma_url=self.settings.chroma_url,
                )
            return self._archive

    @property
    def embedder(self) -> Embedder:
        """The embedder that the settings name."""
        with self._opening:
            if self._embedder is None:
                from assistant.inference.local import embedder_for

                self._embedder = embedder_for(self.settings)
            return self._embedder

    @property
    def reranker(self) -> Reranker:
        """The reranker that the settings name."""
        with self._opening:
            if self._reranker is None:
                from assistant.inference.local import reranker_for

                self._reranker = reranker_for(self.settings)
            return self._reranker

    @property
    def retriever(self) -> Retriever:
        """What finds passages for a question."""
        with self._opening:
            if self._retriever is None:
                from assistant.retrieval import Retriever

                self._retriever = Retriever(self.embedder, self.reranker)
            return self._retriever

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
        with self._opening:
            if self._archive is not None and not self._lent:
                self._archive.close()
                self._archive = None

    def __enter__(self) -> Assistant:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
