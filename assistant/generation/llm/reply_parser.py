"""Sentences out of a reply in JSON, each as soon as it is complete."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import cast

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json

from assistant.errors import LanguageModelError

RUNNING_ON = 3_000
"""Characters of JSON without a complete sentence after which a model is going round in circles.

What comes before the JSON, thoughts for instance, does not count. Three quotes of 600 characters are within it.
"""

_OPENING = re.compile(r"\{\s*\"")
_OPENINGS = 20
"""Places where an object may begin before the reply counts as prose."""

_LISTS = ("sentences", "statements")
_TEXT = ("text", "sentence", "statement")


class ProposedQuote(BaseModel):
    """Words that the model says it copied from a passage, by the passage's number."""

    model_config = ConfigDict(frozen=True)

    passage: int
    words: str = Field(validation_alias=AliasChoices("words", "quote", "text"))


class ProposedSentence(BaseModel):
    """One sentence as the model gives it, with what it rests on."""

    model_config = ConfigDict(frozen=True)

    quotes: tuple[ProposedQuote, ...]
    text: str = Field(validation_alias=AliasChoices(*_TEXT))


class ReplyParser:
    """Reads a reply piece by piece and hands out each sentence once; then `missing` has what it left unanswered.

    A sentence is complete when its last member is, or when the next has begun. Prose and fences around the JSON are
    passed over, and entries that are no sentences left out.
    """

    def __init__(self) -> None:
        self.text = ""
        self.missing: tuple[str, ...] = ()
        self._entries_seen = 0
        self._since = 0
        self._sentences = 0
        self._whole = False

    @property
    def malformed(self) -> bool:
        """Whether a reply had no sentence and was not, to its end, the JSON of an empty list of them."""
        return self._sentences == 0 and (not self._whole or self._entries_seen > 0)

    def read(self, pieces: Iterable[str]) -> Iterator[ProposedSentence]:
        """Yield the sentences of a reply as its pieces complete them.

        Raises LanguageModelError if RUNNING_ON characters complete none.
        """
        for piece in pieces:
            self.text += piece
            if any(mark in piece for mark in '"}]'):  # nothing else completes a sentence
                yield from self._complete(ended=False)
            if self._since and len(self.text) - self._since > RUNNING_ON:
                raise LanguageModelError("the model's answer ran on and was cut", "ask again", reason="cut")
        yield from self._complete(ended=True)

    def _complete(self, *, ended: bool) -> Iterator[ProposedSentence]:
        reply = _reply(self.text, _whole_value if ended else _partial_value)
        if reply is None:
            return
        entries = _entries(reply)
        self._since = self._since or len(self.text)
        self._whole = ended
        ready = len(entries) if ended or "missing" in reply or _ended(entries) else len(entries) - 1
        for entry in entries[self._entries_seen : ready]:
            self._entries_seen += 1
            try:
                sentence = ProposedSentence.model_validate(entry)
            except ValidationError:
                continue
            self._sentences += 1
            self._since = len(self.text)
            yield sentence
        if ended:
            missing = reply.get("missing")
            self.missing = tuple(part for part in missing if isinstance(part, str)) if isinstance(missing, list) else ()


def _ended(entries: list[object]) -> bool:
    """Whether the last entry needs no more text: the partial parser leaves an unfinished string out."""
    last = entries[-1] if entries else None
    return isinstance(last, dict) and "quotes" in last and next(reversed(last)) in _TEXT


def _reply(text: str, value: Callable[[str, int], object]) -> dict[str, object] | None:
    """The object with the list of sentences, as far as it goes; None if there is none yet."""
    for opening in islice(_OPENING.finditer(text), _OPENINGS):
        found = value(text, opening.start())
        if isinstance(found, dict) and any(isinstance(found.get(name), list) for name in _LISTS):
            return cast(dict[str, object], found)
    return None


def _entries(reply: dict[str, object]) -> list[object]:
    return cast(list[object], next(reply[name] for name in _LISTS if isinstance(reply.get(name), list)))


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
