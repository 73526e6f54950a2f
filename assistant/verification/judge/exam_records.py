"""Who has passed the exam: kept on disk, and sat again when what it was sat with changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from filelock import FileLock
from pydantic import TypeAdapter, ValidationError

from assistant.errors import SettingsError
from assistant.inference.language_model import ChatModel
from assistant.verification.judge import exam, judge_prompt
from assistant.verification.judge.exam import ExamResult

LASTS = timedelta(days=30)

Standing = Literal["passed", "failed", "due"]


@dataclass(frozen=True, slots=True)
class ExamRecord:
    """What came of one model's exam, and what it was sat with."""

    host: str
    model: str
    replied_as: str | None
    form: str
    prompt: str
    exam: str
    at: str
    passed: bool
    planted: int
    caught: int
    true: int
    accepted: int
    requests: int
    cost: float | None

    @property
    def counts(self) -> str:
        """`caught 31 of 50 planted errors`, and what it rejected if that is why it failed."""
        caught = f"caught {self.caught} of {self.planted} planted errors"
        return f"{caught} and accepted {self.accepted} of {self.true} true sentences"


@dataclass(frozen=True, slots=True)
class JudgeStatus:
    """How a judge's model stands; `off` where the settings say that it need not sit the exam."""

    model: str
    host: str | None
    standing: Standing | Literal["off"]
    record: ExamRecord | None = None

    @property
    def words(self) -> str:
        """In words, for people."""
        who = f"{self.model} at {self.host}" if self.host else self.model
        if self.standing == "off":
            return f"{who}, not examined (PULLQUOTE_EXAM=off)"
        if self.standing == "due" or not self.record:
            return f"{who}, has not sat the exam; `pullquote judge {self.model}` puts it"
        consequence = ", so no model writes" if self.standing == "failed" else ""
        return f"{who}, {self.standing} the exam on {self.record.at[:10]}: {self.record.counts}{consequence}"

    def to_dict(self) -> dict[str, object]:
        """The status as `status --json` prints it; the figures are null unless they count now."""
        record = self.record if self.standing in ("passed", "failed") else None
        figures = ("at", "caught", "planted", "accepted", "true")
        return {
            "model": self.model,
            "host": self.host,
            "standing": self.standing,
            **{name: getattr(record, name, None) for name in figures},
        }


_FILE = TypeAdapter(dict[str, ExamRecord])


class ExamRecords:
    """The records of one user, in a JSON file of this machine; safe in any number of threads and processes.

    A file that is damaged counts as empty: the exam is sat again. One that cannot be written is a SettingsError.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def standing(self, model: ChatModel) -> tuple[Standing, ExamRecord | None]:
        """How a model stands now: `due` if it has not sat this exam with this prompt, or not for LASTS."""
        record = self._read().get(_key(model))
        if record is None or not _counts(record, model):
            return "due", record
        return ("passed" if record.passed else "failed"), record

    def keep(self, model: ChatModel, result: ExamResult) -> ExamRecord:
        """Keep what came of an exam."""
        record = ExamRecord(
            host=model.host or "",
            model=model.name,
            replied_as=result.model,
            form=model.form,
            prompt=judge_prompt.fingerprint(),
            exam=exam.fingerprint(),
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            passed=result.passed,
            planted=result.planted,
            caught=result.caught,
            true=result.true,
            accepted=result.accepted,
            requests=result.usage.requests,
            cost=result.usage.cost,
        )
        self._write(lambda records: records | {_key(model): record})
        return record

    def forget(self, model: ChatModel) -> None:
        """Let a model sit its exam again."""
        self._write(lambda records: {key: record for key, record in records.items() if key != _key(model)})

    def check(self) -> None:
        """Raise SettingsError if nothing could be kept: better before an exam than after it."""
        with self._alone():
            pass

    def _read(self) -> dict[str, ExamRecord]:
        try:
            return _FILE.validate_json(self._path.read_bytes(), strict=True)
        except (OSError, ValidationError):
            return {}

    def _write(self, change: Callable[[dict[str, ExamRecord]], Mapping[str, ExamRecord]]) -> None:
        """Replace the file whole, with one writer at a time."""
        with self._alone():
            rows = _FILE.dump_json(dict(change(self._read())), indent=1)
            draft = self._path.with_suffix(".new")
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(rows)
            draft.replace(self._path)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the file alone. Raises SettingsError where it cannot be written."""
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FileLock(self._path.with_suffix(".lock"), mode=0o600):
                yield
        except OSError as error:
            raise SettingsError(
                f"results of the exam cannot be kept in {self._path.parent}: {error.strerror or error}",
                "make it writable, or name another place in XDG_STATE_HOME",
            ) from None


def _key(model: ChatModel) -> str:
    return f"{model.host or ''} {model.name}"


def _counts(record: ExamRecord, model: ChatModel) -> bool:
    """Whether a record was made with what is used now, and lately."""
    now = (model.form, judge_prompt.fingerprint(), exam.fingerprint())
    if (record.form, record.prompt, record.exam) != now:
        return False
    try:
        age = datetime.now(UTC) - datetime.fromisoformat(record.at)
    except (ValueError, TypeError):
        return False
    return timedelta(days=-1) < age < LASTS
