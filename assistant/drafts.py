"""What a writer proposes before anything has been checked, and why a proposal falls."""

from dataclasses import dataclass
from typing import Literal

Rule = Literal["match", "quoted words", "figures", "names", "letters"]


@dataclass(frozen=True, slots=True)
class Citation:
    """Words said to stand in a passage, given by its number (from 1) among those that the writer read."""

    passage: int
    words: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One proposed sentence of an answer and the words it claims to rest on.

    An empty text is a sentence that cannot be shown whatever its quotes say, as one with a link in it: only the words
    that it cites may be.
    """

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """The parts of a question that a writer found nothing on, each in a few words."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleFailure:
    """A rule that a draft broke, and how.

    The detail may hold words that a writer made up: it belongs in a trace, never before a reader.
    """

    rule: Rule
    detail: str
