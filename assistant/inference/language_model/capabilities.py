"""Which parts of the OpenAI protocol a server understands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

Format = Literal["json_schema", "json_object", "plain"]

_SIMPLER: dict[Format, Format] = {"json_schema": "json_object", "json_object": "plain"}
_OPTIONAL = ("temperature", "stream_options", "reasoning_effort")


@dataclass(frozen=True, slots=True)
class Capabilities:
    """How replies are asked for: the format, and the optional parameters that a server does not take."""

    format: Format = "json_schema"
    without: frozenset[str] = frozenset()

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
        for name in _OPTIONAL:
            if name in complaint and name not in self.without:
                return replace(self, without=self.without | {name})
        simpler = _SIMPLER.get(self.format)
        return replace(self, format=simpler) if simpler else None


_learnt: dict[tuple[str, str], Capabilities] = {}


def capabilities_of(url: str, model: str) -> Capabilities:
    """What this process has learnt about a server and model; the richest capabilities if nothing yet."""
    return _learnt.get((url, model), Capabilities())


def learn(url: str, model: str, capabilities: Capabilities) -> None:
    """Remember, for this process, what a server has answered."""
    _learnt[url, model] = capabilities
