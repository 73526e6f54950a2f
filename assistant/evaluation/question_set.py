"""Questions with known answers, read from JSON Lines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import QuestionError
from assistant.questions.validation import checked_question


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """A question, the articles that hold its answer (ids, URLs or paths), and how an editor would put it.

    `gold` empty means that nobody marked any; `unanswerable` that no article holds the answer. `answer` is None where
    nobody said what it is.
    """

    question: str
    answer: str | None = None
    gold: tuple[str, ...] = ()
    as_of: date | None = None
    unanswerable: bool = False


class _Row(BaseModel):
    """A row as it is written; keys beside these (an id, a quiz's choices) are left aside."""

    model_config = ConfigDict(extra="ignore")

    question: str
    answer: str | None = None
    gold: tuple[str, ...] | None = None
    as_of: date | None = None
    unanswerable: bool | None = None

    @property
    def says_none(self) -> bool:
        """Whether the row says that there is no answer, rather than nothing about it."""
        return self.answer is None and "answer" in self.model_fields_set and not self.gold


def read_questions(path: Path) -> list[EvaluationQuestion]:
    """Read a file of questions.

    A gold entry that names a file beside the questions stands for that file's resolved path. A file in which
    every row has an empty `gold` is one of unanswerable questions, and so is a row that says `"answer": null` and
    marks no article: that it has none. Raises QuestionError, naming the line.
    """
    if path.is_dir():
        raise QuestionError(f"{path} is a folder, not a file of questions", "name a JSON Lines file of questions")
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except OSError as error:
        raise QuestionError(f"{path} cannot be read: {error.strerror}", "name a JSON Lines file of questions") from None
    except UnicodeDecodeError:
        raise QuestionError(f"{path} is not UTF-8 text", "save it as UTF-8") from None
    rows = [_row(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise QuestionError(f"{path} holds no questions", 'write one object a line, such as {"question": "…"}')
    none_marked = all(row.gold == () for row in rows)
    return [
        EvaluationQuestion(
            row.question,
            row.answer,
            tuple(_resolved(path.parent, entry) for entry in row.gold or ()),
            row.as_of,
            none_marked or row.says_none if row.unanswerable is None else row.unanswerable,
        )
        for row in rows
    ]


def _row(path: Path, number: int, line: str) -> _Row:
    try:
        row = _Row.model_validate(json.loads(line))
        checked_question(row.question)
        return row
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        what = f"{'.'.join(str(part) for part in problem['loc']) or 'row'}: {problem['msg']}"
    except QuestionError as error:
        what = error.message
    except (ValueError, RecursionError) as error:
        what = str(error)
    raise QuestionError(f"{path}, line {number}: {what}", 'write one object a line, such as {"question": "…"}')


def _resolved(folder: Path, entry: str) -> str:
    """The path of the file beside the questions that an entry names; the entry itself if it names none."""
    try:
        beside = folder / entry
        return str(beside.resolve()) if beside.is_file() else entry
    except (OSError, ValueError):  # no file has such a name
        return entry
