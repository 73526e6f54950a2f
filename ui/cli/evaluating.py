"""`pullquote eval`: questions with known answers, turned into scores."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli import options
from ui.cli.printing import print_json, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answering import Assistant
    from assistant.evaluation.questions import EvaluationQuestion


def evaluate(
    questions: Annotated[
        Path, typer.Argument(metavar="QUESTIONS.jsonl", help="One question a line.", show_default=False)
    ],
    model: options.Model = None,
    ignore_as_of: Annotated[bool, typer.Option("--ignore-as-of", help="Leave the questions' dates aside.")] = False,
    near_misses: Annotated[
        bool, typer.Option("--near-misses", help="Ask again with every article that holds the answer taken away.")
    ] = False,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Read more passages and say more; takes longer.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE.html", help="Write curves and every failure into this file.")
    ] = None,
    archive: options.Archive = None,
    json: options.Json = False,
) -> int:
    """Score answers to questions whose answers are known.

    A row holds "question", and optionally "answer", "gold" (article ids or URLs), "as_of" and "unanswerable".
    """
    from assistant.evaluation import Progress, read_questions
    from assistant.evaluation import evaluate as scored
    from ui.cli.progress import Meter

    rows = read_questions(questions)
    with options.assistant(archive, model) as assistant, Meter(quiet=json) as meter:
        if doubt := _doubt(rows, assistant):
            tell(f"pullquote: {doubt}")

        def show(progress: Progress) -> None:
            meter.show("asking", progress.done, progress.total)

        scores = scored(rows, assistant, show, ignore_as_of=ignore_as_of, near_misses=near_misses, thorough=thorough)
    if report:
        report.write_text(scores.to_html(), encoding="utf-8")
    if json:
        print_json(scores.to_dict())
    else:
        _show(scores.to_dict())
    return 0


def _doubt(rows: Sequence[EvaluationQuestion], assistant: Assistant) -> str:
    """What is to be said if the archive lacks articles that are marked as holding answers."""
    gold = {article for row in rows for article in row.gold}
    with assistant.archive.snapshot() as snapshot:
        held = {name for listing in snapshot.articles() for name in (listing.id, listing.url)}
    missing = len(gold - held)
    if not missing:
        return ""
    consequence = "; so every hit will be 0" if missing == len(gold) else ""
    return f"of {len(gold):,} marked articles {missing:,} not in {assistant.settings.archive}{consequence}"


def _show(scores: dict[str, object]) -> None:
    """A line for each figure, with its 95% interval."""
    intervals = scores.pop("intervals")
    assert isinstance(intervals, dict)
    for name, value in scores.items():
        said = "-" if value is None else f"{value:.3f}" if isinstance(value, float) else f"{value}"
        between = "  ({:.3f} to {:.3f})".format(*intervals[name]) if name in intervals else ""
        typer.echo(f"{name:22}{said:>9}{between}")
