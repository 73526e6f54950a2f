"""Passages to drafts of statements: `quoting` without a language model, `composing` with one."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from assistant.answers import ReadPassage
from assistant.drafts import Draft

if TYPE_CHECKING:
    from assistant.inference.language_model import LanguageModel
    from assistant.inference.language_model.budget import Allowance
    from assistant.questions.parts import AskedOf


@dataclass(frozen=True, slots=True)
class Request:
    """A question and what was retrieved for it, best first; drafts cite passages by their number, from 1.

    `thorough` asks for a longer answer from more passages. `allowance` is what the answer has left of a language
    model, if completing the question has begun on it. `by_day` asks what happened, day by day, of `topic` or (empty)
    at all; `parts` are those of each of whom something is asked.
    """

    question: str
    passages: tuple[ReadPassage, ...]
    as_of: date | None = None
    thorough: bool = False
    allowance: Allowance | None = None
    by_day: bool = False
    topic: str = ""
    parts: tuple[AskedOf, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """What writing an answer took: tokens, cost in US dollars, requests; None where it is not known.

    `host` is where the passages were sent, None if they stayed on this machine. `notices` are for the reader.
    """

    model: str | None = None
    host: str | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost: float | None = None
    requests: int = 0
    notices: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The usage as `ask --json` prints it: empty if no language model was asked."""
        return {key: value for key, value in asdict(self).items() if key != "notices"} if self.requests else {}


@runtime_checkable
class HasAllowance(Protocol):
    """A writer with a language model, which may be asked to complete a question first."""

    language_model: LanguageModel

    def allowance(self) -> Allowance:
        """What one answer may take, its clock started."""

    def usage(self, allowance: Allowance) -> Usage:
        """What has been taken of an allowance, with what it cost."""


class Writer(Protocol):
    """Reads passages and proposes statements, each with the words it rests on."""

    @property
    def name(self) -> str:
        """Who writes: `quotes`, or a language model's name."""

    def write(self, request: Request) -> Generator[Draft | Usage, None, None]:
        """Propose statements one by one, and say last what it took.

        Closing the iterator cancels the work. Raises LanguageModelError.
        """
