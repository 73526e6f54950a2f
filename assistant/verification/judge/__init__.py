"""Whether a sentence follows from its quotes, read by a language model that has passed an exam for it.

llm_judge     one request a sentence
judge_prompt  what it is told
exam          pairs of our own that a judge must get right before it judges
exam_records  who has passed, and when
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from assistant.errors import LanguageModelError
    from assistant.inference.language_model.budget import Budget
    from assistant.inference.usage import Usage

Outcome = Literal["accepted", "refuted", "unchecked"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote as it is shown: its words, and who published them when."""

    text: str
    publisher: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that is to be judged, the question that it answers, and what stands before it on the page."""

    question: str
    sentence: str
    evidence: tuple[Evidence, ...]
    before: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came of judging a claim.

    `refuted`: it does not follow from its quotes, or misleads as an answer. `unchecked`: no judgement came, as after a
    time-out. `reason` is the judge's or the server's, for a trace and never for a reader: it may repeat what was
    refuted. `model` is what the reply calls itself, `fault` how the model failed if that is why it is unchecked.
    """

    outcome: Outcome
    reason: str = ""
    model: str | None = None
    fault: LanguageModelError | None = None


class Judge(Protocol):
    """Says whether a sentence follows from its quotes; called from several threads at once."""

    @property
    def name(self) -> str:
        """Who judges, as readers are told."""

    def judge(self, claim: Claim, budget: Budget) -> Judgement:
        """Judge one claim within a budget. Raises Stopped; a model that fails leaves the claim unchecked."""

    def usage(self, budget: Budget) -> Usage:
        """What has been taken of a budget, with what it cost."""
