"""Which parts of the OpenAI protocol a server understands, found out once and remembered."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import AwareDatetime, TypeAdapter, ValidationError

from assistant.inference.language_model.budget import Budget

Format = Literal["json_schema", "json_object", "plain"]
Optional = Literal["temperature", "stream_options", "reasoning_effort"]
"""Parameters that a request can do without."""

_SIMPLER: dict[Format, Format] = {"json_schema": "json_object", "json_object": "plain"}
_KEPT = timedelta(days=30)  # servers learn, too: after that they are asked for everything once more


@dataclass(frozen=True, slots=True)
class Capabilities:
    """How replies are asked for: the format, and the optional parameters that a server does not take.

    `guessed` if a step was taken because the server failed, without its saying that this was the reason.
    """

    format: Format = "json_schema"
    without: frozenset[Optional] = frozenset()
    guessed: bool = False

    def takes(self, parameter: Optional) -> bool:
        """Whether a request may have an optional parameter."""
        return parameter not in self.without

    def response_format(self, schema: Mapping[str, object]) -> dict[str, object] | None:
        """The request's `response_format` for a JSON schema; None where the server has none."""
        match self.format:
            case "json_schema":
                return {"type": "json_schema", "json_schema": {"name": "reply", "strict": True, "schema": dict(schema)}}
            case "json_object":
                return {"type": "json_object"}
            case "plain":
                return None

    def simpler(self, complaint: str) -> Capabilities | None:
        """The capabilities to try after a server refused these.

        A complaint that names an optional parameter costs that parameter only; any other costs a step of the
        format, json_schema to json_object to plain. None if nothing is left to give up.
        """
        for name in get_args(Optional):
            if name in complaint and self.takes(name):
                return replace(self, without=self.without | {name})
        simpler = _SIMPLER.get(self.format)
        return replace(self, format=simpler) if simpler else None

    def guess(self) -> Capabilities:
        """The capabilities to try after a server failed at these for no reason given."""
        simpler = self.simpler("")
        return replace(simpler, guessed=True) if simpler else self


@dataclass(frozen=True, slots=True)
class _Learnt:
    """A line of the file: what a model at a server takes, and since when that is known."""

    url: str
    model: str
    format: Format
    without: frozenset[Optional]
    learnt: AwareDatetime
    guessed: bool = False

    @property
    def fresh(self) -> bool:
        return datetime.now(UTC) - self.learnt < _KEPT

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(self.format, self.without, self.guessed)


_FILE = TypeAdapter(list[_Learnt])
_Key = tuple[str, str]


class CapabilityStore:
    """What is known of servers and their models, in a small JSON file; thread-safe.

    Learning costs refused requests, so of several that start at once at an unknown server the first finds out, and
    the others wait for it. A file that is damaged, too old or cannot be written costs no more than finding out again:
    what was learnt holds for this process at least. URLs must come without user names and passwords.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._changed = threading.Condition()
        self._known: dict[_Key, _Learnt] | None = None
        self._asking: set[_Key] = set()

    def of(self, url: str, model: str) -> Capabilities:
        """What is known of a model at a server; the richest capabilities if nothing is."""
        with self._changed:
            learnt = self._fresh((url, model))
        return learnt.capabilities if learnt else Capabilities()

    def learn(self, url: str, model: str, capabilities: Capabilities) -> None:
        """Remember what a server has answered; a guess for this process only."""
        with self._changed:
            known = self._fresh((url, model))
            if not known or known.capabilities != capabilities:
                self._entries()[url, model] = _Learnt(
                    url, model, capabilities.format, capabilities.without, datetime.now(UTC), capabilities.guessed
                )
                if not capabilities.guessed:
                    self._write()
            self._done((url, model))

    @contextmanager
    def finding_out(self, url: str, model: str, budget: Budget) -> Iterator[None]:
        """Wait while somebody else finds out about a server; if nobody has, what is done within finds out.

        Waits no longer than the budget allows.
        """
        key = (url, model)
        with budget.stop.cancelling(self._wake), self._changed:
            self._changed.wait_for(
                lambda: budget.stop.cancelled or self._fresh(key) or key not in self._asking,
                min(budget.remaining, threading.TIMEOUT_MAX),
            )
            first = not self._fresh(key) and key not in self._asking
            if first:
                self._asking.add(key)
        try:
            yield
        finally:
            if first:
                self._done(key)

    def _done(self, key: _Key) -> None:
        with self._changed:
            self._asking.discard(key)
            self._changed.notify_all()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

    def _fresh(self, key: _Key) -> _Learnt | None:
        learnt = self._entries().get(key)
        return learnt if learnt and learnt.fresh else None

    def _entries(self) -> dict[_Key, _Learnt]:
        if self._known is None:
            self._known = self._read()
        return self._known

    def _read(self) -> dict[_Key, _Learnt]:
        try:
            return {(learnt.url, learnt.model): learnt for learnt in _FILE.validate_json(self.path.read_bytes())}
        except (OSError, ValidationError):
            return {}

    def _write(self) -> None:
        """Replace the file by one that has what it had and what is known here; of two processes the later one wins."""
        kept = [learnt for learnt in (self._read() | self._entries()).values() if learnt.fresh and not learnt.guessed]
        with suppress(OSError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=self.path.parent, prefix=self.path.name)  # mode 0600
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(_FILE.dump_json(kept, indent=1))
                Path(name).replace(self.path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise


@cache
def capability_store(path: Path) -> CapabilityStore:
    """The store of a file, one in a process: who finds out and who waits must meet in it."""
    return CapabilityStore(path)
