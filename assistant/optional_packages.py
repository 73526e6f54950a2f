"""Packages that only some people need: each comes with an extra of `pullquote`, and its absence names that extra."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.errors import ExtraMissing


@contextmanager
def extra(name: str, *packages: str) -> Iterator[None]:
    """Import the packages of an extra within. Raises ExtraMissing if one of `packages` is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in packages:
            raise
        raise ExtraMissing(
            f"the package {missing} is not installed",
            f'install it, in the folder of Pullquote, with: pip install ".[{name}]"',
        ) from error
