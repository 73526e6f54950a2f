"""The exam that a model sits beside the page: in a thread, once per server and model, for all who have it open."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from assistant.cancellation import Stop, Stopped
from assistant.errors import PullquoteError
from assistant.verification.judge.exam import ExamProgress, ExamResult
from ui.chat.answer_job import Failure, unforeseen

Stage = Literal["running", "over", "stopped", "broken"]


class Examines(Protocol):
    """What puts an exam to a model and keeps the result: an Assistant."""

    def examine(self, judge: str | None, on_progress: Callable[[ExamProgress], None], stop: Stop | None) -> ExamResult:
        """Put it. Raises Stopped and PullquoteError."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """How far an exam has come. One that was stopped or broke down says nothing of the model; it can be begun again."""

    stage: Stage = "running"
    progress: ExamProgress | None = None
    failure: Failure | None = None

    @property
    def share(self) -> float:
        """How much of it is done, from 0 to 1."""
        return self.progress.done / self.progress.total if self.progress else 0.0


class ExamJob:
    """One exam in a daemon thread; `seen` is replaced whole, so reading needs no lock."""

    def __init__(self, examiner: Examines, model: str) -> None:
        self.seen = Sitting()
        self._model = model
        self._stop = Stop()
        self._changing = threading.Lock()
        threading.Thread(target=self._run, args=(examiner,), name="examining", daemon=True).start()

    def stop(self) -> None:
        """Let no further request be made; nothing is kept of the exam."""
        self._advance(stage="stopped")
        self._stop.cancel()

    def _run(self, examiner: Examines) -> None:
        try:
            examiner.examine(self._model, lambda progress: self._advance(progress=progress), self._stop)
            self._advance(stage="over")
        except Stopped:
            self._advance(stage="stopped")
        except PullquoteError as error:
            self._advance(stage="broken", failure=Failure(error.message, error.remedy))
        except Exception:  # noqa: BLE001 - the edge of a thread: whatever it is, the reader is told
            self._advance(stage="broken", failure=unforeseen())

    def _advance(self, **changes: object) -> None:
        with self._changing:
            if self.seen.stage == "running":
                self.seen = replace(self.seen, **changes)  # type: ignore[arg-type]


class Exams:
    """The exams of this server, by model."""

    def __init__(self) -> None:
        self._jobs: dict[str, ExamJob] = {}
        self._beginning = threading.Lock()

    def begin(self, examiner: Examines, model: str, *, again: bool = False) -> None:
        """Begin a model's exam, unless it has been begun; `again` begins one anew that has ended."""
        with self._beginning:
            job = self._jobs.get(model)
            if job is None or (again and job.seen.stage != "running"):
                self._jobs[model] = ExamJob(examiner, model)

    def of(self, model: str) -> ExamJob | None:
        """The exam of a model, if it has been begun here."""
        return self._jobs.get(model)
