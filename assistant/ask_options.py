"""The options of a question, for those who type them and for those who check types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from assistant.answers import Answer
    from assistant.questions.follow_ups import Turn


class Filtering(TypedDict, total=False):
    """What a search is confined to; days are ISO 8601 or dates, and both days of a range belong to it."""

    publishers: Sequence[str]
    """Only articles of these publishers, in any case; a part of the name will do if only one publisher has it."""
    since: date | str | None
    until: date | str | None
    as_of: date | str | None
    """Answer as the archive stood on this day."""
    thorough: bool
    """Read and say more."""


class Asking(Filtering, total=False):
    """Everything that can be said beside a question."""

    model: str | None
    """A language model's name, or `quotes` for the sources' own sentences."""
    history: Sequence[Turn | Answer] | Turn | Answer
    """The turns before this one, such as `[answer]`, from which a follow-up is completed."""
    literal: bool
    """Read no period and no publisher out of the question."""
    trace: Path | None
    """A file that keeps what models were asked and replied."""
