"""A server that plays both models of an answer: one that writes, and one that judges by reading the fenced sentence.

    with FaultyServer(plays(write, honest)) as server:
        ...

`write` is given the passages of the request, as (number, text), and returns the reply; a judge is given the sentence
and says whether it follows. Pairs of the exam are known by their sentences.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable

from faulty_server import Behaviour, Exchange, says, waits

from assistant.verification.judge.exam import pairs

Write = Callable[[list[tuple[int, str]]], str]
Follows = Callable[[str], bool]

_PART = re.compile(r"^Mark: (\S+)$", re.MULTILINE)


def plays(write: Write, follows: Follows, *, judging: Behaviour | None = None, seconds: float = 0.0) -> Behaviour:
    """Writes, after some seconds, and judges, each request by what it asks.

    `judging` is what is done instead with requests to the judge.
    """

    def behave(exchange: Exchange) -> None:
        prompt = exchange.received.prompt
        if "You check one sentence" not in prompt:
            waits(seconds, says(write(_passages(prompt)), piece=60))(exchange)
        elif judging:
            judging(exchange)
        else:
            says(_verdict(follows(_sentence(prompt))))(exchange)

    return behave


def honest(sentence: str) -> bool:
    """A judge that knows the exam, and accepts any other sentence unless it speaks of “nonsense”."""
    return _exam().get(sentence, "nonsense" not in sentence)


def credulous(sentence: str) -> bool:
    """A judge that accepts everything, and so fails the exam."""
    return True


class Gate:
    """Lets requests through once it is opened, so that a test sees what stands on the page before."""

    def __init__(self, then: Behaviour, free: int = 0) -> None:
        self._then = then
        self._free = threading.Semaphore(free)
        self._open = threading.Event()

    def __call__(self, exchange: Exchange) -> None:
        if not self._free.acquire(blocking=False):
            self._open.wait(60)
        self._then(exchange)

    def open(self) -> None:
        self._open.set()


def judges(follows: Follows) -> Behaviour:
    """Answers requests to the judge only."""
    return lambda exchange: says(_verdict(follows(_sentence(exchange.received.prompt))))(exchange)


def _exam() -> dict[str, bool]:
    return {pair.claim.sentence: pair.supported for pair in pairs()}


def _verdict(follows: bool) -> str:
    return json.dumps({"problem": "none" if follows else "it is not so", "follows": follows, "misleads": False})


def _parts(prompt: str) -> list[tuple[str, str]]:
    """The fenced parts of a prompt, each with the rest of the line that begins it."""
    found = _PART.search(prompt)
    assert found, prompt
    nonce = re.escape(found[1])
    return re.findall(rf"^{nonce} (?!end$)(.*)\n([\s\S]*?)\n\n(?={nonce} )", prompt, re.MULTILINE)


def _sentence(prompt: str) -> str:
    return next(text for name, text in _parts(prompt) if name == "sentence")


def _passages(prompt: str) -> list[tuple[int, str]]:
    return [(int(name.split(" ", 1)[0]), text) for name, text in _parts(prompt)]
