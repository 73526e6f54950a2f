"""`pullquote articles`: list, show, correct, remove and restore what is in the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli import article_ids as naming
from ui.cli import options
from ui.cli.help_text import Command
from ui.cli.terminal import clean, console, counted, print_json, tell

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.archive import Listing, Snapshot
    from assistant.articles import Article
    from assistant.assistant import Assistant

app = typer.Typer(help="List, show, correct, remove and restore articles.", add_completion=False, rich_markup_mode=None)

Ids = Annotated[list[str], typer.Argument(metavar="ID…", help="Articles' ids, or how they begin.", show_default=False)]
Search = Annotated[str, typer.Option(metavar="WORDS", help="Only those with this in title, publisher, author or id.")]
Mentions = Annotated[
    list[str] | None,
    typer.Option(
        metavar="WORDS",
        help="Only those whose title or text holds these words, one after another; may be repeated: all of them.",
        show_default=False,
    ),
]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="Published on this day or later.", show_default=False)]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Published on this day or before.", show_default=False)]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Only articles of this publisher.")]
Removed = Annotated[bool, typer.Option("--removed", help="Those that were removed.")]
Limit = Annotated[int | None, typer.Option(metavar="N", min=1, help="At most so many.")]


@app.callback(invoke_without_command=True)
def articles(context: typer.Context, archive: options.Archive = None, json: options.Json = False) -> int | None:
    """List articles, unless a subcommand says otherwise."""
    if context.invoked_subcommand is None:
        return list_articles(archive=archive, json=json)
    return None


@app.command("list")
def list_articles(
    search: Search = "",
    mentions: Mentions = None,
    since: Since = None,
    until: Until = None,
    publisher: Publisher = None,
    removed: Removed = False,
    limit: Limit = None,
    archive: options.Archive = None,
    json: options.Json = False,
) -> int:
    """List the articles in the archive, newest first."""
    with options.assistant(archive) as assistant, assistant.archive.snapshot() as snapshot:
        found, total, notices = selected(
            snapshot, search, mentions, since, until, publisher, removed=removed, limit=limit
        )
    if json:
        print_json({"articles": [_as_dict(listing) for listing in found], "notices": list(notices)})
    else:
        _show_list(found, total)
        for notice in notices:
            tell(notice)
    return 0


def selected(
    snapshot: Snapshot,
    search: str,
    mentions: Sequence[str] | None,
    since: str | None,
    until: str | None,
    publisher: str | None,
    *,
    removed: bool = False,
    limit: int | None = None,
) -> tuple[list[Listing], int, tuple[str, ...]]:
    """The articles that the options mean, how many there are without the limit, and what is to be said of it."""
    from assistant.questions.publishers import resolved
    from assistant.questions.validation import checked_filters, checked_mentions

    words = checked_mentions(mentions or ())
    filters = checked_filters(options.publishers([] if publisher is None else [publisher]), since, until)
    names, notices = resolved(filters.publishers, [name for name, _ in snapshot.publishers()])
    filters = replace(filters, publishers=names)
    found = snapshot.articles(search=search, mentions=words, filters=filters, removed=removed, limit=limit)
    total = snapshot.count_articles(search=search, mentions=words, filters=filters, removed=removed)
    return found, total, notices


@app.command("show", cls=Command, short_help="Show an article with its whole text.")
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="The article's id, or how it begins.", show_default=False)],
    version: Annotated[int | None, typer.Option(metavar="N", min=1, help="An earlier version of it.")] = None,
    archive: options.Archive = None,
    json: options.Json = False,
) -> int:
    """Show an article with its whole text, so that quotes can be checked."""
    with options.assistant(archive) as assistant, assistant.archive.snapshot() as snapshot:
        article = snapshot.article(naming.whole(id, snapshot), version)
        removed = article.id in (listing.id for listing in snapshot.articles(search=article.id, removed=True))
    if json:
        print_json(article.to_dict())
    else:
        _show_article(article, removed=removed)
    return 0


@app.command("edit", cls=Command, short_help="Correct an article's title, publisher, date or author.")
def edit(
    id: Annotated[str, typer.Argument(metavar="ID", help="The article's id, or how it begins.", show_default=False)],
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its title.")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it; empty if unknown.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="The day; empty if unknown.")] = None,
    author: Annotated[str | None, typer.Option(metavar="NAME", help="Who wrote it; empty if unknown.")] = None,
    archive: options.Archive = None,
    json: options.Json = False,
) -> int:
    """Correct what was read of an article: a new version, and what is said here stays when it is indexed again."""
    import ingest

    said = {"title": title, "publisher": publisher, "published": published, "author": author}
    with options.assistant(archive) as assistant:
        (known,) = _known([id], assistant)
    with ingest.opened(options.settings(archive).archive) as (store, embedder):
        article = ingest.edit(
            store, embedder, known, {name: value for name, value in said.items() if value is not None}
        )
    if json:
        print_json(article.to_dict())
    else:
        typer.echo(f"corrected {clean(naming.short(article.id))}: version {article.version}")
    return 0


@app.command("remove", cls=Command, short_help="Take articles out of every search.")
def remove(
    ids: Ids,
    purge: Annotated[
        bool, typer.Option("--purge", help="Erase every version for good; this cannot be undone.")
    ] = False,
    archive: options.Archive = None,
    json: options.Json = False,
) -> int:
    """Take articles out of every search; indexing does not bring them back, `restore` does."""
    with options.assistant(archive) as assistant:
        known = _known(ids, assistant, erasing=purge)
        with assistant.archive.writer() as writer:
            done = writer.purge(known) if purge else writer.remove(known)
        on_server = purge and bool(assistant.settings.chroma_url)
    _report("purged" if purge else "removed", done, json)
    if on_server:
        tell("the Chroma server finds them no more, but may keep their vectors (no words) in its files: see the README")
    return 0


@app.command("restore", cls=Command, short_help="Bring removed articles back.")
def restore(ids: Ids, archive: options.Archive = None, json: options.Json = False) -> int:
    """Bring removed articles back; one that was erased for good may only be indexed again."""
    with options.assistant(archive) as assistant:
        known = _known(ids, assistant)
        with assistant.archive.writer() as writer:
            erased = {id for id in known if (stored := writer.stored(id)) and not stored.version}
            done = writer.restore(known)
    if json or not erased or set(done) != erased:
        _report("restored", done if json else [id for id in done if id not in erased], json)
    for id in [] if json else sorted(erased):
        typer.echo(f"allowed again {clean(naming.short(id))}: its text is gone, so index its source to bring it in")
    return 0


def _known(ids: Sequence[str], assistant: Assistant, *, erasing: bool = False) -> list[str]:
    with assistant.archive.snapshot() as snapshot:
        return [naming.whole(id, snapshot, erasing=erasing) for id in ids]


def _report(word: str, ids: Sequence[str], json: bool) -> None:
    if json:
        print_json({word: list(ids)})
    else:
        for id in ids:
            typer.echo(f"{word} {clean(naming.short(id))}")
        if not ids:
            typer.echo(f"nothing {word}: it is so already")


def _as_dict(listing: Listing) -> dict[str, object]:
    published = listing.published.isoformat() if listing.published else None
    return {**asdict(listing), "published": published, "indexed": listing.indexed.isoformat()}


def _show_list(listings: Sequence[Listing], total: int) -> None:
    out = console()
    for listing in listings:
        if out.is_terminal:
            _show_listing(out, listing)
        else:
            typer.echo("\t".join(_columns(listing)))
    shown = f"{len(listings):,} of " if len(listings) < total else ""
    if out.is_terminal:
        out.print(f"{shown}{counted(total, 'article')}")
    elif shown or not listings:
        tell(f"{shown}{counted(total, 'article')}")


def _columns(listing: Listing) -> tuple[str, ...]:
    """An article on a line for other programs: id, day, publisher, title; `-` where one is unknown."""
    from assistant.text.bylines import publisher

    published = listing.published.isoformat() if listing.published else "-"
    named = publisher(listing.publisher) if listing.publisher else "-"
    return clean(naming.short(listing.id)), published, clean(named), clean(listing.title or "-")


def _show_listing(out: Console, listing: Listing) -> None:
    from rich.text import Text

    from assistant.text.bylines import publisher
    from ui.cli.answer_text import show_indented

    published = listing.published.isoformat() if listing.published else "no date"
    show_indented(out, Text(clean(listing.title), style="bold"), indent=12, first=Text(published, style="cyan"))
    origin = f"{clean(publisher(listing.publisher))}, {listing.words:,} words"
    show_indented(out, Text(origin), indent=12)
    out.print(Text(f"{'':12}{clean(naming.short(listing.id))}", style="dim"), soft_wrap=True)


def _show_article(article: Article, *, removed: bool) -> None:
    from rich.text import Text

    from assistant.text.bylines import publisher
    from assistant.text.day_format import day
    from ui.cli.answer_text import show_indented

    out = console()
    show_indented(out, Text(clean(article.title), style="bold"), indent=0)
    origin = [publisher(article.publisher), article.author, day(article.published), article.url]
    show_indented(out, Text(", ".join(clean(part) for part in origin if part), style="dim"), indent=0)
    out.print(Text(f"{clean(article.id)}, version {article.version}", style="dim"), soft_wrap=True)
    if removed:
        show_indented(out, Text("Removed: in no search until `pullquote articles restore` brings it back"), indent=0)
    out.print()
    show_indented(out, Text(clean(article.text, lines=True)), indent=0)
