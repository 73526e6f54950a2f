"""`pullquote articles export`: articles as files that other programs read, and that `index` brings back whole."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

import typer

from ui.cli import article_ids as naming
from ui.cli import articles_command as articles
from ui.cli import options
from ui.cli.terminal import counted, tell

if TYPE_CHECKING:
    from assistant.archive import Snapshot
    from assistant.articles import Article

Form = Literal["jsonl", "markdown"]


def export(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID…", help="Articles' ids, or how they begin; all if none.", show_default=False),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="JSON Lines, or Markdown to read.")] = "jsonl",
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="A new file; by default stdout.", show_default=False)
    ] = None,
    search: articles.Search = "",
    mentions: articles.Mentions = None,
    since: articles.Since = None,
    until: articles.Until = None,
    publisher: articles.Publisher = None,
    archive: options.Archive = None,
) -> int:
    """Write articles out, each with its whole text.

    As JSON Lines `pullquote index` brings them back letter for letter, with their ids, into this archive or another.
    Earlier versions and removed articles stay behind; `pullquote archive backup` copies everything.
    """
    with options.assistant(archive) as assistant, assistant.archive.snapshot() as snapshot:
        if ids:
            chosen = [naming.whole(id, snapshot) for id in ids]
        else:
            found, _, _ = articles.selected(snapshot, search, mentions, since, until, publisher)
            chosen = [listing.id for listing in found]
        with _opened(to) as file:
            for article in _articles(snapshot, chosen):
                file.write(_written(article, form))
    if to:
        tell(f"{counted(len(chosen), 'article')} written to {to.absolute()}")
    return 0


def _articles(snapshot: Snapshot, ids: Sequence[str]) -> Iterator[Article]:
    """One at a time: an archive may be larger than memory."""
    return (snapshot.article(id) for id in ids)


def _written(article: Article, form: Form) -> str:
    """An article as JSON in ASCII on one line, valid in every encoding; or as Markdown that ends in a rule."""
    if form == "jsonl":
        return json.dumps(article.to_dict(), ensure_ascii=True) + "\n"
    from assistant.rendering.article_markdown import render

    return f"{render(article)}\n---\n\n"


@contextmanager
def _opened(to: Path | None) -> Iterator[TextIO]:
    """The file to write to. Raises UsageError if there is one already."""
    if to is None:
        yield sys.stdout
        return
    from assistant.errors import UsageError

    try:
        with to.open("x", encoding="utf-8", newline="\n") as file:
            yield file
    except FileExistsError:
        kind = "a folder" if to.is_dir() else "there already"
        raise UsageError(f"{to} is {kind}", "name a file that is not there yet") from None
