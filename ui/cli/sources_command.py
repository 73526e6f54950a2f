"""`pullquote sources`: the places that `pullquote index` keeps in step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli import options
from ui.cli.help_text import Command
from ui.cli.index_command import day
from ui.cli.terminal import clean, print_json

if TYPE_CHECKING:
    from assistant.archive import Source

app = typer.Typer(
    help="List, add and remove what `pullquote index` keeps in step.",
    add_completion=False,
    rich_markup_mode=None,
)

Places = Annotated[
    list[str], typer.Argument(metavar="PATH|URL…", help="Folders, files, pages or feeds.", show_default=False)
]


@app.callback(invoke_without_command=True)
def sources(context: typer.Context, archive: options.Archive = None, json: options.Json = False) -> int | None:
    """List the sources, unless a subcommand says otherwise."""
    if context.invoked_subcommand is None:
        return list_sources(archive=archive, json=json)
    return None


@app.command("list", short_help="List the sources.")
def list_sources(archive: options.Archive = None, json: options.Json = False) -> int:
    """List the sources that are remembered, in the order in which they were added."""
    with options.assistant(archive) as assistant, assistant.archive.snapshot() as snapshot:
        found = snapshot.sources()
    _print("sources", found, json)
    return 0


@app.command("add", cls=Command, short_help="Remember folders, pages or feeds.")
def add(
    places: Places,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Publisher of articles that name none.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="Date of articles that name none.")] = None,
    archive: options.Archive = None,
    json: options.Json = False,
) -> int:
    """Remember sources; `pullquote index` without a path brings them in, now and whenever something changed."""
    import ingest

    with ingest.opened(options.settings(archive).archive) as (store, _):
        added = ingest.remember(store, places, publisher, day(published))
    _print("added", added, json)
    return 0


@app.command("remove", cls=Command, short_help="Forget sources; their articles stay.")
def remove(places: Places, archive: options.Archive = None, json: options.Json = False) -> int:
    """Forget sources; what was brought in from them stays in the archive."""
    import ingest

    with options.assistant(archive) as assistant:
        gone = ingest.forget(assistant.archive, places)
    if json:
        print_json({"removed": gone})
    for location in [] if json else gone:
        typer.echo(f"forgotten {clean(location)}; its articles stay")
    return 0


def _print(word: str, found: Sequence[Source], json: bool) -> None:
    if json:
        print_json({word: [source.to_dict() for source in found]})
        return
    for source in found:
        said = [source.publisher, source.published.isoformat() if source.published else None]
        flags = ", ".join(clean(part) for part in said if part)
        typer.echo(f"{clean(source.location)}{f' ({flags})' if flags else ''}")
    if word == "added":
        typer.echo("`pullquote index` brings in what is there")
    elif not found:
        typer.echo("no sources yet: `pullquote sources add PATH|URL…` remembers some")
