"""`pullquote index`: bring articles in, with progress on stderr and a report at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli import options
from ui.cli.article_ids import short
from ui.cli.entry_point import stopped_status
from ui.cli.terminal import clean, counted, print_json, tell

if TYPE_CHECKING:
    from assistant.archive import Source
    from ingest import Change, Duplicate, IndexReport, Problem

LISTED = 20
"""Files named for one reason: among 10,000 photographs nobody would find the line that matters."""
COPIES = 3
"""Copies that are named."""
NOTHING = "nothing to do: no files there that hold articles"
REMEMBERED = "what is done is kept; run the same command again to go on"


def index(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH|URL…",
            help="Article files, folders of them, pages or feeds; by default the sources that are remembered.",
            show_default=False,
        ),
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Publisher of articles that name none.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Date of articles that name none.")] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove articles that have vanished from the given paths.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Go on, and follow the folders until Ctrl-C.")] = False,
    archive: options.Archive = None,
    json: options.Json = False,
) -> int:
    """Bring in articles; what has not changed costs nothing.

    Reads text, Markdown, HTML, PDF, DOCX, JSON, JSON Lines, CSV and feeds, in files and folders; pages and feeds.
    Without a path it brings the sources in step that `pullquote sources` lists.

    Exit status: 0 all done, skipped files listed with reasons; 1 some failed; 2 nothing could be done.
    """
    from assistant.errors import UsageError

    given = paths or []
    if not all(path.strip() for path in given):
        raise UsageError("a path is empty", "name a file or a folder; `.` is this one")
    if watch and dry_run:
        raise UsageError("--watch and --dry-run do not go together", "give one of them")
    call = _Call(publisher, day(published), prune, dry_run, archive, json)
    status = call.run(given)
    if watch and status < 128:
        call.follow(given)
    return status


class _Call:
    """One call of the command: what was given with it, and runs with that."""

    def __init__(
        self,
        publisher: str | None,
        published: date | None,
        prune: bool,
        dry_run: bool,
        archive: str | None,
        json: bool,
    ) -> None:
        self._publisher = publisher
        self._published = published
        self._prune = prune
        self._dry_run = dry_run
        self._archive = options.settings(archive).archive
        self._json = json

    def run(self, paths: Sequence[str]) -> int:
        """Index, show how far it is, and print the report; returns the exit status."""
        import ingest
        from ui.cli.progress_bar import ProgressBar

        with ProgressBar(quiet=self._json) as meter:

            def show(progress: ingest.Progress) -> None:
                if progress.stage == "publishing":
                    meter.say(progress.current or progress.stage)
                    return
                rate = f"{progress.rate:.0f} passages/s" if progress.rate else ""
                meter.show(progress.stage, progress.done, progress.total, rate=rate, seconds_left=progress.seconds_left)

            try:
                report = ingest.index(
                    paths,
                    publisher=self._publisher,
                    published=self._published,
                    prune=self._prune,
                    dry_run=self._dry_run,
                    archive=self._archive,
                    on_progress=show,
                )
            except ingest.Interrupted as stop:
                meter.stop()
                self._print(stop.report, otherwise="nothing stored yet")
                if not self._json:
                    tell(f"stopped: {REMEMBERED}")
                return stopped_status(stop)
        self._print(report)
        return report.exit_status

    def follow(self, given: Sequence[str]) -> None:
        """Index what changes beneath the given folders, or the remembered ones, until Ctrl-C; a line for each change.

        While another process writes to the archive, what changed waits.
        """
        import ingest
        from assistant.archive import Source
        from assistant.errors import ArchiveLocked, UsageError
        from ingest.indexing.following import follow
        from ingest.sources.skip_reasons import is_address

        sources = [Source(ingest.located(path)) for path in given if not is_address(path)] or self._remembered()
        folders = [source.location for source in sources if not is_address(source.location)]
        if not folders:
            raise UsageError("there is no folder to follow", "name one; pages and feeds are asked by each `index`")
        if not self._json:
            tell(f"following {counted(len(folders), 'place')}; Ctrl-C ends it")
        waiting: dict[str, None] = {}
        for changed in follow(folders):
            waiting.update(dict.fromkeys(changed))
            for source in sources:
                own = [path for path in waiting if _is_below(path, source)]
                if not own:
                    continue
                try:
                    report = ingest.index(
                        own,
                        publisher=self._publisher or source.publisher,
                        published=self._published or source.published,
                        prune=self._prune,
                        archive=self._archive,
                    )
                except ArchiveLocked as error:
                    tell(f"waiting: {error.message}")
                    continue
                for path in own:
                    del waiting[path]
                self._print_changes(report)

    def _remembered(self) -> list[Source]:
        import ingest

        with ingest.opened(self._archive) as (store, _), store.snapshot() as snapshot:
            return snapshot.sources()

    def _print_changes(self, report: IndexReport) -> None:
        if self._json:
            print_json(report.to_dict())
            return
        named = {change.location for change in report.changes}
        for change in report.changes:
            typer.echo(_line(change))
        _list("note", report.notices)
        _list("skipped", [problem for problem in report.skipped if problem.location not in named])
        _list("failed", [problem for problem in report.failed if problem.location not in named])

    def _print(self, report: IndexReport, otherwise: str = NOTHING) -> None:
        if self._json:
            print_json(report.to_dict())
            return
        _list_changes(report.changes)
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
        said = ", ".join(f"{count:,} {word}" for word, count in counts.items() if count) or otherwise
        if self._dry_run:
            typer.echo(f"would be: {said}; nothing was changed")
            return
        typer.echo(f"{said}; {counted(report.embedded, 'passage')} embedded in {report.seconds:.1f} s")


def day(text: str | None) -> date | None:
    """The day of a `--published`. Raises UsageError."""
    from assistant.errors import UsageError

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"published: {text!r} is not a date", "give one as YYYY-MM-DD, such as 2022-06-16") from None


def _is_below(path: str, source: Source) -> bool:
    return path == source.location or Path(source.location) in Path(path).parents


def _list(label: str, problems: Iterable[Problem]) -> None:
    """A line for each, but of many with one reason only the first."""
    counts: Counter[str] = Counter()
    for problem in problems:
        counts[problem.reason] += 1
        if counts[problem.reason] <= LISTED:
            tell(f"{problem.location}: {problem.reason}", f"{label:9}")
    for reason, count in counts.items():
        if count > LISTED:
            tell(f"{count - LISTED:,} more: {reason} (--json names them all)", f"{label:9}")


def _list_changes(changes: Sequence[Change]) -> None:
    """A line for each change, but of many of one kind only the first."""
    counts: Counter[str] = Counter()
    for change in changes:
        counts[change.change] += 1
        if counts[change.change] <= LISTED:
            typer.echo(_line(change))
    for kind, count in counts.items():
        if count > LISTED:
            typer.echo(f"{kind:9} {count - LISTED:,} more (--json names them all)")


def _line(change: Change) -> str:
    return f"{change.change:9} {clean(change.location or short(change.id))}"


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
