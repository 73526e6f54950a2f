"""How far a long command has come: a bar on a terminal, a line now and then elsewhere; always on stderr."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

from ui.cli.terminal import console, tell

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as Bar

EVERY = 10.0
"""Seconds between lines where there is no terminal."""

AT_ONCE = 0.3
"""Seconds of work before which no bar is drawn: what draws it takes a tenth of a second to import."""


class ProgressBar:
    """Shows progress on stderr, or on `out`; a context manager, so that the bar goes away whatever happens."""

    def __init__(self, *, quiet: bool = False, out: Console | None = None, draw_after: float = AT_ONCE) -> None:
        self._out = out
        self._draw_after = draw_after
        self._draws = out.is_terminal if out else sys.stderr.isatty()
        self._quiet = quiet and not self._draws
        self._bar: Bar | None = None
        self._started = self._told = monotonic()

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def show(self, stage: str, done: int, total: int, *, rate: str = "", seconds_left: float | None = None) -> None:
        """Show a new state; without `seconds_left` the time left is judged by what is done so far."""
        if self._quiet:
            return
        if seconds_left is None and done:
            seconds_left = (monotonic() - self._started) / done * (total - done)
        left = f"{clock(seconds_left)} left" if seconds_left is not None else ""
        pace = ", ".join(part for part in (rate, left) if part)
        if self._draws:
            self._draw(f"{stage:10}", f"{done:,}/{total:,}", done, total, pace)
        elif monotonic() - self._told >= EVERY:
            self._told = monotonic()
            tell(f"{stage}: {done:,} of {total:,}{f'; {pace}' if pace else ''}")

    def say(self, step: str) -> None:
        """Show a step of which nobody knows how far it is."""
        if self._quiet:
            return
        if self._draws:
            self._draw(step, "", 0, 0, "")
        elif monotonic() - self._told >= EVERY:
            self._told = monotonic()
            tell(f"{step} …")

    def stop(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _draw(self, said: str, count: str, done: int, total: int, pace: str) -> None:
        if self._bar is None and monotonic() - self._started < self._draw_after:
            return
        self._bar = self._bar or self._new_bar()
        task = self._bar.task_ids[0]
        self._bar.update(task, description=said, completed=done, total=total or None, count=count, pace=pace)

    def _new_bar(self) -> Bar:
        from rich.progress import BarColumn, Progress, TextColumn

        bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=20),
            TextColumn("{task.fields[count]}", markup=False),
            TextColumn("{task.fields[pace]}", markup=False),
            console=self._out or console(sys.stderr),
            transient=True,
        )
        bar.add_task("", count="", pace="")
        bar.start()
        return bar


def clock(seconds: float) -> str:
    """Seconds as people write a duration: `0:07`, `1:02:03`."""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
