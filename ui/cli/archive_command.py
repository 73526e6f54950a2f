"""`pullquote archive`: back up an archive while it is in use, and restore one elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.cli import options
from ui.cli.help_text import Command
from ui.cli.terminal import clean, print_json

app = typer.Typer(help="Back up and restore the archive.", add_completion=False, rich_markup_mode=None)

File = Annotated[Path, typer.Argument(metavar="FILE", help="The backup file.", show_default=False)]


@app.callback(invoke_without_command=True)
def _root(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command("backup", cls=Command, short_help="Copy the archive into one file.")
def backup(file: File, archive: options.Archive = None, json: options.Json = False) -> int:
    """Write everything that is stored into one file, while others go on reading and writing."""
    with options.assistant(archive) as assistant:
        assistant.archive.backup(file)
    _report("backed up to", file, json)
    return 0


@app.command("restore", cls=Command, short_help="Make an archive from a backup.")
def restore(file: File, archive: options.Archive = None, json: options.Json = False) -> int:
    """Make an archive from a backup, where there is none yet, and build its vector index anew."""
    from assistant.archive import Archive

    settings = options.settings(archive)
    Archive.restore(file, settings.archive, chroma_url=settings.chroma_url)
    _report("restored into", settings.archive, json)
    return 0


def _report(done: str, path: Path, json: bool) -> None:
    if json:
        print_json({done.split()[0]: str(path)})
    else:
        typer.echo(f"{done} {clean(str(path))}")
