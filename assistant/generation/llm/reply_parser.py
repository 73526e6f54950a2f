"""Statements out of a reply in JSON, each as soon as it is complete."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import cast

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import from_json

from assistant.errors import LanguageModelError

RUNNING_ON = 2_000
"""Characters of JSON without a complete statement after which a model is going round in circles.

What comes before the JSON, thoughts for instance, does not count.
"""

_OPENING = re.compile(r"\{\s*\"")
_OPENINGS = 20
"""Places where an object may begin before the reply counts as prose."""


class Proposal(BaseModel):
    """One statement as the model gives it: the quote first, since that is what the statement may say."""

    model_config = ConfigDict(frozen=True)

    passage: int
    quote: str
    statement: str


class ReplyReader:
    """Reads a reply piece by piece and hands out each statement once.

    A statement is complete when its last member is, or when the next has begun. Prose and fences around the
    JSON are passed over, and entries that are no statements left out.
    """

    def __init__(self) -> None:
        self.text = ""
        self._entries_seen = 0
        self._since = 0
        self._statements = 0
        self._whole = False

    @property
    def malformed(self) -> bool:
        """Whether a reply had no statement and was not, to its end, the JSON of an empty list of them."""
        return self._statements == 0 and (not self._whole or self._entries_seen > 0)

    def read(self, pieces: Iterable[str]) -> Iterator[Proposal]:
        """Yield the statements of a reply as its pieces complete them.

        Raises LanguageModelError if RUNNING_ON characters complete none.
        """
        for piece in pieces:
            self.text += piece
            if any(mark in piece for mark in '"}]'):  # nothing else completes a statement
                yield from self._complete(ended=False)
            if self._since and len(self.text) - self._since > RUNNING_ON:
                raise LanguageModelError("the model's answer ran on and was cut", "ask again", reason="cut")
        yield from self._complete(ended=True)

    def _complete(self, *, ended: bool) -> Iterator[Proposal]:
        entries = _statements(self.text, _whole_value if ended else _partial_value)
        if entries is None:
            return
        self._since = self._since or len(self.text)
        self._whole = ended
        ready = len(entries) if ended or _ended(entries) else len(entries) - 1
        for entry in entries[self._entries_seen : ready]:
            self._entries_seen += 1
            try:
                proposal = Proposal.model_validate(entry)
            except ValidationError:
                continue
            self._statements += 1
            self._since = len(self.text)
            yield proposal


def _ended(entries: list[object]) -> bool:
    """Whether the last entry needs no more text: the partial parser leaves an unfinished string out."""
    last = entries[-1] if entries else None
    return isinstance(last, dict) and set(last) >= {"passage", "quote"} and next(reversed(last)) == "statement"


def _statements(text: str, value: Callable[[str, int], object]) -> list[object] | None:
    """The list of statements as far as it goes; None if there is none yet."""
    for opening in islice(_OPENING.finditer(text), _OPENINGS):
        found = value(text, opening.start())
        if isinstance(found, dict) and isinstance(found.get("statements"), list):
            return cast(list[object], found["statements"])
    return None


def _partial_value(text: str, start: int) -> object:
    """The JSON value that begins at `start`, perhaps without its end; None if none does."""
    try:
        return cast(object, from_json(text[start:], allow_partial=True))
    except ValueError:  # something follows the value, or it is no JSON
        return _whole_value(text, start)


def _whole_value(text: str, start: int) -> object:
    """The JSON value that begins at `start` and ends, whatever follows; None if none does."""
    try:
        return cast(object, json.JSONDecoder().raw_decode(text, start)[0])
    except (ValueError, RecursionError):
        return None
