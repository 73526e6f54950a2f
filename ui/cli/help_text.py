"""The help of a command, its arguments named as they are typed."""

from __future__ import annotations

import re

import typer
from typer.core import TyperCommand

_BRACES = re.compile(r"[{\[]([A-Z]\S*[^S\s])[}\]](?:\.\.\.)?|\{(\S+)\}(?:\.\.\.)?")
_TYPE = re.compile(r"^(  [A-Z]\S*) <[^>]+>", re.MULTILINE)


class Command(TyperCommand):
    """A command with arguments: `QUESTION` in its help, where Typer has `{QUESTION}...` and `QUESTION <list[str]>`."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """The help as it is printed."""
        return _TYPE.sub(r"\1", _BRACES.sub(r"\1", super().get_help(ctx)))
