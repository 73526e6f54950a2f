"""What a writer proposes before anything has been verified."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """Words said to stand in a passage, given by its number (from 1) among those that the writer read."""

    passage: int
    words: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One proposed sentence of an answer and the words it claims to rest on."""

    text: str
    citations: tuple[Citation, ...]
