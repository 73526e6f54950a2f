"""What programs outside rely on, as plain data: names and signatures, JSON schemas, exit statuses, settings."""

from __future__ import annotations

import asyncio
import inspect
import json
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import contract_schemas
import typer

import assistant
import ingest
from assistant.errors import PullquoteError
from assistant.integration.mcp_server import server
from ui.cli.app import app

Plain = Any

STORED = Path(__file__).parents[1] / "project" / "public_interface.json"

SCHEMAS = ("ASK", "CHECK", "INDEX", "SOURCES", "SHOW", "LIST", "STATUS", "JUDGE", "EVAL", "ERROR")
_STATUS = re.compile(r"Exit status[^\n]*(?:\n(?!\s*\n)[^\n]*)*")


def public_interface() -> dict[str, Plain]:
    """Everything that may not change unsaid; two equal ones promise the same."""
    return {
        "assistant": {name: _described(getattr(assistant, name)) for name in sorted(assistant.__all__)},
        "ingest": {name: _described(getattr(ingest, name)) for name in sorted(ingest.__all__)},
        "json": {name.lower(): getattr(contract_schemas, name) for name in SCHEMAS},
        "commands": dict(_commands(typer.main.get_command(app))),
        "settings": sorted(assistant.Settings.model_fields),
        "mcp": _tools(),
    }


def digest(interface: dict[str, Plain]) -> str:
    """What the CHANGELOG names an interface by."""
    return sha256(json.dumps(interface, sort_keys=True).encode()).hexdigest()[:12]


def store() -> None:
    """Write the present interface down, and print what the CHANGELOG is to say."""
    interface = json.loads(json.dumps(public_interface()))
    STORED.write_text(json.dumps(interface, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    print(f"CHANGELOG.md: - Interface `{digest(interface)}`: say what changed for who calls, parses or scripts")  # noqa: T201


def _described(value: object) -> Plain:
    """A function's signature; a class's public members, and its code if it is an error."""
    if not inspect.isclass(value):
        return _signature(value) if callable(value) else str(value)
    members = {name: _member(value, name) for name in sorted(vars(value)) if not name.startswith(("_", "model_"))}
    return {"error": value.code} if issubclass(value, PullquoteError) else members


def _member(owner: type, name: str) -> str:
    member = inspect.getattr_static(owner, name)
    function = member.__func__ if isinstance(member, classmethod | staticmethod) else member
    return _signature(function) if inspect.isfunction(function) else "attribute"


def _signature(function: Callable[..., object]) -> str:
    """A signature without the place in memory of what a parameter defaults to."""
    return re.sub(r" at 0x[0-9a-f]+", "", str(inspect.signature(function)))


def _commands(command: Any, path: str = "pullquote") -> list[tuple[str, Plain]]:
    """Each command with its options and what its help promises of the exit status."""
    said = " ".join(" ".join(_STATUS.findall(command.help or "")).split())
    options = sorted(option for each in command.params for option in each.opts)
    here = [(path, {"options": options, "exit": said})]
    within = getattr(command, "commands", {})
    return here + [each for name in sorted(within) for each in _commands(within[name], f"{path} {name}")]


def _tools() -> dict[str, Plain]:
    """The MCP tools: what they take and what they give."""
    tools = asyncio.run(server(assistant.Assistant(assistant.Settings())).list_tools())
    return {
        tool.name: {
            "takes": sorted(tool.input_schema["properties"]),
            "needs": sorted(tool.input_schema.get("required", [])),
            "gives": sorted((tool.output_schema or {})["properties"]),
        }
        for tool in tools
    }


if __name__ == "__main__":
    store()
