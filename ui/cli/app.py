"""The command line as a whole: which commands there are."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.cli import (
    archive_command,
    articles_command,
    ask_command,
    chat_command,
    check_command,
    eval_command,
    export_command,
    index_command,
    judge_command,
    mcp_command,
    sources_command,
    status_command,
)
from ui.cli.help_text import Command

app = typer.Typer(
    name="pullquote",
    help="Answers from a collection of news articles; every sentence carries a quote that stands word for word in one.",
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich help costs a third of a second for the import of its Markdown
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"pullquote {version('pullquote')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


app.command("index", cls=Command)(index_command.index)
app.command("ask", cls=Command)(ask_command.ask)
app.command("chat")(chat_command.chat)
app.command("check", cls=Command, short_help="Check that saved quotes still stand.")(check_command.check)
app.add_typer(sources_command.app, name="sources")
articles_command.app.command("export", cls=Command, short_help="Write articles out.")(export_command.export)
app.add_typer(articles_command.app, name="articles")
app.command("judge", cls=Command, short_help="Put the exam to a model that is to judge.")(judge_command.judge)
app.command("mcp", short_help="Serve the archive to other assistants.")(mcp_command.mcp)
app.command("status", short_help="Show what the archive holds, and whether it is sound.")(status_command.status)
app.command("eval", cls=Command)(eval_command.evaluate)
app.add_typer(archive_command.app, name="archive")
