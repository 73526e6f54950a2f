"""A judge that asks a language model, one request a sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice

from pydantic import BaseModel, ConfigDict

from assistant.errors import LanguageModelError
from assistant.inference.language_model import ChatModel, Reply
from assistant.inference.language_model.budget import Budget
from assistant.inference.prices import Prices
from assistant.inference.usage import Usage, usage_of
from assistant.verification.judge import Claim, Judgement
from assistant.verification.judge.judge_prompt import SCHEMA, judge_messages

_TRIES = 2
"""A reply that is not the JSON asked for is asked for once more."""

_LONGEST_REASON = 300
_OPENINGS = 20


class _Verdict(BaseModel):
    """The judge's reply. Strict: a string "false" is no boolean, and what is neither true nor false is no judgement."""

    model_config = ConfigDict(strict=True)

    follows: bool
    misleads: bool
    problem: str = ""


class LLMJudge:
    """Judges claims by a language model; a Judge.

    `examined_as` is what the model's replies called themselves when it passed its exam: a reply of another is no
    judgement, for a server may exchange the model behind a name.
    """

    def __init__(
        self, language_model: ChatModel, *, examined_as: str | None = None, prices: Prices | None = None
    ) -> None:
        self.language_model = language_model
        self._examined_as = examined_as
        self._prices = prices or Prices()

    @property
    def name(self) -> str:
        """The model's name."""
        return self.language_model.name

    def judge(self, claim: Claim, budget: Budget) -> Judgement:
        """Ask the model; a claim stays unchecked where it fails, or replies in another form twice."""
        messages = judge_messages(claim)
        for _ in range(_TRIES):
            try:
                reply = self.language_model.complete(messages, SCHEMA, budget)
            except LanguageModelError as error:
                return Judgement("unchecked", error.message)
            if self._examined_as and reply.model != self._examined_as:
                return Judgement("unchecked", "another model replied than the one that was examined", reply.model)
            if verdict := _verdict(reply.text):
                return _judgement(verdict, reply)
            if budget.exhausted:
                break
        return Judgement("unchecked", "the judge did not reply in the form asked for")

    def usage(self, budget: Budget) -> Usage:
        """What has been taken of a budget, with what it cost."""
        return usage_of(self.language_model, budget, self._prices)


def _judgement(verdict: _Verdict, reply: Reply) -> Judgement:
    accepted = verdict.follows and not verdict.misleads
    reason = f"{'follows, but misleads' if verdict.follows else 'does not follow'}: {verdict.problem}"
    return Judgement("accepted" if accepted else "refuted", "" if accepted else reason[:_LONGEST_REASON], reply.model)


def _verdict(text: str) -> _Verdict | None:
    """The verdict in a reply, whatever stands around it; None if there is none, or if two differ."""
    found = {(each.follows, each.misleads): each for each in _verdicts(text)}
    return found.popitem()[1] if len(found) == 1 else None


def _verdicts(text: str) -> Iterator[_Verdict]:
    for opening in islice(re.finditer(r"\{", text), _OPENINGS):
        try:
            value, _ = json.JSONDecoder().raw_decode(text, opening.start())
            yield _Verdict.model_validate(value)
        except (ValueError, RecursionError):  # ValidationError is a ValueError
            continue
