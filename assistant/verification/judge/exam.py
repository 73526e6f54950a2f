"""The exam that a judge must pass: sentences of our own, true and subtly false, with the quotes they rest on.

A judge passes that catches CAUGHT of the PLANTED errors and accepts ACCEPTED of the TRUE sentences. Two blind readers
who were given the exact prompt got every pair right, so none is a matter of taste.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import islice

from assistant.cancellation import TURN, Stop, Stopped
from assistant.errors import LanguageModelError
from assistant.inference.language_model import ChatModel
from assistant.inference.language_model.budget import Budget
from assistant.inference.prices import Prices
from assistant.inference.usage import Usage
from assistant.text.plurals import counted
from assistant.verification.judge import Claim, Evidence, Judge, Judgement
from assistant.verification.judge.judge_prompt import judge_messages

PLANTED, TRUE = 100, 40
CAUGHT, ACCEPTED = 94, 32

AT_ONCE = 4
"""Pairs that are judged side by side, and fewer once so many more faults would end the exam."""

_REPLY = 50

_TRIES = 3
"""How often a pair is put that got no judgement, before the exam is broken off."""

_PASSING = {"timeout", "server", "empty", "malformed", "cut", "refused", "filtered", "spent"}
"""Faults of a model's server after which a pair is put again; others stay."""

_PAUSE, _LONGEST_PAUSE = 10.0, 900.0
"""Seconds to wait, if a server that limits the rate does not say how long, and at the most for one pair."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with its quotes, and whether they bear it out; `kind` says what is wrong with it, or what is hard."""

    id: str
    kind: str
    claim: Claim
    supported: bool


@dataclass(frozen=True, slots=True)
class ExamProgress:
    """How far an exam has come: pairs judged of all, planted errors missed, true sentences rejected."""

    done: int
    total: int
    missed: int
    rejected: int

    @property
    def faults(self) -> str:
        """In words: `2 errors missed, 1 true sentence rejected`."""
        return f"{counted(self.missed, 'error')} missed, {counted(self.rejected, 'true sentence')} rejected"


@dataclass(frozen=True, slots=True)
class ExamEstimate:
    """What an exam takes at the most; `cost` in US dollars, None where the model's price is not known."""

    model: str
    host: str | None
    requests: int
    tokens: int
    cost: float | None

    @property
    def announcement(self) -> str:
        """In words, for before it begins."""
        place = f" at {self.host}" if self.host else ""
        price = f", about ${self.cost:.2f}" if self.cost is not None else ""
        return (
            f"The exam for checking sentences: up to {self.requests} requests to {self.model}{place}, some "
            f"{round(self.tokens, -4):,} tokens{price}. Nothing of the archive is sent."
        )


@dataclass(frozen=True, slots=True)
class ExamResult:
    """What came of an exam. One that could no longer be passed was ended early, and counts what was put until then.

    `kinds` maps each kind to how many were judged rightly, and of how many. `model` is what the replies call
    themselves; None if they do not.
    """

    passed: bool
    planted: int
    caught: int
    true: int
    accepted: int
    kinds: dict[str, tuple[int, int]]
    model: str | None = None
    usage: Usage = field(default_factory=Usage)

    @property
    def summary(self) -> str:
        """In words: `passed: it caught 97 of 100 planted errors and accepted 38 of 40 true sentences`."""
        counts = f"it caught {self.caught} of {self.planted} planted errors and accepted {self.accepted} of {self.true}"
        early = (
            "" if self.planted == PLANTED and self.true == TRUE else ", and was ended early, since it could only fail"
        )
        need = f"; {CAUGHT} of {PLANTED} and {ACCEPTED} of {TRUE} are needed"
        return f"{'passed' if self.passed else 'failed'}: {counts} true sentences{early}{need}"

    def to_dict(self) -> dict[str, object]:
        """The result as `judge --json` prints it."""
        return {
            "passed": self.passed,
            "model": self.model,
            "planted": self.planted,
            "caught": self.caught,
            "true": self.true,
            "accepted": self.accepted,
            "kinds": {kind: {"right": right, "of": put} for kind, (right, put) in sorted(self.kinds.items())},
            "usage": self.usage.to_dict(),
        }


@cache
def pairs() -> tuple[Pair, ...]:
    """The pairs, the hardest kinds first, true ones among them, so that a judge that must fail fails early."""
    return tuple(_pair(json.loads(line)) for line in _text().splitlines() if line.strip())


@cache
def fingerprint() -> str:
    """A sha256 of the exam: one that was passed says nothing of another."""
    return hashlib.sha256(f"{_text()}{CAUGHT}{ACCEPTED}".encode()).hexdigest()


def sit(
    judge: Judge,
    *,
    seconds: float = 60.0,
    on_progress: Callable[[ExamProgress], None] = lambda progress: None,
    stop: Stop | None = None,
    exam: Sequence[Pair] | None = None,
) -> ExamResult:
    """Put the exam to a judge, some pairs at once, and end as soon as it can only fail.

    `seconds` is how long one pair may take; a server that limits the rate is waited for. Raises Stopped, and
    LanguageModelError where a pair gets no judgement, or replies come from several models: that says nothing of the
    judge, and nothing is kept of it. However it ends, no request goes on.
    """
    exam = pairs() if exam is None else exam
    own, stop = Stop(), stop or Stop()
    sitting = _Sitting(judge, exam, seconds, own)
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="exam") as pool, stop.cancelling(own.cancel):
        try:
            for _ in sitting.judged(pool):
                on_progress(sitting.progress)
                if sitting.failed:
                    break
        finally:
            own.cancel()
    return sitting.result


def estimate(model: ChatModel, prices: Prices) -> ExamEstimate:
    """What the exam of a model takes at the most, by four characters a token and _REPLY tokens a reply."""
    exam = pairs()
    letters = sum(len(message.content) for pair in exam for message in judge_messages(pair.claim))
    read, written = letters // 4, _REPLY * len(exam)
    cost = prices.cost(model.name, model.url, read, written)
    return ExamEstimate(model.name, model.host, len(exam), read + written, cost)


class _Sitting:
    """One judge's exam as it goes on."""

    def __init__(self, judge: Judge, exam: Sequence[Pair], seconds: float, stop: Stop) -> None:
        self._judge, self._exam, self._seconds, self._stop = judge, exam, seconds, stop
        self._right: Counter[str] = Counter()
        self._put: Counter[str] = Counter()
        self._counts: Counter[tuple[bool, bool]] = Counter()
        self._spent = Budget(float("inf"), requests=0, stop=stop)
        self._models: set[str | None] = set()
        self._planted = sum(not pair.supported for pair in exam)

    def judged(self, pool: ThreadPoolExecutor) -> Iterator[Pair]:
        """Each pair, in whatever order they are judged."""
        waiting = iter(self._exam)
        running: dict[Future[Judgement], Pair] = {}
        while True:
            for pair in islice(waiting, self._room - len(running)):
                running[pool.submit(self._put_to_judge, pair.claim)] = pair
            if not running:
                return
            for future in wait(running, TURN, FIRST_COMPLETED).done:
                pair = running.pop(future)
                self._take(pair, future.result())
                yield pair

    @property
    def _room(self) -> int:
        """How many pairs may be under way: no more than the faults that would end it, so that none is put in vain."""
        missed, rejected = self._counts[False, False], self._counts[True, False]
        to_fail = min(self._planted - CAUGHT - missed, len(self._exam) - self._planted - ACCEPTED - rejected) + 1
        return max(1, min(AT_ONCE, to_fail))

    def _put_to_judge(self, claim: Claim) -> Judgement:
        """Put one pair until it is judged. Raises LanguageModelError, Stopped."""
        tries, paused = 0, 0.0
        while True:
            judgement = self._once(claim)
            if judgement.outcome != "unchecked":
                return judgement
            fault = judgement.fault
            if fault and fault.reason == "rate_limited" and paused < _LONGEST_PAUSE:
                pause = min(getattr(fault, "wait", None) or max(_PAUSE, paused), _LONGEST_PAUSE)
                paused += pause
                self._pause(pause)
                continue
            tries += 1
            if tries == _TRIES or (fault and fault.reason not in _PASSING):
                why, remedy = (fault.message, fault.remedy) if fault else (judgement.reason, "try another model")
                raise LanguageModelError(
                    f"the exam of {self._judge.name} was broken off: {why}", remedy or "try again", reason="unchecked"
                )

    def _once(self, claim: Claim) -> Judgement:
        if self._stop.cancelled:
            raise Stopped
        budget = Budget(self._seconds, stop=self._stop)
        try:
            return self._judge.judge(claim, budget)
        finally:
            self._spent.settle(budget)

    def _pause(self, seconds: float) -> None:
        """Wait, but not beyond a stop."""
        stopped = threading.Event()
        with self._stop.cancelling(stopped.set):
            stopped.wait(seconds)

    def _take(self, pair: Pair, judgement: Judgement) -> None:
        self._models.add(judgement.model)
        if len(self._models) > 1:
            names = ", ".join(sorted(name or "one without a name" for name in self._models))
            raise LanguageModelError(
                f"the exam of {self._judge.name} was broken off: several models replied ({names})",
                "name one that stays the same",
                reason="unchecked",
            )
        right = (judgement.outcome == "accepted") == pair.supported
        self._put[pair.kind] += 1
        self._right[pair.kind] += right
        self._counts[pair.supported, right] += 1

    @property
    def progress(self) -> ExamProgress:
        """How far it has come."""
        counts = self._counts
        return ExamProgress(counts.total(), len(self._exam), counts[False, False], counts[True, False])

    @property
    def failed(self) -> bool:
        """Whether it can only fail."""
        missed, rejected = self._counts[False, False], self._counts[True, False]
        return missed > self._planted - CAUGHT or rejected > len(self._exam) - self._planted - ACCEPTED

    @property
    def result(self) -> ExamResult:
        """What has come of it."""
        counts = self._counts
        return ExamResult(
            not self.failed and counts.total() == len(self._exam),
            counts[False, True] + counts[False, False],
            counts[False, True],
            counts[True, True] + counts[True, False],
            counts[True, True],
            {kind: (self._right[kind], put) for kind, put in self._put.items()},
            next(iter(self._models), None),
            self._judge.usage(self._spent),
        )


def _text() -> str:
    return files("assistant.verification.judge").joinpath("exam.jsonl").read_text(encoding="utf-8")


def _pair(row: dict[str, object]) -> Pair:
    quotes = row["quotes"]
    assert isinstance(quotes, list)
    evidence = tuple(
        Evidence(quote["text"], quote["publisher"], date.fromisoformat(quote["published"])) for quote in quotes
    )
    claim = Claim(str(row["question"]), str(row["sentence"]), evidence, str(row["before"]))
    return Pair(str(row["id"]), str(row["kind"]), claim, bool(row["supported"]))
