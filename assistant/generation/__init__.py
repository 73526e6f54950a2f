"""Passages to drafts: `extractive` without a language model, `llm` with one."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from assistant.answers import ReadPassage
from assistant.drafts import Draft, Missing
from assistant.inference.usage import Usage

if TYPE_CHECKING:
    from assistant.inference.language_model import ChatModel
    from assistant.inference.language_model.budget import Budget
    from assistant.questions.parts import AskedOf


@dataclass(frozen=True, slots=True)
class Request:
    """A question and what was retrieved for it, best first; drafts cite passages by their number, from 1.

    `thorough` asks for a longer answer from more passages. `budget` is what the answer has left of a language
    model, if completing the question has begun on it. `by_day` asks what happened, day by day, of `topic` or (empty)
    at all; `of_now` asks how things stand, so that the newest comes first; `parts` are those of each of whom something
    is asked.
    """

    question: str
    passages: tuple[ReadPassage, ...]
    as_of: date | None = None
    thorough: bool = False
    budget: Budget | None = None
    by_day: bool = False
    topic: str = ""
    parts: tuple[AskedOf, ...] = ()
    of_now: bool = False


@runtime_checkable
class HasBudget(Protocol):
    """A writer with a language model, which may be asked to complete a question first."""

    language_model: ChatModel

    def budget(self) -> Budget:
        """What one answer may take, its clock started."""

    def usage(self, budget: Budget) -> Usage:
        """What has been taken of a budget, with what it cost."""


class Writer(Protocol):
    """Reads passages and proposes sentences, each with the words it rests on."""

    @property
    def name(self) -> str:
        """Who writes: `quotes` (the sources' own sentences), or a language model's name."""

    def write(self, request: Request) -> Generator[Draft | Missing | Usage, None, None]:
        """Propose sentences one by one, then say what nothing was found on, and last what it took.

        Closing the iterator cancels the work. Raises LanguageModelError.
        """
