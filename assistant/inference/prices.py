"""What tokens cost, where it is known."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    input: float
    output: float
    cached_input: float | None = None

    def cost(self, input_tokens: int, output_tokens: int, cached_tokens: int = 0) -> float:
        """US dollars for so many tokens; cached ones are part of the input."""
        cached = self.input if self.cached_input is None else self.cached_input
        paid = (input_tokens - cached_tokens) * self.input + cached_tokens * cached + output_tokens * self.output
        return paid / 1_000_000


class Prices:
    """A user's own prices by model name, then those of the genai-prices package by host and model.

    A model that neither knows has no cost (None), which is not the same as costing nothing.
    """

    def __init__(self, own: Mapping[str, Price] | None = None) -> None:
        self._own = dict(own or {})

    @classmethod
    def load(cls, path: Path | None) -> Prices:
        """Read a TOML file of prices: `[model-name]` with `input`, `output` and perhaps `cached_input`.

        Raises SettingsError if it cannot be read or a price is none.
        """
        if path is None:
            return cls()
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            return cls(
                {model: Price(**{key: _dollars(value) for key, value in row.items()}) for model, row in table.items()}
            )
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise SettingsError(
                f"the price table {path} cannot be read: {error}",
                "write [model-name], then input = and output = dollars for a million tokens",
            ) from None

    def cost(self, model: str, url: str, input_tokens: int, output_tokens: int, cached_tokens: int = 0) -> float | None:
        """US dollars for so many tokens of a model at a server's URL; None if its price is not known."""
        if own := self._own.get(model):
            return own.cost(input_tokens, output_tokens, cached_tokens)
        from genai_prices import Usage, calc_price

        tokens = Usage(input_tokens=input_tokens, output_tokens=output_tokens, cache_read_tokens=cached_tokens or None)
        try:
            return float(calc_price(tokens, model_ref=model, provider_api_url=url).total_price)
        except LookupError:
            return None


def _dollars(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ValueError(f"{value!r} is no price")
    return float(value)
