"""A judge that asks a language model, one request a sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

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

_MOST_OPENINGS = 200
"""Braces of a reply that are looked at; one that has more of them is no verdict."""

_VERDICT = re.compile(r"follows\\?[\"'“”]\s*:", re.IGNORECASE)
"""What no honest sentence or quote has, and what a judge that repeats it would seem to say itself."""


class _Verdict(BaseModel):
    """The judge's reply. Strict: a string "false" is no boolean, and what is neither true nor false is no judgement.

    All three are asked for, so what lacks one is something else that looks like it.
    """

    model_config = ConfigDict(strict=True)

    follows: bool
    misleads: bool
    problem: str


class LLMJudge:
    """Judges claims by a language model; a Judge.

    `examined_as` is what the model's replies called themselves when it passed its exam, empty if they had no name:
    a reply of another is no judgement, for a server may exchange the model behind a name. `on_exchanged` is then
    called. None takes replies of any model.
    """

    def __init__(
        self,
        language_model: ChatModel,
        *,
        examined_as: str | None = None,
        on_exchanged: Callable[[], object] = lambda: None,
        prices: Prices | None = None,
    ) -> None:
        self.language_model = language_model
        self._examined_as = examined_as
        self._on_exchanged = on_exchanged
        self._exchanged: str | None = None
        self._prices = prices or Prices()

    @property
    def name(self) -> str:
        """The model's name."""
        return self.language_model.name

    def judge(self, claim: Claim, budget: Budget) -> Judgement:
        """Ask the model; a claim stays unchecked where it fails, or replies in another form twice."""
        messages = judge_messages(claim)
        if _VERDICT.search(claim.sentence) or any(_VERDICT.search(quote.text) for quote in claim.evidence):
            return Judgement("unchecked", "what is to be judged holds a verdict of its own")
        for _ in range(_TRIES):
            try:
                reply = self.language_model.complete(messages, SCHEMA, budget)
            except LanguageModelError as error:
                return Judgement("unchecked", error.message, fault=error)
            if self._examined_as is not None and (reply.model or "") != self._examined_as:
                return self._unexamined(reply.model)
            if verdict := _verdict(reply.text):
                return _judgement(verdict, reply)
            if budget.exhausted:
                break
        return Judgement("unchecked", "the judge did not reply in the form asked for")

    def usage(self, budget: Budget) -> Usage:
        """What has been taken of a budget, with what it cost."""
        usage = usage_of(self.language_model, budget, self._prices)
        return replace(usage, notices=(*usage.notices, self._exchanged)) if self._exchanged else usage

    def _unexamined(self, model: str | None) -> Judgement:
        """Note that another model stands behind the name now."""
        if not self._exchanged:
            self._exchanged = (
                f"{plain_name(model)} replies for {self.name} now, and {plain_name(self._examined_as)} sat the exam: "
                f"`pullquote judge {self.name}` puts it again."
            )
            self._on_exchanged()
        return Judgement("unchecked", "another model replied than the one that was examined", model)


def plain_name(model: str | None) -> str:
    """What a reply calls its model, for people: at most 60 characters of it."""
    return (model or "a model without a name")[:60]


def _judgement(verdict: _Verdict, reply: Reply) -> Judgement:
    accepted = verdict.follows and not verdict.misleads
    reason = f"{'follows, but misleads' if verdict.follows else 'does not follow'}: {verdict.problem}"
    return Judgement("accepted" if accepted else "refuted", "" if accepted else reason[:_LONGEST_REASON], reply.model)


def _verdict(text: str) -> _Verdict | None:
    """The verdict in a reply, whatever stands around it; None if there is none, or if two differ."""
    if text.count("{") > _MOST_OPENINGS:
        return None
    found = {(each.follows, each.misleads): each for each in _verdicts(text)}
    return found.popitem()[1] if len(found) == 1 else None


def _verdicts(text: str) -> Iterator[_Verdict]:
    for opening in re.finditer(r"\{", text):
        try:
            value, _ = json.JSONDecoder(object_pairs_hook=_unambiguous).raw_decode(text, opening.start())
            yield _Verdict.model_validate(value)
        except (ValueError, RecursionError):  # ValidationError is a ValueError
            continue


def _unambiguous(members: list[tuple[str, object]]) -> dict[str, object]:
    """The members of an object; ValueError if it says one thing twice, since readers of JSON differ on which counts."""
    if len(dict(members)) < len(members):
        raise ValueError("a name stands twice")
    return dict(members)
