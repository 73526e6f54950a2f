"""What one answer may take of a language model, and what it has taken."""

from __future__ import annotations

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Allowance:
    """One deadline and one number of requests for everything that an answer asks of a model, retries included.

    The clock starts when it is built. `input_tokens`, `cached_tokens` (part of the input) and `output_tokens`
    add up what servers report; they stay None where no server reports any.
    """

    seconds: float = 60.0
    requests: int = 3
    spent: int = 0
    input_tokens: int | None = None
    cached_tokens: int = 0
    output_tokens: int | None = None
    _started: float = field(default_factory=time.monotonic)

    @property
    def elapsed(self) -> float:
        """Seconds since the allowance was given."""
        return time.monotonic() - self._started

    @property
    def remaining(self) -> float:
        """Seconds left, never negative."""
        return max(0.0, self.seconds - self.elapsed)

    @property
    def exhausted(self) -> bool:
        """Whether no further request may be made."""
        return self.spent >= self.requests or self.remaining == 0

    def count(self, input_tokens: int, output_tokens: int, cached_tokens: int = 0) -> None:
        """Add what a server says that one request took."""
        self.input_tokens = (self.input_tokens or 0) + input_tokens
        self.output_tokens = (self.output_tokens or 0) + output_tokens
        self.cached_tokens += cached_tokens
