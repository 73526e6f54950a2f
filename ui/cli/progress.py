"""How far a long command has come: a bar on a terminal, a line now and then elsewhere; always on stderr."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

from ui.cli.printing import console, tell

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as Bar

    from ingest import Progress

EVERY = 10.0
"""Seconds between lines where there is no terminal."""


class Meter:
    """Shows an indexing run's progress; a context manager, so that the bar goes away whatever happens."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._out = console(sys.stderr)
        self._quiet = quiet and not self._out.is_terminal
        self._bar: Bar | None = None
        self._told = monotonic()

    def __enter__(self) -> Meter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def show(self, progress: Progress) -> None:
        """Show a new state; called from the thread that indexes."""
        if self._quiet:
            return
        if self._out.is_terminal:
            self._draw(progress)
        elif monotonic() - self._told >= EVERY:
            self._told = monotonic()
            tell(f"{progress.stage} {progress.done:,} of {progress.total:,}; {_pace(progress)}")

    def stop(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _draw(self, progress: Progress) -> None:
        if self._bar is None:
            self._bar = _bar(self._out)
            self._bar.add_task("")
            self._bar.start()
        self._bar.update(
            self._bar.task_ids[0],
            description=progress.stage,
            completed=progress.done,
            total=progress.total or None,
            pace=_pace(progress),
        )


def _bar(out: Console) -> Bar:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    return Progress(
        TextColumn("{task.description:10}", markup=False),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}", markup=False),
        console=out,
        transient=True,
    )


def _pace(progress: Progress) -> str:
    rate = f"{progress.rate:.0f} passages/s" if progress.rate else ""
    left = f"{_clock(progress.seconds_left)} left" if progress.seconds_left is not None else ""
    return ", ".join(part for part in (rate, left) if part)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
