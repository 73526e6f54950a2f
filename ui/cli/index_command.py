"""`pullquote index`: bring articles in, with progress on stderr and a report at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli import options
from ui.cli.article_ids import short
from ui.cli.entry_point import stopped_status
from ui.cli.terminal import counted, print_json, tell

if TYPE_CHECKING:
    from ingest import Duplicate, IndexReport, Problem

LISTED = 20
"""Files named for one reason: among 10,000 photographs nobody would find the line that matters."""
COPIES = 3
"""Copies that are named."""
NOTHING = "nothing to do: no .txt, .md, .html, .json or .jsonl files there"
REMEMBERED = "what is done is kept; run the same command again to go on"


def index(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="Article files, or folders of them.", show_default=False)
    ],
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Publisher of articles that name none.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Date of articles that name none.")] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove articles that have vanished from the given paths.")
    ] = False,
    archive: options.Archive = None,
    json: options.Json = False,
) -> int:
    """Bring in articles; what has not changed costs nothing.

    Reads .txt, .md, .html, .json and .jsonl files, and folders of them.

    Exit status: 0 all done, skipped files listed with reasons; 1 some failed; 2 nothing could be done.
    """
    import ingest
    from assistant.errors import UsageError
    from ui.cli.progress_bar import Meter

    if not all(path.strip() for path in paths):
        raise UsageError("a path is empty", "name a file or a folder; `.` is this one")
    settings = options.settings(archive)
    with Meter(quiet=json) as meter:

        def show(progress: ingest.Progress) -> None:
            if progress.stage == "publishing":
                meter.say(progress.current or progress.stage)
                return
            rate = f"{progress.rate:.0f} passages/s" if progress.rate else ""
            meter.show(progress.stage, progress.done, progress.total, rate=rate, seconds_left=progress.seconds_left)

        try:
            report = ingest.index(
                paths,
                publisher=publisher,
                published=_day(published),
                prune=prune,
                archive=settings.archive,
                on_progress=show,
            )
        except ingest.Interrupted as stop:
            meter.stop()
            _print(stop.report, json)
            if not json:
                tell(f"stopped: {REMEMBERED}")
            return stopped_status(stop)
    _print(report, json)
    return report.exit_status


def _day(text: str | None) -> date | None:
    from assistant.errors import UsageError

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"published: {text!r} is not a date", "give one as YYYY-MM-DD, such as 2022-06-16") from None


def _list(label: str, problems: Sequence[Problem]) -> None:
    """A line for each, but of many with one reason only the first."""
    counts: Counter[str] = Counter()
    for problem in problems:
        counts[problem.reason] += 1
        if counts[problem.reason] <= LISTED:
            tell(f"{problem.location}: {problem.reason}", f"{label:9}")
    for reason, count in counts.items():
        if count > LISTED:
            tell(f"{count - LISTED:,} more: {reason} (--json names them all)", f"{label:9}")


def _print(report: IndexReport, json: bool) -> None:
    if json:
        print_json(report.to_dict())
        return
    _list("note", report.notices)
    _list_copies(report.duplicates)
    _list("skipped", report.skipped)
    _list("failed", report.failed)
    if lacking := _lacking(report):
        tell(lacking, f"{'note':9}")
    counts = {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "copy" if report.copies == 1 else "copies": report.copies,
        "vanished (--prune removes what has vanished)": report.vanished,
        "skipped": len(report.skipped),
        "failed": len(report.failed),
    }
    said = ", ".join(f"{count:,} {word}" for word, count in counts.items() if count) or NOTHING
    typer.echo(f"{said}; {counted(report.embedded, 'passage')} embedded in {report.seconds:.1f} s")


def _list_copies(duplicates: Sequence[Duplicate]) -> None:
    """A line for the first copies; each run meets them all again."""
    for duplicate in duplicates[:COPIES]:
        tell(f"{duplicate.location}: the same text as {short(duplicate.original)}", f"{'copy':9}")
    if len(duplicates) > COPIES:
        tell(f"{len(duplicates) - COPIES:,} more (--json names them all)", f"{'copy':9}")


def _lacking(report: IndexReport) -> str:
    """How many of the articles that came in have no date or no publisher."""
    lacks = [("date", report.undated, "--published"), ("publisher", report.unsigned, "--publisher")]
    said = [f"{counted(count, 'article')} without a {what} ({flag} gives one)" for what, count, flag in lacks if count]
    return ", ".join(said)
