"""What one answer may take of a language model, and what it has taken."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from assistant.cancellation import Stop


@dataclass(slots=True)
class Budget:
    """One deadline and one number of requests for everything that an answer asks of a model, retries included.

    The clock starts when it is built. `input_tokens`, `cached_tokens` (part of the input) and `output_tokens`
    add up what servers report; they are None where none does, and where a reply of which something came has no
    count, since a part would pass for the whole. `stop` ends it all early.
    """

    seconds: float = 60.0
    requests: int = 3
    spent: int = 0
    beside: int = 0
    input_tokens: int | None = None
    cached_tokens: int = 0
    output_tokens: int | None = None
    stop: Stop = field(default_factory=Stop)
    _uncounted: bool = False
    _started: float = field(default_factory=time.monotonic)

    @property
    def elapsed(self) -> float:
        """Seconds since the budget was given."""
        return time.monotonic() - self._started

    @property
    def remaining(self) -> float:
        """Seconds left, never negative."""
        return max(0.0, self.seconds - self.elapsed)

    @property
    def exhausted(self) -> bool:
        """Whether no further request may be made."""
        return self.spent >= self.requests or self.remaining == 0

    def share(self, seconds: float) -> Budget:
        """A budget of at most so many seconds of what is left; `settle` it afterwards."""
        return Budget(min(seconds, self.remaining), self.requests, stop=self.stop)

    def settle(self, part: Budget) -> None:
        """Count what a share of this budget took; its requests are beside those of the answer."""
        self.beside += part.spent
        if part._uncounted:
            self.lose_count()
        elif part.input_tokens is not None and part.output_tokens is not None:
            self.count(part.input_tokens, part.output_tokens, part.cached_tokens)

    def lose_count(self) -> None:
        """Note that a reply came without a count, or broke off before it."""
        self._uncounted, self.input_tokens, self.output_tokens = True, None, None

    def count(self, input_tokens: int, output_tokens: int, cached_tokens: int = 0) -> None:
        """Add what a server says that one request took."""
        if self._uncounted:
            return
        self.input_tokens = (self.input_tokens or 0) + input_tokens
        self.output_tokens = (self.output_tokens or 0) + output_tokens
        self.cached_tokens += cached_tokens
