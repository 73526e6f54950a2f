"""`pullquote eval`: questions with known answers, turned into scores."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli import options
from ui.cli.printing import console, print_json, tell

if TYPE_CHECKING:
    from collections.abc import Mapping


def evaluate(
    questions: Annotated[
        Path, typer.Argument(metavar="QUESTIONS.jsonl", help="One question a line.", show_default=False)
    ],
    model: options.Model = None,
    ignore_as_of: Annotated[bool, typer.Option("--ignore-as-of", help="Leave the questions' dates aside.")] = False,
    near_misses: Annotated[
        bool, typer.Option("--near-misses", help="Ask again with every article that holds the answer taken away.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE.html", help="Write curves and every failure into this file.")
    ] = None,
    archive: options.Archive = None,
    json: options.Json = False,
) -> int:
    """Score the archive's answers to questions whose answers are known.

    A row holds "question", and optionally "answer", "gold" (article ids or URLs), "as_of" and "unanswerable".
    """
    from assistant import evaluation

    with options.assistant(archive, model) as assistant:
        rows = evaluation.read_questions(questions)
        scores = evaluation.evaluate(rows, assistant, ignore_as_of=ignore_as_of, near_misses=near_misses)
    if report:
        report.write_text(scores.to_html(), encoding="utf-8")
    if json:
        print_json(scores.to_dict())
    else:
        _show(scores.to_dict())
    return 0


def _show(scores: Mapping[str, object]) -> None:
    console(sys.stdout)
    tell("")
