"""Judges that behave as a test tells them to, without a model."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from assistant.inference.language_model.budget import Budget
from assistant.inference.usage import Usage
from assistant.verification.judge import Claim, Judgement, Outcome

Verdict = Outcome | Judgement | BaseException


class TellingJudge:
    """Judges by a function of the claim, and keeps the claims in the order in which they came."""

    name = "teller"

    def __init__(self, tell: Callable[[Claim], Verdict]) -> None:
        self.claims: list[Claim] = []
        self._tell = tell

    def judge(self, claim: Claim, budget: Budget) -> Judgement:
        self.claims.append(claim)
        match self._tell(claim):
            case BaseException() as error:
                raise error
            case Judgement() as judgement:
                return judgement
            case outcome:
                return Judgement(outcome, f"{outcome}: {claim.sentence}")

    def usage(self, budget: Budget) -> Usage:
        return Usage("teller", None, requests=len(self.claims))


def by_sentence(verdicts: Mapping[str, Verdict]) -> TellingJudge:
    """A judge that knows each sentence's verdict, and accepts what it was not told of."""
    return TellingJudge(lambda claim: verdicts.get(claim.sentence, "accepted"))


class WaitingJudge(TellingJudge):
    """A judge whose judgements come when the test lets them: `let(sentence)`; `begun` counts those under way."""

    def __init__(self, tell: Callable[[Claim], Verdict] = lambda claim: "accepted") -> None:
        super().__init__(tell)
        self._changed = threading.Condition()
        self._let: set[str] = set()
        self.under_way: list[str] = []
        self.most = 0

    def judge(self, claim: Claim, budget: Budget) -> Judgement:
        with budget.stop.cancelling(self._wake), self._changed:
            self.under_way.append(claim.sentence)
            self.most = max(self.most, len(self.under_way))
            self._changed.notify_all()
            self._changed.wait_for(lambda: claim.sentence in self._let or budget.stop.cancelled, budget.remaining)
            self.under_way.remove(claim.sentence)
            self._changed.notify_all()
        return super().judge(claim, budget)

    def let(self, *sentences: str) -> None:
        with self._changed:
            self._let.update(sentences)
            self._changed.notify_all()

    def until(self, ready: Callable[[], bool]) -> None:
        """Wait for what a test waits for; fails after a minute."""
        with self._changed:
            assert self._changed.wait_for(ready, 60)

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()
