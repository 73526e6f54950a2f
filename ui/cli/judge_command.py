"""`pullquote judge`: the exam for checking sentences, put to a language model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli import options
from ui.cli.progress_bar import ProgressBar
from ui.cli.terminal import clean, console, print_json, tell

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.verification.judge.exam import ExamProgress, ExamResult


def judge(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="The model; if not given, the one that the settings name.")
    ] = None,
    json: options.Json = False,
) -> int:
    """Put the exam for checking sentences to a language model, and keep the result.

    A model writes answers only if the one that judges its sentences has passed. Exit status: 0 passed, 1 failed,
    2 error.
    """
    with options.assistant() as assistant:
        result = sit(assistant, name, quiet=json)
    if json:
        print_json(result.to_dict())
    else:
        _show(result)
    return 0 if result.passed else 1


def sit(assistant: Assistant, name: str | None = None, *, quiet: bool = False) -> ExamResult:
    """Say what the exam takes, put it, and show how far it is; Ctrl-C ends it.

    `quiet` says nothing where nobody watches. Raises LanguageModelError, SettingsError.
    """
    announcement = assistant.exam_estimate(name).announcement
    if not quiet:
        tell(f"{announcement} Ctrl-C ends it.")
    with ProgressBar(quiet=quiet) as meter:

        def show(progress: ExamProgress) -> None:
            meter.show("exam", progress.done, progress.total, rate=progress.faults)

        return assistant.examine(name, show)


def _show(result: ExamResult) -> None:
    from rich.table import Table

    table = Table("kind", "right", "of", box=None, pad_edge=False)
    for kind, (right, put) in sorted(result.kinds.items()):
        table.add_row(clean(kind.replace("_", " ")), str(right), str(put))
    out = console()
    out.print(table)
    out.print()
    out.print(clean(verdict(result)), soft_wrap=True)


def verdict(result: ExamResult) -> str:
    """What came of it, in a sentence."""
    return f"{result.model or 'The model'} {result.summary}."
