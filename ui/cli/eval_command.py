"""`pullquote eval`: questions with known answers, turned into scores."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli import options
from ui.cli.terminal import counted, print_json, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.assistant import Assistant
    from assistant.evaluation.question_set import EvaluationQuestion


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

    A row holds "question", and optionally "answer", "gold" (ids, URLs or files of the articles that hold the answer),
    "as_of" and "unanswerable"; "answer": null without "gold" says that there is none. What a row lacks is not scored:
    without "gold" it still counts how often the known answer is shown. The articles must have been indexed.

    Figures are means, with a 95% interval:

    \b
    hits@1, @4, @10       a marked article is ranked first, or so far up
    mrr@10                1 / the rank of the first marked article
    answer_recall         the expected words are shown
    characters_shown      length of an answer
    quotes_verbatim       quotes that stand in their article
    false_not_found       answerable, but not answered
    caught_unanswerable   unanswerable, and not answered
    caught_near_misses    not answered once the answer's articles are gone
    sentences_written     sentences that a model wrote for an answer
    sentences_fallen      of these not shown
    dollars               cost of an answer
    """
    from assistant.evaluation import EvaluationProgress, read_questions
    from assistant.evaluation import evaluate as scored
    from assistant.evaluation.html_report import render
    from ui.cli.progress_bar import ProgressBar

    rows = read_questions(questions)
    if report:
        _check_report(report)
    with options.assistant(archive, model) as assistant, ProgressBar(quiet=json) as meter:
        if doubt := _doubt(rows, questions, assistant):
            tell(f"pullquote: {doubt}")

        def show(progress: EvaluationProgress) -> None:
            meter.show("asking", progress.done, progress.total)

        scores = scored(rows, assistant, show, ignore_as_of=ignore_as_of, near_misses=near_misses, thorough=thorough)
    if report:
        report.write_text(render(scores), encoding="utf-8")
        tell(f"report written to {report.absolute()}")
    if json:
        print_json(scores.to_dict())
    else:
        _show(scores.to_dict())
    return 0


def _check_report(report: Path) -> None:
    """Refuse a report that could not be written, before any question is asked. Raises UsageError."""
    from assistant.errors import UsageError

    if report.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"--report {report} is no name of a web page", "name it with .html at the end")
    if not report.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {report.absolute().parent}", "make it, or write the report elsewhere")


def _doubt(rows: Sequence[EvaluationQuestion], questions: Path, assistant: Assistant) -> str:
    """What is to be said if the archive lacks articles that are marked as holding answers.

    Raises UsageError if it lacks all of them: figures of nothing would look like figures.
    """
    from assistant.errors import UsageError

    gold = {article for row in rows for article in row.gold}
    with assistant.archive.snapshot() as snapshot:
        held = {name for listing in snapshot.articles() for name in (listing.id, listing.url)}
    missing, place = len(gold - held), assistant.settings.archive
    if not missing:
        return ""
    if missing < len(gold):
        return (
            f"{missing:,} of the {counted(len(gold), 'marked article')} not in {place}; their questions count as missed"
        )
    none = "the marked article is not" if missing == 1 else f"none of the {missing:,} marked articles is"
    raise UsageError(
        f"{none} in {place}, so there is nothing to score",
        f"index them first, such as `pullquote index {questions.absolute().parent}`, or name their --archive",
    )


def _show(scores: dict[str, object]) -> None:
    """A line for each figure, with its 95% interval."""
    intervals = scores.pop("intervals")
    assert isinstance(intervals, dict)
    for name, value in scores.items():
        said = "-" if value is None else f"{value:.3f}" if isinstance(value, float) else f"{value}"
        between = "  ({:.3f} to {:.3f})".format(*intervals[name]) if name in intervals else ""
        typer.echo(f"{name:22}{said:>9}{between}")
