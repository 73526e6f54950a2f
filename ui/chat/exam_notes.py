"""What the page says of a model's exam: before it begins, while it goes on, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import streamlit as st

from assistant.assistant import Assistant
from assistant.errors import PullquoteError
from assistant.settings import Settings
from assistant.text.day_format import day
from assistant.text.plurals import counted
from assistant.verification.judge.exam import CAUGHT, PLANTED
from assistant.verification.judge.exam_records import ExamRecord
from ui.chat.answer_job import Failure
from ui.chat.exam_job import Exams, Sitting

State = Literal["due", "running", "stopped", "broken", "passed", "failed"]


@dataclass(frozen=True, slots=True)
class ExamNote:
    """Where a model stands in its exam, in a line or two, and how much of it is done while it goes on."""

    model: str
    state: State
    words: str
    sitting: Sitting | None = None

    @property
    def beginnable(self) -> bool:
        """Whether a reader may begin it (again)."""
        return self.state in ("stopped", "broken")

    @property
    def done(self) -> str:
        """`34 of 140 sentences judged`; empty before the first."""
        progress = self.sitting.progress if self.sitting else None
        return f"{progress.done} of {progress.total} sentences judged" if progress else ""


def note(assistant: Assistant, exams: Exams, model: str) -> ExamNote:
    """Where a model stands: the exam that goes on here, else what is kept on this machine. Raises SettingsError."""
    job = exams.of(model)
    sitting = job.seen if job else None
    if sitting and sitting.stage == "running":
        return ExamNote(model, "running", _running(assistant, model), sitting)
    standing, record = assistant.exam_standing(model)
    if standing == "passed" and record:
        return ExamNote(model, "passed", _passed(model, record))
    if standing == "failed" and record:
        return ExamNote(model, "failed", f"{model} {_shortfall(record)}, so it does not write.")
    if sitting and sitting.stage == "broken" and sitting.failure:
        return ExamNote(model, "broken", _broken(sitting.failure), sitting)
    if sitting and sitting.stage == "stopped":
        return ExamNote(model, "stopped", f"The exam of {model} was stopped, so it does not write yet.", sitting)
    return ExamNote(model, "due", f"{announced(assistant, model)} It begins with the first question.")


def judge(settings: Settings) -> str:
    """The model that checks what is written."""
    return settings.judge or settings.writer


@st.cache_data(show_spinner=False, max_entries=8)
def announced(_assistant: Assistant, model: str) -> str:
    """What the exam takes, kept, since it is worked out from all that will be sent."""
    return _assistant.exam_estimate(model).announcement


def _running(assistant: Assistant, model: str) -> str:
    return f"{model} sits its exam, and does not write before it has passed. {announced(assistant, model)}"


def _passed(model: str, record: ExamRecord) -> str:
    cost = f", ${record.cost:.2f}" if record.cost is not None else ""
    took = f"{counted(record.requests, 'request')}{cost}"
    return f"{model} passed its exam on {_day(record.at)}: it {record.counts} ({took})."


def _shortfall(record: ExamRecord) -> str:
    """`caught 31 of 50 planted errors`, or how many true sentences it rejected if that is what it failed by."""
    if record.planted - record.caught > PLANTED - CAUGHT:
        return f"caught {record.caught} of {record.planted} planted errors"
    return f"accepted {record.accepted} of {record.true} true sentences"


def _broken(failure: Failure) -> str:
    parts = (part[:1].upper() + part[1:].rstrip(".") + "." for part in (failure.message, failure.remedy) if part)
    return " ".join(parts)


def _day(at: str) -> str:
    try:
        return day(datetime.fromisoformat(at).date())
    except ValueError:
        return "a day unknown"


def begin(assistant: Assistant, exams: Exams, model: str) -> None:
    """Begin a model's exam if it is due and has not been begun here; what keeps it from beginning is told elsewhere."""
    try:
        if assistant.exam_standing(model)[0] == "due":
            exams.begin(assistant, model)
    except PullquoteError:
        return


def act(assistant: Assistant, exams: Exams, model: str, what: object) -> None:
    """`stop` a model's exam, or `begin` it again."""
    job = exams.of(model)
    if what == "stop" and job:
        job.stop()
    elif what == "begin":
        exams.begin(assistant, model, again=True)
