"""What one answer may take of language models, and what it has taken."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from assistant.cancellation import Stop
from assistant.errors import LanguageModelError


@dataclass(slots=True, eq=False)
class Budget:
    """One deadline and one number of requests for all that is asked of a model, retries included; thread-safe.

    The clock starts when it is built. `input_tokens`, `cached_tokens` (part of the input) and `output_tokens`
    add up what servers report; they are None where none does, and where a reply of which something came has no
    count, since a part would pass for the whole. `spent` counts the requests made on it, `beside` those of its
    shares. `stop` ends it all early.
    """

    seconds: float = 60.0
    requests: int = 3
    spent: int = 0
    beside: int = 0
    input_tokens: int | None = None
    cached_tokens: int = 0
    output_tokens: int | None = None
    stop: Stop = field(default_factory=Stop)
    _forgiven: int = 0
    _uncounted: bool = False
    _started: float = field(default_factory=time.monotonic)
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @property
    def elapsed(self) -> float:
        """Seconds since the budget was given."""
        return time.monotonic() - self._started

    @property
    def remaining(self) -> float:
        """Seconds left, never negative."""
        return max(0.0, self.seconds - self.elapsed)

    @property
    def left(self) -> int:
        """How many requests may still be made."""
        with self._lock:
            return self.requests - self.spent + self._forgiven

    @property
    def exhausted(self) -> bool:
        """Whether no further request may be made."""
        return self.left <= 0 or self.remaining == 0

    def take(self, host: str) -> None:
        """Count a request that is about to be made of a host; raises LanguageModelError if none is left."""
        with self._lock:
            if self.left <= 0:
                raise LanguageModelError(
                    f"the {self.requests} requests that may be made to {host} are spent", "ask again", reason="spent"
                )
            self.spent += 1

    def forgive(self) -> None:
        """Allow one more, for a request that was refused for its form: what a server takes is found out once."""
        with self._lock:
            self._forgiven += 1

    def timed_out(self, host: str) -> LanguageModelError:
        """What to raise once the deadline has passed."""
        return LanguageModelError(
            f"the model at {host} did not answer in {self.seconds:g} s",
            "ask again, choose a faster model, or raise PULLQUOTE_DEADLINE",
            reason="timeout",
        )

    def share(self, seconds: float | None = None, requests: int | None = None) -> Budget:
        """A budget of its own within what is left of the time, under the same stop; `settle` it afterwards.

        It has at most so many seconds, and so many requests (as many as this one had, if None), which do not count
        against this one's: a judge beside the writer takes nothing from it but time.
        """
        left = self.remaining
        return Budget(left if seconds is None else min(seconds, left), requests or self.requests, stop=self.stop)

    def settle(self, part: Budget) -> None:
        """Count what a share of this budget took; its requests are beside those of the answer."""
        with self._lock:
            self.beside += part.spent + part.beside
            if part._uncounted:
                self.lose_count()
            elif part.input_tokens is not None and part.output_tokens is not None:
                self.count(part.input_tokens, part.output_tokens, part.cached_tokens)

    def lose_count(self) -> None:
        """Note that a reply came without a count, or broke off before it."""
        with self._lock:
            self._uncounted, self.input_tokens, self.output_tokens = True, None, None

    def count(self, input_tokens: int, output_tokens: int, cached_tokens: int = 0) -> None:
        """Add what a server says that one request took."""
        with self._lock:
            if self._uncounted:
                return
            self.input_tokens = (self.input_tokens or 0) + input_tokens
            self.output_tokens = (self.output_tokens or 0) + output_tokens
            self.cached_tokens += cached_tokens
