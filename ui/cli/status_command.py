"""`pullquote status`: what the archive holds and whether it is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli import options
from ui.cli.terminal import clean, counted, print_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.assistant import Assistant


LABELS = {"problems": "problem", "notices": "note", "last_run": "last run", "bytes": "size"}
RAN = ("added", "updated", "unchanged", "removed", "copies", "vanished", "skipped", "failed")
QUOTES = "quotes"
"""The model name that stands for no model, as in `assistant.settings`."""


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
        facts = {**found.to_dict(), **_contents(assistant), "reranker": assistant.reranker.name}
        facts["model"] = assistant.settings.writer
        judge, words = _judge(assistant)
    if json:
        print_json({**facts, "judge": judge})
    else:
        _show({**facts, **({"judge": words} if words else {})})
    return 0 if facts["healthy"] else 1


def _contents(assistant: Assistant) -> dict[str, object]:
    """What is stored, from when to when, of whom, and how much room it takes."""
    with assistant.archive.snapshot() as snapshot:
        searched, days = snapshot.extent(), snapshot.days()
        return {
            "days": {"from": searched.to_dict()["from"], "to": searched.to_dict()["to"], "number": len(days)},
            "undated": searched.articles - sum(count for _, count in days),
            "publishers": len(snapshot.publishers()),
            "removed": snapshot.count_articles(removed=True),
            "bytes": sum(file.stat().st_size for file in assistant.archive.path.rglob("*") if file.is_file()),
            "last_run": _counted(snapshot.last_run()),
        }


def _counted(report: Mapping[str, object] | None) -> dict[str, object] | None:
    """The report of a run with the number of files instead of each."""
    if report is None:
        return None
    counted = {name: len(value) if isinstance(value, list) else value for name, value in report.items()}
    return {name: counted[name] for name in ("finished", *RAN, "seconds") if name in counted}


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
        for line in _lines(name, value):
            typer.echo(f"{LABELS.get(name, name):12}{clean(line)}")


def _lines(name: str, value: object) -> list[str]:
    """A fact as people read it; several lines where there are several, none where there is nothing to say."""
    if isinstance(value, list):
        return [str(line) for line in value]
    if name == "days" and isinstance(value, dict):
        return [f"{value['from']} to {value['to']}, {counted(value['number'], 'day')}"] if value["number"] else ["none"]
    if name == "last_run":
        return [_run(value)] if isinstance(value, dict) else []
    if name == "bytes" and isinstance(value, int):
        return [f"{value / 1e6:,.1f} MB"]
    if name == "model" and value == QUOTES:
        return ["none; the sources' own sentences answer"]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return [f"{value:,}" if isinstance(value, int) else str(value)] if value is not None else []


def _run(report: Mapping[str, object]) -> str:
    """When the last indexing ended, and what it did: `2026-01-02T03:04:05+00:00: 12 added, 1 failed`."""
    done = [f"{report[name]:,} {name}" for name in RAN if report.get(name)]
    return f"{report.get('finished', 'unknown')}: {', '.join(done) or 'nothing changed'}"
