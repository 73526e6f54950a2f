"""`pullquote status`: what the archive holds and whether it is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli import options
from ui.cli.terminal import clean, print_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.assistant import Assistant


LINE = {"problems": "problem", "notices": "note"}


def status(
    repair: Annotated[bool, typer.Option("--repair", help="Rebuild what is damaged from what is stored.")] = False,
    archive: options.Archive = None,
    json: options.Json = False,
) -> int:
    """Show what the archive holds and whether it is sound.

    Exit status: 0 sound, 1 with problems, 2 error.
    """
    with options.assistant(archive) as assistant:
        found = assistant.archive.repair() if repair else assistant.archive.status()
        facts = {**found.to_dict(), "model": assistant.settings.writer}
        judge, words = _judge(assistant)
    if json:
        print_json({**facts, "judge": judge})
    else:
        _show({**facts, **({"judge": words} if words else {})})
    return 0 if facts["healthy"] else 1


def _judge(assistant: Assistant) -> tuple[dict[str, object] | None, str]:
    """How the judge stands, for programs and in words; an archive may be looked at without a key."""
    from assistant.errors import SettingsError

    try:
        status = assistant.judge_status()
    except SettingsError as error:
        return None, error.message
    return (status.to_dict(), status.words) if status else (None, "")


def _show(facts: Mapping[str, object]) -> None:
    for name, value in facts.items():
        if name in ("problems", "notices") and isinstance(value, list):
            for line in value:
                typer.echo(f"{LINE[name]:12}{clean(str(line))}")
        else:
            if (name, value) == ("model", "quotes"):
                value = "none; the sources' own sentences answer"
            said = f"{value:,}" if type(value) is int else {True: "yes", False: "no"}.get(value, value)  # type: ignore[call-overload]
            typer.echo(f"{name:12}{clean(str(said))}")
