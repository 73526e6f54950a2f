"""How many of a thing, in words."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """`1 article`, `1,203 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
