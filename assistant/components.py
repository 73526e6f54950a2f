"""What an assistant works with: archive, models, retriever, opened when first needed; who writes, and who judges."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answers import exam_due
from assistant.errors import SettingsError
from assistant.inference import Embedder, Reranker
from assistant.settings import QUOTES, Settings, state_folder

if TYPE_CHECKING:
    from assistant.archive import Archive
    from assistant.generation import Writer
    from assistant.inference.language_model import ChatModel
    from assistant.inference.language_model.trace import Trace
    from assistant.retrieval import Retrieves
    from assistant.verification.judge import Judge
    from assistant.verification.judge.exam_records import ExamRecord, ExamRecords, JudgeStatus
    from assistant.verification.judge.llm_judge import LLMJudge


@dataclass(frozen=True, slots=True)
class Staff:
    """Who writes an answer and who judges it.

    `notices` say what a reader should know of that; `trace` is where requests and refused sentences are recorded.
    """

    writer: Writer
    judge: Judge | None = None
    notices: tuple[str, ...] = ()
    trace: Trace | None = None


class Components:
    """The components that the settings name; those that are passed in stand in for them. Thread-safe.

    An archive that is passed in is lent, and stays open.
    """

    def __init__(
        self,
        settings: Settings,
        embedder: Embedder | None = None,
        reranker: Reranker | None = None,
        archive: Archive | None = None,
        retriever: Retrieves | None = None,
        writer: Writer | None = None,
        judge: Judge | None = None,
    ) -> None:
        self._settings = settings
        self._embedder = embedder
        self._reranker = reranker
        self._archive = archive
        self._lent = archive is not None
        self._retriever: Retrieves | None = retriever
        self.own_writer = writer
        self.own_judge = judge
        self._opening = threading.RLock()

    @property
    def archive(self) -> Archive:
        """The archive. Raises ArchiveError."""
        with self._opening:
            if self._archive is None:
                from assistant.archive import Archive

                self._archive = Archive.named_in(self._settings, self.embedder)
            return self._archive

    @property
    def embedder(self) -> Embedder:
        """The embedder."""
        with self._opening:
            if self._embedder is None:
                from assistant.inference.model_factory import embedder_for

                self._embedder = embedder_for(self._settings)
            return self._embedder

    @property
    def reranker(self) -> Reranker:
        """The reranker."""
        with self._opening:
            if self._reranker is None:
                from assistant.inference.model_factory import reranker_for

                self._reranker = reranker_for(self._settings)
            return self._reranker

    @property
    def retriever(self) -> Retrieves:
        """What finds passages for a question."""
        with self._opening:
            if self._retriever is None:
                from assistant.retrieval import Retriever

                self._retriever = Retriever(self.embedder, self.reranker)
            return self._retriever

    @property
    def exam_records(self) -> ExamRecords:
        """Who has passed the exam on this machine."""
        from assistant.verification.judge.exam_records import ExamRecords

        return ExamRecords(state_folder() / "exams.json")

    def staff(self, name: str, trace_file: Path | None = None) -> Staff:
        """Who writes and who judges where a model of this `name` is to write; `quotes` is for none.

        A model writes only if the judge of its sentences has passed the exam, or the settings say that it need not
        have; otherwise the sources' own sentences answer, and the notices say why. Raises SettingsError.
        """
        if self.own_writer:
            return Staff(self.own_writer, self.own_judge)
        if name == QUOTES:
            return Staff(self.extractive())
        from assistant.generation.llm.llm_writer import LLMWriter
        from assistant.inference.language_model.trace import Trace
        from assistant.inference.prices import Prices

        trace = Trace(trace_file) if trace_file else None
        language_model = self._language_model(name, trace)
        judge, refused = (self.own_judge, None) if self.own_judge else self._examined_judge(name, trace)
        if refused:
            return Staff(self.extractive(), None, (refused,))
        prices = Prices.load(self._settings.prices)
        off = not self.own_judge and self._settings.exam == "off"
        return Staff(
            LLMWriter(language_model, seconds=self._settings.deadline, prices=prices),
            judge,
            (f"Checked by {judge.name}, not examined.",) if off and judge else (),
            trace=trace,
        )

    def judge_model(self, writer: str, trace: Trace | None = None) -> ChatModel:
        """The language model that judges what the model called `writer` writes. Raises SettingsError."""
        return self._judge_named(self._settings.judge or writer, trace)

    def examinee(self, name: str | None) -> LLMJudge:
        """The judge of a name, by default the one that the settings name, whether it has passed its exam or not.

        Raises SettingsError where no language model is named.
        """
        from assistant.inference.prices import Prices
        from assistant.verification.judge.llm_judge import LLMJudge

        settings = self._settings
        if (name or settings.judge or settings.writer) == QUOTES:
            raise SettingsError("no language model is named", "set OPENAI_API_KEY or OPENAI_BASE_URL, and name a model")
        model = self._judge_named(name or settings.judge or settings.writer)
        return LLMJudge(model, prices=Prices.load(settings.prices))

    def judge_status(self) -> JudgeStatus | None:
        """How the judge that the settings name stands; None where they name no language model. Raises SettingsError."""
        from assistant.verification.judge.exam_records import JudgeStatus

        if self._settings.writer == QUOTES:
            return None
        model = self.judge_model(self._settings.writer)
        standing, record = self.exam_records.standing(model)
        return JudgeStatus(model.name, model.host, "off" if self._settings.exam == "off" else standing, record)

    def _judge_named(self, name: str, trace: Trace | None = None) -> ChatModel:
        from assistant.inference.language_model import LanguageModel, SettingNames

        settings, elsewhere = self._settings, self._settings.judge_base_url is not None
        own = SettingNames()
        return LanguageModel(
            name,
            url=settings.judge_base_url or settings.openai_base_url,
            key=settings.judge_api_key or (None if elsewhere else settings.openai_api_key),
            trace=trace,
            names=SettingNames(
                "PULLQUOTE_JUDGE" if settings.judge or elsewhere else own.model,
                "PULLQUOTE_JUDGE_BASE_URL" if elsewhere else own.url,
                "PULLQUOTE_JUDGE_API_KEY" if elsewhere or settings.judge_api_key else own.key,
            ),
        )

    def _examined_judge(self, name: str, trace: Trace | None) -> tuple[Judge | None, str | None]:
        """The judge of a model's sentences, or why there is none."""
        from assistant.inference.prices import Prices
        from assistant.verification.judge.llm_judge import LLMJudge

        model = self.judge_model(name, trace)
        prices = Prices.load(self._settings.prices)
        if self._settings.exam == "off":
            return LLMJudge(model, prices=prices), None
        standing, record = self.exam_records.standing(model)
        if standing != "passed" or record is None:
            failed = record if standing == "failed" else None
            return None, _failed(model.name, failed) if failed else exam_due(model.name)

        def forget() -> None:
            with suppress(SettingsError):  # it then stays unchecked, answer by answer
                self.exam_records.forget(model)

        return LLMJudge(model, examined_as=record.replied_as or "", on_exchanged=forget, prices=prices), None

    def _language_model(self, name: str, trace: Trace | None) -> ChatModel:
        from assistant.inference.language_model import LanguageModel

        return LanguageModel(name, url=self._settings.openai_base_url, key=self._settings.openai_api_key, trace=trace)

    def extractive(self) -> Writer:
        """The writer in the sources' own sentences."""
        from assistant.generation.extractive.extractive_writer import ExtractiveWriter

        return ExtractiveWriter(self.reranker)

    def close(self) -> None:
        """Close the archive, unless it is lent; it is opened again when next needed."""
        with self._opening:
            if self._archive is not None and not self._lent:
                self._archive.close()
                self._archive = None


def _failed(model: str, record: ExamRecord) -> str:
    return f"{model} {record.counts}, so no model writes and the sources' own sentences answer."
