"""What a language model took for an answer, and what that cost."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from assistant.inference.prices import Prices

if TYPE_CHECKING:
    from assistant.inference.language_model import ChatModel
    from assistant.inference.language_model.budget import Budget


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens, cost in US dollars, requests; None where it is not known.

    `host` is where the words were sent, None if they stayed on this machine. `notices` are for the reader.
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


def usage_of(model: ChatModel, budget: Budget, prices: Prices) -> Usage:
    """What has been taken of a budget by a model, with what it cost."""
    cost = None
    if budget.input_tokens is not None and budget.output_tokens is not None:
        cost = prices.cost(model.name, model.url, budget.input_tokens, budget.output_tokens, budget.cached_tokens)
    trace = model.trace
    return Usage(
        model.name,
        model.host,
        budget.input_tokens,
        budget.output_tokens,
        cost,
        budget.spent + budget.beside,
        (f"The trace is incomplete: {trace.failure}.",) if trace and trace.failure else (),
    )
